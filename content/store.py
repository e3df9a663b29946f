"""The blob store: each blob once, as one read-only file under its SHA-256.

    objects/ab/<64 hex>

A name that exists is whole and was verified when it was written. Nothing in a path comes from
content.
"""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from content import durable
from i18n.refusals import Invalid
from i18n.translate import N_


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

    def path(self, sha256: str) -> Path:
        """Return where a blob is, or would be."""
        return self.root / sha256[:2] / sha256

    def has(self, sha256: str) -> bool:
        """Say whether a blob is here, whole."""
        return self.path(sha256).exists()

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
        """Keep a blob, verified while it is written; nothing happens if it is here already.

        Raises:
            Damaged: the bytes have another hash; nothing was kept.
            OSError: the disk is full or gone; nothing was kept.
        """
        target = self.path(sha256)
        if target.exists():
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        waiting = target.with_name(target.name + ".tmp")
        digest = hashlib.sha256()
        with waiting.open("wb") as file:
            for chunk in chunks:
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        if digest.hexdigest() != sha256:
            waiting.unlink()
            raise Damaged(sha256=sha256[:12])
        waiting.chmod(0o444)
        waiting.replace(target)
        durable.flush_folder(target.parent)

    def remove(self, sha256: str) -> None:
        """Delete a blob; nothing happens if it is not here."""
        path = self.path(sha256)
        if path.exists():
            path.chmod(0o644)
            path.unlink()
