"""What a browser records, as a sound that every browser plays: Opus out of WebM, into Ogg.

Chromium records WebM alone; courses hold Ogg, which Firefox records by itself. The sound is not
coded again: its packets go from one wrapping into the other.

Source: RFC 8794 (EBML), RFC 9559 (Matroska), RFC 3533 (Ogg), RFC 7845 (Ogg for Opus), RFC 6716
section 3.1 (how long a packet lasts).
"""

import struct
from collections.abc import Iterator

_INSIDE = {0x18538067, 0x1F43B675, 0x1654AE6B, 0xAE, 0xA0}
"""Segment, Cluster, Tracks, TrackEntry, BlockGroup: their elements are read one after another, so
that it does not matter that a recording says of none how long it will be."""
_HEAD, _SIMPLE_BLOCK, _BLOCK = 0x63A2, 0xA3, 0xA1
_IN_A_PAGE = 50
"""Packets on a page of Ogg: a second of sound, and never more than the 255 pieces that fit."""
_SERIAL = 0x41524431
_TAGS = b"OpusTags" + struct.pack("<I", 7) + b"ardoise" + struct.pack("<I", 0)
_LASTING = (*(480, 960, 1920, 2880) * 3, *(480, 960) * 2, *(120, 240, 480, 960) * 4)
"""Samples of a frame by the configuration of its packet: SILK, hybrid, CELT."""


class NotARecording(ValueError):
    """Bytes are no WebM with one track of Opus."""


def is_webm(data: bytes) -> bool:
    """Say whether bytes begin as a WebM does."""
    return data.startswith(b"\x1a\x45\xdf\xa3")


def ogg_of(webm: bytes) -> bytes:
    """Return the sound of a recording as Ogg.

    Raises:
        NotARecording: it is none, or nothing is in it.
    """
    head, packets = b"", []
    for name, body in _elements(webm):
        if name == _HEAD:
            head = head or body
        elif len(body) > 4:
            if body[3] & 0x06:
                raise NotARecording("lacing")
            packets.append(body[4:])
    if not head.startswith(b"OpusHead") or not packets:
        raise NotARecording("no Opus")
    return b"".join(_pages(head, packets))


def _elements(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Go through the elements that matter: the head of the sound, and its blocks."""
    at = 0
    while at < len(data):
        name, at = _number(data, at, keep=True)
        size, at = _number(data, at, keep=False)
        if name in _INSIDE:
            continue
        if size < 0:
            raise NotARecording("size")
        if name in (_HEAD, _SIMPLE_BLOCK, _BLOCK):
            yield name, data[at : at + size]
        at += size


def _number(data: bytes, at: int, *, keep: bool) -> tuple[int, int]:
    """Return a number of one to eight bytes, -1 for an unknown size, and where it ends."""
    first = data[at] if at < len(data) else 0
    length = 9 - first.bit_length()
    if not first or at + length > len(data):
        raise NotARecording("cut off")
    number = int.from_bytes(data[at : at + length], "big")
    if not keep:
        most = (1 << 7 * length) - 1
        number = -1 if number & most == most else number & most
    return number, at + length


def _pages(head: bytes, packets: list[bytes]) -> Iterator[bytes]:
    yield _page([head], 0, 0, 0x02)
    yield _page([_TAGS], 0, 1, 0)
    played, number = 0, 2
    for first in range(0, len(packets), _IN_A_PAGE):
        some = packets[first : first + _IN_A_PAGE]
        # a long packet takes several of the 255 pieces of a page
        for group in _fitting(some):
            played += sum(map(_samples, group))
            last = group[-1] is packets[-1]
            yield _page(group, played, number, 0x04 if last else 0)
            number += 1


def _fitting(packets: list[bytes]) -> Iterator[list[bytes]]:
    group: list[bytes] = []
    pieces = 0
    for packet in packets:
        needed = len(packet) // 255 + 1
        if needed > 255:
            raise NotARecording("packet")
        if pieces + needed > 255:
            yield group
            group, pieces = [], 0
        group.append(packet)
        pieces += needed
    yield group


def _samples(packet: bytes) -> int:
    """Return how many samples of 48 kHz a packet lasts."""
    frames = (1, 2, 2, packet[1] & 0x3F if len(packet) > 1 else 1)[packet[0] & 0x03]
    return frames * _LASTING[packet[0] >> 3]


def _page(packets: list[bytes], played: int, number: int, flags: int) -> bytes:
    pieces = b"".join(b"\xff" * (len(each) // 255) + bytes([len(each) % 255]) for each in packets)
    begin = b"OggS" + struct.pack("<BBqII", 0, flags, played, _SERIAL, number)
    rest = bytes([len(pieces)]) + pieces + b"".join(packets)
    return begin + struct.pack("<I", _checksum(begin + bytes(4) + rest)) + rest


def _table() -> list[int]:
    found = []
    for byte in range(256):
        rest = byte << 24
        for _ in range(8):
            rest = (rest << 1 ^ (0x04C11DB7 if rest & 0x80000000 else 0)) & 0xFFFFFFFF
        found.append(rest)
    return found


_TABLE = _table()


def _checksum(page: bytes) -> int:
    rest = 0
    for byte in page:
        rest = (rest << 8 & 0xFFFFFFFF) ^ _TABLE[rest >> 24 ^ byte]
    return rest
