"""What a source says of itself, in the shapes that a catalogue has for it."""

import re
import unicodedata
from pathlib import PurePath

from content.wording import CONTROL, LONGEST, fault_in_words, is_seen

_NEW_LINE = re.compile(r"\r\n?")
_NUMBER = re.compile(r"\d+(?:\s*[-_.)]\s*|\s+)(?=\D)")
_DIGITS = re.compile(r"(\d+)")


def text(value: str) -> str:
    """Return a text of several lines, without what hides or breaks what stands around it."""
    plain = CONTROL.sub("", _NEW_LINE.sub("\n", value)).strip()
    if fault_in_words(plain, len(plain), lines=True):  # more signs on a letter than any writing has
        plain = "".join(sign for sign in plain if unicodedata.category(sign) != "Mn")
    return plain


def line(value: str) -> str:
    """Return a text as one line that a catalogue can hold."""
    return " ".join(text(value).split())[:LONGEST].strip()


def title_of(path: PurePath) -> str:
    """Return what a file or folder is about, by its name: "Les fractions" of "01_Les fractions".

    A number in front only puts it in order, and goes; so does the ending of a file.
    """
    name = line(path.stem if path.suffix else path.name)
    words = " ".join(_NUMBER.sub("", name.replace("_", " "), count=1).split())
    return words if is_seen(words) else name or path.name


def in_order(name: str) -> list[tuple[int, str]]:
    """Return what puts names in the order in which people count: 2 before 10."""
    parts = _DIGITS.split(name.casefold())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def id_of(name: str) -> str:
    """Return an id for a channel by a name: "cours-de-maths" of "Cours de maths.epub"; or ""."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:60].strip("-")
