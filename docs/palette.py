"""Make a browser's picture half as heavy: 256 colours and a palette, with no library.

Knows just what Chromium writes: 8-bit RGB, not interlaced.
"""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

KEPT = 64
"""The commonest colours, none of which gives way to another: paper beside white."""


def with_palette(png: bytes) -> bytes:
    """Return a PNG of at most 256 colours that looks like one of 24 bits."""
    width, height = struct.unpack(">II", png[16:24])
    rgb = b"".join(_lines(zlib.decompress(b"".join(_data(png))), width * 3, height))
    pixels = list(zip(rgb[0::3], rgb[1::3], rgb[2::3], strict=True))
    counted = Counter(pixels)
    for bits in range(8):
        buckets: dict[tuple[int, ...], int] = {}
        palette = bytearray()
        number = {}
        for rank, (colour, _) in enumerate(counted.most_common()):
            # the very commonest stay as they are; of the others, one stands for its neighbours
            bucket = colour if rank < KEPT else (bits, *(part >> bits for part in colour))
            if bucket not in buckets:
                buckets[bucket] = len(buckets)
                palette += bytes(colour)
            number[colour] = buckets[bucket]
        if len(buckets) <= 256:
            break
    flat = bytes(map(number.__getitem__, pixels))
    rows = b"".join(b"\0" + flat[at : at + width] for at in range(0, len(flat), width))
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = (
        (b"IHDR", header),
        (b"PLTE", bytes(palette)),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    )
    return png[:8] + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _data(png: bytes) -> Iterator[bytes]:
    """Yield what the chunks of picture data hold."""
    at = 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            yield png[at + 8 : at + 8 + length]
        at += 12 + length


def _lines(raw: bytes, stride: int, height: int) -> Iterator[bytes]:
    """Yield the lines of a picture, the five filters of PNG undone."""
    above = bytes(stride + 3)
    for y in range(height):
        at = y * (stride + 1)
        kind, line = raw[at], bytearray(3) + raw[at + 1 : at + 1 + stride]
        for i in range(3, stride + 3) if kind else ():
            left, up, corner = line[i - 3], above[i], above[i - 3]
            if kind == 1:
                guess = left
            elif kind == 2:
                guess = up
            elif kind == 3:
                guess = (left + up) // 2
            else:
                middle = left + up - corner
                guess = min((left, up, corner), key=lambda near: abs(middle - near))
            line[i] = (line[i] + guess) & 255
        above = bytes(line)
        yield above[3:]
