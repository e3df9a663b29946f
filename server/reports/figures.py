"""What each person of a report has done, in figures: a query for all people of each table."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import fn

from server.database import moment
from server.records.models import Attempt, Visit, Work
from server.seats.models import Session


@dataclass
class Figures:
    """What somebody has done until now."""

    seconds: int = 0
    """At a seat."""
    last_seen_at: datetime | None = None
    pages: int = 0
    """Done, exercises left out."""
    exercises: int = 0
    """Done."""
    mastered: int = 0
    """Exercises."""
    waiting: int = 0
    """Works that wait for a mark."""
    marked: int = 0


def figures_of(people: Iterable[int]) -> dict[int, Figures]:
    """Return what each of these people has done."""
    found = {person: Figures() for person in people}
    ids = list(found)
    milliseconds: Any = fn.SUM(Session.seen_at - Session.started_at).coerce(False)
    last: Any = fn.MAX(Session.seen_at).coerce(False)
    stays = Session.select(Session.person, milliseconds, last).where(Session.person << ids)
    for person, spent, seen in stays.group_by(Session.person).tuples():
        found[person].seconds = spent // 1000
        found[person].last_seen_at = moment(seen)
    visits = (
        Visit.select(Visit.person, Visit.done_by, fn.COUNT(Visit.id))
        .where(Visit.person << ids, Visit.finished_at.is_null(False))
        .group_by(Visit.person, Visit.done_by)
    )
    for person, way, count in visits.tuples():
        if way == "mastery":
            found[person].exercises += count
        else:
            found[person].pages += count
    mastered = (
        Attempt.select(Attempt.person, fn.COUNT(Attempt.node_id.distinct()))
        .where(Attempt.person << ids, Attempt.mastered_at.is_null(False))
        .group_by(Attempt.person)
    )
    for person, count in mastered.tuples():
        found[person].mastered = count
    works = (
        Work.select(Work.person, Work.state, fn.COUNT(Work.id))
        .where(Work.person << ids, Work.state != "draft")
        .group_by(Work.person, Work.state)
    )
    for person, state, count in works.tuples():
        setattr(found[person], state, count)
    return found
