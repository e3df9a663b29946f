"""Fractions as Moodle writes them: percent with five decimals, from a list of its own."""

from decimal import Decimal, InvalidOperation
from fractions import Fraction

from content.formats.questions.brought import LeftOut
from i18n.refusals import Phrase
from i18n.translate import N_

KNOWN = tuple(
    Fraction(over, under)
    for over, under in (
        *((1, 1), (9, 10), (5, 6), (4, 5), (3, 4), (7, 10), (2, 3), (3, 5), (1, 2), (2, 5)),
        *((1, 3), (3, 10), (1, 4), (1, 5), (1, 6), (1, 7), (1, 8), (1, 9), (1, 10), (1, 20)),
    )
)
"""The weights an answer can be given in Moodle, and their opposites."""
_NEAR = Fraction(1, 2_500)
"""How far off a third may be that was written by hand: "33.3" and "33.34" mean one."""


def fraction(text: str) -> Fraction:
    """Return the fraction that a percentage means: a third for "33.33333".

    Raises:
        LeftOut: it is no number, or none from -100 to 100.
    """
    value = exact(text)
    if value is None or abs(value) > 100:
        raise LeftOut(Phrase(N_("the weight “{text}” is no percentage."), text=text[:40]))
    share = value / 100
    for known in KNOWN:
        if abs(abs(share) - known) <= _NEAR:
            return known if share > 0 else -known
    return share.limit_denominator(100_000)


def percent(share: Fraction) -> str:
    """Return a fraction as Moodle writes it: "33.33333", "100", "12.5"."""
    value = Decimal(share.numerator) * 100 / Decimal(share.denominator)
    text = f"{value:.5f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def exact(text: str) -> Fraction | None:
    """Return a plain decimal number, with a point or a comma; None where it is none."""
    text = text.strip().replace(",", ".")
    if len(text) > 60 or "_" in text:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    if not value.is_finite() or abs(value.adjusted()) > 30:
        return None
    return Fraction(value)
