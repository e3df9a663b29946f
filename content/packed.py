"""The store of the library: files that came in one part stay in it.

A course of 20,000 pages comes in some hundred *parts* that pages share. Such a part is kept as it
came, one read-only file under its own hash beside the blobs, and a row of ``library.db`` says where
in it a file lies: a thousandth of the files to make, to flush and to delete. A row is written once
the bytes at its place were hashed, and after the part was flushed; so what has a row is whole.

    part that came ──linked, every file in it hashed, flushed──> rows ──no release in use──> no rows
                                                                          no row left: part deleted
"""

import hashlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from content import durable
from content.models import Packed, database
from content.store import AT_ONCE, BlobStore, Damaged, Held, Place

_WHERE = 'SELECT "part", "offset", "size" FROM "packed" WHERE "sha256" = ?'


@dataclass(frozen=True)
class Part:
    """A part that came, and files in it that are to be found there."""

    sha256: str
    path: Path
    files: tuple[tuple[str, int, int], ...]
    """SHA-256, first byte, length of each."""


class LibraryStore(BlobStore):
    """The blobs of every installed release, and the parts that small ones share."""

    def has(self, sha256: str) -> bool:
        """Say whether a blob is here, whole."""
        return super().has(sha256) or self._in_part(sha256) is not None

    def place(self, sha256: str) -> Place:
        """Return where the bytes of a blob are.

        Raises:
            FileNotFoundError: it is not here.
        """
        if not super().has(sha256) and (found := self._in_part(sha256)) is not None:
            return found
        return super().place(sha256)

    def places(self, sha256s: Iterable[str]) -> dict[str, tuple[Path, int]]:
        """Return the path and the first byte of those blobs that are here, by SHA-256."""
        found = super().places(asked := list(sha256s))
        missing = [sha256 for sha256 in asked if sha256 not in found]
        if len(missing) < AT_ONCE:
            placed = ((sha256, self._in_part(sha256)) for sha256 in missing)
            return found | {sha256: place[:2] for sha256, place in placed if place}
        rows = Packed.select(Packed.sha256, Packed.part, Packed.offset).tuples()
        wanted, parts = set(missing), {}
        for sha256, part, offset in rows.iterator():
            if sha256 in wanted:
                if part not in parts:
                    parts[part] = self.path(part) if super().has(part) else None
                if path := parts[part]:
                    found[sha256] = path, offset
        return found

    def open(self, sha256: str) -> BinaryIO:
        """See ``BlobStore.open``; what shares a part is read into memory."""
        return super().open(sha256) if super().has(sha256) else BytesIO(self.read(sha256))

    def add_parts(
        self, parts: Iterable[Part], on_bytes: Callable[[int], None] = lambda count: None
    ) -> None:
        """Keep parts that files share, and find the files there from now on.

        Args:
            parts: as they came, each with its files in their order and hashed when it came; read
                one after the other; what is here is not brought again.
            on_bytes: called with the size of each file; what it raises ends the work.

        Raises:
            Damaged: a file in them is not what its hash says; no file of theirs is found.
            OSError: the disk is full or gone, or a part is not there; the same.
        """
        rows: list[tuple[str, str, int, int]] = []
        kept: list[str] = []

        def to_bring() -> Iterable[tuple[str, Held]]:
            for part in parts:
                check = partial(_check, part, rows, on_bytes)
                if BlobStore.has(self, part.sha256):
                    check(self.path(part.sha256).read_bytes())
                else:
                    yield part.sha256, Held(part.path, check)
                kept.append(part.sha256)

        self.add_all(to_bring())
        begins = {sha256[:2]: sha256 for sha256 in kept}
        # also of parts that an earlier try had named before it was killed
        durable.flush_folders([self.path(sha256).parent for sha256 in begins.values()])
        with database.atomic("IMMEDIATE"):
            Packed.place_all(rows)

    def keep_only(self, kept: Collection[str]) -> int:
        """Delete every other blob, and the parts in which none is left; return how many blobs.

        Only while nothing is being brought in or installed.
        """
        rows = Packed.select(Packed.sha256, Packed.part).tuples()
        gone = [(sha256, part) for sha256, part in rows if sha256 not in kept]
        with database.atomic("IMMEDIATE"):
            Packed.forget([sha256 for sha256, _part in gone])
        needed = {part for (part,) in Packed.select(Packed.part).distinct().tuples()}
        parts = {part for _sha256, part in gone}
        count = len(gone)
        for path in list(self.root.glob("??/*")):
            if path.name not in kept and path.name not in needed:
                self.remove(path.name)
                count += path.name not in parts
        return count

    def _in_part(self, sha256: str) -> Place | None:
        row = database.execute_sql(_WHERE, (sha256,)).fetchone()
        if row is None or not super().has(row[0]):
            return None
        return self.path(row[0]), row[1], row[2]


def _check(
    part: Part,
    rows: list[tuple[str, str, int, int]],
    on_bytes: Callable[[int], None],
    data: bytes,
) -> None:
    """Hash every file in a part, and say where it lies.

    Files that lie side by side from its first byte to its last are all of it: then its own hash,
    which was compared when it came and named these files, says nothing more.

    Raises:
        Damaged: one of them, or the part, is not what its hash says.
    """
    bytes_, told = memoryview(data), 0
    for sha256, offset, size in part.files:
        if hashlib.sha256(bytes_[offset : offset + size]).hexdigest() != sha256:
            raise Damaged(sha256=sha256[:12])
        told = offset + size if offset == told else -1
        rows.append((sha256, part.sha256, offset, size))
        on_bytes(size)
    if told != len(data) and hashlib.sha256(data).hexdigest() != part.sha256:
        raise Damaged(sha256=part.sha256[:12])
