"""How far people are with what is assigned to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from peewee import fn

from server import clock
from server.assigning.reach import Reach
from server.classes.models import Enrolment, SchoolClass
from server.database import moment
from server.modules.deadlines import due_days, due_on
from server.modules.models import Assignment, ModulePage
from server.seats.models import Session


@dataclass(frozen=True)
class Far:
    """How far one person is."""

    enrolment: Enrolment
    done: int
    total: int
    """Pages that this person finds."""
    is_begun: bool
    due_on: date | None
    """Their own last day: who came later has as many weeks as the others."""
    was_absent: bool
    """Whether they have not been at a seat since it was assigned, or since it is open."""

    @property
    def is_done(self) -> bool:
        """Say whether every page that they find is done."""
        return 0 < self.total <= self.done


@dataclass(frozen=True)
class Standing:
    """An assignment, its last day, and how far its people are."""

    assignment: Assignment
    due_on: date | None
    people: list[Far]

    @property
    def done(self) -> int:
        """Return how many have done it."""
        return sum(each.is_done for each in self.people)

    @property
    def begun(self) -> int:
        """Return how many have begun it and not done it."""
        return sum(each.is_begun and not each.is_done for each in self.people)

    @property
    def not_yet(self) -> int:
        """Return how many have not begun it."""
        return len(self.people) - self.done - self.begun


def people_of(assignment: Assignment) -> list[Enrolment]:
    """Return whom an assignment is for now, by name."""
    roll = Enrolment.roll(assignment.school_class)
    return [each for each in roll if assignment.is_for(each)]


def standings(assignments: Sequence[Assignment], language: str, *, at: datetime) -> list[Standing]:
    """Return how far the people of some assignments are, in the order of these."""
    modules = {each.module_id for each in assignments}
    pages: dict[int, list[ModulePage]] = {number: [] for number in modules}
    for page in ModulePage.select().where(ModulePage.module << sorted(modules)):
        pages[page.module_id].append(page)
    rolls = {
        number: Enrolment.roll(SchoolClass(id=number))
        for number in {each.school_class_id for each in assignments}
    }
    people = sorted({stay.person_id for roll in rolls.values() for stay in roll})
    reach = Reach.of(pages, people, language, at)
    seen = _last_seen(people)
    whom = [
        [stay for stay in rolls[each.school_class_id] if each.is_for(stay)] for each in assignments
    ]
    due = _due_of_all(assignments, whom, at)
    found = []
    for each, stays in zip(assignments, whom, strict=True):
        since = _open_since(each)
        told = []
        for stay in stays:
            total, opened, done = reach.told(each.module_id, stay.person_id)
            last = seen.get(stay.person_id)
            absent = last is None or last < since
            own = due.get(_weeks_of(each, _first_for(each, stay)))
            told.append(Far(stay, done, total, opened > 0, own, absent))
        found.append(Standing(each, due.get(_weeks_of(each, each.begins)), told))
    return found


def due_on_of(assignment: Assignment, *, at: datetime) -> date | None:
    """Return the last day of an assignment for those who were there from its beginning."""
    return due_on(assignment.school_class_id, assignment.begins, assignment.weeks, at=at)


def _first_for(each: Assignment, stay: Enrolment) -> date:
    """Return the first day of an assignment for somebody: who came later has as many weeks."""
    return max(each.begins, clock.day(stay.began_at))


def _weeks_of(each: Assignment, first: date) -> tuple[int, date, int]:
    return each.school_class_id, first, each.weeks or 0


def _due_of_all(
    assignments: Sequence[Assignment], whom: Sequence[list[Enrolment]], at: datetime
) -> dict[tuple[int, date, int], date]:
    """Return the last days of some assignments, for all and for each of their people."""
    asked = set()
    for each, stays in zip(assignments, whom, strict=True):
        if each.weeks is not None:
            asked.add(_weeks_of(each, each.begins))
            asked.update(_weeks_of(each, _first_for(each, stay)) for stay in stays)
    return due_days(asked, at=at)


def _open_since(each: Assignment) -> datetime:
    """Return the moment from which it could be seen."""
    first = datetime.combine(each.begins, datetime.min.time()).astimezone()
    given: datetime = each.given_at
    return max(first, given)


def _last_seen(people: list[int]) -> dict[int, datetime]:
    """Return when each of some people was last at a seat."""
    latest = fn.MAX(Session.seen_at)
    rows = Session.select(Session.person, latest).where(Session.person << people)
    return {
        person_id: moment(at) if isinstance(at, int) else at
        for person_id, at in rows.group_by(Session.person).tuples()
    }
