"""The journal of the spare: what was committed since its base, record after record.

    head | record | record | …         each record: its facts, the hash of all so far, its pages

A record holds the newest form of each page that some commits changed, so base and records, one
after the other, give the database as it was after the last of them. The hash of a record covers
the one before it: what was changed, taken out or put in is found; a record that a power cut left
half written is told apart from one that somebody changed, for nothing comes after it.
"""

import hashlib
import os
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_MAGIC = b"Ardoise spare 1\n"
_ID = 16
HEAD = len(_MAGIC) + _ID
"""Bytes before the first record: what it is, and which journal."""
_FACTS = struct.Struct(">4sQQIII")
"""Mark, number, milliseconds since 1970, pages of the file, size of a page, bytes that follow."""
_MARK = b"next"
_HASH = 32
_NUMBER = struct.Struct(">I")
_FAST = 1
"""Of zlib: pages of answers become a third; more work takes longer than a stick does."""


@dataclass(frozen=True)
class Record:
    """What some commits changed."""

    number: int
    """From 1."""
    at_ms: int
    """All that was committed by then is in it or before."""
    count: int
    """Pages that the file has."""
    pages: dict[int, bytes]
    """By their number, from 1."""


class OtherJournal(OSError):
    """In the place of a journal there is another one, or none: another disk was plugged in."""


class Journal:
    """A journal that is being written."""

    def __init__(self, path: Path) -> None:
        """Begin one in a new file.

        Raises:
            OSError: the disk is full or gone.
        """
        self.path = path
        self._head = _MAGIC + os.urandom(_ID)
        self._last = hashlib.sha256(self._head).digest()
        self._number, self.size = 0, HEAD
        with path.open("wb") as file:
            file.write(self._head)
            file.flush()
            os.fsync(file.fileno())

    def append(self, at_ms: int, count: int, pages: dict[int, bytes]) -> None:
        """Add a record; it is on the disk when this returns. What an earlier try left is undone.

        Raises:
            OtherJournal: this journal is not there any more.
            OSError: the disk is full or gone; nothing was added.
        """
        packed = zlib.compress(
            b"".join(_NUMBER.pack(number) + page for number, page in sorted(pages.items())), _FAST
        )
        each = len(next(iter(pages.values()), b""))
        facts = _FACTS.pack(_MARK, self._number + 1, at_ms, count, each, len(packed))
        hashed = hashlib.sha256(self._last + facts + packed).digest()
        try:
            file = self.path.open("r+b")
        except FileNotFoundError:
            raise OtherJournal(str(self.path)) from None
        with file:
            if file.read(HEAD) != self._head or file.seek(0, os.SEEK_END) < self.size:
                raise OtherJournal(str(self.path))
            file.seek(self.size)
            file.truncate()
            file.write(facts + hashed + packed)
            file.flush()
            os.fsync(file.fileno())
        self._last, self._number = hashed, self._number + 1
        self.size += len(facts) + _HASH + len(packed)


@dataclass
class Ending:
    """How a journal that is read ends."""

    torn: int = 0
    """Bytes after the last whole record, of one that was never finished."""
    changed: int = 0
    """The number of the record that is not the one that was written, 0 for none."""


def read(path: Path, ending: Ending) -> Iterator[Record]:
    """Go through the whole records of a journal, from the first; then ``ending`` says what is left.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        head = file.read(HEAD)
        if len(head) < HEAD or not head.startswith(_MAGIC):
            ending.changed = 1
            return
        last, number = hashlib.sha256(head).digest(), 0
        while file.tell() < size:
            begins = file.tell()
            found = _next(file, last, number + 1)
            if found is None:
                if _is_torn(file, begins, size, number + 1):
                    ending.torn = size - begins
                else:
                    ending.changed = number + 1
                return
            last, record = found
            number = record.number
            yield record


def _next(file: BinaryIO, last: bytes, number: int) -> tuple[bytes, Record] | None:
    """Return the hash and the content of the record that begins here; None if it is not whole."""
    facts = file.read(_FACTS.size)
    if len(facts) < _FACTS.size:
        return None
    mark, named, at_ms, count, each, length = _FACTS.unpack(facts)
    if mark != _MARK or named != number:
        return None
    hashed, packed = file.read(_HASH), file.read(length)
    if hashed != hashlib.sha256(last + facts + packed).digest():
        return None
    data, step = zlib.decompress(packed), _NUMBER.size + each
    pages = {
        _NUMBER.unpack_from(data, at)[0]: data[at + _NUMBER.size : at + step]
        for at in range(0, len(data), step)
    }
    return hashed, Record(number, at_ms, count, pages)


def _is_torn(file: BinaryIO, begins: int, size: int, number: int) -> bool:
    """Say whether a record that is not whole is the last one, never finished.

    One that a power cut left has its length cut short, or holds zeros where its bytes were to be;
    nothing comes after what it says it is.
    """
    file.seek(begins)
    facts = file.read(_FACTS.size)
    if len(facts) < _FACTS.size or facts == bytes(_FACTS.size):
        return True
    mark, named, *_, length = _FACTS.unpack(facts)
    ends = begins + _FACTS.size + _HASH + length
    return mark == _MARK and named == number and ends >= size


def laid_on(base: Path, records: Iterator[Record]) -> Record | None:
    """Bring a copy of a database to where the last of some records leaves it; return that one."""
    last = None
    with base.open("r+b") as file:
        for last in records:
            for number, page in last.pages.items():
                file.seek((number - 1) * len(page))
                file.write(page)
            if last.pages:
                file.truncate(last.count * len(next(iter(last.pages.values()))))
        file.flush()
        os.fsync(file.fileno())
    return last
