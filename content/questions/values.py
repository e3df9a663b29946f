"""What the plain values within a question may be, whoever wrote the file they come from."""

import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from html.parser import HTMLParser
from typing import Any

from content import shape

_SHARE = re.compile(r"(-?[0-9]{1,9})(?:/([0-9]{1,9})|\.([0-9]{1,9}))?")
_BM = re.compile(r"bm:([0-9]{1,4}(?:\.[0-9]{1,4})?)/(-?[0-9]{1,4}(?:\.[0-9]{1,4})?)")
MARKER = re.compile(r"\[\[([1-9][0-9]{0,2})\]\]")
"""Where a part of a text is asked."""


def are_pickable(options: tuple[Any, ...], right: tuple[str, ...]) -> bool:
    """Say whether one can choose a right word, and a wrong one, from a list."""
    known = are_texts(options) and set(right) < set(options)
    return known and len(set(options)) == len(options)


def are_texts(texts: Any) -> bool:
    """Say whether this is a tuple of at least one text, none of them empty."""
    some = isinstance(texts, tuple) and bool(texts)
    return some and all(isinstance(text, str) and text.strip() for text in texts)


def share_of(text: str) -> Fraction:
    """Return an exact number of points or of a question: "2", "-1/3", "0.25".

    Raises:
        ValueError: it is not written like one of these.
    """
    found = _SHARE.fullmatch(text)
    if found is None or (found[2] and not int(found[2])):
        raise ValueError(text)
    return Fraction(text)


def is_share(text: str, least: int, most: int) -> bool:
    """Say whether a text is an exact number between two others, these included."""
    try:
        return least <= share_of(text) <= most
    except ValueError:
        return False


def is_decimal(text: str) -> bool:
    """Say whether a text is a number that can be compared with another in no time."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return False
    return bool(text.strip()) and value.is_finite() and abs(value.adjusted()) < 1000


def gains_of(rule: str) -> tuple[Fraction, Fraction] | None:
    """Return what an option well and badly treated earns by a rule "bm:2/-0.5"; None if it is none.

    Source: the words b and m of AMC (https://www.auto-multiple-choice.net/fr/doc/scoring).
    """
    found = _BM.fullmatch(rule)
    if found is None:
        return None
    well, badly = Fraction(found[1]), Fraction(found[2])
    return (well, badly) if well > 0 and badly <= well else None


def is_file(name: str) -> bool:
    """Say whether a text names a file as lessons do: ``files/<sha256>.<ending>``."""
    return shape.LOCAL_FILE.fullmatch(name) is not None


def markers_in(html: str) -> list[int]:
    """Return the numbers of the parts asked in a text, in order; [] if one stands where no field
    can: in an attribute or in a formula."""
    reader = _Markers()
    reader.feed(html)
    reader.close()
    return reader.found if len(reader.found) == len(MARKER.findall(html)) else []


class _Markers(HTMLParser):
    """Finds the markers that are text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[int] = []
        self._formulas = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._formulas += tag == "math"

    def handle_endtag(self, tag: str) -> None:
        self._formulas -= tag == "math"

    def handle_data(self, data: str) -> None:
        if not self._formulas:
            self.found += [int(number) for number in MARKER.findall(data)]
