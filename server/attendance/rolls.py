"""The roll of one meeting, as it is shown: who belongs on it, and what it says of each."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from peewee import JOIN

from server import clock
from server.accounts.models import Person
from server.attendance.calendar import Slot
from server.attendance.models import Correction, Meeting, Presence
from server.attendance.saying import AWAY, PRESENT, Said
from server.classes.models import ClassGroup, Enrolment, SchoolClass
from server.seats.models import Session


@dataclass(frozen=True)
class Line:
    """One person on a roll."""

    person: Person
    enrolment: Enrolment | None
    """Their stay in the class on that day; None where it was undone since."""
    is_suspended: bool
    """Whether they may not come on that day: not expected, hence not absent."""
    seat: int | None
    """Where they sit now."""
    kept: Said | None
    """What the roll says, None where it says nothing yet."""

    @property
    def said(self) -> Said:
        """Return what the roll says, or what it will say unless somebody says otherwise."""
        return self.kept or Said(AWAY if self.is_suspended else PRESENT)


def enrolled_on(class_ids: list[int], day: date) -> list[Enrolment]:
    """Return the stays in classes that a day lies in, the day somebody left too; by name."""
    begins, ends = clock.midnight(day), clock.midnight(day + timedelta(days=1))
    query = (
        Enrolment.select(Enrolment, Person, SchoolClass, ClassGroup)
        .join(Person)
        .switch(Enrolment)
        .join(SchoolClass)
        .switch(Enrolment)
        .join(ClassGroup, JOIN.LEFT_OUTER)
        .where(
            Enrolment.school_class << class_ids,
            Enrolment.began_at < ends,
            Enrolment.ended_at.is_null() | (Enrolment.ended_at >= begins),
        )
    )
    return sorted(query, key=lambda each: (each.person.sign_in_name, each.id))


def lines_of(slot: Slot) -> list[Line]:
    """Return the roll of a meeting: all who were enrolled on its day, by name."""
    stays = {each.person_id: each for each in enrolled_on([slot.class_id], slot.day)}
    kept = _kept(slot)
    seats = _seats(list(stays))
    lines = [
        Line(
            stay.person,
            stay,
            stay.is_running and stay.back_on > slot.day.isoformat(),
            seats.get(number),
            kept.get(number),
        )
        for number, stay in stays.items()
    ]
    others = Person.select().where(Person.id << [n for n in kept if n not in stays])
    lines += [Line(each, None, False, None, kept[each.id]) for each in others]
    return sorted(lines, key=lambda line: (line.person.sign_in_name, line.person.id))


def _kept(slot: Slot) -> dict[int, Said]:
    if slot.meeting is None:
        return {}
    rows = Presence.select().where(Presence.meeting == slot.meeting)
    return {each.person_id: Said(each.said, each.late) for each in rows}


def _seats(people: list[int]) -> dict[int, int]:
    rows = Session.select(Session.person, Session.seat).where(
        Session.person << people, Session.ended_at.is_null()
    )
    return dict(rows.tuples())


def said_on(school_class: SchoolClass, day: date) -> dict[int, Said]:
    """Return what the last roll of a day says, by the id of the person; {} before any was taken."""
    rows = (
        Presence.select(Presence.person, Presence.said, Presence.late)
        .join(Meeting)
        .where(Meeting.school_class == school_class, Meeting.day == day.isoformat(), Meeting.held())
        .order_by(Meeting.begins)
    )
    return {person: Said(what, late) for person, what, late in rows.tuples()}


def with_choices(lines: list[Line], chosen: dict[int, Said]) -> list[tuple[Line, Said | None]]:
    """Return lines as somebody has chosen them, each with what the roll says otherwise, or None."""
    shown: list[tuple[Line, Said | None]] = []
    for line in lines:
        wanted = chosen.get(line.person.id)
        if wanted is None or wanted == line.kept:
            shown.append((line, None))
        else:
            shown.append((replace(line, kept=wanted), line.kept))
    return shown


def corrections_of(slot: Slot) -> list[Any]:
    """Return what was corrected in the roll of a meeting, the latest first."""
    if slot.meeting is None:
        return []
    query = Correction.select(Correction, Person).join(Person)
    return list(query.where(Correction.meeting == slot.meeting).order_by(Correction.id.desc()))
