"""What a head of teaching reports once a year: who is enrolled on a day, hours, people taught."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import Case, fn

from content.vocabulary import LEVELS
from server.accounts.models import Person
from server.attendance.models import Meeting, Presence
from server.attendance.rolls import enrolled_on
from server.attendance.saying import CAME
from server.classes.models import Enrolment, SchoolClass
from server.roles import Role


@dataclass(frozen=True)
class ClassCount:
    """One class, in figures."""

    school_class: SchoolClass
    enrolled: int
    """On the day."""
    taught: int
    """People who came at least once in the time."""
    meetings: int
    """Held in the time."""
    minutes_given: int
    minutes_attended: int
    """Of all people together."""


@dataclass(frozen=True)
class Counts:
    """A site, or the classes of one teacher, in figures."""

    classes: list[ClassCount]
    """By name; those with nothing to count are left out."""
    levels: list[tuple[str, int]]
    """A key of ``content.vocabulary.LEVELS``, "" for not noted, and how many people it has."""
    enrolled: int
    """People; who is in two classes is one."""
    taught: int
    """People; who came to two classes is one."""

    @property
    def minutes_given(self) -> int:
        """Return the minutes of all classes."""
        return sum(each.minutes_given for each in self.classes)

    @property
    def minutes_attended(self) -> int:
        """Return the minutes of all people."""
        return sum(each.minutes_attended for each in self.classes)

    @property
    def meetings(self) -> int:
        """Return how many meetings were held."""
        return sum(each.meetings for each in self.classes)


def classes_counted(asking: Person) -> list[SchoolClass]:
    """Return the classes that somebody reports on: a teacher on theirs, an administrator on all.

    An administrator's also hold the classes that were closed since.
    """
    if asking.role == Role.ADMINISTRATOR:
        return list(SchoolClass.select().order_by(SchoolClass.name, SchoolClass.id))
    return list(SchoolClass.kept_by(asking))


def people_of(classes: list[SchoolClass]) -> set[int]:
    """Return the numbers of all who are or were enrolled in some classes."""
    rows = Enrolment.select(Enrolment.person).where(Enrolment.school_class << classes)
    return {each.person_id for each in rows}


def counts_of(classes: list[SchoolClass], day: date, first: date, last: date) -> Counts:
    """Return the figures of classes.

    Args:
        classes: which.
        day: on which people are enrolled; the day somebody left counts.
        first: of the time in which people are taught.
        last: of that time.
    """
    ids = [each.id for each in classes]
    stays = enrolled_on(ids, day)
    here = {number: set[int]() for number in ids}
    levels: dict[str, set[int]] = {}
    for stay in stays:
        here[stay.school_class_id].add(stay.person_id)
        level = stay.level or stay.school_class.level
        levels.setdefault(level, set()).add(stay.person_id)
    taught = {number: set[int]() for number in ids}
    attended = Counter[int]()
    for number, person, minutes in _attended(ids, first, last):
        taught[number].add(person)
        attended[number] += minutes
    held = _held(ids, first, last)
    lines = []
    for each in classes:
        people = len(here[each.id]), len(taught[each.id])
        meetings, minutes = held.get(each.id, (0, 0))
        if any(people) or meetings:
            lines.append(ClassCount(each, *people, meetings, minutes, attended[each.id]))
    order = [*LEVELS, ""]
    return Counts(
        lines,
        [(level, len(levels[level])) for level in order if level in levels],
        len(set().union(*here.values())),
        len(set().union(*taught.values())),
    )


_GIVEN = fn.COALESCE(Meeting.lasted, Meeting.minutes)
_LATE = Case(None, [(Presence.late < _GIVEN, Presence.late)], _GIVEN)
"""Added up by the database, for a year has tens of thousands; as ``Said.minutes`` has it."""


def _within(ids: list[int], first: date, last: date) -> Any:
    days = Meeting.day.between(first.isoformat(), last.isoformat())
    return (Meeting.school_class << ids) & days & Meeting.held()


def _attended(ids: list[int], first: date, last: date) -> list[tuple[int, int, int]]:
    """Return class, person and minutes of presence of all who came."""
    query = (
        Presence.select(Meeting.school_class, Presence.person, fn.SUM(_GIVEN - _LATE))
        .join(Meeting)
        .where(_within(ids, first, last), Presence.said << CAME)
        .group_by(Meeting.school_class, Presence.person)
    )
    return list(query.tuples())


def _held(ids: list[int], first: date, last: date) -> dict[int, tuple[int, int]]:
    """Return how many meetings each class held, and their minutes."""
    query = (
        Meeting.select(Meeting.school_class, fn.COUNT(Meeting.id), fn.SUM(_GIVEN))
        .where(_within(ids, first, last))
        .group_by(Meeting.school_class)
    )
    return {number: (count, minutes) for number, count, minutes in query.tuples()}
