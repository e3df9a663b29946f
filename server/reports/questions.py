"""Difficult questions: how many found the answer at once and in the end, and what others said.

Of each person the first answer they gave to a question in the weeks looked at counts as their first
try, the one they gave last as their last; of several tries at one question only the last is kept,
so what was mended at once is no wrong answer. A version that is not installed any more has its
answers counted, and not shown: nobody knows what its options were.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from content import browse
from content.browse import Item
from content.html import text_of
from content.library import Library
from content.questions import wording
from content.questions.exercise import Exercise
from content.questions.types import ForTeacher, Question
from i18n import languages
from i18n.translate import in_language
from server.library.reading import open_page, version_name
from server.records.models import AnswerGiven, Attempt

MOST_SHOWN = 40
"""Questions of the list: a teacher goes through the first ten."""
FEWEST = 2
"""People who must have answered a question before it is called difficult."""


@dataclass
class Asked:
    """A question of an exercise, and what a class made of it."""

    node_id: str
    number: int
    """From 0."""
    first: dict[int, bool] = field(default_factory=dict)
    """By person, whether the very first try was right."""
    last: dict[int, bool] = field(default_factory=dict)
    """By person, whether the last answer is."""
    wrong: set[tuple[int, str, str]] = field(default_factory=set)
    """Each wrong answer that is kept: who gave it, to which version, and its text."""

    @property
    def people(self) -> int:
        """Return how many have answered it."""
        return len(self.last)

    @property
    def right_at_once(self) -> int:
        """Return how many found it at the first try."""
        return sum(self.first.values())

    @property
    def right_in_the_end(self) -> int:
        """Return how many have it right now."""
        return sum(self.last.values())

    @property
    def difficulty(self) -> Fraction:
        """Return what the list is sorted by, from 0, all right at once, to 2, nobody ever."""
        return 2 - Fraction(self.right_at_once + self.right_in_the_end, self.people)


def asked_of(people: Collection[int], since: datetime, node_id: str | None = None) -> list[Asked]:
    """Return the questions that people answered and the program marked, the hardest first.

    Args:
        people: their ids.
        since: goes begun earlier are left out.
        node_id: of the one exercise to look at, in its own order; None for all of them.
    """
    rows = (
        AnswerGiven.select(
            *(Attempt.person, Attempt.node_id, Attempt.exercise, AnswerGiven.question),
            *(AnswerGiven.answer, AnswerGiven.first_mark, AnswerGiven.mark),
        )
        .join(Attempt)
        .where(
            *(Attempt.person << list(people), Attempt.started_at >= since),
            AnswerGiven.mark != "",
        )
        .order_by(Attempt.started_at, Attempt.id, AnswerGiven.place)
    )
    if node_id is not None:
        rows = rows.where(Attempt.node_id == node_id)
    found: dict[tuple[str, int], Asked] = {}
    for person, node, version, number, answer, first, mark in rows.tuples().iterator():
        asked = found.get((node, number))
        if asked is None:
            asked = found[node, number] = Asked(node, number)
        asked.first.setdefault(person, first == "1")
        asked.last[person] = mark == "1"
        if mark != "1":
            asked.wrong.add((person, version, answer))
    if node_id is not None:
        return sorted(found.values(), key=lambda asked: asked.number)
    return sorted(found.values(), key=lambda asked: (-asked.difficulty, -asked.people))


def difficult(asked: list[Asked]) -> list[Asked]:
    """Return those of which it can be said that they are hard, the hardest first."""
    hard = (each for each in asked if each.people >= FEWEST and each.right_at_once < each.people)
    return [each for each, _n in zip(hard, range(MOST_SHOWN), strict=False)]


@dataclass(frozen=True)
class Told:
    """A question in words, with its key: for teachers alone."""

    asked: Asked
    prompt: str
    key: str
    wrong: list[tuple[str, int]]
    """What was answered instead and by how many people, the commonest first."""
    untold: int
    """Wrong answers to a version that is not here any more."""
    language: str


class Versions:
    """The exercises of a library by their very text, opened when they are asked for."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._kept: dict[str, dict[str, tuple[Exercise, str]]] = {}

    def of(self, page: Item) -> dict[str, tuple[Exercise, str]]:
        """Return each version of an exercise and its language, by the hash of its text."""
        if page.id not in self._kept:
            found = {}
            for version in browse.versions(page):
                read = open_page(self._library, page, version_name(version), version.language)
                if read.exercise is not None:
                    found[read.sha256] = (read.exercise, version.language)
            self._kept[page.id] = found
        return self._kept[page.id]


def told(asked: Asked, page: Item, versions: Versions, language: str) -> Told | None:
    """Return a question in words; None where no version of its exercise has it any more.

    Args:
        asked: what people made of it.
        page: its exercise.
        versions: of the library.
        language: in which it is told, where there is such a version.
    """
    held = versions.of(page)
    best = next((each for each in held.values() if each[1] == language), None)
    exercise, spoken = best or next(iter(held.values()), (None, ""))
    if exercise is None or asked.number >= len(exercise.questions):
        return None
    question = exercise.questions[asked.number]
    if isinstance(question, ForTeacher):
        return None
    prompt = " ".join(text_of(question.prompt).split())
    with in_language(spoken if spoken in languages.interface() else language):
        wrong, untold = _wrong(asked, held)
        return Told(asked, prompt, wording.key(question), wrong, untold, spoken)


def _wrong(
    asked: Asked, held: dict[str, tuple[Exercise, str]]
) -> tuple[list[tuple[str, int]], int]:
    """Return the wrong answers in words, those alike together, and how many cannot be told."""
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    people: dict[str, set[int]] = defaultdict(set)
    untold = 0
    for person, version, text in sorted(asked.wrong):
        question = _question(held, version, asked.number)
        if question is None:
            untold += 1
            continue
        answer = json.loads(text)
        said = wording.said(question, answer)
        alike = wording.alike(question, answer) if said != wording.NOTHING else said
        spelled[alike][said] += 1
        people[alike].add(person)
    counted = [(words.most_common(1)[0][0], len(people[each])) for each, words in spelled.items()]
    return sorted(counted, key=lambda each: (-each[1], each[0])), untold


def _question(held: dict[str, tuple[Exercise, str]], version: str, number: int) -> Question | None:
    exercise = held[version][0] if version in held else None
    if exercise is None or number >= len(exercise.questions):
        return None
    return exercise.questions[number]
