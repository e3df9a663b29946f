"""Sound as MP3: written small, taken apart into frames, put together again.

Source for the frame header: ISO/IEC 11172-3 (1993) 2.4.1.3 and ISO/IEC 13818-3 (1998) 2.4.2.3.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import lameenc

BIT_RATE = 32
"""Kilobits a second: speech at 22,050 Hz loses nothing audible, and an hour is 14 MB."""

QUALITY = 5
"""LAME's scale, 2 best to 7 fastest; 5 encodes a sentence in 8 ms."""

DELAY = 1105
"""Samples of silence that LAME and a decoder put before the sound: 576 and 529.

Source: LAME's technical FAQ, "Why is a decoded MP3 longer than the original .wav file?";
measured in Chromium 156: 1105.
"""

_BIT_RATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_SAMPLE_RATES = {
    3: (44_100, 48_000, 32_000),
    2: (22_050, 24_000, 16_000),
    0: (11_025, 12_000, 8_000),
}


class NotMp3(ValueError):
    """Bytes that are no frames of MPEG layer III."""


def encode(samples: bytes, rate: int) -> bytes:
    """Return one channel of 16-bit samples as MP3 frames, without any tag before them."""
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_bit_rate(BIT_RATE)
    encoder.set_in_sample_rate(rate)
    encoder.set_channels(1)
    encoder.set_quality(QUALITY)
    return bytes(encoder.encode(samples)) + bytes(encoder.flush())


def frames(data: bytes) -> Iterator[bytes]:
    """Yield the frames of sound, leaving out tags and the frame that encoders sign.

    Raises:
        NotMp3: something else stands where a frame must begin.
    """
    position = _after_tag(data)
    while position < len(data) and not data.startswith(b"TAG", position):
        length = _length(data[position : position + 4])
        frame = data[position : position + length]
        if len(frame) < length:
            raise NotMp3(f"cut off at byte {position}")
        if not _is_signature(frame):
            yield frame
        position += length


def seconds(data: bytes) -> float:
    """Return how long a player plays these frames.

    Raises:
        NotMp3: as ``frames``.
    """
    return sum(_samples(frame) / _sample_rate(frame) for frame in frames(data))


def delay(data: bytes) -> float:
    """Return the seconds of silence that a player puts before the sound of these frames.

    Raises:
        NotMp3: there is no frame.
    """
    for frame in frames(data):
        return DELAY / _sample_rate(frame)
    raise NotMp3("no sound")


def join(mp3s: Iterable[Path]) -> Iterator[bytes]:
    """Yield one MP3 that plays the given ones after another, in pieces of one file each.

    Nothing is encoded anew; there is no header with a wrong duration. One file at a time is
    opened, when its piece is asked for.

    Raises:
        NotMp3: a file is no MP3, or was not made with the settings of the first one.
        OSError: a file is gone.
    """
    settings = None
    for path in mp3s:
        piece = list(frames(path.read_bytes()))
        for frame in piece:
            settings = settings or _settings(frame)
            if _settings(frame) != settings:
                raise NotMp3(f"{path.name}: of another kind than the first file")
        yield b"".join(piece)


def _settings(frame: bytes) -> tuple[int, int, int]:
    """Return what must not change within a file: version, sampling, channels."""
    return frame[1] & 0xFE, frame[2] & 0x0C, frame[3] & 0xC0


def _version(header: bytes) -> int:
    return header[1] >> 3 & 3


def _sample_rate(header: bytes) -> int:
    return _SAMPLE_RATES[_version(header)][header[2] >> 2 & 3]


def _samples(header: bytes) -> int:
    return 1152 if _version(header) == 3 else 576


def _length(header: bytes) -> int:
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE6 != 0xE2 or _version(header) == 1:
        raise NotMp3("no frame of MPEG layer III")
    bits, sampling, padding = header[2] >> 4, header[2] >> 2 & 3, header[2] >> 1 & 1
    if bits in {0, 15} or sampling == 3:
        raise NotMp3("a frame of unknown size")
    bit_rate = _BIT_RATES[3 if _version(header) == 3 else 2][bits] * 1000
    return _samples(header) // 8 * bit_rate // _sample_rate(header) + padding


def _after_tag(data: bytes) -> int:
    """Return where sound begins after an ID3v2 tag, whose size is in four 7-bit digits."""
    if not data.startswith(b"ID3") or len(data) < 10:
        return 0
    size = 0
    for digit in data[6:10]:
        size = size << 7 | digit & 0x7F
    return 10 + size


def _is_signature(frame: bytes) -> bool:
    """Say whether an encoder wrote its name and the file's length here instead of sound."""
    mono = frame[3] >> 6 == 3
    side_information = (17 if mono else 32) if _version(frame) == 3 else (9 if mono else 17)
    place = 4 + side_information
    return frame[place : place + 4] in {b"Xing", b"Info"} or frame[36:40] == b"VBRI"
