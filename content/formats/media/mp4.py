"""MP4: boxes in boxes, of which the tables are read and never the pictures.

Source: ISO/IEC 14496-12 (boxes, mvhd, hdlr, stsd), 14496-14 (esds), 14496-15 (avcC).
"""

import struct
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from content.formats.media.probed import Broken, Probe

MOST_BOXES = 20_000
LARGEST_TABLE = 1 << 20
"""Bytes of a table that is read whole; the largest of them take some hundred."""
_PROFILES_OF_FEW = (110, 122, 144, 244)
"""H.264 with ten bits or more colours (ISO/IEC 14496-10, annex A): no old PC plays it."""


class Box(NamedTuple):
    """A box: its name, and the bytes in it."""

    name: str
    start: int
    end: int


class _Reader:
    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._left = MOST_BOXES

    def boxes(self, start: int, end: int) -> Iterator[Box]:
        """Go through the boxes between two places."""
        while start + 8 <= end:
            self._left -= 1
            if self._left < 0:
                raise Broken("boxes")
            head = self.take(start, 8)
            size, name = struct.unpack(">I4s", head)
            begins = start + 8
            if size == 1:
                size = struct.unpack(">Q", self.take(begins, 8))[0]
                begins += 8
            stop = end if size == 0 else start + size
            if stop < begins or stop > end:
                raise Broken(name.decode("latin-1"))
            yield Box(name.decode("latin-1"), begins, stop)
            start = stop

    def take(self, start: int, count: int) -> bytes:
        """Return bytes of the file."""
        self._file.seek(start)
        data = self._file.read(min(count, LARGEST_TABLE))
        if len(data) < min(count, LARGEST_TABLE):
            raise Broken("end")
        return data

    def inside(self, box: Box, *names: str) -> Box | None:
        """Return the box down that way, None if there is none."""
        here: Box | None = box
        for name in names:
            if here is None:
                return None
            here = next(
                (each for each in self.boxes(here.start, here.end) if each.name == name), None
            )
        return here

    def whole(self, box: Box) -> bytes:
        """Return the bytes of a table."""
        return self.take(box.start, box.end - box.start)


def read(file: BinaryIO, size: int) -> Probe:
    """Return what the tables of an MP4 say.

    Raises:
        Broken: they are not there, or not as they must be.
    """
    reader = _Reader(file)
    moov = next((box for box in reader.boxes(0, size) if box.name == "moov"), None)
    if moov is None:
        raise Broken("moov")
    video, audio = [], []
    for trak in reader.boxes(moov.start, moov.end):
        if trak.name != "trak":
            continue
        handler = reader.inside(trak, "mdia", "hdlr")
        table = reader.inside(trak, "mdia", "minf", "stbl", "stsd")
        if handler is None or table is None:
            continue
        kind = reader.take(handler.start, 12)[8:12]
        if kind == b"vide":
            video += [_picture(reader, box) for box in _entries(reader, table)]
        elif kind == b"soun":
            audio += [_sound(reader, box) for box in _entries(reader, table)]
    return Probe(tuple(video), tuple(audio), _seconds(reader, moov))


def _entries(reader: _Reader, table: Box) -> list[Box]:
    return list(reader.boxes(table.start + 8, table.end))[:8]


def _picture(reader: _Reader, entry: Box) -> str:
    if entry.name.lower() in ("avc1", "avc3") and entry.end - entry.start > 78:
        shape = reader.inside(Box("", entry.start + 78, entry.end), "avcC")
        if shape and reader.take(shape.start, 2)[1] in _PROFILES_OF_FEW:
            return "avc1.high"
    return entry.name.lower().strip("\0 ")


def _sound(reader: _Reader, entry: Box) -> str:
    name = entry.name.lower().strip("\0 ")
    if name != "mp4a":
        return name
    version = struct.unpack(">H", reader.take(entry.start + 8, 2))[0]
    begins = entry.start + 28 + {1: 16, 2: 36}.get(version, 0)
    described = reader.inside(Box("", begins, entry.end), "esds")
    if described is None:
        wave = reader.inside(Box("", begins, entry.end), "wave")
        described = reader.inside(wave, "esds") if wave else None
    return f"mp4a.{_object(reader.whole(described)[4:]):02x}" if described else "mp4a"


def _object(data: bytes) -> int:
    """Return the kind of sound that a description names: 0x40 for AAC, 0x6b for MP3."""
    at = 0
    while at + 2 < len(data):
        tag, length, at = data[at], *_length(data, at + 1)
        if tag == 3:
            flags = data[at + 2] if at + 2 < len(data) else 0
            at += 3 + 2 * (flags >> 7) + 2 * (flags >> 5 & 1)
        elif tag == 4:
            return data[at] if at < len(data) else 0
        else:
            at += length
    return 0


def _length(data: bytes, at: int) -> tuple[int, int]:
    """Return a length of one to four bytes, and where it ends."""
    length = 0
    for _ in range(4):
        if at >= len(data):
            break
        part, at = data[at], at + 1
        length = length << 7 | part & 0x7F
        if part < 0x80:
            break
    return length, at


def _seconds(reader: _Reader, moov: Box) -> float:
    header = reader.inside(moov, "mvhd")
    if header is None:
        raise Broken("mvhd")
    data = reader.whole(header)
    shape, at = (">IQ", 20) if data[:1] == b"\1" else (">II", 12)
    if len(data) < at + struct.calcsize(shape):
        raise Broken("mvhd")
    scale, duration = struct.unpack_from(shape, data, at)
    fragments = reader.inside(moov, "mvex", "mehd")
    if not duration and fragments:
        told = reader.whole(fragments)
        duration = int.from_bytes(told[4:12] if told[:1] == b"\1" else told[4:8], "big")
    return duration / scale if scale and duration < 1 << 48 else 0.0
