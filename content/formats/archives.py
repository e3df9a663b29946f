"""Archives that came from outside, read entry by entry and never unpacked.

An entry is found by its name alone and read up to a limit, so neither a name that climbs nor one
that swells a thousandfold does anything.
"""

import hashlib
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO
from urllib.parse import unquote

MOST_ENTRIES = 20_000
LARGEST_ENTRY = 64 << 20
"""Bytes of a picture; a text has a limit of its own."""
LARGEST_ALL = 512 << 20
"""Bytes of all pictures of one archive."""

UNREADABLE: tuple[type[Exception], ...] = (
    *(OSError, zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, struct.error),
    *(RuntimeError, NotImplementedError, ValueError, LookupError, OverflowError),
)
"""What reading a damaged, locked or hostile archive can raise."""


@dataclass(frozen=True)
class Entry:
    """A file in an archive: it is read from there whenever it is needed."""

    archive: Path
    name: str

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Give its bytes inside the block. Raises any of ``UNREADABLE``."""
        about = self.archive.stat()
        with _listed(self.archive, about.st_mtime_ns, about.st_size).open(self.name) as file:
            yield file


@lru_cache(maxsize=1)
def _listed(path: Path, changed: int, size: int) -> zipfile.ZipFile:
    """Return an archive whose entries are read one after the other: it is listed only once."""
    return zipfile.ZipFile(path)


def files_in(archive: zipfile.ZipFile) -> list[str]:
    """Return the names of its entries that are files; one without a name is none."""
    listed = (each for each in archive.infolist() if each.filename)
    return [each.filename for each in listed if not each.filename.endswith("/")]


class Archive:
    """An open archive."""

    def __init__(self, path: Path | IO[bytes]) -> None:
        """Read the list of entries of a file, or of bytes. Raises any of ``UNREADABLE``."""
        self.path = path if isinstance(path, Path) else Path()
        self._zip = zipfile.ZipFile(path)
        self._left = LARGEST_ALL
        if len(self._zip.infolist()) > MOST_ENTRIES:
            raise ValueError(f"> {MOST_ENTRIES}")
        self.names = files_in(self._zip)
        self._known = set(self.names)

    def close(self) -> None:
        """Give the file back."""
        self._zip.close()

    def named(self, here: str, address: str) -> str:
        """Return the entry that a page of the archive means by an address, "" if there is none.

        Args:
            here: the entry of the page.
            address: relative to it; a query or a place in the page is passed over.
        """
        path = unquote(address.partition("#")[0].partition("?")[0].strip())
        if not path:
            return ""
        found = posixpath.normpath(posixpath.join(posixpath.dirname(here), path)).lstrip("/")
        return found if found in self._known and not found.startswith("..") else ""

    def read(self, name: str, most: int) -> bytes:
        """Return all bytes of an entry.

        Raises:
            ValueError: there are more than ``most``.
            KeyError, OSError, zipfile.BadZipFile…: any of ``UNREADABLE``.
        """
        with self._zip.open(name) as file:
            data = file.read(most + 1)
        if len(data) > most:
            raise ValueError(f"{name}: > {most}")
        self._left -= len(data)
        if self._left < 0:
            raise ValueError(f"> {LARGEST_ALL}")
        return data

    def size(self, name: str) -> int:
        """Return how many bytes an entry says to have. Raises KeyError."""
        return self._zip.getinfo(name).file_size

    def picture(self, name: str) -> tuple[bytes, str]:
        """Return a picture's bytes and its SHA-256. Raises as ``read`` does."""
        data = self.read(name, LARGEST_ENTRY)
        return data, hashlib.sha256(data).hexdigest()
