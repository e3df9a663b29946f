"""Looking at one file of a release, as the pages of learners will read it.

A text is read whole, others as far as they tell. What is in several pieces, or shares a part, is
read whole too, for its hash: a publisher who cut it wrongly is told now, and not when two people
have looked at it and approved.
"""

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from content import texts
from content.manifest import Stored
from content.media import fault_in
from content.refusals import ManifestRefused
from i18n.translate import N_

Chunks = Callable[[Stored, int, int], Iterator[bytes]]
"""Gives bytes of a file: which file, the first byte wanted, how many."""

HELD = 4 << 20
"""Bytes up to which a file is read once, and looked at in memory."""


def told(stored: Stored) -> int:
    """Return how many bytes ``fault_of`` will tell of."""
    return stored.size if stored.type in texts.TYPES or not _is_one_part(stored) else 0


def fault_of(
    stored: Stored,
    chunks: Chunks,
    on_bytes: Callable[[int], None],
    on_data: Callable[[bytes], object] = lambda data: None,
) -> str:
    """Say in a phrase what is wrong with a picture, a recording, a document; "" if nothing is.

    Args:
        stored: the file.
        chunks: gives its bytes.
        on_bytes: called with the number of bytes that have been read.
        on_data: called with all bytes of a file in which nothing is wrong, if it was read whole.

    Raises:
        CatalogueRefused: a text cannot be read; its ``what`` says why.
        ManifestRefused: the file is not what its hash says.
    """
    if stored.type in texts.TYPES:
        data = whole(stored, chunks)
        texts.check(data, stored.type)
        on_bytes(stored.size)
        on_data(data)
        return ""
    if not _is_one_part(stored) and stored.size <= HELD:
        data = whole(stored, chunks)
        on_bytes(stored.size)
        if not (fault := fault_in(stored.type, io.BytesIO(data))):
            on_data(data)
        return fault
    if not _is_one_part(stored):
        _check_hash(stored, chunks, on_bytes)
    with io.BufferedReader(_Seekable(stored, chunks), 64 << 10) as file:
        return fault_in(stored.type, file)


def whole(stored: Stored, chunks: Chunks) -> bytes:
    """Return all bytes of a file that is read as a whole.

    Raises:
        ManifestRefused: they are not what their hash says.
    """
    gathered = io.BytesIO()  # joined, its pieces would be in memory a second time
    for chunk in chunks(stored, 0, stored.size):
        gathered.write(chunk)
    data = gathered.getvalue()
    if hashlib.sha256(data).hexdigest() != stored.sha256:
        raise ManifestRefused(what=N_("hash of a file"))
    return data


def _is_one_part(stored: Stored) -> bool:
    """Say whether a file is one part, whose hash was compared when it came."""
    return len(stored.slices) == 1 and stored.slices[0].part == stored.sha256


def _check_hash(stored: Stored, chunks: Chunks, on_bytes: Callable[[int], None]) -> None:
    digest = hashlib.sha256()
    for chunk in chunks(stored, 0, stored.size):
        digest.update(chunk)
        on_bytes(len(chunk))
    if digest.hexdigest() != stored.sha256:
        raise ManifestRefused(what=N_("hash of a file"))


@dataclass
class _Seekable(io.RawIOBase):
    """A file in pieces, read from place to place: a document of any size in flat memory."""

    stored: Stored
    chunks: Chunks
    at: int = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        begin = {io.SEEK_SET: 0, io.SEEK_CUR: self.at, io.SEEK_END: self.stored.size}[whence]
        if begin + offset < 0:
            raise ValueError(offset)
        self.at = begin + offset
        return self.at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # always called so
        wanted = max(0, min(len(buffer), self.stored.size - self.at))
        data = b"".join(self.chunks(self.stored, self.at, wanted)) if wanted else b""
        buffer[: len(data)] = data
        self.at += len(data)
        return len(data)
