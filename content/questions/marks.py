"""Points, totals and marks out of 20: exact fractions, rounded once, by the exam's own policy."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

PER_QUESTION, PER_EXAM, NO_CLAMP = "question", "exam", "none"
UNROUNDED, HALF_NEAREST, HALF_UP, WHOLE = "none", "half_nearest", "half_up", "whole"
HALF = Fraction(1, 2)

_LOST = {0: Fraction(1), 1: HALF, 2: Fraction(1, 5)}
_WRONG_BELOW, _RIGHT_ABOVE = Fraction(1, 10**6), 1 - Fraction(1, 10**6)


@dataclass(frozen=True)
class Policy:
    """How an exam makes one mark of the points of its questions."""

    out_of: Fraction = Fraction(20)
    rounding: str = UNROUNDED
    clamp: str = PER_QUESTION
    """Where points below zero become none: each "question", the "exam" as a whole, or "none"."""

    def mark_of(self, won: Iterable[tuple[Fraction, Fraction]]) -> Fraction:
        """Return the mark for what was won of each question: its share, and its points.

        Of no points at all, the mark is 0.
        """
        questions = list(won)
        most = sum((points for _share, points in questions), start=Fraction(0))
        return rounded(scaled(total(questions, self.clamp), most, self.out_of), self.rounding)


def total(won: Iterable[tuple[Fraction, Fraction]], clamp: str = PER_QUESTION) -> Fraction:
    """Return the points won.

    Args:
        won: for each question what an answer earned of it, 1 for all, and the points it is worth.
        clamp: see ``Policy``.
    """
    points = [share * worth for share, worth in won]
    if clamp == PER_QUESTION:
        points = [max(Fraction(0), each) for each in points]
    result = sum(points, start=Fraction(0))
    return result if clamp == NO_CLAMP else max(Fraction(0), result)


def scaled(points: Fraction, most: Fraction, out_of: Fraction = Fraction(20)) -> Fraction:
    """Return points of ``most`` as a mark out of another number; 0 where there was nothing to win.

    7 points of 9 are 140/9 out of 20, exactly.
    """
    return points * out_of / most if most else Fraction(0)


def rounded(mark: Fraction, rounding: str) -> Fraction:
    """Return a mark rounded by a policy; half-way, and "half_up", in the candidate's favour.

    "half_up" takes every mark to the half point above it: arrêté du 20 novembre 2000, art. 1 (CAP
    and BEP). "whole" is the nearest whole point, as for the CAP agricole (arrêté du 12 janvier
    2001, art. 4).

    Raises:
        ValueError: there is no such policy.
    """
    if rounding == UNROUNDED:
        return mark
    if rounding == HALF_UP:
        return Fraction(ceil(mark * 2), 2)
    if rounding == HALF_NEAREST:
        return Fraction(floor(mark * 2 + HALF), 2)
    if rounding == WHOLE:
        return Fraction(floor(mark + HALF))
    raise ValueError(rounding)


def in_decimals(mark: Fraction, places: int = 2) -> Decimal:
    """Return a mark in so many decimals, half-way up: averages keep two (same arrêté, art. 2, 3).

    The only rounding that is not the exam's own; for paper and screens.
    """
    return Decimal(floor(mark * 10**places + HALF)).scaleb(-places)


def coherence(well: int, count: int) -> Fraction:
    """Return what is earned where ``well`` of ``count`` answers were ticked or left as they should.

    All: 1; all but one: 1/2; all but two: 1/5; else nothing.

    Source: the rule for five propositions of JORFARTI000025753044, by what is lacking of them.
    """
    return _LOST.get(count - well, Fraction(0)) if well > 0 else Fraction(0)


def treated(well: Fraction, badly: Fraction, count: int, wrong: int) -> Fraction:
    """Return the points of ``count`` answers of which ``wrong`` were treated badly, AMC's way.

    Args:
        well: points for one that is ticked or left as it should be (AMC: b).
        badly: points for each other, below 0 as a rule (AMC: m).
        count: answers in all.
        wrong: of these, how many were treated badly.

    Source: https://www.auto-multiple-choice.net/fr/doc/scoring.
    """
    return well * (count - wrong) + badly * wrong


def is_right(share: Fraction) -> bool:
    """Say whether an answer is told to be right: a hair below 1 too, as thirds written in percent
    add up to 0.9999999 (Moodle: above 0.999999)."""
    return share > _RIGHT_ABOVE


def is_partly(share: Fraction) -> bool:
    """Say whether an answer is told to be partly right: neither right nor nothing, by a hair."""
    return _WRONG_BELOW <= share <= _RIGHT_ABOVE
