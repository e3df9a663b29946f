"""What waits for whom: questions to the records, asked by a teacher or an administrator."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from content import browse
from content.browse import Item, Words
from i18n.refusals import Conflict
from i18n.translate import N_
from server.accounts.models import Person
from server.actors import Actor
from server.classes.models import Enrolment, Teaching
from server.records.models import Visit, Work
from server.records.works import NoSuchWork
from server.roles import Role

MOST_SHOWN = 100
"""Lines of a list: whoever has more to correct begins with the oldest."""


class WithItsAuthor(Conflict):
    """A work is looked at or marked that was sent back meanwhile."""

    message = N_(
        "This work was sent back to {name} on {day}. It is here again once they hand it in."
    )


@dataclass(frozen=True)
class Line:
    """Something that waits, as a list shows it."""

    what: Any
    """The ``Work`` or ``Visit``; its person is read."""
    classes: list[str]
    """The classes by which somebody sees this person."""
    page: Item | None
    """None once the course is gone."""
    course: Words | None


def people_of(by: Actor) -> list[int]:
    """Return the ids of the learners whose work somebody corrects.

    The people of their classes, for a teacher; all learners, for an administrator, so that the
    work of somebody who has left every class is not lost; nobody, for anyone else.
    """
    asking: Person | None = Person.get_or_none(Person.id == by.person_id, Person.active)
    learners = Person.select(Person.id).where(Person.role == Role.LEARNER)
    if asking is None or asking.role not in (Role.TEACHER, Role.ADMINISTRATOR):
        return []
    if asking.role == Role.TEACHER:
        learners = learners.where(Person.id << Enrolment.people_seen_by(asking.id))
    return [person_id for (person_id,) in learners.tuples()]


def work_of(work_id: int, by: Actor) -> Work:
    """Return a work that was handed in by one of somebody's people, marked or not.

    Raises:
        NoSuchWork: there is none, it is a draft, or not of their people: these are not told apart.
        WithItsAuthor: it was sent back to its author, by them or by another teacher.
    """
    work: Work | None = Work.get_or_none(Work.id == work_id)
    if work is None or work.person_id not in people_of(by):
        raise NoSuchWork()
    if work.state == "draft" and work.sent_back_at is not None:
        raise WithItsAuthor(name=work.person.name, day=work.sent_back_at)
    if work.state == "draft":
        raise NoSuchWork()
    return work


def works_for(by: Actor) -> Any:
    """Select the works that wait for somebody, the longest waiting first."""
    return Work.waiting_of(people_of(by))


def words_for(by: Actor) -> Any:
    """Select the pages that wait for somebody's word, those opened first on top."""
    return (
        Visit.select(Visit, Person)
        .join(Person, on=Visit.person == Person.id)
        .where(
            Visit.finished_at.is_null(),
            Visit.node_id << browse.needing_a_word(),
            Visit.person << people_of(by),
        )
        .order_by(Visit.visited_at, Visit.id)
    )


def next_after(work: Work, by: Actor) -> Work | None:
    """Return the work that waits next behind another one, None if that was the last."""
    behind = (Work.handed_in_at > work.handed_in_at) | (
        (Work.handed_in_at == work.handed_in_at) & (Work.id > work.id)
    )
    found: Work | None = works_for(by).where(behind).first()
    return found


def next_to_mark(work: Work, by: Actor) -> Work | None:
    """Return what to correct after a work: the next behind it, else the first that was skipped."""
    found: Work | None = next_after(work, by) or works_for(by).where(Work.id != work.id).first()
    return found


def lines(found: Iterable[Any], by: Actor, language: str) -> list[Line]:
    """Return works or visits as a list shows them, in their order.

    Args:
        found: rows of ``Work`` or ``Visit``, with their person.
        by: who reads the list: of other people's classes no name is told.
        language: in which pages and courses are named where they can be.
    """
    rows = list(found)
    held = browse.items([each.node_id for each in rows], language, coach=True)
    courses = {each.id: each.words for each in browse.channels(language)}
    classes = classes_of([each.person_id for each in rows], by)
    told = []
    for each in rows:
        page = held.get(each.node_id)
        course = courses.get(page.channel) if page else None
        told.append(Line(each, classes.get(each.person_id, []), page, course))
    return told


def classes_of(people: Iterable[int], by: Actor) -> dict[int, list[str]]:
    """Return by person the names of those of their classes that somebody looks after."""
    query = Enrolment.running().where(Enrolment.person << list(set(people)))
    asking = Person.get_or_none(Person.id == by.person_id)
    if asking is None or asking.role != Role.ADMINISTRATOR:
        query = query.where(Enrolment.school_class << Teaching.classes_of(by.person_id or 0))
    names: dict[int, list[str]] = {}
    for each in query.order_by(Enrolment.id):
        if each.school_class.is_open:
            names.setdefault(each.person_id, []).append(each.school_class.name)
    return names
