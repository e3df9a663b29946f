"""What is given to somebody, and what they may open at all.

Nothing here knows what is installed or for whom a course is approved: assigning a page shows
nobody a course that is not for them. ``server.records.shelf`` asks all three.
"""

from dataclasses import dataclass
from datetime import date, datetime

from server import clock
from server.classes.models import Enrolment, SchoolClass
from server.database import row
from server.modules.deadlines import due_days
from server.modules.models import Assignment, ModulePage, OnlyAssigned


@dataclass(frozen=True)
class Given:
    """A module as one person has it."""

    assignment: int
    module: int
    title: str
    note: str
    school_class: int
    given_at: datetime
    """Since when they have it: the assignment, or their coming to the class if that was later."""
    due_on: date | None
    """The last day for it, None for no end."""
    rank: int
    """1 where it was given to the class, 2 to a group, 3 to this one person."""


def given_to(person_id: int, *, at: datetime) -> list[Given]:
    """Return the modules that somebody has today, those due first on top, then the oldest.

    One that they have in several ways, as it was given to them most closely: to them alone, to
    their group, to their class; of two classes, with the later end. Whoever came to the class after
    the first day has as many weeks as the others had.
    """
    rows = list(Assignment.of_person(person_id, at=at))
    firsts = [_first_day(begins_on, came) for *_, begins_on, _weeks, _given, came in rows]
    asked = [(each[4], first, each[8]) for each, first in zip(rows, firsts, strict=True) if each[8]]
    due = due_days(asked, at=at)
    best: dict[int, Given] = {}
    for each, first in zip(rows, firsts, strict=True):
        number, module, title, note, class_id, group, person, _, weeks, given_at, came = each
        rank = 3 if person else 2 if group else 1
        end = due[class_id, first, weeks] if weeks else None
        given = Given(number, module, title, note, class_id, max(given_at, came), end, rank)
        best[module] = max(best.get(module, given), given, key=_closest)
    return sorted(best.values(), key=lambda each: (_end(each), each.given_at, each.assignment))


def _first_day(begins_on: str, came: datetime) -> date:
    return max(date.fromisoformat(begins_on), clock.day(came))


def _end(given: Given) -> date:
    return given.due_on or date.max


def _closest(given: Given) -> tuple[int, date, int]:
    return given.rank, _end(given), given.assignment


def opened_to(person_id: int, *, at: datetime) -> frozenset[str] | None:
    """Return the ids of the pages that somebody may open; None for all of the library.

    The library is closed only to people whose every class, of those they come to today, opens
    nothing but what is assigned.
    """
    if row('SELECT 1 FROM "only_assigned"') is None or not _is_limited(person_id, at):
        return None
    modules = [each[1] for each in Assignment.of_person(person_id, at=at)]
    query = ModulePage.select(ModulePage.node_id).where(ModulePage.module << modules)
    return frozenset(node_id for (node_id,) in query.tuples())


def _is_limited(person_id: int, at: datetime) -> bool:
    query = (
        Enrolment.select(OnlyAssigned.id)
        .join(SchoolClass)
        .left_outer_join(OnlyAssigned, on=OnlyAssigned.school_class == SchoolClass.id)
        .where(
            Enrolment.person == person_id,
            Enrolment.ended_at.is_null(),
            SchoolClass.ended_at.is_null(),
            Enrolment.back_on <= clock.day(at).isoformat(),
        )
    )
    limited = [number is not None for (number,) in query.tuples()]
    return bool(limited) and all(limited)
