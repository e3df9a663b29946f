"""Hours, as the rolls of held meetings say: of a class, and of one person in it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from server import clock
from server.accounts.models import Person
from server.attendance.calendar import YEARS, slots
from server.attendance.models import Meeting, Presence
from server.attendance.saying import ABSENCES, CAME, Said
from server.classes.models import Enrolment, SchoolClass


@dataclass
class PersonHours:
    """One person of a class in a time."""

    person: Person
    enrolment: int | None
    """Id of their latest stay in the class, None where it was undone."""
    minutes: int = 0
    words: Counter[str] = field(default_factory=Counter)
    """How often each key of ``saying.WORDS`` was said."""

    @property
    def came(self) -> int:
        """Return at how many meetings they were."""
        return sum(self.words[each] for each in CAME)

    @property
    def absences(self) -> int:
        """Return at how many they were not, though expected."""
        return sum(self.words[each] for each in ABSENCES)


@dataclass(frozen=True)
class ClassHours:
    """A class in a time."""

    people: list[PersonHours]
    """All who were in the class at some time of it, by name."""
    held: int
    """Meetings."""
    minutes_given: int
    waiting: int
    """Meetings past whose roll nobody took."""
    cancelled: dict[str, int]
    """Meetings, by key of ``saying.REASONS``."""

    @property
    def minutes(self) -> int:
        """Return the minutes of presence of all together."""
        return sum(each.minutes for each in self.people)


@dataclass(frozen=True)
class Attended:
    """One meeting of a class, as its roll says it of one person."""

    day: date
    begins: str
    lasted: int
    """Minutes."""
    said: Said

    @property
    def minutes(self) -> int:
        """Return the minutes of presence."""
        return self.said.minutes(self.lasted)


def hours_of_class(
    school_class: SchoolClass, first: date, last: date, *, today: date
) -> ClassHours:
    """Return the hours of everybody in a class from a day to another."""
    people = {each.person.id: each for each in _people_between(school_class, first, last)}
    rows = (
        Presence.select(Presence, Meeting, Person)
        .join(Meeting)
        .switch(Presence)
        .join(Person)
        .where(_held_between(school_class, first, last))
    )
    for each in rows:
        person = people.get(each.person_id)
        if person is None:  # their enrolment was undone since
            person = people[each.person_id] = PersonHours(each.person, None)
        person.words[each.said] += 1
        person.minutes += Said(each.said, each.late).minutes(each.meeting.given)
    there = slots(school_class, first, last)
    held = [each for each in there if each.has_roll and not each.cancelled]
    return ClassHours(
        list(people.values()),
        len(held),
        sum(each.given for each in held),
        sum(each.waits and each.day < today for each in there),
        dict(Counter(each.cancelled for each in there if each.cancelled)),
    )


def _held_between(school_class: SchoolClass, first: date, last: date) -> Any:
    within = Meeting.day.between(first.isoformat(), last.isoformat())
    return (Meeting.school_class == school_class) & within & Meeting.held()


def _people_between(school_class: SchoolClass, first: date, last: date) -> list[PersonHours]:
    """Return who was in a class from a day to another, with nothing counted, by name."""
    ends = clock.midnight(last + timedelta(days=1))
    query = (
        Enrolment.select(Enrolment, Person)
        .join(Person)
        .where(
            Enrolment.school_class == school_class,
            Enrolment.began_at < ends,
            Enrolment.ended_at.is_null() | (Enrolment.ended_at >= clock.midnight(first)),
        )
        .order_by(Enrolment.id)
    )
    stays = {each.person_id: each for each in query}
    found = [PersonHours(each.person, each.id) for each in stays.values()]
    return sorted(found, key=lambda each: (each.person.sign_in_name, each.person.id))


def hours_of_person(
    school_class: SchoolClass, person: Person, first: date, last: date
) -> list[Attended]:
    """Return what the rolls of held meetings say of one person, the earliest first."""
    rows = (
        Presence.select(Presence, Meeting)
        .join(Meeting)
        .where(_held_between(school_class, first, last), Presence.person == person)
        .order_by(Meeting.day, Meeting.begins)
    )
    return [
        Attended(
            date.fromisoformat(each.meeting.day),
            each.meeting.begins,
            each.meeting.given,
            Said(each.said, each.late),
        )
        for each in rows
    ]


def by_month(attended: list[Attended]) -> list[tuple[date, int, int]]:
    """Return the months in which somebody came: the first day, meetings, minutes."""
    months: dict[date, list[int]] = {}
    for each in attended:
        if each.said.what in CAME:
            months.setdefault(each.day.replace(day=1), []).append(each.minutes)
    return [(month, len(minutes), sum(minutes)) for month, minutes in sorted(months.items())]


def month_of(written: str, today: date) -> tuple[date, date]:
    """Return the first and last day of a month written "2026-11"; else of this month."""
    try:
        first = date.fromisoformat(f"{written}-01")
    except ValueError:
        first = today.replace(day=1)
    if first.year not in YEARS:
        first = today.replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    return first, after - timedelta(days=1)
