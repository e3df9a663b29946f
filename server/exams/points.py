"""Points as people write them, exactly."""

import re
from fractions import Fraction

from i18n import formats
from i18n.translate import ngettext
from server.exams.refusals import PointsNotUnderstood

MOST_POINTS = 1_000
_WRITTEN = re.compile(r"(\d{1,4})(?:[.,٫](\d{1,4})|\s*/\s*(\d{1,4}))?")


def points_in(written: str) -> str:
    """Return points as the text of a fraction: "1,5" is "3/2"; "" where nothing is written.

    Raises:
        PointsNotUnderstood: it is no number, below nothing or more than ``MOST_POINTS``.
    """
    text = written.strip()
    if not text:
        return ""
    found = _WRITTEN.fullmatch(text)
    if found is None or (found[3] and not int(found[3])):
        raise PointsNotUnderstood(written=text[:20], most=MOST_POINTS)
    whole, decimals, below = found.groups()
    worth = Fraction(int(whole), int(below or 1))
    if decimals:
        worth += Fraction(int(decimals), 10 ** len(decimals))
    if worth > MOST_POINTS:
        raise PointsNotUnderstood(written=text[:20], most=MOST_POINTS)
    return str(worth)


def in_writing(points: str) -> str:
    """Return points as a field shows them: decimals where they are exact, or the fraction."""
    if not points:
        return ""
    worth = Fraction(points)
    thousandths = worth * 1000
    if thousandths.denominator != 1:
        return points
    return f"{int(thousandths) / 1000:.3f}".rstrip("0").rstrip(".")


def points_in_words(points: Fraction) -> str:
    """Return points as a page says them: "1.5 points", "1/3 point"."""
    exact = points * 1000
    shown = formats.number(float(points)) if exact.denominator == 1 else str(points)
    words = ngettext("%(points)s point", "%(points)s points", int(points))
    return words % {"points": shown}
