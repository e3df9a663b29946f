"""Whether a file of a bundle is what it is said to be, and holds nothing that acts.

A classroom's browser is told a file's type and asked to guess nothing; so here it is enough that
a file begins as its type begins, and that documents and drawings, which can hold programs, hold
none. What is found is said in a phrase, for the sentence of whoever builds or brings a bundle.

Source of the first bytes: the formats' own specifications (PNG, JFIF, RFC 9649 for WebP, GIF89a,
ID3v2 and ISO 11172-3 for MP3, RFC 3533 for Ogg, ISO 14496-12 for MP4, RFC 8794 for WebM, WebVTT).
"""

import re
from pathlib import Path
from typing import BinaryIO

from content.dictionary.faults import fault_in_dictionary
from content.pictures import LARGEST, fault_in_svg
from content.pixels import PICTURES, fault_in_picture
from content.translator.faults import fault_in_translator
from content.voice.faults import fault_in_voice
from content.zim.faults import fault_in_zim
from content.zips.faults import fault_in_zip
from i18n import packs
from i18n.refusals import Phrase
from i18n.translate import N_

_BEGINNINGS = {
    "image/png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "image/jpeg": re.compile(rb"\xff\xd8\xff"),
    "image/webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
    "image/gif": re.compile(rb"GIF8[79]a"),
    "audio/mpeg": re.compile(rb"ID3|\xff[\xe2-\xff]"),
    "audio/ogg": re.compile(rb"OggS"),
    "audio/mp4": re.compile(rb"....ftyp", re.DOTALL),
    "video/mp4": re.compile(rb"....ftyp", re.DOTALL),
    "video/webm": re.compile(rb"\x1a\x45\xdf\xa3"),
    "text/vtt": re.compile(rb"(?:\xef\xbb\xbf)?WEBVTT(?=[ \t\r\n]|\Z)"),
    "application/pdf": re.compile(rb"%PDF-[12]\.[0-9]"),
}
_FIRST = 16
"""Bytes that tell a type."""


def picture_type(data: bytes) -> str:
    """Return the media type of a picture by how it begins, whatever its name says; "" of none."""
    for media_type, begins in _BEGINNINGS.items():
        if media_type.startswith("image/") and begins.match(data):
            return media_type
    return "image/svg+xml" if b"<svg" in data[:2_048] else ""


def fault_in_file(media_type: str, path: Path) -> str:
    """Say of a file of this machine what ``fault_in`` says."""
    with path.open("rb") as file:
        return fault_in(media_type, file)


def fault_in(media_type: str, file: BinaryIO) -> str:
    """Say in a phrase why a file cannot be of its type, or what in it could act; "" if neither.

    Args:
        media_type: one of ``content.vocabulary.MEDIA_TYPES``.
        file: at its start, and can be rewound; a long one is not read to its end.
    """
    if media_type == "image/svg+xml":
        return fault_in_svg(file.read(LARGEST + 1))
    begins = _BEGINNINGS.get(media_type)
    if begins is not None and not begins.match(file.read(_FIRST)):
        return Phrase(N_("something that is not {media_type}"), media_type=media_type)
    if media_type in PICTURES:
        file.seek(0)
        return fault_in_picture(media_type, file)
    if media_type == "application/pdf":
        from content.pdf import fault_in_pdf  # its library takes 9 MB, and most courses no PDF

        file.seek(0)
        return fault_in_pdf(file)
    if media_type == "application/zim":
        return fault_in_zim(file)
    if media_type == "application/vnd.ardoise.dictionary":
        return fault_in_dictionary(file)
    if media_type == "application/vnd.ardoise.voice":
        return fault_in_voice(file)
    if media_type == "application/vnd.ardoise.translator":
        return fault_in_translator(file)
    if media_type == "text/x-gettext-translation":
        return _fault_in_pack(file)
    if media_type == "application/zip":
        return fault_in_zip(file)
    return ""


def _fault_in_pack(file: BinaryIO) -> str:
    file.seek(0)
    try:
        packs.read(file.read(packs.LARGEST + 1))
    except packs.DamagedPack as refusal:
        return Phrase(N_("a damaged language: {what}"), what=refusal.values["what"])
    return ""
