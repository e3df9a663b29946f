"""What one candidate of a paper gets: pure, the same for the same subject and seed."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from content.questions.types import Choice, Question
from server.exams.subject import Subject, SubjectItem

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class CopyQuestion:
    """A question of one candidate, its key included: for the server alone."""

    place: int
    """In the copy, from 0: what answers and marks are kept under."""
    section: int
    """The place of its section in ``ExamCopy.sections``."""
    name: str
    """Of its version: "12.3"."""
    title: str
    """What staff call it; no candidate sees it."""
    language: str
    question: Question
    points: Fraction
    seed: str
    """What its parts are shuffled by."""
    order: tuple[int, ...]
    """Of a choice: its options in the order they are shown, by their place in the question; what
    is answered names options by that place. () for another type."""


@dataclass(frozen=True)
class CopySection:
    """A part of the copy."""

    title: str
    instructions: str
    seconds: int
    places: tuple[int, ...]
    """Of its questions."""


@dataclass(frozen=True)
class ExamCopy:
    """The paper of one candidate."""

    subject: Subject
    seed: str
    sections: tuple[CopySection, ...]
    questions: tuple[CopyQuestion, ...]
    """In order: ``questions[n].place == n``."""

    @property
    def total(self) -> Fraction:
        """Return what all questions earn together."""
        return sum((each.points for each in self.questions), Fraction(0))


def copy_of(subject: Subject, seed: str) -> ExamCopy:
    """Return the copy of one candidate.

    Questions of the paper itself come first into their places; then each draw takes, the one with
    the smallest pool first, so that nobody is asked the same thing twice.

    Raises:
        ValueError: a draw finds too few questions; ``checks`` tells before a paper is locked.
    """
    drawn = _drawn(subject, seed)
    order = list(range(len(subject.sections)))
    if subject.shuffle:
        order = in_an_order(order, f"{seed}|sections")
    sections: list[CopySection] = []
    questions: list[CopyQuestion] = []
    for number in order:
        section = subject.sections[number]
        asked = [
            (name, item.worth)
            for place, item in enumerate(section.items)
            for name in drawn[number, place]
        ]
        if section.shuffle:
            asked = in_an_order(asked, f"{seed}|section {number}")
        places = tuple(range(len(questions), len(questions) + len(asked)))
        for place, (name, points) in zip(places, asked, strict=True):
            questions.append(_question(subject, name, place, len(sections), points, seed))
        sections.append(CopySection(section.title, section.instructions, section.seconds, places))
    return ExamCopy(subject, seed, tuple(sections), tuple(questions))


def in_the_order_of_draws(subject: Subject) -> list[tuple[int, int, SubjectItem]]:
    """Return the draws with section and place, in the order in which they take: smallest pool
    first."""
    found = [
        (number, place, item)
        for number, section in enumerate(subject.sections)
        for place, item in enumerate(section.items)
        if item.is_draw
    ]
    return sorted(found, key=lambda each: (len(each[2].pool), each[0], each[1]))


def in_an_order(things: Sequence[Thing], seed: str) -> list[Thing]:
    """Return things in an order that a seed alone decides, each order as likely as another."""

    def weight(place: int) -> bytes:
        return hashlib.sha256(f"{seed}|{place}".encode()).digest()

    return [things[place] for place in sorted(range(len(things)), key=weight)]


def _drawn(subject: Subject, seed: str) -> dict[tuple[int, int], list[str]]:
    """Return which questions each item is, by section and place."""
    drawn = {
        (number, place): list(item.pool)
        for number, section in enumerate(subject.sections)
        for place, item in enumerate(section.items)
        if not item.is_draw
    }
    taken = {_question_of(name) for names in drawn.values() for name in names}
    for number, place, item in in_the_order_of_draws(subject):
        left = [name for name in item.pool if _question_of(name) not in taken]
        if len(left) < item.count:
            raise ValueError(f"section {number}, item {place}: {len(left)} of {item.count}")
        drawn[number, place] = in_an_order(left, f"{seed}|draw {number}.{place}")[: item.count]
        taken.update(map(_question_of, drawn[number, place]))
    return drawn


def _question_of(name: str) -> str:
    """Return the part of a name that two versions of one question share."""
    return name.partition(".")[0]


def _question(
    subject: Subject, name: str, place: int, section: int, points: Fraction, seed: str
) -> CopyQuestion:
    kept = subject.questions[name]
    question, own = kept.asked, f"{seed}|{name}"
    order: tuple[int, ...] = ()
    if isinstance(question, Choice):
        order = tuple(range(len(question.options)))
        if getattr(question, "shuffle", True):
            order = tuple(in_an_order(order, own))
    return CopyQuestion(
        place, section, name, kept.title, kept.language, question, points, own, order
    )
