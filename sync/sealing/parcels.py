"""Parcels: zip files that hold exactly what they must, read without trusting them.

Everything sealed travels in plain zip files, so that a board opens them with ``unzip``. One is read
only if each of its names was expected, none twice, all whole; nothing is unpacked under a name
that came with it.
"""

import hashlib
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from content import durable
from i18n.refusals import Invalid
from i18n.translate import N_

CHUNK = 1 << 20
"""Bytes held at a time: 500 MB of recordings cost a flat mebibyte."""
SMALL = 32 << 20
"""Bytes of what is read whole: a paper, a log of a day."""

_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError),
    *(NotImplementedError, RuntimeError, KeyError, UnicodeError, IndexError),
)
"""What ``zipfile`` raises for bytes that are no zip file."""


class NotAParcel(Invalid):
    """A file is no parcel, or not the one that is wanted here."""

    message = N_("This is not {what}, or it was cut off on its way. Copy the file again.")


class PartMissing(Invalid):
    """Something that belongs into a parcel is not in it."""

    message = N_("{name} is missing from this file. It was changed after it was sealed.")


class PartAdded(Invalid):
    """Something lies in a parcel that was not sealed with it."""

    message = N_("{name} was added to this file after it was sealed. Nothing in it is believed.")


class PartChanged(Invalid):
    """Something in a parcel is not what was sealed."""

    message = N_(
        "{name} was changed or damaged after it was sealed. Copy the file again; if it is the same "
        "then, do not use it and ask for another."
    )


class Writer:
    """A parcel being filled."""

    def __init__(self, filled: zipfile.ZipFile) -> None:
        """Begin; see ``writing``."""
        self._zip = filled
        self.files: dict[str, dict[str, object]] = {}
        """Size and SHA-256 of what was put in, by name, for a list that is signed."""

    def put(self, name: str, chunks: Iterator[bytes]) -> None:
        """Put something in, from its pieces."""
        digest, size = hashlib.sha256(), 0
        entry = zipfile.ZipInfo(name)  # of 1980, so that the same things give the same bytes
        with self._zip.open(entry, "w", force_zip64=True) as file:
            for chunk in chunks:
                file.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self.files[name] = {"size": size, "sha256": digest.hexdigest()}

    def put_bytes(self, name: str, data: bytes) -> None:
        """Put something small in."""
        self.put(name, iter((data,)))

    def put_file(self, name: str, path: Path) -> None:
        """Put a file in, a piece at a time."""
        self.put(name, chunks_of(path))


class Reader:
    """A parcel that was opened."""

    def __init__(self, opened: zipfile.ZipFile, what: str) -> None:
        """Look at its list.

        Raises:
            NotAParcel: a name twice, or one that is encrypted or compressed.
        """
        self._zip, self._what = opened, what
        listed = opened.infolist()
        self.sizes = {entry.filename: entry.file_size for entry in listed}
        plain = all(not e.flag_bits & 1 and e.compress_type == zipfile.ZIP_STORED for e in listed)
        if len(self.sizes) != len(listed) or not plain:
            raise NotAParcel(what=what)

    def check_names(self, expected: set[str]) -> None:
        """Refuse a parcel that holds more or less than expected.

        Raises:
            PartAdded, PartMissing: the first by name.
        """
        for name in sorted(self.sizes.keys() - expected):
            raise PartAdded(name=name)
        for name in sorted(expected - self.sizes.keys()):
            raise PartMissing(name=name)

    def read(self, name: str, most: int = SMALL) -> bytes:
        """Return something small.

        Raises:
            PartMissing, PartChanged: it is not there, not whole, or too large to be right.
        """
        if self.sizes.get(name, 0) > most:
            raise PartChanged(name=name)
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """Go through something a piece at a time.

        Raises:
            PartMissing, PartChanged: as ``read``.
        """
        if name not in self.sizes:
            raise PartMissing(name=name)
        try:
            with self._zip.open(name) as file:
                while chunk := file.read(CHUNK):
                    yield chunk
        except _BROKEN as error:
            raise PartChanged(name=name) from error

    @contextmanager
    def stream(self, name: str) -> Iterator[IO[bytes]]:
        """Give something to read from, after ``check`` has found it whole."""
        with self._zip.open(name) as file:
            yield file

    def check(self, name: str, expected: object, take: Callable[[bytes], object] = len) -> None:
        """Go through something and refuse it unless it has this size and SHA-256.

        Args:
            name: what.
            expected: ``{"size": …, "sha256": …}``, as ``Writer.files`` told.
            take: called with each piece; what it keeps counts only if nothing is raised.

        Raises:
            PartMissing, PartChanged: it is another.
        """
        digest, size = hashlib.sha256(), 0
        for chunk in self.chunks(name):
            digest.update(chunk)
            size += len(chunk)
            take(chunk)
        if {"size": size, "sha256": digest.hexdigest()} != expected:
            raise PartChanged(name=name)


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """Fill a parcel; its list is written when the block ends, however it ends."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED, allowZip64=True) as filled:
        yield Writer(filled)


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a path to write to that becomes ``target``, on the disk, once the block ends well."""
    waiting = target.with_name(target.name + ".tmp")
    try:
        yield waiting
        durable.flush_files([waiting])
        waiting.replace(target)
        durable.flush_folder(target.parent)
    finally:
        waiting.unlink(missing_ok=True)


@contextmanager
def opened(file: Path | IO[bytes], what: str) -> Iterator[Reader]:
    """Open a parcel.

    Args:
        file: where it lies, or open for reading, seekable.
        what: it should be, in words, for refusals.

    Raises:
        NotAParcel: it is none.
    """
    try:
        found = zipfile.ZipFile(file)
    except _BROKEN as error:
        raise NotAParcel(what=what) from error
    with found:
        yield Reader(found, what)


def chunks_of(path: Path) -> Iterator[bytes]:
    """Go through a file a piece at a time."""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
