"""An open archive: finding entries by path and title, and reading them."""

import hashlib
import os
import struct
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import BinaryIO, Self

from content.store import Place
from content.zim import layout
from content.zim.clusters import Clusters, Kept
from content.zim.layout import CHECKSUM, Entry, Header, Read
from content.zim.refusals import DamagedArchive, NoSuchEntry
from i18n.translate import N_

KEPT = Kept(48 << 20)
"""The opened clusters of this process: some thirty."""
MOST_REDIRECTS = 16
MOST_LOOKED_UP = 4096
"""Entries remembered of an archive: the upper part of each search by halves."""
LARGEST_READ = 64 << 20
"""Bytes of what is read as a whole, such as a page; the rest goes out from its place."""
LARGEST_METADATA = 1 << 20
MOST_LISTED = 5_000
"""Places of the list of titles looked at in one go: old ones list pictures too."""
CHUNK = 4 << 20
TITLES = ("listing/titleOrdered/v1", "listing/titleOrdered/v0")
"""Lists of entries by title: of the pages that a reader looks for, and of all."""


class Archive:
    """One archive. Any thread may read; ``close`` it, or use it as a block."""

    def __init__(self, file: str, size: int, read: Read, key: str = "") -> None:
        """Open an archive: only its header and its list of types are read.

        Args:
            file: its name, for refusals.
            size: in bytes.
            read: gives its bytes; called by any thread.
            key: names these very bytes, if their clusters may be kept beyond this object.

        Raises:
            NoArchive, SplitArchive, DamagedArchive
        """
        self.file, self._read = file, read
        self.header: Header = layout.read_header(file, size, read)
        self._types = layout.read_types(file, self.header, read)
        kept = KEPT if key else Kept(8 << 20)
        self._clusters = Clusters(file, key, self.header, read, kept)
        self._entries: OrderedDict[int, Entry] = OrderedDict()
        self._lock = Lock()
        self._titles: tuple[int, int] | None = None
        self._close: Callable[[], None] = lambda: None
        self._base: tuple[Path, int] | None = None
        self.space = "C" if self.header.one_space else "A"

    @classmethod
    def at(cls, place: Place, name: str = "", key: str = "") -> "Archive":
        """Open the archive whose bytes are at a place of this machine. Raises as ``__init__``."""
        path, begin, size = place
        bytes_of = _File(path, begin, size)
        try:
            archive = cls(name or path.name, size, bytes_of.read, key)
        except BaseException:
            bytes_of.close()
            raise
        archive._close, archive._base = bytes_of.close, (path, begin)
        return archive

    @classmethod
    def of(cls, path: Path) -> "Archive":
        """Open the archive in a file. Raises as ``__init__``, and OSError."""
        return cls.at((path, 0, path.stat().st_size))

    def close(self) -> None:
        """Give the file back."""
        self._close()

    def __enter__(self) -> Self:
        """Begin a block at whose end the file is closed."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self.close()

    def entry(self, number: int) -> Entry:
        """Return an entry by its place in the list of paths. Raises DamagedArchive."""
        with self._lock:
            if number in self._entries:
                self._entries.move_to_end(number)
                return self._entries[number]
        header = self.header
        if not 0 <= number < header.entries:
            raise DamagedArchive(self.file, header.paths_at, N_("there is no such entry"))
        at = self._number("<Q", header.paths_at + 8 * number)
        found = layout.read_entry(self.file, number, at, self._types, self._read)
        with self._lock:
            self._entries[number] = found
            if len(self._entries) > MOST_LOOKED_UP:
                self._entries.popitem(last=False)
        return found

    def find(self, path: str, space: str = "") -> Entry | None:
        """Return the entry of a path, None if there is none; redirects are not followed.

        Args:
            path: as the archive has it, without its name space.
            space: where to look; "" for that of content.
        """
        wanted = _key(space or self.space, path)
        number = self._first_from(wanted)
        if number == self.header.entries:
            return None
        found = self.entry(number)
        return found if found.key == wanted else None

    def _first_from(self, wanted: bytes) -> int:
        """Return the first entry not before a name, in the order of paths."""
        low, high = 0, self.header.entries
        while low < high:
            middle = (low + high) // 2
            if self.entry(middle).key < wanted:
                low = middle + 1
            else:
                high = middle
        return low

    def target(self, entry: Entry) -> Entry:
        """Return where redirects lead from an entry, itself if it is none.

        Raises:
            DamagedArchive: they do not end.
        """
        for _ in range(MOST_REDIRECTS):
            if entry.redirect is None:
                return entry
            entry = self.entry(entry.redirect)
        raise DamagedArchive(self.file, self.header.paths_at, N_("a redirect never ends"))

    def main(self) -> Entry | None:
        """Return the first page, None if the archive names none."""
        if self.header.main is not None:
            return self.target(self.entry(self.header.main))
        found = self.find("mainPage", "W")
        return self.target(found) if found else None

    def place(self, entry: Entry) -> tuple[int, int] | None:
        """Return first byte and length of what lies plain in the archive, else None.

        Raises:
            NoSuchEntry: it is a redirect, or was deleted.
            DamagedArchive
        """
        if not entry.type:
            raise NoSuchEntry()
        return self._clusters.place(entry.cluster, entry.blob)

    def where(self, entry: Entry) -> Place | None:
        """Return where on this machine an entry lies plain: to send it, or a range of it."""
        plain = self.place(entry)
        if plain is None or self._base is None:
            return None
        path, begin = self._base
        return path, begin + plain[0], plain[1]

    def read(self, entry: Entry, most: int = LARGEST_READ) -> bytes:
        """Return the bytes of an entry that is no redirect.

        Raises:
            NoSuchEntry: it is a redirect, or was deleted.
            DamagedArchive: they cannot be read, or are more than ``most``.
        """
        plain = self.place(entry)
        if plain is None:
            data = self._clusters.blob(entry.cluster, entry.blob)
            if len(data) <= most:
                return bytes(data)
        elif plain[1] <= most:
            return self._exactly(*plain)
        raise DamagedArchive(self.file, 0, N_("something is larger than it should be"))

    def metadata(self, name: str) -> str:
        """Return what the archive says of itself: "Title", "Language"…; "" if it does not."""
        found = self.find(name, "M")
        if found is None:
            return ""
        return self.read(self.target(found), LARGEST_METADATA).decode("utf-8", "replace").strip()

    def illustration(self) -> bytes:
        """Return the small picture of the archive, b"" if it has none."""
        for space, name in (("M", "Illustration_48x48@1"), ("-", "favicon"), ("I", "favicon.png")):
            if found := self.find(name, space):
                return self.read(self.target(found), LARGEST_METADATA)
        return b""

    def title_count(self) -> int:
        """Return how many places the list of titles has; redirects and pictures may be there."""
        return self._title_list()[1]

    def titles(self, first: int = 0, most: int = 100) -> tuple[list[Entry], int]:
        """Return pages in the order of their titles, from a place of the list on.

        Args:
            first: the place in the list at which to begin.
            most: pages wanted.

        Returns:
            The pages, and the place to go on from; ``title_count()`` at the end. Of a list of
            other things there may be fewer pages than wanted before its end.
        """
        at, count = self._title_list()
        found: list[Entry] = []
        end = min(count, first + MOST_LISTED)
        for place in range(first, end):
            if len(found) == most:
                return found, place
            entry = self.entry(self._title_at(at, place))
            if entry.space == self.space and is_page(entry):
                found.append(entry)
        return found, end

    def begins_at(self, beginning: str) -> int:
        """Return the place in the list of titles of the first that does not come before."""
        at, count = self._title_list()
        low, high = 0, count
        wanted = _key(self.space, beginning)
        while low < high:
            middle = (low + high) // 2
            entry = self.entry(self._title_at(at, middle))
            if _key(entry.space, entry.shown) < wanted:
                low = middle + 1
            else:
                high = middle
        return low

    def check(self, on_bytes: Callable[[int], None] = lambda count: None) -> None:
        """Compare the checksum at the end of the archive with its bytes.

        Args:
            on_bytes: called with the number of bytes after each piece read.

        Raises:
            DamagedArchive: it is another, or there is none.
        """
        end = self.header.checksum_at
        if end is None:
            raise DamagedArchive(self.file, 72, N_("there is no checksum"))
        digest, done = hashlib.md5(usedforsecurity=False), 0
        while done < end:
            data = self._exactly(done, min(CHUNK, end - done))
            digest.update(data)
            done += len(data)
            on_bytes(len(data))
        if self._exactly(end, CHECKSUM) != digest.digest():
            raise DamagedArchive(self.file, end, N_("the checksum is another"))

    def _title_list(self) -> tuple[int, int]:
        """Return where the list of titles lies and how many entries it has."""
        if self._titles is None:
            self._titles = self._found_titles()
        return self._titles

    def _found_titles(self) -> tuple[int, int]:
        for name in TITLES:
            found = self.find(name, "X")
            plain = self.place(self.target(found)) if found else None
            if plain is not None:
                return plain[0], plain[1] // 4
        return (self.header.titles_at, self.header.entries) if self.header.titles_at else (0, 0)

    def _title_at(self, at: int, place: int) -> int:
        return self._number("<I", at + 4 * place)

    def _number(self, form: str, at: int) -> int:
        number: int = struct.unpack(form, self._exactly(at, struct.calcsize(form)))[0]
        return number

    def _exactly(self, at: int, length: int) -> bytes:
        data = self._read(at, length)
        if len(data) < length:
            raise DamagedArchive(self.file, at, N_("the file ends too early"))
        return data


class _File:
    """The bytes of a file between two places, for any thread."""

    def __init__(self, path: Path, begin: int, size: int) -> None:
        self._file: BinaryIO = path.open("rb", buffering=0)
        self._begin, self._size = begin, size
        self._lock = Lock()

    def close(self) -> None:
        self._file.close()

    def read(self, at: int, length: int) -> bytes:
        length = min(length, self._size - at)
        if length <= 0 or at < 0:
            return b""
        if hasattr(os, "pread"):
            return os.pread(self._file.fileno(), length, self._begin + at)
        with self._lock:  # Windows
            self._file.seek(self._begin + at)
            return self._file.read(length)


def is_page(entry: Entry) -> bool:
    """Say whether an entry is a page, and neither a picture nor a redirect."""
    return entry.type.partition(";")[0].strip().lower() in ("text/html", "application/xhtml+xml")


def _key(space: str, path: str) -> bytes:
    return space.encode("latin-1", "replace") + path.encode("utf-8", "surrogateescape")
