"""The bytes of a release that waits, from the parts that came or from the library's store.

Small files share parts. Whoever reads all files asks for them in the order of the parts, and the
part that was read last stays open: 20,000 pages then open 400 files, not 80,000.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import Self

from content.bundle import part_name
from content.manifest import Stored
from content.store import Place
from i18n.refusals import Conflict
from i18n.translate import N_

CHUNK = 1 << 20
"""Bytes read at a time: a 2 GB video is looked at in a flat 1 MiB of memory."""


class Incomplete(Conflict):
    """Parts are missing on this machine: the disk lost them, or the library no longer has a file
    that needed not be brought."""

    message = N_(
        "A part of this bundle is no longer here. The library is as before. Check the medium once "
        "more, so that what is missing is brought again."
    )


class Reading:
    """Reads files from place to place; one thread at a time. Leave its block to close what is open.

    A file is not opened before a byte of it is asked for.
    """

    def __init__(self) -> None:
        self._path: Path | None = None
        self._file: FileIO | None = None
        self._held = b""
        """All of a file that is small, such as a part that many pages share."""

    def __enter__(self) -> Self:
        """Begin a block at whose end nothing stays open."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close what is open."""
        self.close()

    def close(self) -> None:
        """Close what is open; asking again opens it."""
        if self._file is not None:
            self._file.close()
        self._path = self._file = None
        self._held = b""

    def at(self, places: Iterable[Place]) -> Iterator[bytes]:
        """Go through the bytes at some places, one after the other.

        Raises:
            Incomplete: a file is no longer here.
        """
        for path, offset, size in places:
            done = 0
            while done < size and (
                chunk := self._read(path, offset + done, min(CHUNK, size - done))
            ):
                done += len(chunk)
                yield chunk

    def _read(self, path: Path, offset: int, length: int) -> bytes:
        if self._file is None or path != self._path:
            self.close()
            try:
                self._file, self._path = path.open("rb", buffering=0), path
            except FileNotFoundError as error:
                raise Incomplete from error
            size = os.fstat(self._file.fileno()).st_size
            self._held = self._file.readall() if size <= CHUNK else b""
        if self._held:
            return self._held[offset : offset + length]
        self._file.seek(offset)
        return self._file.read(length) or b""


class Pieces(Reading):
    """Reads the files of one release; see ``Reading``."""

    def __init__(self, folder: Path, installed: Mapping[str, tuple[Path, int]]) -> None:
        """Read from the parts below ``folder``, and what is installed where it is.

        Args:
            folder: of the release.
            installed: path and first byte of what the library has, from ``BlobStore.places``.
        """
        super().__init__()
        self._folder, self._installed = folder, installed
        self._last = ("", folder)

    def part(self, stored: Stored) -> Path | None:
        """Return the one part that is a file, byte for byte; None if it has none here."""
        is_part = [piece.part for piece in stored.slices] == [stored.sha256]
        if not is_part or stored.sha256 in self._installed:
            return None
        path = self._folder / part_name(stored.sha256)
        return path if path.is_file() else None

    def chunks(self, stored: Stored, first: int = 0, length: int | None = None) -> Iterator[bytes]:
        """Go through the bytes of a file.

        Args:
            stored: the file, from its manifest.
            first: the place of the first byte wanted.
            length: bytes wanted; None for all that follow.

        Raises:
            Incomplete: they are neither here nor in the library.
        """
        return self.at(self.places(stored, first, length))

    def need(self, stored: Stored, first: int = 0, length: int | None = None) -> None:
        """Raise Incomplete unless what ``chunks`` would read is there."""
        if not all(path.is_file() for path, _, _ in self.places(stored, first, length)):
            raise Incomplete

    def places(self, stored: Stored, first: int = 0, length: int | None = None) -> list[Place]:
        """Return where ``chunks`` would read."""
        if here := self._installed.get(stored.sha256):
            return cut([(*here, stored.size)], first, length)
        whole: list[Place] = []
        for piece in stored.slices:
            if piece.part != self._last[0]:  # many files share one
                self._last = piece.part, self._folder / part_name(piece.part)
            whole.append((self._last[1], piece.offset, piece.length))
        return cut(whole, first, length)


def cut(places: list[Place], first: int, length: int | None) -> list[Place]:
    """Return of the bytes at some places those from the ``first`` on, ``length`` at most."""
    size = sum(each[2] for each in places)
    last = size if length is None else min(first + length, size)
    if first == 0 and last == size:
        return places
    start, found = 0, []
    for path, offset, here in places:
        skip, end = max(0, first - start), min(here, last - start)
        if skip < end:
            found.append((path, offset + skip, end - skip))
        start += here
    return found


def in_order(files: Iterable[Stored]) -> list[Stored]:
    """Return files in the order in which their bytes lie in the parts."""
    return sorted(files, key=lambda f: (f.slices[0].part, f.slices[0].offset) if f.slices else ())
