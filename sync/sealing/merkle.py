"""The root of a Merkle tree over a log that grows: one hash that stands for all its lines.

Source: RFC 6962, section 2.1 (Certificate Transparency).
"""

import hashlib
from collections.abc import Iterable


def leaf(entry: bytes) -> bytes:
    """Return the hash of one entry."""
    return hashlib.sha256(b"\x00" + entry).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """A log as it grows; holds one hash for each bit of its size, not its entries."""

    def __init__(self, entries: Iterable[bytes] = ()) -> None:
        """Begin with the entries that there are, oldest first."""
        self.size = 0
        self._peaks: list[tuple[int, bytes]] = []
        for entry in entries:
            self.add(entry)

    def add(self, entry: bytes) -> None:
        """Add an entry at the end."""
        width, digest = 1, leaf(entry)
        while self._peaks and self._peaks[-1][0] == width:
            digest = _node(self._peaks.pop()[1], digest)
            width *= 2
        self._peaks.append((width, digest))
        self.size += 1

    def root(self) -> bytes:
        """Return the root over all entries so far, 32 bytes."""
        if not self._peaks:
            return hashlib.sha256(b"").digest()
        *rest, (_, digest) = self._peaks
        for _, left in reversed(rest):
            digest = _node(left, digest)
        return digest
