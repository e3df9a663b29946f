"""The pages inside archives, brought into the search index a few thousand at a time.

Their titles can be looked through at once, for an archive lists them itself; what they say is
found as far as this has come. It goes on where it was, whenever it is cut off.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from content import browse
from content.browse import FileItem, Item
from content.framed.archives import ArchivePackage
from content.framed.documents import words_of
from content.library import Library
from content.models import File, Node, Release
from content.zim.archive import Archive
from i18n.refusals import Refusal
from search.documents import Document
from search.index import Index

log = logging.getLogger(__name__)

TOGETHER = 1_000
"""Places of a list of titles in one commit: what a cut, or standing back, costs is seconds."""
MOST = 100_000
"""Pages of one archive in our index; of a larger one, those behind are found by their titles."""
LONGEST = 20_000
"""Characters of a page that are searched."""


@dataclass(frozen=True)
class Due:
    """An archive whose pages are not all in the index."""

    release: Release
    node: Item
    file: FileItem
    begin: int
    end: int


def due(library: Library, index: Index) -> list[Due]:
    """Return the archives of which pages are missing in the index, as far as these are wanted."""
    done, held, found = index.done(), index.releases(), []
    for release in library.releases().values():
        if held.get(release.channel_id) != release.manifest:
            continue
        for node, file in _archives_of(release):
            begin, end = done.get(node.id, 0), _end(library, file)
            if begin < end:
                found.append(Due(release, node, file, begin, end))
    return found


def bring_in(library: Library, index: Index, report: Callable[[int, int], object]) -> None:
    """Index the pages of archives; cut off anywhere, do it again.

    Args:
        library: what is installed.
        index: what is found.
        report: told the places of the lists of titles done and to do.
    """
    todo = due(library, index)
    total, before = sum(each.end for each in todo), 0
    for each in todo:
        with Archive.at(library.store.place(each.file.sha256), each.node.words.title) as archive:
            place = each.begin
            while place < each.end:
                report(before + place, total)
                stop = min(place + TOGETHER, each.end)
                pages = _documents(archive, each.node, place, stop)
                channel, manifest = each.release.channel_id, each.release.manifest
                if not index.extend(channel, manifest, pages, {each.node.id: stop}):
                    return  # another release came meanwhile: it is due by itself
                place = stop
        before += each.end
    report(total, total)


def _archives_of(release: Release) -> list[tuple[Item, FileItem]]:
    query = (
        Node.select(Node.node_id)
        .join(File, on=File.node == Node.id)
        .where(Node.release == release, File.media_type == "application/zim")
    )
    nodes = browse.items((node_id for (node_id,) in query.tuples()), release.language, coach=True)
    return [
        (node, file)
        for node in nodes.values()
        for file in browse.files_of(node)
        if file.media_type == "application/zim"
    ]


def _end(library: Library, file: FileItem) -> int:
    try:
        with Archive.at(library.store.place(file.sha256)) as archive:
            return min(archive.title_count(), MOST)
    except (Refusal, OSError) as error:
        log.warning("archive %s is not indexed: %s", file.sha256[:12], error)
        return 0


def _documents(archive: Archive, node: Item, begin: int, end: int) -> Iterator[Document]:
    """Go through pages by their places in the list of titles; one that cannot be read has its
    title alone."""
    package, place = ArchivePackage(archive), begin
    while place < end:
        pages, onward = archive.titles(place, 1)
        if onward > end and pages:
            return
        place = onward
        for entry in pages:
            try:
                text = words_of(archive.read(entry))[:LONGEST]
            except Refusal as refusal:
                log.warning("a page of %s is not indexed: %s", node.id, refusal)
                text = ""
            yield Document(
                key=f"{node.id}:{node.language}",
                node_id=node.id,
                channel_id=node.channel,
                kind=node.kind,
                language=node.language,
                easy=False,
                title=" ".join(entry.shown.split())[:300],
                description="",
                text=text,
                subject=node.subject,
                level=node.level,
                coach=node.coach,
                part=package.path_of(entry),
            )
