"""What somebody has achieved, and all that is kept about them: questions to the records."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from peewee import fn

from server import clock
from server.attendance.attended import Entry, corrections_about, entries_about, minutes_of
from server.classes.models import Enrolment, SchoolClass
from server.records.models import AnswerGiven, Attempt, Visit, Work
from server.seats.models import Session

WEEKS = 6
"""Weeks of hours that are shown: what somebody remembers."""


@dataclass(frozen=True)
class Stay:
    """One time at a seat."""

    began_at: datetime
    seat: int
    seconds: int
    """To the last sign of life."""


@dataclass(frozen=True)
class Week:
    """The time spent in the week of a Monday."""

    monday: date
    seconds: int


@dataclass(frozen=True)
class Achieved:
    """What somebody has done, in figures."""

    seconds: int
    """At a seat, all times together."""
    minutes: int
    """Of presence in class, as the rolls say."""
    weeks: list[Week]
    """The latest, the oldest first."""
    pages: int
    """Done, exercises left out."""
    exercises: int
    """Done."""
    mastered: dict[str, datetime]
    """By page, when it was first mastered."""
    under_way: list[str]
    """Exercises begun and neither finished nor mastered, the latest first."""


def stays_of(person_id: int) -> list[Stay]:
    """Return every time a person was at a seat, the latest first."""
    rows = (
        Session.select(Session.started_at, Session.seen_at, Session.seat)
        .where(Session.person == person_id)
        .order_by(Session.started_at.desc(), Session.id.desc())
    )
    return [
        Stay(
            each.started_at,
            each.seat_id,
            max(0, int((each.seen_at - each.started_at).total_seconds())),
        )
        for each in rows
    ]


def weeks_of(stays: list[Stay], *, at: datetime) -> list[Week]:
    """Return the time of each of the latest weeks since the first stay, empty ones too."""
    spent: Counter[date] = Counter()
    for stay in stays:
        spent[_monday(clock.day(stay.began_at))] += stay.seconds
    this = _monday(clock.day(at))
    first = min(spent, default=this)
    mondays = [this - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    return [Week(monday, spent[monday]) for monday in mondays if monday >= min(first, this)]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def achieved_by(person_id: int, *, at: datetime) -> Achieved:
    """Return what a person has done until now."""
    stays = stays_of(person_id)
    ways = Counter(
        way
        for (way,) in Visit.select(Visit.done_by)
        .where(Visit.person == person_id, Visit.finished_at.is_null(False))
        .tuples()
    )
    mastered = Attempt.mastered_by(person_id)
    begun = Attempt.latest_of(person_id, 200).where(Attempt.finished_at.is_null())
    under_way = dict.fromkeys(each.node_id for each in begun if each.node_id not in mastered)
    exercises = ways.pop("mastery", 0)
    return Achieved(
        sum(stay.seconds for stay in stays),
        minutes_of(person_id),
        weeks_of(stays, at=at),
        ways.total(),
        exercises,
        mastered,
        list(under_way)[:6],
    )


@dataclass(frozen=True)
class Kept:
    """All that this site keeps about a person and their learning."""

    stays: list[Stay]
    enrolments: list[Any]
    roll: list[Entry]
    """What was said of them at each meeting of a class."""
    corrections: list[Any]
    """What that roll said before."""
    visits: list[Any]
    attempts: list[tuple[Any, int]]
    """Each with how many answers it holds."""
    works: list[Any]


def kept_about(person_id: int) -> Kept:
    """Return what is kept about a person, the latest first."""
    counts: dict[int, int] = dict(
        AnswerGiven.select(AnswerGiven.attempt, fn.COUNT(AnswerGiven.id))
        .join(Attempt)
        .where(Attempt.person == person_id)
        .group_by(AnswerGiven.attempt)
        .tuples()
    )
    attempts = Attempt.select().where(Attempt.person == person_id)
    return Kept(
        stays_of(person_id),
        list(
            Enrolment.select(Enrolment, SchoolClass)
            .join(SchoolClass)
            .where(Enrolment.person == person_id)
            .order_by(Enrolment.began_at.desc())
        ),
        entries_about(person_id),
        corrections_about(person_id),
        list(Visit.latest_of(person_id, None)),
        [
            (each, counts[each.id])
            for each in attempts.order_by(Attempt.started_at.desc(), Attempt.id.desc())
            if each.id in counts
        ],
        list(Work.select().where(Work.person == person_id).order_by(Work.kept_at.desc(), Work.id)),
    )
