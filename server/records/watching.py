"""How much of a recording somebody has really heard: pure functions of seconds.

A browser tells which parts it played. Parts heard twice count once, and no more is believed than
can have been played since it last told something.
"""

import json
from fractions import Fraction
from itertools import pairwise

Part = tuple[float, float]
"""From and to, in seconds of the recording."""

ENOUGH = Fraction(9, 10)
"""What makes a recording heard: nobody waits for the last silence."""
FASTEST = 2
"""Seconds of a recording that can be heard in one: browsers offer up to twice as fast."""
SLACK = 15
"""Seconds told late or early: a page tells every ten."""
MOST_PARTS = 100
LONGEST = 24 * 60 * 60


def together(parts: list[Part]) -> list[Part]:
    """Return the same seconds as parts in order that do not touch; nonsense is left out."""
    joined: list[Part] = []
    for start, end in sorted((s, e) for s, e in parts if 0 <= s < e <= LONGEST):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def seconds(parts: list[Part]) -> float:
    """Return how many seconds parts that do not touch are."""
    return sum(end - start for start, end in parts)


def believed(before: list[Part], told: list[Part], since: float) -> list[Part]:
    """Return what somebody has heard by now.

    Args:
        before: what they had heard.
        told: what their browser says; if that is more than can be, what is beyond is left out.
        since: seconds that have passed since it last told something.
    """
    room = max(0.0, since) * FASTEST + SLACK
    heard = together(before)
    for start, end in together(told)[:MOST_PARTS]:
        for gap_start, gap_end in _gaps(heard, start, end):
            taken = min(gap_end - gap_start, room)
            room -= taken
            heard = together([*heard, (gap_start, gap_start + taken)])
    return heard[:MOST_PARTS]


def _gaps(heard: list[Part], start: float, end: float) -> list[Part]:
    """Return what of a part was not heard before."""
    within = [part for part in heard if part[0] < end and part[1] > start]
    edges = [(start, start), *within, (end, end)]
    return [(a[1], b[0]) for a, b in pairwise(edges) if a[1] < b[0]]


def share(heard: list[Part], length: float, minutes: int) -> Fraction:
    """Return how much of a recording was heard, 0 to 1.

    Args:
        heard: parts that do not touch.
        length: of the recording in seconds, as a browser says.
        minutes: of the page, as its author says; 0 if they do not. A browser that tells less
            than half of it is not believed.
    """
    whole = max(length if 0 < length <= LONGEST else 0, minutes * 30)
    if whole <= 0:
        return Fraction(0)
    return min(Fraction(1), Fraction(round(seconds(heard)), max(1, round(whole))))


def read(text: str) -> list[Part]:
    """Return what ``written`` wrote; nothing for ""."""
    return [(start, end) for start, end in json.loads(text or "[]")]


def heard_until(text: str) -> float:
    """Return where somebody goes on: behind the first part that they have heard from the start."""
    parts = read(text)
    return parts[0][1] if parts and parts[0][0] < SLACK else 0


def written(parts: list[Part]) -> str:
    """Return parts as a column holds them, to the tenth of a second."""
    return json.dumps([[round(start, 1), round(end, 1)] for start, end in parts])
