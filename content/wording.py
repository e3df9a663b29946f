"""What a title, a name or a description may be written with: signs that show what they are.

Whoever approves a bundle reads these words and decides by them. A sign that is not seen, that
turns what stands around it or covers its neighbours would let them read something else.
"""

import re
import unicodedata
from datetime import date

from i18n.translate import N_

LONGEST, LONGEST_DESCRIPTION = 400, 2_000
"""Characters of a title or name, and of a description."""

CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"
    "\u2028\u2029\u202a-\u202e\u2066-\u2069"  # new lines and directions for all that follows
    "\u2060-\u2064\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"  # no letter's width
    "\u115f\u1160\u3164\uffa0\u2800]"  # letters that are drawn as nothing
)
"""Signs that no text may hold: they hide, turn or break what stands around them."""
_STACKED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{5}"
)
"""More signs on one letter than any writing puts there: they cover the lines around."""
_LINES = re.compile("[\t\n]")
_SEEN = frozenset("LNPS")


def fault_in_words(value: object, longest: int = LONGEST, *, lines: bool = False) -> str:
    """Say in a phrase what a text may not be; "" if it may stand on a page.

    Args:
        value: as it was read; "" may stand.
        longest: characters.
        lines: whether it may have several lines.
    """
    if not isinstance(value, str) or len(value) > longest:
        return N_("not a text, or too long")
    if CONTROL.search(value) or (not lines and _LINES.search(value)):
        return N_("control characters")
    if _STACKED.search(value):
        return N_("signs stacked on each other")
    return ""


def one_line(typed: str) -> str:
    """Return a name or title as it is kept: on one line, without signs that hide or turn others."""
    return " ".join(CONTROL.sub("", " ".join(typed.split())).split())


def several_lines(typed: str) -> str:
    """Return a text of several lines as it is kept: without signs that hide or turn others."""
    return CONTROL.sub("", typed.replace("\r\n", "\n")).strip()


def is_seen(text: str) -> bool:
    """Say whether a text shows anything at all."""
    return any(unicodedata.category(sign)[0] in _SEEN for sign in text)


def is_day(text: str) -> bool:
    """Say whether a text is a day: "2026-11-20"."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
