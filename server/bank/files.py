"""Pictures, sounds and documents of the bank: where they lie, and what may be one."""

import hashlib
import os
import stat
import sys
from io import BytesIO
from threading import Lock

from content.media import fault_in
from content.pixels import PICTURES, size_of
from content.store import BlobStore
from content.vocabulary import ENDINGS, MEDIA_TYPES
from server.bank.form_refusals import NotAPicture, NotASound

SOUNDS = ("audio/mpeg", "audio/ogg", "audio/mp4")
LARGEST = 10 << 20
"""Bytes of a picture or sound: all seats of a room open it in the same minute."""

one_file = Lock()
"""Held while a file is written: two that are the same would write into one another."""


def keep(store: BlobStore, data: bytes) -> str:
    """Put a file into the bank's store; return its SHA-256, by which a row may name it.

    It is on the disk when this returns. Not within ``writing()``: a slow disk would keep everybody
    else from writing. What no row comes to name goes after a week: see ``sweeping``.

    Raises:
        OSError: the disk is full; nothing is kept.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    with one_file:
        store.add(sha256, [data])
        renew(store, sha256)
    return sha256


def renew(store: BlobStore, sha256: str) -> bool:
    """Let a file that is about to be named stay for another week; say whether it is here."""
    path = store.path(sha256)
    try:
        if sys.platform == "win32":  # what is only to be read keeps its time there
            path.chmod(stat.S_IWRITE)
        os.utime(path)
        if sys.platform == "win32":
            path.chmod(stat.S_IREAD)
    except FileNotFoundError:
        return False
    return True


def keep_picture(store: BlobStore, data: bytes, name: str) -> tuple[str, int, int]:
    """Put a picture into the bank's store.

    Returns:
        What a question calls it, "files/<sha256>.png", its width and height in points.

    Raises:
        NotAPicture: it is none that every computer shows, or too large.
        OSError: the disk is full; nothing is kept.
    """
    media_type = _type_of(data, PICTURES)
    if not media_type:
        raise NotAPicture(name=name)
    width, height = size_of(media_type, BytesIO(data))
    return _named(keep(store, data), media_type), width, height


def keep_sound(store: BlobStore, data: bytes, name: str) -> str:
    """Put a sound into the bank's store, and return what a question calls it.

    Raises:
        NotASound: it is none that every computer plays, or too large.
        OSError: the disk is full; nothing is kept.
    """
    media_type = _type_of(data, SOUNDS)
    if not media_type:
        raise NotASound(name=name)
    return _named(keep(store, data), media_type)


def type_of(ending: str) -> str:
    """Return the type that a file of the bank is sent as, by the ending of its name; "" if none."""
    known = (*PICTURES, *SOUNDS, "application/pdf", "image/svg+xml")
    found = MEDIA_TYPES.get(f".{ending}", "")
    return found if found in known else ""


def _type_of(data: bytes, types: "tuple[str, ...] | frozenset[str] | dict[str, object]") -> str:
    """Return the type of bytes, one of some; "" if it is none of them or something in it acts."""
    if not 0 < len(data) <= LARGEST:
        return ""
    return next((each for each in types if not fault_in(each, BytesIO(data))), "")


def _named(sha256: str, media_type: str) -> str:
    return f"files/{sha256}{ENDINGS[media_type]}"
