"""Until when a module is to be done, counted in weeks in which the class is held.

Which weeks those are, the roll call knows: ``server.attendance.weeks``. Late is never more than a
day that has passed: nothing closes.
"""

from collections.abc import Callable, Collection
from datetime import date, datetime, timedelta

from i18n import formats
from i18n.translate import gettext as _
from server import clock
from server.attendance.weeks import WEEK, monday, weeks_of_all

FRIDAY = 4


def due_days(
    asked: Collection[tuple[int, date, int]], *, at: datetime
) -> dict[tuple[int, date, int], date]:
    """Return the last day of each of some stretches of class weeks: the Sunday of the last one.

    Args:
        asked: of each, the number of the class, its first day and how many weeks it has, 1 or more.
            The week of the first day counts; after Friday, it is the next one that does.
        at: now: which weeks were held is known up to today.
    """
    if not asked:
        return {}
    weeks = weeks_of_all(sorted({number for number, _first, _weeks in asked}), at=at)
    return {each: weeks[each[0]].deadline(_counted_from(each[1]), each[2]) for each in asked}


def _counted_from(first: date) -> date:
    return first if first.weekday() <= FRIDAY else monday(first) + WEEK


def due_on(number: int, first: date, weeks: int | None, *, at: datetime) -> date | None:
    """Return the last day of so many weeks of a class from a day on; None for no end."""
    if weeks is None:
        return None
    asked = (number, first, weeks)
    return due_days([asked], at=at)[asked]


def in_words(day: date | None, *, today: date) -> str:
    """Return a last day as a learner reads it, without blame where it has passed."""
    if day is None:
        return _("no end")
    if day < today:
        return _("was for %(day)s: you can still do it") % {"day": formats.week_day(day)}
    if day == today:
        return _("until today")
    if day == today + timedelta(days=1):
        return _("until tomorrow")
    if monday(day) == monday(today):
        return _("this week, until %(day)s") % {"day": formats.week_day(day)}
    if monday(day) == monday(today) + WEEK:
        return _("next week, until %(day)s") % {"day": formats.week_day(day)}
    return _("until %(day)s") % {"day": formats.week_day(day)}


def until(at: datetime) -> Callable[[date | None], str]:
    """Return what says a last day in words, as of a moment."""
    return lambda day: in_words(day, today=clock.day(at))
