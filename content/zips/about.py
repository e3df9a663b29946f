"""What is said of a package in its first file, ``ardoise.json``: its kind and its parts."""

import json
import unicodedata
from dataclasses import asdict, dataclass
from typing import Any

from content.wording import CONTROL, fault_in_words

NAME = "ardoise.json"
"""The first file of each package."""
FORMAT = 1
KINDS = {
    "html5": "HTML5",
    "h5p": "H5P",
    "scorm12": "SCORM 1.2",
    "scorm2004": "SCORM 2004",
    "cmi5": "cmi5",
    "xapi": "xAPI",
}
"""The kinds of packages, by the name that people know."""
REPORTING = frozenset(KINDS) - {"html5"}
"""Those whose programs tell what somebody did in them."""
MOST_PARTS = 500
LONGEST_NAME = 240
"""Bytes of a name: what every file system can hold, and every address."""
LONGEST_DATA = 16 << 10
"""Characters of what a part is handed when it begins."""
LARGEST = 1 << 20


@dataclass(frozen=True)
class Part:
    """What somebody begins, leaves and comes back to."""

    id: str
    """What its results are kept under, the same from release to release."""
    title: str
    first: str
    """The file that it begins with."""
    query: str = ""
    """What its address ends with: "?a=1#b"."""
    mastery: str = ""
    """The score from which it counts as passed, from 0 to 1 or (SCORM 1.2) to 100; "" for none."""
    data: str = ""
    """What its maker hands it when it begins."""
    activity: str = ""
    """What it calls itself, in cmi5 and xAPI: an address that leads nowhere."""


@dataclass(frozen=True)
class About:
    """What a package is."""

    kind: str
    """One of ``KINDS``."""
    acts: bool
    """Whether it holds programs: without them it is whole as a document."""
    parts: tuple[Part, ...]

    def to_bytes(self) -> bytes:
        """Return it as it stands in the package."""
        told = {"format": FORMAT, **asdict(self)}
        return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "About":
        """Read it.

        Raises:
            ValueError: it is not written as ours is; its argument says what, in a few words.
        """
        try:
            told = json.loads(data)
            if told.pop("format") != FORMAT:
                raise ValueError("format")
            parts = tuple(Part(**part) for part in told.pop("parts"))
            about = cls(parts=parts, **told)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise ValueError(type(error).__name__) from None
        if fault := _fault_in(about):
            raise ValueError(fault)
        return about


def _fault_in(about: About) -> str:
    if about.kind not in KINDS or not isinstance(about.acts, bool):
        return "kind"
    if not 0 < len(about.parts) <= MOST_PARTS:
        return "parts"
    if len({part.id for part in about.parts}) != len(about.parts):
        return "id"
    return next((fault for part in about.parts if (fault := _fault_in_part(part))), "")


def _fault_in_part(part: Part) -> str:
    told: dict[str, Any] = asdict(part)
    if not all(isinstance(value, str) for value in told.values()):
        return "part"
    if not part.id or len(part.id) > 64 or not part.id.isprintable():
        return "id"
    if not part.title.strip() or fault_in_words(part.title, 500, lines=False):
        return "title"
    if not is_name(part.first):
        return "first"
    if part.query and part.query[0] not in "?#":  # it would lead to another address
        return "query"
    longest = {"query": 2_000, "mastery": 20, "activity": 2_000, "data": LONGEST_DATA}
    return next((name for name, most in longest.items() if len(told[name]) > most), "")


def is_name(name: str) -> bool:
    """Say whether a name is that of a file inside: it climbs nowhere and hides nothing."""
    if not name or len(name.encode(errors="replace")) > LONGEST_NAME or CONTROL.search(name):
        return False
    if "\\" in name or ":" in name or unicodedata.normalize("NFC", name) != name:
        return False
    return all(part not in ("", ".", "..") for part in name.split("/"))
