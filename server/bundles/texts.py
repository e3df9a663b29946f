"""The texts of a release that has come: addresses they name, pictures they leave without words."""

import re
from collections import Counter
from dataclasses import dataclass

from content import texts
from content.bundle import Manifest
from server.console import Site
from sync.pieces import in_order

ADDRESS = re.compile(rb"""(?:(?:https?|ftp):)?//[\w-]+\.[^\s"'<>\\)\]]+|mailto:[^\s"'<>\\)\]]+""")
"""An address outside the library, in the text of a page or in an attribute of it."""

PICTURE = re.compile(rb'<img\b(?:[^<>"]|"[^<"]*")*>')
DESCRIBED = re.compile(rb'\balt="[^"]*[^\s"][^"]*"')
"""A picture in a cleaned text, and what it shows in words."""

SPACES = "http://www.w3.org/"
"""The names of formulas and drawings begin so; they lead nowhere."""

MOST = 200
"""Addresses that are kept and listed, commonest first."""


@dataclass(frozen=True)
class Texts:
    """What the texts of a release say and leave out."""

    addresses: dict[str, int]
    """Addresses outside the library that they name, and how often."""
    undescribed: frozenset[str]
    """SHA-256 of those that show a picture without saying what it shows."""


def read_texts(site: Site, manifest: Manifest) -> Texts:
    """Read all lessons and exercises of a release in quarantine.

    The addresses are text on a page: what could be clicked or fetched was taken out when it was
    made, and is taken out again when it is shown.
    """
    found: Counter[str] = Counter()
    undescribed = set()
    wanted = in_order(stored for stored in manifest.files if stored.type in texts.TYPES)
    with site.quarantine.pieces(manifest.sha256, wanted) as pieces:
        for stored in wanted:
            data = b"".join(pieces.chunks(stored))
            found.update(addresses_in(data))
            if not describes_all(data):
                undescribed.add(stored.sha256)
    named = {each: count for each, count in found.most_common() if not each.startswith(SPACES)}
    return Texts(dict(list(named.items())[:MOST]), frozenset(undescribed))


def addresses_in(text: bytes) -> list[str]:
    """Return the addresses outside the library that a text names, as often as it does."""
    if b"//" not in text and b"mailto:" not in text:  # most: the look for them takes a second
        return []
    return [each.decode("utf-8", "replace").rstrip(".,;:!?") for each in ADDRESS.findall(text)]


def describes_all(text: bytes) -> bool:
    """Say whether every picture of a lesson, or of an exercise, says in words what it shows."""
    pictures = PICTURE.findall(text.replace(b'\\"', b'"'))
    return all(DESCRIBED.search(picture) for picture in pictures)
