"""Which weeks of a class count, for what is to be done within so many weeks.

A deadline "in three weeks" means three weeks in which the class was held: a week without a meeting
moves it. A week is named by its Monday.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from server import clock
from server.attendance.models import Meeting, WeeklyTime

WEEK = timedelta(days=7)
LONGEST_BREAK = 60
"""Weeks in a row that do not count, beyond which a class is not expected to meet again."""


@dataclass(frozen=True)
class ClassWeeks:
    """The weeks of a class, as they are known on a day."""

    this: date
    """The Monday of the present week."""
    first_roll: date | None
    """The Monday of the week in which the roll was first taken, None if it never was."""
    held: frozenset[date]
    """Weeks in which the class was held at least once."""
    cancelled: frozenset[date]
    """Weeks of which every meeting is cancelled; there was at least one."""

    def counts(self, day: date) -> bool:
        """Say whether the week of a day counts.

        A past week counts when the class was held in it; before the first roll, and the present
        and coming weeks, unless every meeting in them is cancelled.
        """
        week = monday(day)
        if week in self.held:
            return True
        known = self.first_roll is not None and self.first_roll <= week < self.this
        return not known and week not in self.cancelled

    def deadline(self, begins: date, weeks: int) -> date:
        """Return the last day of what begins on a day and takes so many weeks that count.

        Args:
            begins: the first day; its week is the first, if it counts.
            weeks: 1 or more.

        Returns:
            The Sunday that ends the last of these weeks.
        """
        week, left, idle = monday(begins), weeks, 0
        while True:
            counted = self.counts(week) or idle >= LONGEST_BREAK
            left, idle = (left - 1, 0) if counted else (left, idle + 1)
            if left <= 0:
                return week + WEEK - timedelta(days=1)
            week += WEEK


def monday(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def weeks_of(class_id: int, *, at: datetime) -> ClassWeeks:
    """Return which weeks of a class count."""
    return weeks_of_all([class_id], at=at)[class_id]


def weeks_of_all(class_ids: list[int], *, at: datetime) -> dict[int, ClassWeeks]:
    """Return which weeks count, of each of some classes, in two queries for all of them."""
    times = WeeklyTime.of(class_ids)
    said: dict[int, list[_Said]] = {number: [] for number in class_ids}
    rows = (
        Meeting.select(
            *(Meeting.school_class, Meeting.day, Meeting.begins, Meeting.cancelled),
            Meeting.rolled_at.is_null(),
        )
        .where(Meeting.school_class << class_ids)
        .tuples()
    )
    for number, day, begins, cancelled, is_bare in rows:
        said[number].append(_Said(day, begins, bool(cancelled), not (cancelled or is_bare)))
    this = monday(clock.day(at))
    return {
        number: _weeks(said[number], [t for t in times if t.school_class_id == number], this)
        for number in class_ids
    }


@dataclass(frozen=True)
class _Said:
    """What the weeks need of a meeting; a plain value, for a year has many."""

    day: str
    begins: str
    cancelled: bool
    is_held: bool


def _weeks(meetings: list[_Said], times: list[WeeklyTime], this: date) -> ClassWeeks:
    by_week: dict[date, list[_Said]] = {}
    for meeting in meetings:
        by_week.setdefault(monday(date.fromisoformat(meeting.day)), []).append(meeting)
    held = frozenset(week for week, there in by_week.items() if any(each.is_held for each in there))
    cancelled = frozenset(
        week
        for week, there in by_week.items()
        if all(each.cancelled for each in there) and not _expected(week, times, there)
    )
    return ClassWeeks(this, min(held, default=None), held, cancelled)


def _expected(week: date, times: list[WeeklyTime], there: list[_Said]) -> bool:
    """Say whether a weekly time makes a meeting in a week of which nothing was said."""
    said = {(each.day, each.begins) for each in there}
    days = [week + timedelta(days=later) for later in range(7)]
    return any(
        time.meets_on(day) and (day.isoformat(), time.begins) not in said
        for time in times
        for day in days
    )
