"""What may be a document of a paper, judged by its bytes: a name can say anything."""

import re
from io import BytesIO

from content.media import fault_in
from i18n.formats import Size
from server.exams.refusals import DocumentActs, NotADocument

LARGEST_DOCUMENT = 20 << 20
"""Bytes: all seats of a room open it in the same minute."""
_ENDINGS = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
}
"""What every computer of a room opens, and that ``content.media`` can tell."""
_OTHERS = {"jpeg": "jpg", "oga": "ogg", "opus": "ogg", "text": "txt"}
_WAVE = re.compile(rb"RIFF....WAVE", re.DOTALL)
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def judged(name: str, data: bytes) -> tuple[str, str]:
    """Return the name and the media type of a document; the name ends as its bytes say.

    Raises:
        NotADocument: it is of no kind that every computer opens, empty or too large.
        DocumentActs: it is damaged, or holds a program or a form.
    """
    if not 0 < len(data) <= LARGEST_DOCUMENT:
        raise NotADocument(most=Size(LARGEST_DOCUMENT))
    bare, dot, ending = name.rpartition(".")
    ending = _OTHERS.get(ending.lower(), ending.lower())
    media_type, own = ("text/plain", "txt") if ending == "txt" else _type_of(data)
    if not own or (own == "txt" and not _is_text(data)):
        raise NotADocument(most=Size(LARGEST_DOCUMENT))
    return (name if own == ending else f"{bare if dot else name}.{own}"), media_type


def _type_of(data: bytes) -> tuple[str, str]:
    """Return the type of bytes and the ending of its names; "" and "" where it is none of them."""
    if _WAVE.match(data):
        return "audio/wav", "wav"
    for media_type, own in _ENDINGS.items():
        fault = fault_in(media_type, BytesIO(data))
        if not fault:
            return media_type, own
        if own == "pdf" and data.startswith(b"%PDF-"):
            raise DocumentActs(what=fault)
    return "", ""


def _is_text(data: bytes) -> bool:
    """Say whether bytes are a plain text, in UTF-8 or as Windows writes it."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return _NO_TEXT.search(text) is None
