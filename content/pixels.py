"""How large a picture is on a screen: a file of a few kilobytes can take gigabytes to be shown.

Sources: PNG 11.2.2 (IHDR), GIF89a 18 (logical screen), RFC 9649 (WebP), ITU T.81 B.2.2 (JPEG).
"""

import struct
from typing import BinaryIO

from i18n.refusals import Phrase
from i18n.translate import N_

MOST = 40_000_000
"""Points: a photograph of 40 megapixels, 160 MB in a browser; old PCs have 2 GB."""
_SEGMENTS = 1_000
"""Segments of a JPEG before its frame; photographs have some twenty."""
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def fault_in_picture(media_type: str, file: BinaryIO) -> str:
    """Say in a phrase that a picture is too large to be shown, or of no size; "" if it is not.

    Args:
        media_type: of a picture that is no drawing.
        file: at its start.
    """
    width, height = size_of(media_type, file)
    if not width or not height:
        return Phrase(N_("a picture whose size cannot be read"))
    if width * height > MOST:
        what = N_("a picture of {width} × {height} points, more than a PC can show")
        return Phrase(what, width=width, height=height)
    return ""


def size_of(media_type: str, file: BinaryIO) -> tuple[int, int]:
    """Return the width and the height of a picture in points; (0, 0) if they cannot be read.

    Args:
        media_type: of a picture that is no drawing.
        file: at its start.
    """
    try:
        return _SIZES[media_type](file)
    except (struct.error, ValueError, IndexError):
        return 0, 0


def _png(file: BinaryIO) -> tuple[int, int]:
    head = file.read(24)
    if head[12:16] != b"IHDR":
        raise ValueError
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def _gif(file: BinaryIO) -> tuple[int, int]:
    width, height = struct.unpack("<HH", file.read(10)[6:10])
    return width, height


def _webp(file: BinaryIO) -> tuple[int, int]:
    head = file.read(30)
    match head[12:16]:
        case b"VP8X":
            wide, high = (int.from_bytes(head[at : at + 3], "little") for at in (24, 27))
            return wide + 1, high + 1
        case b"VP8L":
            bits = int.from_bytes(head[21:25], "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8 ":
            width, height = struct.unpack("<HH", head[26:30])
            return width & 0x3FFF, height & 0x3FFF
    raise ValueError


def _jpeg(file: BinaryIO) -> tuple[int, int]:
    """Go from segment to segment to the one that begins the frame."""
    file.seek(2)
    for _ in range(_SEGMENTS):
        sign, mark = file.read(2)
        while mark == 0xFF:
            mark = file.read(1)[0]
        if sign != 0xFF:
            raise ValueError
        (length,) = struct.unpack(">H", file.read(2))
        if mark in _FRAMES:
            height, width = struct.unpack(">HH", file.read(5)[1:5])
            return width, height
        file.seek(length - 2, 1)
    raise ValueError


_SIZES = {"image/png": _png, "image/gif": _gif, "image/webp": _webp, "image/jpeg": _jpeg}
PICTURES = frozenset(_SIZES)
"""The media types whose size is looked at."""
