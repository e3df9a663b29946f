"""From answers to levels in words, and to a proposed starting point: plain values, no database.

**Levels.** A part has steps of growing difficulty. The first step is passed with three right
answers before a second one that is not; a later step with two. Every item has six choices, so
somebody who only guesses passes a first step in 1.6 of 100 goes. A level is the number of steps
passed, the first ones without a gap; one right answer more never lowers it. Reading French has one
step below its words, *letters*, which is looked at only where words are not read.

**Starting points.** In this order:

1. Reads short notices in French and follows what is said: straight to courses.
2. Reads sentences in another language: has learnt to read, so French is what is new.
3. Reads sentences in French: needs to hear more French, or to come back to reading.
4. Reads less than sentences in any language: what they tell of school decides between learning
   to read and coming back to it; reading words by themselves or speaking French well speaks for
   having learnt once.

**Doubts** are said beside the proposal: an answer that decides it alone, a part that was not looked
at, words that do not fit the answers. None of it is certain; the sheet says so in any case.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

NOT_RIGHT = 2
"""Answers that are not right, after which a step is left and its part ends."""
STEPS = {"oral": 3, "numbers": 3, "french": 3, "letters": 1, "own": 2}
"""The parts in no particular order, and how many steps each has."""
LADDERS = {"oral": 3, "french": 4, "own": 2, "numbers": 3}
"""The levels of the sheet: the highest of each. Letters are the first of reading French."""
SCHOOLED = ("never", "french", "other", "unsaid")
"""What somebody may tell: little or no school, in French, in another language, rather not say."""


class Need(StrEnum):
    """A starting point: a need and its next step."""

    READ = "read"
    AGAIN = "again"
    LANGUAGE = "language"
    COURSES = "courses"


class Doubt(StrEnum):
    """Why a proposal is to be checked by talking."""

    CLOSE = "close"
    """One answer more or less changes it."""
    TOLD = "told"
    """What was told of school and the answers do not fit well."""
    UNSEEN = "unseen"
    """A part that matters was not looked at."""
    OPEN = "open"
    """It was left before the end."""
    NOTHING = "nothing"
    """No answer was right: the sound, the computer or the day may be why."""


class Tally(NamedTuple):
    """The answers to the items of one step."""

    right: int = 0
    other: int = 0
    """Wrong, or "I do not know"."""


Tallies = Mapping[tuple[str, int], Tally]
"""By part and step, the first step being 1."""


@dataclass(frozen=True)
class Level:
    """How far somebody is in one part, and how far they might be."""

    at: int = 0
    least: int = 0
    """One step less where a single answer decided that it is passed; else ``at``."""
    most: int = 0
    """One step more where a single answer decided that it is not; else ``at``."""
    seen: bool = False
    """Whether it was looked at."""
    ended: bool = True
    """Whether it was looked at to its end."""

    @property
    def close(self) -> bool:
        """Say whether one answer more or less makes it another level."""
        return self.least != self.most


@dataclass(frozen=True)
class Proposal:
    """A starting point and its doubts."""

    need: Need
    doubts: tuple[Doubt, ...] = ()


def needed(step: int) -> int:
    """Return how many right answers pass a step."""
    return 3 if step == 1 else 2


def passed(step: int, tally: Tally) -> bool:
    """Say whether a step is passed."""
    return tally.other < NOT_RIGHT and tally.right >= needed(step)


def left(tally: Tally) -> bool:
    """Say whether a step was left because it got too hard."""
    return tally.other >= NOT_RIGHT


def climbed(part: str, tallies: Tallies) -> Level:
    """Return how far somebody climbed in one part."""
    level, close_below = 0, False
    for step in range(1, STEPS[part] + 1):
        tally = tallies.get((part, step), Tally())
        if not passed(step, tally):
            close_above = left(tally) and tally.right == needed(step) - 1
            seen = level > 0 or tally != Tally()
            ended = left(tally) or not seen
            return Level(level, level - close_below, level + close_above, seen, ended)
        level, close_below = step, tally.other == NOT_RIGHT - 1
    return Level(level, level - close_below, level, seen=True)


def levels(tallies: Tallies) -> dict[str, Level]:
    """Return the levels of the sheet, by their names in ``LADDERS``."""
    found = {part: climbed(part, tallies) for part in ("oral", "own", "numbers")}
    words, letters = climbed("french", tallies), climbed("letters", tallies)
    if words.at or not letters.seen:
        up = 1 if words.at else 0
        french = replace(words, at=words.at + up, least=words.least + up, most=words.most + up)
    else:
        most = 2 if words.most else letters.most
        french = Level(letters.at, letters.least, most, seen=True, ended=letters.ended)
    return {**found, "french": french}


def propose(found: Mapping[str, Level], language: str, schooled: str) -> Proposal:
    """Return the starting point that some levels point to.

    Args:
        found: by the names in ``LADDERS``.
        language: the one they read or speak best; "other" for one that was not looked at.
        schooled: a key of ``SCHOOLED``, or "" where nothing was told.
    """
    oral, french, own = found["oral"], found["french"], found["own"]
    need = _need(_heard(oral, language), french.at, own.at, language, schooled)
    around = [
        _need(_heard(replace(oral, at=heard), language), read, at_home, language, schooled)
        for heard in {oral.least, oral.most}
        for read in {french.least, french.most}
        for at_home in {own.least, own.most}
    ]
    doubts = {
        Doubt.CLOSE: any(each != need for each in around),
        Doubt.TOLD: _does_not_fit(need, french.at, own.at, schooled),
        Doubt.UNSEEN: _unseen(oral, french, own, language),
        Doubt.OPEN: not all(each.ended for each in found.values()),
        Doubt.NOTHING: not any(each.at for each in found.values()),
    }
    return Proposal(need, tuple(doubt for doubt, holds in doubts.items() if holds))


def _heard(oral: Level, language: str) -> int:
    """Return how much spoken French to reckon with, also where there was no sound."""
    return LADDERS["oral"] if language == "fr" and not oral.seen else oral.at


def _need(oral: int, french: int, own: int, language: str, schooled: str) -> Need:
    speaks = oral >= 2
    if french == 4:
        return Need.COURSES if speaks else Need.LANGUAGE
    if own == 2:
        return Need.LANGUAGE
    if french == 3:
        return Need.AGAIN if speaks and schooled != "other" else Need.LANGUAGE
    if language == "other" and schooled == "other" and not speaks:
        return Need.LANGUAGE
    if schooled == "never":
        return Need.READ
    if schooled == "french" or (speaks and french == 2):
        return Need.AGAIN
    return Need.READ


def _does_not_fit(need: Need, french: int, own: int, schooled: str) -> bool:
    reads = french >= 3 or own == 2
    if schooled == "never":
        return reads
    if schooled == "french":
        return french == 0
    return schooled == "other" and need == Need.READ


def _unseen(oral: Level, french: Level, own: Level, language: str) -> bool:
    own_matters = language != "fr" and french.at < 3
    return not oral.seen or not french.seen or (own_matters and not own.seen)
