"""Cutting a catalogue into pieces that another release shares.

Where a piece ends is decided by the nodes themselves, by the hash of their ids: whatever is added,
changed or taken out elsewhere, a piece stays what it was. So a changed lesson costs one piece of
the catalogue, and a new release number the few bytes before the first node.
"""

import hashlib
from collections.abc import Iterable, Iterator

from content.catalogue import FORMAT, Catalogue, canonical

SMALLEST, LARGEST = 16 << 10, 256 << 10
"""Bytes of a piece but the first and the last: each is a file on a medium, and is asked for by
itself; and costs a site that much if one of its nodes changes."""
ONE_IN = 64
"""Of how many nodes one ends a piece: 40 kB of a channel as Kolibri's are."""


def pieces(catalogue: Catalogue) -> list[bytes]:
    """Return the bytes of a catalogue, see ``Catalogue.to_bytes``, in pieces."""
    channel, ending = canonical(catalogue.channel), b"]}"
    head = b'{"channel":%b,"format":%d,"nodes":[' % (channel, FORMAT)
    return [head, *_cut(_nodes(catalogue)), ending]


def _nodes(catalogue: Catalogue) -> Iterator[tuple[bytes, bool]]:
    """Go through the nodes: what is written of each, and whether a piece may end after it."""
    before = b""
    for node in catalogue.nodes:
        yield before + canonical(node), _ends_a_piece(node.id)
        before = b","


def _ends_a_piece(node_id: str) -> bool:
    return hashlib.sha256(node_id.encode()).digest()[0] % ONE_IN == 0


def _cut(entries: Iterable[tuple[bytes, bool]]) -> Iterator[bytes]:
    piece = bytearray()
    for entry, may_end in entries:
        piece += entry
        if (may_end and len(piece) >= SMALLEST) or len(piece) >= LARGEST:
            yield bytes(piece)
            piece.clear()
    if piece:
        yield bytes(piece)
