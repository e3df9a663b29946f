"""Entering what was done on paper: once for each page and person, in one go, by exception."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from content.library import Library
from content.questions import answers, complete
from content.questions.exercise import Exercise
from content.questions.scoring import ALL, NONE
from content.questions.types import ForTeacher, Gaps, Match, Picks, Question, Words
from i18n.refusals import Conflict, Invalid
from i18n.translate import N_
from server.accounts.models import Person
from server.actors import Actor
from server.audit.operations import record
from server.database import writing
from server.marking.operations import earned
from server.paper.models import Returned
from server.paper.operations import NobodyOfThisPack, pack_of, whose
from server.paper.printed import Printed, pages_of
from server.records import on_paper
from server.records import operations as records
from server.records.models import Attempt
from server.records.on_paper import Written

Getlist = Callable[[str], list[str]]


class NothingTicked(Invalid):
    """A form comes without a page that was done."""

    message = N_("Tick what was done. Nothing was kept.")


class NotWhole(Invalid):
    """An answer is typed in part, or cannot be one."""

    message = N_(
        "“{title}”, question {number}: what you typed is not a whole answer. Complete it, or empty "
        "it and tick “not right”. Nothing was kept yet."
    )


class CannotBeEntered(Conflict):
    """A page is not held any more as it was printed."""

    message = N_("“{title}” has changed or gone meanwhile and cannot be entered. Nothing was kept.")


@dataclass(frozen=True)
class Done:
    """What entering came to."""

    person: Person
    new: int
    """Pages kept just now."""
    before: int
    """Pages of the form that were kept already: they were not counted again."""


def field(page: int, place: int | None = None) -> str:
    """Return the name of the field of a page in the form, or of the question at a place of it."""
    return f"p{page}" if place is None else f"p{page}.q{place}"


def is_done(printed: Printed, getlist: Getlist) -> bool:
    """Say whether a form tells of a page that it was done: its box, or anything in its lines."""
    names = [field(printed.page.id)]
    if printed.task is not None:
        exercise = printed.task.exercise
        for place, number in enumerate(printed.drawn.places(exercise)):
            name = field(printed.page.id, place)
            names += [f"{name}.{end}" for end in ("wrong", "open", "mark")]
            names += answers.fields_of(exercise.questions[number], name)
    return any(text.strip() for name in names for text in getlist(name))


def enter(
    number: int, stay: int, getlist: Getlist, library: Library, by: Actor, *, at: datetime
) -> Done:
    """Keep what a form says was done of a pack; what is kept already stays as it is.

    Args:
        number: of a pack of a class that they look after.
        stay: the enrolment of whose work it is, for a pack of the class; 0 for one person's pack.
        getlist: the texts sent under a field name.
        library: what is installed.
        by: a teacher or an administrator.
        at: now.

    Raises:
        NoSuchPack: there is none, or it is not theirs.
        NobodyOfThisPack: nobody of the class was named, or they have left it.
        NothingTicked, NotWhole, MarkNotUnderstood, CannotBeEntered: nothing at all is kept.
    """
    with writing():
        pack = pack_of(number, by)
        person, teacher = whose(pack, stay), Person.get_or_none(Person.id == by.person_id)
        if person is None or teacher is None:
            raise NobodyOfThisPack()
        ticked = [each for each in pages_of(pack, library) if is_done(each, getlist)]
        if not ticked:
            raise NothingTicked()
        kept = Returned.of(pack, person)
        new = [each for each in ticked if each.page.id not in kept]
        for each in new:
            attempt = _keep(each, person, teacher, getlist, by, at)
            Returned.create(
                page=each.page, person=person, attempt=attempt, entered_by=teacher, entered_at=at
            )
        if new:
            ids = [each.page.node_id for each in new]
            record(by, "pack.entered", person.name, at=at, code=pack.shown, pages=ids)
    return Done(person, len(new), len(ticked) - len(new))


def _keep(
    printed: Printed, person: Person, teacher: Person, getlist: Getlist, by: Actor, at: datetime
) -> Attempt | None:
    node, task = printed.node, printed.task
    if node is None or not printed.can_be_entered:
        raise CannotBeEntered(title=printed.page.title)
    if task is None:
        way = "teacher" if node.completion == "teacher" else "paper"
        records.finished(person.id, node, way, here=False, at=at)
        return None
    written = _written(printed, task.exercise, getlist)
    seed, half = printed.page.seed, printed.page.half
    return on_paper.enter(person.id, task, seed, half, written, teacher, by, at=at)


def _written(printed: Printed, exercise: Exercise, getlist: Getlist) -> dict[int, Written]:
    """Return what a form says of each question: everything else is right, by exception."""
    found = {}
    for place, number in enumerate(printed.drawn.places(exercise)):
        name = field(printed.page.id, place)
        question = exercise.questions[number]
        if getlist(f"{name}.open"):
            continue
        if isinstance(question, ForTeacher):
            mark = "".join(getlist(f"{name}.mark")).strip()
            if mark:
                found[place] = Written(mark=earned(mark))
            continue
        answer = _typed(question, name, getlist, printed, place)
        told: Fraction = NONE if getlist(f"{name}.wrong") else ALL
        found[place] = Written(answer, told)
    return found


def _typed(
    question: Question, name: str, getlist: Getlist, printed: Printed, place: int
) -> tuple[str, ...]:
    """Return the answer that was typed, () for none.

    Raises:
        NotWhole: something was typed that is no answer.
    """
    sent = answers.sent_by(question, name, getlist)
    if isinstance(question, Words) or not any(sent):
        return ()
    if isinstance(question, Gaps | Picks | Match):
        return sent  # what was left blank on the paper is left blank
    try:
        return answers.from_form(question, name, getlist, printed.page.text_sha256)
    except complete.NotWhole:
        raise NotWhole(title=printed.page.title, number=place + 1) from None
