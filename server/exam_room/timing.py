"""What a candidate has left: a pure function of the sitting's time, in whole seconds.

All moments are milliseconds of T, the time of the sitting (see ``clocks``); nothing here knows what
time it is. Where a second is cut, it is cut in favour of the candidate.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

Interval = tuple[int, int]


@dataclass(frozen=True)
class Span:
    """A pause, from a moment of T to another; ``until`` is None while it lasts."""

    since: int
    until: int | None = None
    rest: bool = False
    """Whether it is taken out of the pauses granted to a candidate, so that only they are free."""

    def within(self, begun: int, now: int) -> Interval | None:
        """Return the part of the pause between two moments, None if there is none."""
        first, last = max(self.since, begun), min(now if self.until is None else self.until, now)
        return (first, last) if first < last else None


@dataclass(frozen=True)
class Grant:
    """What one candidate may use: the paper's time, a factor of it, credits, pauses."""

    seconds: int
    factor: Fraction = Fraction(1)
    credits: int = 0
    """Seconds given back, or (below zero) taken back."""
    rest_seconds: int = 0
    """Pauses that stop the clock, together."""

    @property
    def allowed(self) -> int:
        """Return all seconds of work a candidate has."""
        return max(0, ceil(self.seconds * self.factor) + self.credits)


def left_of_sections(grant: Grant, sections: Iterable[int], left: int) -> list[int | None]:
    """Return the whole seconds left for each section of a copy; None where it has no time.

    Sections that have a time of their own follow one another: the second closes when the time of
    both has been worked. Whoever is ready sooner goes on, and loses nothing. The factor and what
    was given back count as for the whole.

    Args:
        grant: of the candidate.
        sections: the seconds of each in the order of the copy; 0 for none of its own.
        left: of the whole, as ``remaining``.
    """
    worked = grant.allowed - left
    together, found = grant.credits, list[int | None]()
    for seconds in sections:
        together += ceil(seconds * grant.factor)
        found.append(min(together - worked, left) if seconds else None)
    return found


def stood_still(spans: Iterable[Span], begun: int, now: int, rest_seconds: int = 0) -> int:
    """Return for how many milliseconds since ``begun`` a candidate's time did not run.

    Pauses that overlap count once. Of the rests beside them, no more than was granted.
    """
    parts = [(span.rest, part) for span in spans if (part := span.within(begun, now))]
    stopped = [part for rest, part in parts if not rest]
    free = _length(stopped)
    with_rests = _length(part for _, part in parts)
    return free + min(with_rests - free, rest_seconds * 1000)


def used(spans: Iterable[Span], begun: int, now: int, rest_seconds: int = 0) -> int:
    """Return the whole seconds of work that a candidate has used."""
    return max(0, now - begun - stood_still(spans, begun, now, rest_seconds)) // 1000


def remaining(grant: Grant, spans: Iterable[Span], begun: int | None, now: int) -> int:
    """Return the whole seconds that a candidate has left; all of them before they began.

    Below zero when the time is over: by how many seconds.
    """
    if begun is None:
        return grant.allowed
    return grant.allowed - used(spans, begun, now, grant.rest_seconds)


def _length(parts: Iterable[Interval]) -> int:
    """Return how much some intervals cover, overlaps once."""
    covered, reached = 0, None
    for first, last in sorted(parts):
        begin = first if reached is None else max(first, reached)
        covered += max(0, last - begin)
        reached = last if reached is None else max(reached, last)
    return covered
