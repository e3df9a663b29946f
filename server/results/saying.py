"""Points and marks as pages write them."""

from fractions import Fraction

from i18n import formats


def figure(points: Fraction | str) -> str:
    """Return points in the reader's writing: "17,5"; as a fraction where decimals are not exact.

    Args:
        points: exact, or the text of a fraction.
    """
    worth = Fraction(points)
    exact = (worth * 1000).denominator == 1
    return formats.number(float(worth)) if exact else str(worth)
