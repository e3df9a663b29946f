"""The files of a release that has come, looked at: addresses named, what bars somebody."""

import re
from collections import Counter
from dataclasses import dataclass

from content import texts
from content.accessibility.drafts import is_looked_at
from content.accessibility.files import Looked, look
from content.catalogue import Catalogue
from content.manifest import Manifest
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
    looked: dict[str, Looked]
    """What stands in somebody's way in each text, drawing and document, by SHA-256."""


def read_texts(site: Site, manifest: Manifest, catalogue: Catalogue) -> Texts:
    """Read all lessons and exercises of a release in quarantine, its drawings and documents.

    The addresses are text on a page: what could be clicked or fetched was taken out when it was
    made, and is taken out again when it is shown.
    """
    found: Counter[str] = Counter()
    undescribed = set()
    looked: dict[str, Looked] = {}
    spoken = {file.sha256: file.language for node in catalogue.nodes for file in node.files}
    wanted = in_order(each for each in manifest.files if is_looked_at(each.type, each.size))
    with site.quarantine.pieces(manifest.sha256, wanted) as pieces:
        for stored in wanted:
            data = b"".join(pieces.chunks(stored))
            looked[stored.sha256] = look(data, stored.type, spoken.get(stored.sha256, ""))
            if stored.type not in texts.TYPES:
                continue
            found.update(addresses_in(data))
            if not describes_all(data):
                undescribed.add(stored.sha256)
    named = {each: count for each, count in found.most_common() if not each.startswith(SPACES)}
    return Texts(dict(list(named.items())[:MOST]), frozenset(undescribed), looked)


def addresses_in(text: bytes) -> list[str]:
    """Return the addresses outside the library that a text names, as often as it does."""
    if b"//" not in text and b"mailto:" not in text:  # most: the look for them takes a second
        return []
    return [each.decode("utf-8", "replace").rstrip(".,;:!?") for each in ADDRESS.findall(text)]


def describes_all(text: bytes) -> bool:
    """Say whether every picture of a lesson, or of an exercise, says in words what it shows."""
    if b"<img" not in text:
        return True
    pictures = PICTURE.findall(text.replace(b'\\"', b'"'))
    return all(DESCRIBED.search(picture) for picture in pictures)
