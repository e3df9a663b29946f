"""How a class stands now: who is here, who is away, who was last seen when."""

from dataclasses import dataclass
from datetime import datetime

from peewee import fn

from server.classes.models import Enrolment, SchoolClass
from server.database import moment
from server.seats.models import Session


@dataclass(frozen=True)
class Pupil:
    """Somebody in a class, as its page shows them."""

    enrolment: Enrolment
    seat: int | None
    """Where they sit now, None if they are not here."""
    last_seen_at: datetime | None
    is_suspended: bool
    """Kept away, by this class or another: ``enrolment.person.may_come_on``."""


@dataclass(frozen=True)
class Standing:
    """A class in three figures."""

    people: int
    here: int
    suspended: int


def people_of(school_class: SchoolClass, *, at: datetime) -> list[Pupil]:
    """Return who is in a class and where they are, by name."""
    roll = Enrolment.roll(school_class)
    ids = [each.person_id for each in roll]
    seats = _seats_of(ids)
    seen = (
        Session.select(Session.person, fn.MAX(Session.seen_at))
        .where(Session.person << ids)
        .group_by(Session.person)
    )
    last: dict[int, datetime | int] = dict(seen.tuples())
    return [
        Pupil(
            each,
            seats.get(each.person_id),
            _moment(last.get(each.person_id)),
            each.person.is_kept_out(at),
        )
        for each in roll
    ]


def _moment(value: datetime | int | None) -> datetime | None:
    """Return a moment whether the database library has made one of the number already or not."""
    return moment(value) if isinstance(value, int) else value


def _seats_of(people: list[int]) -> dict[int, int]:
    rows = Session.select(Session.person, Session.seat).where(
        Session.person << people, Session.ended_at.is_null()
    )
    return dict(rows.tuples())


def standing(school_class: SchoolClass, *, at: datetime) -> Standing:
    """Return the figures of a class."""
    roll = Enrolment.roll(school_class)
    here = len(_seats_of([each.person_id for each in roll]))
    return Standing(len(roll), here, sum(each.person.is_kept_out(at) for each in roll))
