"""When a class meets: weekly times, a meeting more, and those that are cancelled."""

import re
from datetime import date, datetime, timedelta

from i18n.refusals import Conflict, Invalid, NotFound
from i18n.translate import N_
from server import clock
from server.actors import Actor
from server.attendance.calendar import Slot, slot_at, slots
from server.attendance.models import Meeting, WeeklyTime
from server.attendance.operations import meeting_of, touched
from server.attendance.saying import REASONS
from server.audit.operations import record
from server.classes.models import SchoolClass
from server.classes.operations import class_of
from server.database import writing

SHORTEST, LONGEST = 10, 600
"""Minutes of a meeting: others are slips of the pen."""
FARTHEST = timedelta(days=366)
"""How far ahead a meeting is added or cancelled."""

_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")


class TimeNotUnderstood(Invalid):
    """A time of day or a length cannot be."""

    message = N_(
        "Write when it begins as 09:00, and its length in minutes, from {least} to {most}."
    )


class DayNotUnderstood(Invalid):
    """A day is none, too far away, or before the class was opened."""

    message = N_("Choose a day from {first} to {last}.")


class MeetsThen(Conflict):
    """A class would meet twice at one time."""

    message = N_("This class meets at {begins} on that day already.")


class NoSuchTime(NotFound):
    """A class has no such weekly time."""

    message = N_("This class has no such weekly time any more.")


class NoReason(Invalid):
    """A meeting is cancelled without a reason of the list."""

    message = N_("Choose a reason of the list.")


class NothingToCancel(Conflict):
    """No meeting lies in the days that are cancelled."""

    message = N_(
        "Between {first} and {last} there is no meeting to cancel: none is planned, or they are "
        "cancelled or held already."
    )


def add_weekly(
    number: int, weekday: int, begins: str, minutes: int, by: Actor, *, at: datetime
) -> WeeklyTime:
    """Let a class meet every week at a time, from today on.

    Args:
        number: of the class.
        weekday: 0 for Monday.
        begins: "09:00".
        minutes: how long.
        by: who looks after the class.
        at: when.

    Raises:
        NoSuchClass, TimeNotUnderstood
        MeetsThen: there is such a weekly time.
    """
    with writing():
        found = class_of(number, by)
        _sensible(begins, minutes)
        if weekday not in range(7):
            raise TimeNotUnderstood(least=SHORTEST, most=LONGEST)
        if any((t.weekday, t.begins) == (weekday, begins) for t in weekly_times(found)):
            raise MeetsThen(begins=begins)
        made: WeeklyTime = WeeklyTime.create(
            school_class=found,
            weekday=weekday,
            begins=begins,
            minutes=minutes,
            first_day=clock.day(at).isoformat(),
        )
        told = {"weekday": weekday, "begins": begins, "minutes": minutes}
        record(by, "class.time_added", found.name, at=at, **told)
    return made


def weekly_times(school_class: SchoolClass) -> list[WeeklyTime]:
    """Return the weekly times of a class that go on, in the order of the week."""
    return [each for each in WeeklyTime.of([school_class.id]) if not each.last_day]


def end_weekly(number: int, time_id: int, by: Actor, *, at: datetime) -> None:
    """Let a class meet no more at a weekly time, from today on; what was said of it stays.

    Raises:
        NoSuchClass, NoSuchTime
    """
    with writing():
        found = class_of(number, by)
        ending = next((each for each in weekly_times(found) if each.id == time_id), None)
        if ending is None:
            raise NoSuchTime()
        yesterday = (clock.day(at) - timedelta(days=1)).isoformat()
        if ending.first_day > yesterday:
            ending.delete_instance()
        else:
            ending.last_day = yesterday
            ending.save()
        told = {"weekday": ending.weekday, "begins": ending.begins}
        record(by, "class.time_ended", found.name, at=at, **told)


def add_meeting(
    number: int, day: date | None, begins: str, minutes: int, by: Actor, *, at: datetime
) -> Meeting:
    """Add a meeting beside the weekly times.

    Raises:
        NoSuchClass, TimeNotUnderstood
        DayNotUnderstood: no day, before the class was opened, or too far ahead.
        MeetsThen: there is a meeting at that time.
    """
    with writing():
        found = class_of(number, by)
        _sensible(begins, minutes)
        if day is None or not _first_day(found) <= day <= clock.day(at) + FARTHEST:
            raise DayNotUnderstood(first=_first_day(found), last=clock.day(at) + FARTHEST)
        if slot_at(found, day, begins) is not None:
            raise MeetsThen(begins=begins)
        made = touched(Slot(found.id, day, begins, minutes, None), by)
        told = {"day": made.day, "begins": begins, "minutes": minutes}
        record(by, "meeting.added", found.name, at=at, **told)
    return made


def cancel_days(
    number: int, first: date | None, last: date | None, reason: str, by: Actor, *, at: datetime
) -> int:
    """Cancel all meetings from a day to another whose roll was not taken; return how many.

    Raises:
        NoSuchClass, NoReason, DayNotUnderstood, NothingToCancel
    """
    with writing():
        found, end = class_of(number, by), clock.day(at) + FARTHEST
        begin = _first_day(found)
        if reason not in REASONS:
            raise NoReason()
        if first is None or last is None or not begin <= first <= last <= end:
            raise DayNotUnderstood(first=begin, last=end)
        waiting = [each for each in slots(found, first, last) if each.waits]
        if not waiting:
            raise NothingToCancel(first=first, last=last)
        for each in waiting:
            meeting = touched(each, by)
            meeting.cancelled = reason
            meeting.save()
        told = {"first": first.isoformat(), "last": last.isoformat(), "reason": reason}
        record(by, "meetings.cancelled", found.name, at=at, **told, meetings=len(waiting))
    return len(waiting)


def cancel(number: int, day: date, begins: str, reason: str, by: Actor, *, at: datetime) -> Meeting:
    """Cancel one meeting; a roll that was taken stays readable, and its hours do not count.

    Raises:
        NoSuchClass, NoSuchMeeting, NoReason
    """
    with writing():
        found = class_of(number, by)
        slot = meeting_of(found, day, begins)
        if reason not in REASONS:
            raise NoReason()
        had = slot.cancelled
        if had == reason and slot.meeting is not None:
            return slot.meeting
        meeting = touched(slot, by)
        meeting.cancelled = reason
        meeting.save()
        told = {"day": meeting.day, "begins": begins, "reason": reason, "before": had}
        record(by, "meeting.cancelled", found.name, at=at, **told)
    return meeting


def reinstate(number: int, day: date, begins: str, by: Actor, *, at: datetime) -> None:
    """Say that a cancelled meeting is held after all; nothing happens if it was not cancelled.

    Raises:
        NoSuchClass, NoSuchMeeting
    """
    with writing():
        found = class_of(number, by)
        slot = meeting_of(found, day, begins)
        if not slot.cancelled:
            return
        before = slot.cancelled
        meeting = touched(slot, by)
        meeting.cancelled = ""
        meeting.save()
        told = {"day": meeting.day, "begins": begins, "before": before}
        record(by, "meeting.reinstated", found.name, at=at, **told)


def _first_day(school_class: SchoolClass) -> date:
    return clock.day(school_class.began_at)


def _sensible(begins: str, minutes: int) -> None:
    if not _TIME.fullmatch(begins) or not SHORTEST <= minutes <= LONGEST:
        raise TimeNotUnderstood(least=SHORTEST, most=LONGEST)
