"""Which word is heard when: an engine's marks, brought back to the words of the text."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from i18n.speech.recording import Mark

_CHUNK = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)[^\s—–…]*"  # one number, grouped: 12 300
    r"|[\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\u0e00-\u0eff]"  # scripts without spaces
    r"|[^\s—–…\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\u0e00-\u0eff]+"
)
_SAID = "%&@#‰"
"""Signs that Unicode calls punctuation and everybody reads."""


@dataclass(frozen=True)
class Cue:
    """One word, and when it is heard."""

    start: int
    """Characters (code points) before it in the text handed in."""
    length: int
    """Characters of it."""
    at: float
    """Seconds from the start of the sound."""
    until: float
    """When the next one begins, or the sound ends; never before ``at``."""


@dataclass(frozen=True)
class Word:
    """A word of a text: what is highlighted at once."""

    reach: int
    """Where it begins with the signs before it: « (word) »."""
    start: int
    end: int


def words(text: str) -> list[Word]:
    """Find the words of a text, in order: an elision, a number, an emoji are one each.

    Signs around a word are no part of it; signs alone are no word.
    """
    found = []
    for chunk in _CHUNK.finditer(text):
        parts = [index for index, sign in enumerate(chunk[0], chunk.start()) if _is_part(sign)]
        if parts:
            found.append(Word(chunk.start(), parts[0], parts[-1] + 1))
    return found


def cues(text: str, marks: Iterable[Mark], seconds: float) -> tuple[Cue, ...]:
    """Return when each word of a text is heard.

    An engine gives several marks within a number or an elision: the first one wins, and none
    leads back. Words without a mark are said together with the one before: « 14 h 30 ».

    Args:
        text: as people see it.
        marks: their positions are places in ``text``; in the order of time.
        seconds: when the sound ends.
    """
    there = words(text)
    begun: list[tuple[int, float]] = []
    for mark in marks:
        index = bisect_right(there, mark.position, key=lambda word: word.reach) - 1
        if index > (begun[-1][0] if begun else -1):
            begun.append((index, min(mark.at, seconds)))
    following = [*begun[1:], (len(there), seconds)]
    return tuple(
        Cue(there[index].start, there[after - 1].end - there[index].start, at, until)
        for (index, at), (after, until) in zip(begun, following, strict=False)
    )


def sentence_times(places: Iterable[int], heard: Sequence[Cue]) -> tuple[float, ...]:
    """Return when sentences begin to be heard, by where they begin in the text: 0 for the first.

    One in which no word is heard is passed over.
    """
    firsts = (bisect_left(heard, place, key=lambda cue: cue.start) for place in places)
    times = [heard[first].at for first in firsts if first < len(heard)]
    return tuple(dict.fromkeys([0.0, *times[1:]]))


def traced(marks: Iterable[Mark], origins: Sequence[int]) -> list[Mark]:
    """Return marks of a spoken form as marks of the text that it came from."""
    return [Mark(origins[min(max(mark.position, 0), len(origins) - 1)], mark.at) for mark in marks]


def _is_part(sign: str) -> bool:
    return sign in _SAID or (unicodedata.category(sign)[0] in "LMNS" and sign not in "^`|~")
