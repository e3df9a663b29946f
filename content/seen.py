"""What one file of a course says and leaves out, as whoever approves it is told."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from content import texts
from content.accessibility.files import NOTHING, Looked, look
from content.accessibility.markup import Fault

MOST_ADDRESSES = 1_000
"""Addresses of a file that are told: all that is seen of a course is held in memory."""
_ADDRESS = re.compile(rb"""(?:(?:https?|ftp):)?//[\w-]+\.[^\s"'<>\\)\]]+|mailto:[^\s"'<>\\)\]]+""")
"""An address outside the library, in the text of a page or in an attribute of it."""
_PICTURE = re.compile(rb'<img\b(?:[^<>"]|"[^<"]*")*>')
_DESCRIBED = re.compile(rb'\balt="[^"]*[^\s"][^"]*"')
"""A picture in a cleaned text, and what it shows in words."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen in a file."""

    addresses: tuple[str, ...] = ()
    """Addresses outside the library that it names, as often as it does."""
    undescribed: bool = False
    """Whether it shows a picture without saying what it shows."""
    looked: Looked = NOTHING
    """What in it stands in somebody's way."""

    def as_told(self) -> list[Any]:
        """Return what a pipe can carry of it, as JSON."""
        faults = [(fault.kind, fault.where) for fault in self.looked.faults]
        return [self.addresses, self.undescribed, faults, self.looked.ease, self.looked.judged]

    @classmethod
    def from_told(cls, told: list[Any]) -> "Seen":
        """Make it of what ``as_told`` returned."""
        addresses, undescribed, faults, ease, judged = told
        looked = Looked(tuple(Fault(*each) for each in faults), ease, judged)
        return cls(tuple(addresses), undescribed, looked)


OnSeen = Callable[[str, Seen], None]
"""Is told the SHA-256 of a file, and what was seen in it."""


def see(data: bytes, media_type: str, language: str) -> Seen:
    """Look at a file; arguments as for ``accessibility.files.look``."""
    looked = look(data, media_type, language)
    if media_type not in texts.TYPES:
        return Seen(looked=looked)
    return Seen(tuple(addresses_in(data)), not describes_all(data), looked)


def addresses_in(text: bytes) -> list[str]:
    """Return the addresses outside the library that a text names, as often as it does: the first
    thousand."""
    if b"//" not in text and b"mailto:" not in text:  # most: the look for them takes a second
        return []
    found = islice(_ADDRESS.finditer(text), MOST_ADDRESSES)
    return [each[0].decode("utf-8", "replace").rstrip(".,;:!?") for each in found]


def describes_all(text: bytes) -> bool:
    """Say whether every picture of a lesson, or of an exercise, says in words what it shows."""
    if b"<img" not in text:
        return True
    pictures = _PICTURE.findall(text.replace(b'\\"', b'"'))
    return all(_DESCRIBED.search(picture) for picture in pictures)
