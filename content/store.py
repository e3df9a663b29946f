"""The blob store: each blob once, as one read-only file under its SHA-256.

    objects/ab/<64 hex>
    objects/arriving/<64 hex>       being written; what a kill leaves here is overwritten or swept

A name that exists is whole and was verified when it was written. Nothing in a path comes from
content. Small blobs reach the disk together: on a disk that takes 12 ms to flush, 20,000 pages
would otherwise take eight minutes. The store of the library keeps those of one part together, see
``content.packed``.
"""

import hashlib
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import RawIOBase
from pathlib import Path
from typing import BinaryIO

from content import durable
from i18n.refusals import Invalid
from i18n.translate import N_

ARRIVING = "arriving"
MOST_TOGETHER = 4_000
"""Blobs flushed to the disk at once: what a kill costs is a second of work."""
MOST_BYTES_TOGETHER = 64 << 20
"""Bytes flushed at once: a large blob is alone, and a kill costs no more than this."""

CHUNK = 1 << 20
"""Bytes read at a time."""
Place = tuple[Path, int, int]
"""Bytes of a file: its path, the first of them, how many."""
AT_ONCE = 500
"""Blobs from which folders are listed, and not each blob asked for."""
NAMES = 2
"""Of a file that is linked: where it waited, and where it arrives."""


@dataclass(frozen=True)
class Held:
    """A file that is read as a whole, and whose bytes somebody else judges."""

    path: Path
    check: Callable[[bytes], None]
    """Raises ``Damaged`` unless they are what they must be."""


Given = Iterable[bytes] | Path | Held
"""Where the bytes of a blob come from: read once."""


class Damaged(Invalid):
    """Bytes do not have the hash that their signed description gives."""

    message = N_(
        "A file of this bundle is damaged (its fingerprint is not the one that was signed: "
        "{sha256}). The library is as before; bring a new copy."
    )


class BlobStore:
    """The blobs of every installed release, below one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._folder = str(root)
        self._arriving = root / ARRIVING

    def path(self, sha256: str) -> Path:
        """Return where a blob is, or would be."""
        return self.root / sha256[:2] / sha256

    def has(self, sha256: str) -> bool:
        """Say whether a blob is here, whole."""
        name = f"{self._folder}/{sha256[:2]}/{sha256}"
        return os.path.exists(name)  # noqa: PTH110 - asked 150,000 times for a large channel

    def place(self, sha256: str) -> Place:
        """Return where the bytes of a blob are.

        Raises:
            FileNotFoundError: it is not here.
        """
        path = self.path(sha256)
        return path, 0, path.stat().st_size

    def places(self, sha256s: Iterable[str]) -> dict[str, tuple[Path, int]]:
        """Return the path and the first byte of those blobs that are here, by SHA-256."""
        asked = list(sha256s)
        if len(asked) < AT_ONCE:
            here = {sha256 for sha256 in asked if BlobStore.has(self, sha256)}
        else:  # a folder is listed in the time that it takes to ask for twenty files
            here = {name for begins in {each[:2] for each in asked} for name in self._names(begins)}
        return {sha256: (self.path(sha256), 0) for sha256 in asked if sha256 in here}

    def _names(self, begins: str) -> list[str]:
        """Return the SHA-256 of the blobs here that begin so."""
        try:
            return os.listdir(f"{self._folder}/{begins}")  # noqa: PTH208 - names are all we want
        except FileNotFoundError:
            return []

    def open(self, sha256: str) -> BinaryIO:
        """Open a blob for reading.

        Raises:
            FileNotFoundError: it is not here.
        """
        return self.path(sha256).open("rb")

    def read(self, sha256: str) -> bytes:
        """Return all bytes of a small blob.

        Raises:
            FileNotFoundError: it is not here.
        """
        return read_at(self.place(sha256))

    def add(self, sha256: str, chunks: Iterable[bytes]) -> None:
        """Keep one blob; see ``add_all``."""
        self.add_all([(sha256, chunks)])

    def add_all(
        self,
        blobs: Iterable[tuple[str, Given]],
        on_bytes: Callable[[int], None] = lambda count: None,
    ) -> None:
        """Keep blobs, verified while they are written; those that are here are passed over.

        Args:
            blobs: SHA-256 and bytes of each, read once, one after the other; or the file that
                holds them. One that nobody can write is given a second name and not copied.
            on_bytes: called with the number of bytes after each chunk; what it raises ends the
                work, and blobs of batches before are kept.

        Raises:
            Damaged: bytes have another hash; that blob was not kept.
            OSError: the disk is full or gone; blobs of batches before are kept.
        """
        batch: list[str] = []
        written: set[str] = set()
        size = 0
        (self.root / ARRIVING).mkdir(parents=True, exist_ok=True)
        with durable.one_behind() as begin:  # a batch is flushed while the next one is written
            for sha256, given in blobs:
                if sha256 in written or self.has(sha256):
                    continue
                size += self._bring(sha256, given, on_bytes)
                batch.append(sha256)
                written.add(sha256)
                if len(batch) >= MOST_TOGETHER or size >= MOST_BYTES_TOGETHER:
                    begin(self._keep, batch)
                    batch, size = [], 0
            begin(self._keep, batch)

    def sweep(self) -> None:
        """Delete what a kill left half written. Only while nothing is being added."""
        shutil.rmtree(self.root / ARRIVING, ignore_errors=True)

    def _bring(self, sha256: str, given: Given, on_bytes: Callable[[int], None]) -> int:
        """Bring a blob where nobody looks for it, verify it, and return how much was written.

        What is linked is read under its new name, so that what was verified is what arrives.
        """
        waiting = self._arriving / sha256
        try:
            if isinstance(given, Held):
                if _linked(given.path, waiting):
                    given.check(waiting.read_bytes())
                    return 0
                given.check(data := given.path.read_bytes())
                return self._write(sha256, waiting, [data], lambda count: None)
            if isinstance(given, Path):
                if _linked(given, waiting):
                    with waiting.open("rb") as file:
                        _verify(sha256, _chunks(file), on_bytes)
                    return 0
                with given.open("rb") as file:
                    return self._write(sha256, waiting, _chunks(file), on_bytes)
            return self._write(sha256, waiting, given, on_bytes)
        except BaseException:
            durable.remove(waiting)
            raise

    def _write(
        self,
        sha256: str,
        waiting: Path,
        chunks: Iterable[bytes],
        on_bytes: Callable[[int], None],
    ) -> int:
        handle = durable.new_file(waiting, durable.READ_ONLY)
        with os.fdopen(handle, "wb", buffering=0) as file:
            return _verify(sha256, chunks, on_bytes, lambda chunk: _write_all(file, chunk))

    def _keep(self, batch: list[str]) -> None:
        """Flush a batch to the disk, then give each blob its name."""
        if not batch:
            return
        durable.flush_files([self.root / ARRIVING / sha256 for sha256 in batch])
        folders = {self._folder, *(f"{self._folder}/{sha256[:2]}" for sha256 in batch)}
        for folder in folders:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - as below
        for sha256 in batch:
            waiting = f"{self._folder}/{ARRIVING}/{sha256}"
            if sys.platform == "win32":
                Path(waiting).chmod(0o444)
            # paths as texts: as objects, 20,000 of them take as long as the renaming itself
            os.replace(waiting, f"{self._folder}/{sha256[:2]}/{sha256}")  # noqa: PTH105
        durable.flush_folders([Path(folder) for folder in folders])

    def remove(self, sha256: str) -> None:
        """Delete a blob; nothing happens if it is not here."""
        durable.remove(self.path(sha256))


def read_at(place: Place) -> bytes:
    """Return all bytes at a place.

    Raises:
        FileNotFoundError: the file is gone.
    """
    path, first, size = place
    with path.open("rb") as file:
        file.seek(first)
        return file.read(size)


def _linked(source: Path, waiting: Path) -> bool:
    """Give a file a second name, if nobody but us can write it and nothing else names it.

    What has two names has one content: were it written under the other, a blob would change. So
    it is ours, read-only, and in no other place.
    """
    if sys.platform == "win32":  # where both would be deletable or neither
        return False
    durable.remove(waiting)
    try:
        os.link(source, waiting, follow_symlinks=False)
    except OSError:  # on another disk, or one that knows no second names
        return False
    found = waiting.lstat()
    is_ours = stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid()
    if is_ours and not found.st_mode & 0o222 and found.st_nlink == NAMES:
        return True
    waiting.unlink()
    return False


def _verify(
    sha256: str,
    chunks: Iterable[bytes],
    on_bytes: Callable[[int], None],
    write: Callable[[bytes], None] = lambda chunk: None,
) -> int:
    """Go through bytes once, and return how many there are.

    Raises:
        Damaged: they have another hash.
    """
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        digest.update(chunk)
        write(chunk)
        size += len(chunk)
        on_bytes(len(chunk))
    if digest.hexdigest() != sha256:
        raise Damaged(sha256=sha256[:12])
    return size


def _write_all(file: RawIOBase, chunk: bytes) -> None:
    """Write a chunk to a file without a buffer, which may take it in pieces."""
    left = memoryview(chunk)
    while left:
        left = left[file.write(left) or 0 :]


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk
