"""A book of a channel (EPUB): one lesson, or a topic with its chapters."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from content.bundle import Blob
from content.entries import FileEntry, NodeEntry, VersionEntry
from content.formats import epub
from content.formats.desk import Desk
from content.formats.kolibri.page import NotShown
from content.formats.kolibri.rows import FileRow, NodeRow
from content.formats.kolibri.storage import Storage
from content.formats.notes import Notes
from content.formats.said import line
from content.formats.works import NotRead, Page
from content.wording import is_seen

PRESET = "epub"


@dataclass(frozen=True)
class Book:
    """A book that was read."""

    pages: list[Page]
    blobs: dict[str, Blob]

    def nodes(self, above: NodeEntry, room: int) -> list[NodeEntry]:
        """Return the chapters below the topic that the book becomes.

        Args:
            above: the topic.
            room: how many topics may still stand in each other; deeper ones are left away.
        """
        return list(_nodes(self.pages, above, above, room))


def book_of(row: NodeRow) -> FileRow | None:
    """Return the book of a node that has one and nothing else to be shown."""
    mains = [file for file in row.files if not file.supplementary and not file.thumbnail]
    return next((file for file in mains if file.preset == PRESET), None)


def read_book(
    file: FileRow, channel: str, node: str, where: str, storage: Storage, notes: Notes
) -> Book:
    """Read a book.

    Args:
        file: of the node.
        channel: the id of the channel.
        node: that of the node.
        where: the way to it, in words.
        storage: the files of the drive.
        notes: told what is not as it was.

    Raises:
        NotShown: nothing of it can be read.
    """
    found = storage.find(file.checksum, file.ending)
    if isinstance(found, str):
        raise NotShown(found)
    desk = Desk(channel, node, where, notes=notes)
    try:
        work = epub.FORMAT.read(Path(found.path), desk)
    except NotRead as reason:
        raise NotShown(reason.args[0]) from None
    return Book(work.pages, desk.blobs)


def spoken_in(language: str, files: list[FileEntry]) -> tuple[FileEntry, ...]:
    """Return files, those that say no language in one."""
    return tuple(dict.fromkeys(f if f.language else replace(f, language=language) for f in files))


def _nodes(pages: list[Page], above: NodeEntry, like: NodeEntry, room: int) -> Iterator[NodeEntry]:
    for position, page in enumerate(pages):
        if page.kind == "topic" and room < 2:
            yield from _nodes(page.below, above, like, room)
            continue
        title = line(page.title)
        entry = replace(
            like,
            id=page.id,
            content_id=page.id,
            parent=above.id,
            kind=page.kind,
            position=position,
            minutes=0,
            labels=page.labels() if page.kind != "topic" else (),
            versions=(VersionEntry(like.language, False, title if is_seen(title) else page.id),),
            files=spoken_in(like.language, page.files),
        )
        yield entry
        yield from _nodes(page.below, entry, like, room - 1)
