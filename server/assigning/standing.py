"""How far people are with what is assigned to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from peewee import fn

from server import clock
from server.assigning.missing import Shelf
from server.classes.models import Enrolment, SchoolClass
from server.database import moment
from server.modules.deadlines import due_days, due_on
from server.modules.models import Assignment, ModulePage
from server.records.models import Visit
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
    shelves = {number: Shelf(there, language, at=at) for number, there in pages.items()}
    rolls = {
        each.school_class_id: Enrolment.roll(SchoolClass(id=each.school_class_id))
        for each in assignments
    }
    people = {stay.person_id for roll in rolls.values() for stay in roll}
    visited, finished = _visits(people, {p.node_id for there in pages.values() for p in there})
    seen = _last_seen(people)
    found = []
    for each in assignments:
        stays = [stay for stay in rolls[each.school_class_id] if each.is_for(stay)]
        due = _due(each, stays, at)
        shelf, since = shelves[each.module_id], _open_since(each)
        told = []
        for stay in stays:
            ids = set(shelf.found_by(stay.person_id))
            last = seen.get(stay.person_id)
            told.append(
                Far(
                    stay,
                    len(ids & finished.get(stay.person_id, set())),
                    len(ids),
                    not ids.isdisjoint(visited.get(stay.person_id, set())),
                    due[stay.id],
                    last is None or last < since,
                )
            )
        found.append(Standing(each, due_on_of(each, at=at), told))
    return found


def due_on_of(assignment: Assignment, *, at: datetime) -> date | None:
    """Return the last day of an assignment for those who were there from its beginning."""
    return due_on(assignment.school_class_id, assignment.begins, assignment.weeks, at=at)


def _due(each: Assignment, stays: list[Enrolment], at: datetime) -> dict[int, date | None]:
    if each.weeks is None:
        return dict.fromkeys(stay.id for stay in stays)
    first = {stay.id: max(each.begins, clock.day(stay.began_at)) for stay in stays}
    asked = {(each.school_class_id, day, each.weeks) for day in first.values()}
    due = due_days(asked, at=at)
    return {number: due[each.school_class_id, day, each.weeks] for number, day in first.items()}


def _open_since(each: Assignment) -> datetime:
    """Return the moment from which it could be seen."""
    first = datetime.combine(each.begins, datetime.min.time()).astimezone()
    given: datetime = each.given_at
    return max(first, given)


def _visits(people: set[int], nodes: set[str]) -> tuple[dict[int, set[str]], dict[int, set[str]]]:
    """Return by person the pages they have opened, and those that they have finished."""
    visited: dict[int, set[str]] = {}
    finished: dict[int, set[str]] = {}
    rows = Visit.select(Visit.person, Visit.node_id, Visit.finished_at.is_null(False)).where(
        Visit.person << sorted(people), Visit.node_id << sorted(nodes)
    )
    for person_id, node_id, is_finished in rows.tuples():
        visited.setdefault(person_id, set()).add(node_id)
        if is_finished:
            finished.setdefault(person_id, set()).add(node_id)
    return visited, finished


def _last_seen(people: set[int]) -> dict[int, datetime]:
    """Return when each of some people was last at a seat."""
    latest = fn.MAX(Session.seen_at)
    rows = Session.select(Session.person, latest).where(Session.person << sorted(people))
    return {
        person_id: moment(at) if isinstance(at, int) else at
        for person_id, at in rows.group_by(Session.person).tuples()
    }
