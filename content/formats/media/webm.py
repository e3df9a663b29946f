"""WebM: elements in elements, of which the first few are read.

Source: RFC 8794 (EBML), RFC 9559 (Matroska: Info, Tracks).
"""

import struct
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from content.formats.media.probed import Broken, Probe

_EBML, _DOC_TYPE, _SEGMENT, _INFO, _TRACKS, _TRACK = (
    *(0x1A45DFA3, 0x4282, 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE),
)
_SCALE, _DURATION, _CODEC, _CLUSTER = 0x2AD7B1, 0x4489, 0x86, 0x1F43B675
MOST_ELEMENTS = 10_000
LARGEST_VALUE = 4_096


class _Element(NamedTuple):
    id: int
    start: int
    end: int


class _Reader:
    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._left = MOST_ELEMENTS

    def elements(self, start: int, end: int) -> Iterator[_Element]:
        while start < end:
            self._left -= 1
            if self._left < 0:
                raise Broken("elements")
            name, start = self._number(start, keep=True)
            size, start = self._number(start, keep=False)
            stop = end if size < 0 else start + size
            if stop > end:
                if name not in (_SEGMENT, _CLUSTER):
                    raise Broken(f"{name:x}")
                stop = end
            yield _Element(name, start, stop)
            start = stop

    def _number(self, at: int, *, keep: bool) -> tuple[int, int]:
        """Return a number of one to eight bytes, -1 for an unknown size, and where it ends."""
        self._file.seek(at)
        first = self._file.read(1)
        if not first or not first[0]:
            raise Broken("end")
        length = 9 - first[0].bit_length()
        data = first + self._file.read(length - 1)
        if len(data) < length:
            raise Broken("end")
        number = int.from_bytes(data, "big")
        if not keep:
            number &= (1 << 7 * length) - 1
            number = -1 if number == (1 << 7 * length) - 1 else number
        return number, at + length

    def value(self, element: _Element) -> bytes:
        self._file.seek(element.start)
        return self._file.read(min(element.end - element.start, LARGEST_VALUE))


def read(file: BinaryIO, size: int) -> Probe:
    """Return what the first elements of a WebM say.

    Raises:
        Broken: they are not there, or not as they must be.
    """
    reader = _Reader(file)
    tops = reader.elements(0, size)
    head, segment = next(tops, None), next(tops, None)
    if head is None or head.id != _EBML or segment is None or segment.id != _SEGMENT:
        raise Broken("EBML")
    kind = next((e for e in reader.elements(head.start, head.end) if e.id == _DOC_TYPE), None)
    if kind is None or reader.value(kind).rstrip(b"\0") != b"webm":
        raise Broken("Matroska")
    codecs: list[str] = []
    seconds = 0.0
    for element in reader.elements(segment.start, segment.end):
        if element.id == _INFO:
            seconds = _seconds(reader, element)
        elif element.id == _TRACKS:
            codecs = [_codec(reader, each) for each in reader.elements(element.start, element.end)]
        elif element.id == _CLUSTER:
            break
    return Probe(
        tuple(name for name in codecs if name.startswith("v_")),
        tuple(name for name in codecs if name.startswith("a_")),
        seconds,
    )


def _codec(reader: _Reader, track: _Element) -> str:
    if track.id != _TRACK:
        return ""
    found = next((e for e in reader.elements(track.start, track.end) if e.id == _CODEC), None)
    return reader.value(found).rstrip(b"\0").decode("latin-1").lower() if found else ""


def _seconds(reader: _Reader, info: _Element) -> float:
    scale, duration = 1_000_000, 0.0
    for element in reader.elements(info.start, info.end):
        data = reader.value(element)
        if element.id == _SCALE:
            scale = int.from_bytes(data, "big")
        elif element.id == _DURATION and len(data) in (4, 8):
            duration = struct.unpack(">f" if len(data) == 4 else ">d", data)[0]
    seconds = duration * scale / 1e9
    return seconds if 0 <= seconds < 1e7 else 0.0
