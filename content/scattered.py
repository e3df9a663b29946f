"""The bytes of a file that lie in several places of this machine, read as if they were one.

What waits for approval lies in parts as it travelled; only what is installed is one file.
"""

import io
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from content.store import Place
from i18n.refusals import NotFound
from i18n.translate import N_


class Gone(NotFound):
    """A piece of a file is no longer where it lay."""

    message = N_(
        "This is no longer here: it was approved, refused or taken away meanwhile. Go back, and "
        "open it again."
    )


class Scattered:
    """A file in pieces. Nothing is held open: the pieces may go away between two readings."""

    def __init__(self, places: Sequence[Place]) -> None:
        """Read what lies at these places, one after the other."""
        self._places = tuple(places)
        self._begins = (0, *accumulate(size for _, _, size in self._places))
        self.size = self._begins[-1]

    def read(self, at: int, length: int) -> bytes:
        """Return the bytes from a place on, fewer at the end. Any thread may ask.

        Raises:
            Gone: a piece is no longer there.
        """
        length, found = min(length, self.size - at), []
        if at < 0 or length <= 0:
            return b""
        number = bisect_right(self._begins, at) - 1
        while length > 0:
            path, begin, size = self._places[number]
            skip = at - self._begins[number]
            data = _read((path, begin + skip, min(length, size - skip)))
            if not data:
                raise Gone()
            found.append(data)
            at, length = at + len(data), length - len(data)
            number += at >= self._begins[number + 1]
        return b"".join(found)

    def opened(self) -> io.BufferedReader:
        """Return the same as a file to read and to seek in, for one thread."""
        return io.BufferedReader(_Raw(self), 64 << 10)


def _read(place: Place) -> bytes:
    """Return the bytes at a place, or the first of them; b"" where there is nothing any more."""
    path, begin, length = place
    try:
        with path.open("rb", buffering=0) as file:
            file.seek(begin)
            return file.read(length) or b""
    except FileNotFoundError:
        return b""


class _Raw(io.RawIOBase):
    def __init__(self, scattered: Scattered) -> None:
        super().__init__()
        self._of, self._at = scattered, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, to: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._of.size}[whence]
        if base + to < 0:
            raise ValueError(to)
        self._at = base + to
        return self._at

    def readinto(self, into: memoryview) -> int:  # type: ignore[override]  # as a buffer asks
        data = self._of.read(self._at, len(into))
        into[: len(data)] = data
        self._at += len(data)
        return len(data)
