"""When an exercise is mastered, and which question comes next: pure functions of plain values.

The *models* are Kolibri's. ``all``: each question once. ``of``: m right of the last n, ``row``: n
right one after the other; for both, questions come one at a time, round after round, until it is
mastered. ``twice``: a test before the lessons and one after them; the questions are written in
pairs that ask the same, of which the first belongs to the test before.

A *place* is where a question stands in one go at the exercise, from 0; the same question can have
several. A go has a *seed*: with it, the same questions come at the same places, on any day.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

ALL, OF, ROW, TWICE = "all", "of", "row", "twice"
MODELS = (ALL, OF, ROW, TWICE)
BEFORE, AFTER = "before", "after"
HALVES = ("", BEFORE, AFTER)
MOST_IN_A_ROW = 20
"""Longer windows tell who is patient, not who knows."""
MOST_TRIES = 5

_NUMBER = r"(\d{1,2})"
_WORDS = {
    ALL: re.compile(r"all|tout(?: faire)?|do all|الكل"),
    OF: re.compile(rf"{_NUMBER}\s*(?:of|sur|من)\s*{_NUMBER}"),
    ROW: re.compile(rf"{_NUMBER}\s*(?:in a row|de suite|متتالية)"),
    TWICE: re.compile(r"before and after|avant et après|قبل وبعد"),
}


@dataclass(frozen=True)
class Mastery:
    """The rule of one exercise."""

    model: str = ALL
    right: int = 0
    """``of`` and ``row``: how many must be right."""
    window: int = 0
    """``of`` and ``row``: of how many of the last ones."""
    tries: int = 1
    """How often a question may be answered until it is right; the first try alone counts for
    ``of`` and ``row``."""
    draw: int = 0
    """``all``: how many of the questions each go draws; 0 for all of them."""

    @property
    def one_by_one(self) -> bool:
        """Say whether questions come one at a time, with no fixed number of them."""
        return self.model in (OF, ROW)

    def fits(self, questions: int) -> bool:
        """Say whether an exercise of so many questions can be done by this rule.

        Whatever types the values have: they may come from a file that somebody else wrote.
        """
        numbers = (self.right, self.window, self.tries, self.draw)
        if self.model not in MODELS or any(type(number) is not int for number in numbers):
            return False
        if not 1 <= self.tries <= MOST_TRIES:
            return False
        if self.one_by_one:
            window = 1 <= self.right <= self.window <= MOST_IN_A_ROW
            same = self.model == OF or self.right == self.window
            return window and same and self.draw == 0 and questions > 1
        if self.right or self.window:
            return False
        if self.model == TWICE:
            return self.tries == 1 and self.draw == 0 and questions % 2 == 0
        return 0 <= self.draw <= questions


EVERYTHING = Mastery()
"""The rule of an exercise that names none: each question once."""


@dataclass(frozen=True)
class Result:
    """What a question at one place earned: all of it at the first try, and in the end."""

    first: bool
    last: bool | None
    """None while it waits for the teacher."""


@dataclass(frozen=True)
class Standing:
    """How far one go is."""

    done: int
    total: int
    """Questions of this go; 0 where it goes on until it is mastered."""
    lately: tuple[bool, ...]
    """``of`` and ``row``: the results that count now, the oldest first."""
    over: bool
    """Whether no further question comes."""
    mastered: bool | None
    """None where a teacher has still to say."""


def from_words(text: str) -> Mastery | None:
    """Return the rule that a teacher writes, in English, French or Arabic; None if it is none.

    "all", "4 of 5", "3 in a row", "before and after"; "3 de suite", "4 sur 5", "avant et après".
    """
    plain = " ".join(text.casefold().split())
    for model, words in _WORDS.items():
        found = words.fullmatch(plain)
        if found:
            numbers = [int(number) for number in found.groups()]
            return Mastery(model, *numbers) if model != ROW else Mastery(ROW, *numbers * 2)
    return None


def length(mastery: Mastery, questions: int) -> int:
    """Return how many places a go has; 0 where it goes on until it is mastered."""
    match mastery.model:
        case "all":
            return mastery.draw or questions
        case "twice":
            return questions // 2
    return 0


def comes(mastery: Mastery, questions: int, seed: str, place: int, half: str = "") -> int | None:
    """Return which question, from 0, comes at a place of a go; None behind the last one.

    Args:
        mastery: the rule.
        questions: how many the exercise has, 1 or more.
        seed: that of the go.
        place: from 0.
        half: of ``twice``, which test: ``BEFORE`` or ``AFTER``.
    """
    if place < 0 or (not mastery.one_by_one and place >= length(mastery, questions)):
        return None
    if mastery.model == TWICE:
        return 2 * place + (half == AFTER)
    if mastery.model == ALL:
        return _mixed(questions, seed)[place] if mastery.draw else place
    rounds, within = divmod(place, questions)
    order: list[int] = []
    for number in range(rounds + 1):
        last = order[-1:]
        order = _mixed(questions, f"{seed}|{number}")
        if order[:1] == last:
            order = order[1:] + order[:1]
    return order[within]


def standing(mastery: Mastery, questions: int, results: Sequence[Result]) -> Standing:
    """Return how far a go is.

    Args:
        mastery: the rule.
        questions: how many the exercise has.
        results: of the questions that are closed, in the order of their places.
    """
    done = len(results)
    if mastery.one_by_one:
        lately = tuple(result.first for result in results[-mastery.window :])
        if mastery.model == ROW:
            missed = [place for place, right in enumerate(lately) if not right]
            lately = lately[missed[-1] + 1 :] if missed else lately
        mastered = sum(lately) >= mastery.right
        return Standing(done, 0, lately, mastered, mastered)
    total = length(mastery, questions)
    over = done >= total
    lasts = [result.last for result in results]
    if not over or False in lasts:
        return Standing(done, total, (), over, False)
    return Standing(done, total, (), over, None if None in lasts else True)


def _mixed(questions: int, seed: str) -> list[int]:
    """Return the numbers of all questions in the order of a seed."""
    return sorted(
        range(questions), key=lambda number: hashlib.sha256(f"{seed}|{number}".encode()).digest()
    )
