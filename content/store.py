"""The blob store: each blob once, as one read-only file under its SHA-256.

    objects/ab/<64 hex>
    objects/arriving/<64 hex>       being written; what a kill leaves here is overwritten or swept

A name that exists is whole and was verified when it was written. Nothing in a path comes from
content. Small blobs reach the disk together: on a disk that takes 12 ms to flush, 20,000 pages
would otherwise take eight minutes.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

from content import durable
from i18n.refusals import Invalid
from i18n.translate import N_

ARRIVING = "arriving"
MOST_TOGETHER = 500
"""Blobs flushed to the disk at once."""
MOST_BYTES_TOGETHER = 64 << 20
"""Bytes flushed at once: a large blob is alone, and a kill costs no more than this."""


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

    def path(self, sha256: str) -> Path:
        """Return where a blob is, or would be."""
        return self.root / sha256[:2] / sha256

    def has(self, sha256: str) -> bool:
        """Say whether a blob is here, whole."""
        name = f"{self._folder}/{sha256[:2]}/{sha256}"
        return os.path.exists(name)  # noqa: PTH110 - asked 150,000 times for a large channel

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
        return self.path(sha256).read_bytes()

    def add(self, sha256: str, chunks: Iterable[bytes]) -> None:
        """Keep one blob; see ``add_all``."""
        self.add_all([(sha256, chunks)])

    def add_all(
        self,
        blobs: Iterable[tuple[str, Iterable[bytes]]],
        on_bytes: Callable[[int], None] = lambda count: None,
    ) -> None:
        """Keep blobs, verified while they are written; those that are here are passed over.

        Args:
            blobs: SHA-256 and bytes of each, read once, one after the other.
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
            for sha256, chunks in blobs:
                if sha256 in written or self.has(sha256):
                    continue
                size += self._write(sha256, chunks, on_bytes)
                batch.append(sha256)
                written.add(sha256)
                if len(batch) >= MOST_TOGETHER or size >= MOST_BYTES_TOGETHER:
                    begin(self._keep, batch)
                    batch, size = [], 0
            begin(self._keep, batch)

    def sweep(self) -> None:
        """Delete what a kill left half written. Only while nothing is being added."""
        shutil.rmtree(self.root / ARRIVING, ignore_errors=True)

    def _write(self, sha256: str, chunks: Iterable[bytes], on_bytes: Callable[[int], None]) -> int:
        """Write a blob where nobody looks for it, verify it, and return its size."""
        waiting = self.root / ARRIVING / sha256
        durable.remove(waiting)
        digest, size = hashlib.sha256(), 0
        try:
            with waiting.open("wb") as file:
                for chunk in chunks:
                    digest.update(chunk)
                    file.write(chunk)
                    size += len(chunk)
                    on_bytes(len(chunk))
            if digest.hexdigest() != sha256:
                raise Damaged(sha256=sha256[:12])
        except BaseException:
            waiting.unlink(missing_ok=True)
            raise
        return size

    def _keep(self, batch: list[str]) -> None:
        """Flush a batch to the disk, then give each blob its name."""
        if not batch:
            return
        durable.flush_files([self.root / ARRIVING / sha256 for sha256 in batch])
        folders = sorted({self.path(sha256).parent for sha256 in batch})
        for folder in folders:
            folder.mkdir(exist_ok=True)
        for sha256 in batch:
            waiting = self.root / ARRIVING / sha256
            waiting.chmod(0o444)
            waiting.replace(self.path(sha256))
        for folder in folders:
            durable.flush_folder(folder)
        durable.flush_folder(self.root)

    def remove(self, sha256: str) -> None:
        """Delete a blob; nothing happens if it is not here."""
        durable.remove(self.path(sha256))
