"""A question of a copy as a candidate sees it: no key in it, and what was answered so far.

An exam keeps what the fields of a question hold, also where some are still empty: nothing that was
typed may be lost. ``answer_of`` makes of it what is marked.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from content.html import with_names
from content.questions import answers
from content.questions.scoring import Answer
from content.questions.types import Order
from server.exams.copies import CopyQuestion, ExamCopy
from server.library.questions import Setting, ShownQuestion, rooted, show


@dataclass(frozen=True)
class Asked:
    """A question for a template."""

    place: int
    """In the copy, from 0."""
    name: str
    """What its ids begin with: "question-3"; the third question has place 2."""
    field: str
    """What the names of its fields begin with: "q2"."""
    language: str
    points: Fraction
    shown: ShownQuestion


@dataclass(frozen=True)
class AskedSection:
    """A section for a template."""

    number: int
    title: str
    instructions: str
    seconds: int
    questions: list[Asked]


def asked(
    question: CopyQuestion,
    held: Sequence[str],
    files: str,
    *,
    heard: bool = False,
) -> Asked:
    """Return a question for the page.

    Args:
        question: of a copy.
        held: what its fields hold: see ``held_by``; () for nothing yet.
        files: the address below which its pictures are: "/bank/files/".
        heard: whether its sounds are in it, as for staff; else the page of the exam has them, which
            counts how often they are played.
    """
    setting = Setting("", question.seed, files=files, language=question.language)
    shown = show(question.question, question.place, setting, None)
    shape = shown.shape
    if not heard:
        silent = [replace(each, src="") for each in shape.stretches]
        shape = replace(shape, sounds=[], stretches=silent)
    if question.order:
        options = [shape.options[place] for place in question.order]
        shape = replace(shape, options=options, values=[str(each) for each in question.order])
    given = list(held)
    shown = replace(shown, shape=shape, hint="", given=given, places=given)
    return Asked(
        question.place,
        f"question-{question.place + 1}",
        f"q{question.place}",
        question.language,
        question.points,
        shown,
    )


def sections_of(
    copy: ExamCopy,
    held: dict[int, Sequence[str]],
    files: str,
    *,
    heard: bool = False,
) -> list[AskedSection]:
    """Return a whole copy for the page: see ``asked``; ``held`` by place."""
    return [
        AskedSection(
            number,
            section.title,
            introduced(section.instructions, copy.subject.language, files),
            section.seconds,
            [
                asked(each, held.get(each.place, ()), files, heard=heard)
                for each in (copy.questions[at] for at in section.places)
            ],
        )
        for number, section in enumerate(copy.sections, start=1)
    ]


def introduced(instructions: str, language: str, files: str) -> str:
    """Return instructions for the page: their pictures are found, their formulas have names."""
    return with_names(rooted(instructions, "", files), language)


def held_by(question: CopyQuestion, getlist: Callable[[str], list[str]]) -> tuple[str, ...]:
    """Return what the fields of a question hold in a form, empty ones too; () if all are empty.

    Args:
        question: of a copy.
        getlist: the texts sent under a field name; see ``Asked.field``.
    """
    held = answers.sent_by(question.question, f"q{question.place}", getlist, whole=True)
    return held if any(held) else ()


def answer_of(question: CopyQuestion, held: Sequence[str]) -> Answer:
    """Return what is marked of what the fields held.

    Things to put in order come to the place that was chosen for them; a place that nobody chose
    stays empty, and of two things at one place the first has it.
    """
    if not any(held):
        return ()
    if not isinstance(question.question, Order):
        return tuple(held)
    things = answers.things_of(question.question, question.seed)
    found = [""] * len(things)
    for thing, place in zip(things, held, strict=False):
        if place.isdecimal() and 0 < int(place) <= len(found) and not found[int(place) - 1]:
            found[int(place) - 1] = thing
    return tuple(found)
