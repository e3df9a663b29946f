"""Numbers as people write them, with or without a unit, and whether one is near enough."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from content.questions.typed import GEOMETRIC, RELATIVE

_SPACES = re.compile(r"[\s\u00a0\u202f'’]")
_POINT = str.maketrans({"٫": ".", "،": ".", ",": ".", "٬": "", "−": "-"})
_RAISED = re.compile("([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_TEN = re.compile(r"(?<=\d)\s*[×x*·]\s*10\s*(?:\^|\*\*)\s*([+-−]?\d+)", re.IGNORECASE)
_NUMBER = re.compile(r"[+\-−]?(?:\d[\d\s.,'’٫٬،]*|[.,٫]\d+)(?:[eE][+\-−]?\d+)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?(?:[eE][+-]?\d+)?")
SLACK = Fraction(1, 10**14)
"""How far, of itself, a converted number may be beside: units are told in so many digits."""


def number(text: str) -> Decimal | None:
    """Read a number as people write it: "1 234,5", "1234.5", "٣٫٥"; None if it is none."""
    plain = _SPACES.sub("", unicodedata.normalize("NFKC", text)).translate(_POINT)
    if "_" in plain:
        return None
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value.adjusted()) < 1000 else None


def quantity(text: str) -> tuple[Decimal | None, str]:
    """Return the number in a text and what stands beside it: "3 × 10⁸ m/s" is 300000000 and "m/s".

    A comma is a decimal sign, unless a point follows it or several stand before three digits each:
    "1,234.5" and "1,234,567" are read as in English.

    Returns:
        None and "" where there is no number.
    """
    raised = _RAISED.sub(lambda run: "^" + unicodedata.normalize("NFKC", run[1]), text)
    flat = _TEN.sub(r"e\1", unicodedata.normalize("NFKC", raised).replace("−", "-"))
    found = _NUMBER.search(flat)
    if found is None:
        return None, ""
    value = number(found[0])
    if value is None:
        bare = _SPACES.sub("", found[0])
        value = number(bare.replace(",", "")) if _GROUPED.fullmatch(bare) else None
    if value is None:
        return None, ""
    return value, " ".join((flat[: found.start()] + " " + flat[found.end() :]).split())


def is_near(
    value: Fraction, wanted: Fraction, tolerance: Fraction, mode: str, slack: bool = False
) -> bool:
    """Say whether a number is within a tolerance of another, its limits included.

    Args:
        value: what was answered.
        wanted: what is right.
        tolerance: 0 or more.
        mode: "absolute", "relative" (of ``wanted``) or "geometric" (1: from its half to its
            double).
        slack: whether ``SLACK`` is added, for a value that was converted.

    Source: Moodle, question type "numerical". It adds 10^-14 everywhere, for its floats' sake; no
    float is here, so nothing is added to what was typed.
    """
    size = abs(wanted)
    more = SLACK if slack else Fraction(0)
    if mode == GEOMETRIC:
        factor = 1 + tolerance + more
        ends = sorted((wanted / factor, wanted * factor))
        return ends[0] <= value <= ends[1]
    reach = size * (tolerance + more) if mode == RELATIVE else tolerance + more * size
    return abs(value - wanted) <= reach


def unit_among(name: str, units: Sequence[tuple[str, str]]) -> Fraction | None:
    """Return how many of a unit are one of the question's own; None for one it does not know.

    Blanks do not count, capitals do: mW is not MW.
    """
    wanted = _unit(name)
    sizes = (size for known, size in units if _unit(known) == wanted)
    return next(map(Fraction, sizes), None)


def _unit(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())
