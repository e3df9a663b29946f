"""Time and progress week by week, of all people of a report together and of each."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from server import clock
from server.records.models import Visit
from server.seats.models import Session

PERIODS = (12, 26, 52)
"""Weeks that can be looked at: a term, half a year, a year."""


@dataclass(frozen=True)
class Week:
    """What was done in the week of a Monday, by person."""

    monday: date
    seconds: Counter[int] = field(default_factory=Counter)
    """At a seat."""
    done: Counter[int] = field(default_factory=Counter)
    """Pages and exercises done."""


@dataclass(frozen=True)
class Weeks:
    """Weeks without a gap, the earliest first, and what was done before them."""

    weeks: list[Week]
    before: Counter[int]
    """Pages and exercises done earlier, by person."""

    def seconds(self) -> int:
        """Return the time of all weeks and people together."""
        return sum(week.seconds.total() for week in self.weeks)

    def done_until(self, people: list[int]) -> list[int]:
        """Return how many pages and exercises these people had done at the end of each week."""
        total, reached = sum(self.before[each] for each in people), []
        for week in self.weeks:
            total += sum(week.done[each] for each in people)
            reached.append(total)
        return reached


def weeks_of(people: list[int], count: int, *, at: datetime) -> Weeks:
    """Return the latest weeks, this one the last, empty ones too."""
    monday = _monday(clock.day(at))
    mondays = [monday - timedelta(weeks=back) for back in reversed(range(count))]
    weeks = {each: Week(each) for each in mondays}
    begins = datetime.combine(mondays[0], time()).astimezone()
    stays = Session.select(Session.person, Session.started_at, Session.seen_at).where(
        Session.person << people, Session.started_at >= begins
    )
    for person, started, seen in stays.tuples():
        week = weeks.get(_monday(clock.day(started)))
        if week is not None:
            week.seconds[person] += max(0, int((seen - started).total_seconds()))
    before: Counter[int] = Counter()
    visits = Visit.select(Visit.person, Visit.finished_at).where(
        Visit.person << people, Visit.finished_at.is_null(False)
    )
    for person, finished in visits.tuples():
        week = weeks.get(_monday(clock.day(finished)))
        if week is not None:
            week.done[person] += 1
        elif finished < begins:
            before[person] += 1
    return Weeks(list(weeks.values()), before)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
