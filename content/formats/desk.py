"""What a format is handed with a file: where its pages, files and notes go."""

import hashlib
import io
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import IO

from content import texts
from content.bundle import Blob
from content.entries import FileEntry
from content.formats.asked import Asked
from content.formats.folder.reader import node_id
from content.formats.notes import Notes
from content.formats.works import NotRead, Page, Work
from content.media import fault_in
from content.refusals import CatalogueRefused
from i18n.refusals import Phrase
from i18n.translate import N_

_NUMBERS = count(1)
"""Of files that were taken out of others."""


@dataclass(frozen=True)
class Spooled:
    """A file that was taken out of another; its folder is there as long as this is."""

    path: Path
    folder: "tempfile.TemporaryDirectory[str]"

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Give its bytes inside the block."""
        with self.path.open("rb") as file:
            yield file


@dataclass
class Desk:
    """The desk at which one file is read."""

    channel: str
    """The id of the channel it goes into."""
    place: str = ""
    """Where the file lies in what is brought: "Maths/Cours 1.epub"; "" for a file alone."""
    where: str = ""
    """The same in words, for notes: "Maths › Cours 1"; "" for a file alone."""
    asked: Asked = field(default_factory=Asked)
    notes: Notes = field(default_factory=Notes)
    blobs: dict[str, Blob] = field(default_factory=dict)
    """What is kept, by SHA-256."""
    others: "Callable[[Path, Desk], Work] | None" = None
    """Reads a file of any known format; raises ``NotRead`` for one of none."""
    used: set[Path] = field(default_factory=set)
    """Files that belong to another file, such as captions: no pages of their own."""
    _folder: "tempfile.TemporaryDirectory[str] | None" = None

    def id_of(self, name: str) -> str:
        """Return the id that the page of this name has: for links, ``../<id>/``."""
        return node_id(self.channel, f"{self.place}#{name}" if self.place else name)

    def keep(
        self,
        role: str,
        media_type: str,
        blob: Blob,
        language: str = "",
        data: bytes | None = None,
    ) -> FileEntry:
        """Keep bytes for the bundle; nothing is copied but what is in memory already.

        Args:
            role: one of ``content.vocabulary.ROLES``.
            media_type: one of ``content.vocabulary.MEDIA_TYPES``.
            blob: the bytes, or where they are and stay until the bundle is written.
            language: of what is said in it; "" for that of its page.
            data: all bytes of the blob, where they are at hand.

        Raises:
            NotRead: it is not of its type, or no site would take it in.
            OSError: it cannot be read.
        """
        if isinstance(blob, Path) and self._folder and blob.is_relative_to(self._folder.name):
            blob = Spooled(blob, self._folder)
        with opened(blob if data is None else data) as file:
            digest, size = hashlib.sha256(), 0
            while chunk := file.read(1 << 20):
                digest.update(chunk)
                size += len(chunk)
            sha256 = digest.hexdigest()
            if sha256 not in self.blobs:
                file.seek(0)
                self._refuse_faults(media_type, file)
        self.blobs[sha256] = blob
        return FileEntry(role, language, False, sha256, size, media_type)

    def _refuse_faults(self, media_type: str, file: IO[bytes]) -> None:
        if media_type in texts.TYPES:
            try:
                texts.read(file.read(), media_type)
            except CatalogueRefused as refusal:
                what = refusal.values["what"]
                raise NotRead(
                    Phrase(N_("no site would take it in: it holds {what}"), what=what)
                ) from None
        elif fault := fault_in(media_type, file):  # type: ignore[arg-type]  # all are binary
            raise NotRead(Phrase(N_("its file holds {fault}"), fault=fault))

    def change(self, page: str, message: str, **values: object) -> None:
        """Note of a page of this file, "" for all of it, that it is not as it was.

        Args:
            page: its title, or the way to it.
            message: why, marked; or a phrase.
            values: in the message.
        """
        plain, given = _parts(message, values)
        self.notes.change(self._way(page), plain, **given)

    def leave_out(self, page: str, message: str, **values: object) -> None:
        """Note that something of this file is not in the bundle: as ``change``."""
        plain, given = _parts(message, values)
        self.notes.leave_out(self._way(page), plain, **given)

    def _way(self, page: str) -> str:
        return " › ".join(part for part in (self.where, page) if part) or self.place or "·"

    def spool(self, name: str, source: IO[bytes], most: int) -> Path:
        """Return a file of the same bytes, for what is read as a file; gone after the build.

        Args:
            name: how it is called; only its ending is kept.
            source: what is read, to its end.
            most: bytes.

        Raises:
            NotRead: there are more.
        """
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="ardoise-")
        ending = "".join(sign for sign in Path(name).suffix if sign.isalnum())[:8]
        target = Path(self._folder.name) / f"{next(_NUMBERS)}.{ending}"
        left = most
        with target.open("xb") as file:
            while chunk := source.read(1 << 20):
                left -= len(chunk)
                if left < 0:
                    raise NotRead(Phrase(N_("it is larger than it may be")))
                file.write(chunk)
        return target

    def inside(self, name: str, title: str) -> "Desk":
        """Return the desk for a file that lies in this one: it shares all but its place."""
        place = f"{self.place}#{name}" if self.place else name
        return replace(self, place=place, where=self._way(title))

    def read(self, path: Path) -> Work:
        """Read a file of whatever format, at this desk.

        Raises:
            NotRead: nothing can be made of it.
        """
        if self.others is None:
            raise NotRead(Phrase(N_("this kind of file is not read here")))
        return self.others(path, self)


@dataclass(frozen=True)
class FileFormat:
    """A format of files."""

    name: str
    """What people know it by, with the endings of its files: "EPUB (epub)"."""
    recognises: Callable[[Path], bool]
    """Says whether a file is meant to be of this format, by its name and its first bytes; a broken
    one is too, so that who reads it can say what is wrong. Raises OSError."""
    read: Callable[[Path, Desk], Work]
    """Makes a work of it. Raises NotRead, or OSError."""


def as_page(work: Work, desk: Desk) -> Page:
    """Return a work as one page among others: itself if it has one page, else a topic of them."""
    for page in _all_pages(work.pages):
        page.language = page.language or work.language
        page.author = page.author or work.author
        page.license = page.license or work.license
        page.license_owner = page.license_owner or work.license_owner
    if len(work.pages) == 1:
        return work.pages[0]
    covers = [work.cover] if work.cover else []
    return Page(
        desk.id_of(""),
        work.title,
        "topic",
        covers,
        work.pages,
        work.description,
        work.language,
        work.author,
        work.license,
        work.license_owner,
    )


def _all_pages(pages: list[Page]) -> Iterator[Page]:
    for page in pages:
        yield page
        yield from _all_pages(page.below)


def _parts(message: str, values: dict[str, object]) -> tuple[str, dict[str, object]]:
    return (message.message, message.values) if isinstance(message, Phrase) else (message, values)


@contextmanager
def opened(blob: Blob) -> Iterator[IO[bytes]]:
    """Give the bytes of a blob inside the block, wherever they are."""
    if isinstance(blob, bytes):
        yield io.BytesIO(blob)
    elif isinstance(blob, Path):
        with blob.open("rb") as file:
            yield file
    else:
        with blob.open() as file:
            yield file
