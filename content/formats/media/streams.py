"""MP3 and Ogg: sound in small pieces one after the other, told by the first and the last.

Source: ISO/IEC 11172-3 (frames of MP3), ID3v2.4 (what stands before them), the header "Xing" that
encoders write in the first frame; RFC 3533 (Ogg), RFC 7845 (Opus), Vorbis I, section 4.2.
"""

import struct
from typing import BinaryIO

from content.formats.media.probed import Broken, Probe

_LOOKED_THROUGH = 64 << 10
"""Bytes in which a first frame or a last page must be found."""
_FEWEST_PAGES = 2
"""Of any Ogg file: one that says what is in it, and one that holds it."""
_RATES = {
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""Kilobits a second of layer III, by version."""
_SAMPLES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}


def read_mp3(file: BinaryIO, size: int) -> Probe:
    """Return what the first frame of an MP3 says.

    Raises:
        Broken: there is none.
    """
    head = file.read(10)
    begins = 0
    if head[:3] == b"ID3" and len(head) == 10:
        begins = 10 + sum((part & 0x7F) << 7 * (3 - at) for at, part in enumerate(head[6:10]))
    file.seek(begins)
    data = file.read(_LOOKED_THROUGH)
    for at in range(len(data) - 4):
        if data[at] == 0xFF and data[at + 1] & 0xE0 == 0xE0 and (found := _frame(data[at:])):
            layer, rate, samples, each = found
            if layer != 1:
                return Probe((), (f"mpeg layer {4 - layer}",), 0.0)
            if size - begins - at < each // 8 * rate * 1_000 // samples:
                raise Broken("MP3")
            frames = _frames_told(data[at : at + 200])
            seconds = frames * each / samples if frames else (size - begins - at) / (rate * 125)
            return Probe((), ("mpeg layer 3",), seconds)
    raise Broken("MP3")


def _frame(data: bytes) -> tuple[int, int, int, int] | None:
    """Return layer, kilobits and samples a second, samples of a frame; None if it is no frame."""
    version, layer = data[1] >> 3 & 3, data[1] >> 1 & 3
    rate, samples = data[2] >> 4, data[2] >> 2 & 3
    if version == 1 or layer == 0 or rate in (0, 15) or samples == 3:
        return None
    kilobits = _RATES[1 if version == 3 else 2][rate]
    return layer, kilobits, _SAMPLES[version][samples], 1152 if version == 3 else 576


def _frames_told(frame: bytes) -> int:
    for name in (b"Xing", b"Info"):
        at = frame.find(name)
        if at > 0 and frame[at + 7 : at + 8] and frame[at + 7] & 1:
            return int.from_bytes(frame[at + 8 : at + 12], "big")
    return 0


def read_ogg(file: BinaryIO, size: int) -> Probe:
    """Return what the first and the last page of an Ogg file say.

    Raises:
        Broken: they are not there.
    """
    head = file.read(_LOOKED_THROUGH)
    if head[:4] != b"OggS" or head.count(b"OggS") < _FEWEST_PAGES:
        raise Broken("OggS")
    rate = 48_000
    vorbis = head.find(b"\x01vorbis")
    if vorbis > 0 and len(head) >= vorbis + 16:
        rate = struct.unpack_from("<I", head, vorbis + 12)[0] or 1
    signs = {
        b"\x80theora": "theora",
        b"OpusHead": "opus",
        b"\x01vorbis": "vorbis",
        b"\x7fFLAC": "flac",
    }
    first = head[:4_096]
    found = [name for sign, name in signs.items() if sign in first]
    if not found:
        raise Broken("Ogg")
    file.seek(max(0, size - _LOOKED_THROUGH))
    tail = file.read(_LOOKED_THROUGH)
    last = tail.rfind(b"OggS")
    place = struct.unpack_from("<q", tail, last + 6)[0] if 0 <= last <= len(tail) - 14 else 0
    seconds = place / rate if 0 < place < 1 << 44 and "flac" not in found else 0.0
    video = tuple(name for name in found if name == "theora")
    return Probe(video, tuple(name for name in found if name != "theora"), seconds)
