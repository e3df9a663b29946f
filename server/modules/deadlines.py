"""Until when a module is to be done.

Weeks are counted in which the class is held: the one place that knows how is here.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta

WEEK = timedelta(days=7)


def due_days(
    asked: Collection[tuple[int, date, int]], *, at: datetime
) -> dict[tuple[int, date, int], date]:
    """Return the last day of each of some stretches of class weeks: the Sunday of the last one.

    Args:
        asked: of each, the number of the class, its first day, whose week counts, and how many
            weeks it has, 1 or more.
        at: now: which weeks were held is known up to today.
    """
    return {(number, first, weeks): _calendar(first, weeks) for number, first, weeks in asked}


def due_on(number: int, first: date, weeks: int | None, *, at: datetime) -> date | None:
    """Return the last day of so many weeks of a class from a day on; None for no end."""
    if weeks is None:
        return None
    asked = (number, first, weeks)
    return due_days([asked], at=at)[asked]


def _calendar(first: date, weeks: int) -> date:
    return first - timedelta(days=first.weekday()) + weeks * WEEK - timedelta(days=1)
