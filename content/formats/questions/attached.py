"""The files that came with a question: pictures and sounds, named as lessons name them."""

import base64
import binascii
import hashlib
import io
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote

from content import pixels, vocabulary
from content.drawings import plain
from content.foreign import leads_out
from content.media import fault_in
from content.questions.types import Picture, Sound

LARGEST = 64 << 20
"""Bytes of one file: half an hour of sound."""
_DATA = re.compile(r"data:([a-z]+/[a-z0-9.+-]+);base64,", re.IGNORECASE)
_PLACED = re.compile(r"@@PLUGINFILE@@/*", re.IGNORECASE)

Find = Callable[[str], bytes | None]
"""Returns the bytes of the file that an address means, None where there is none."""


@dataclass
class Attached:
    """The files of one question, and what of them it uses."""

    find: Find
    media: dict[str, bytes] = field(default_factory=dict)
    """What is used, by the name it is kept under: "<sha256>.png"."""
    missing: list[str] = field(default_factory=list)
    """What was asked for and is not there, or may not be shown."""
    _known: dict[tuple[str, str], str] = field(default_factory=dict)

    def picture(self, address: str) -> str:
        """Return what a picture is shown under, "" where it is missing: a ``texts.Address``."""
        return self._kept(address, "image/")

    def sized(
        self, address: str, width: str = "", height: str = "", alt: str = ""
    ) -> Picture | None:
        """Return a picture to put places on, in the size that was said or in its own."""
        file = self.picture(address)
        if not file:
            return None
        name = file.removeprefix("files/")
        kind = vocabulary.MEDIA_TYPES[f".{name.rpartition('.')[2]}"]
        wide, high = (int(n) if n.isdecimal() and len(n) < 6 else 0 for n in (width, height))
        if not (wide and high) and kind in pixels.PICTURES:
            wide, high = pixels.size_of(kind, io.BytesIO(self.media[name]))
        return Picture(file, alt, wide, high)

    def sound(self, address: str, plays: int = 0) -> Sound | None:
        """Return a sound to listen to, None where it is missing."""
        file = self._kept(address, "audio/")
        name = posixpath.basename(unquote(address)).rpartition(".")[0]
        return Sound(file, name, plays) if file else None

    def keep(self, address: str) -> None:
        """Keep a file that a question names under the name it has here already."""
        self._taken(address, "image/")
        self._taken(address, "audio/")

    def _kept(self, address: str, family: str) -> str:
        address = address.strip()
        if (address, family) not in self._known:
            self._known[address, family] = self._taken(address, family)
            if not self._known[address, family]:
                self.missing.append("…" if address.startswith("data:") else address[:80])
        return self._known[address, family]

    def _taken(self, address: str, family: str) -> str:
        inline = _DATA.match(address)
        if inline:
            kind, data = inline[1].lower(), from_base64(address[inline.end() :])
        elif leads_out(address):
            return ""
        else:
            ending = posixpath.splitext(address.partition("?")[0].partition("#")[0])[1].lower()
            kind, data = vocabulary.MEDIA_TYPES.get(ending, ""), self.find(address)
        kind = {"audio/mp3": "audio/mpeg"}.get(kind, kind)
        if not data or len(data) > LARGEST or not kind.startswith(family):
            return ""
        data = plain(data) if kind == "image/svg+xml" else data
        if kind not in vocabulary.ENDINGS or fault_in(kind, io.BytesIO(data)):
            return ""
        name = f"{hashlib.sha256(data).hexdigest()}{vocabulary.ENDINGS[kind]}"
        self.media[name] = data
        return f"files/{name}"


def from_base64(text: str) -> bytes | None:
    """Return the bytes of base64, whatever blanks are in it; None where it is none."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def placed(address: str) -> str:
    """Return the name of a file that Moodle keeps with a text: "a b.png" of ".../a%20b.png"."""
    bare = _PLACED.sub("", address.strip(), count=1).partition("?")[0].partition("#")[0]
    return unquote(bare).lstrip("/")


def is_placed(address: str) -> bool:
    """Say whether an address is of a file that Moodle keeps with a text."""
    return _PLACED.match(address.strip()) is not None
