"""When a class meets: every week, once more, or not."""

from datetime import timedelta

import pytest

from server.attendance import timetable
from server.attendance.calendar import due, slots
from server.attendance.models import Meeting

WEEK = timedelta(days=7)


@pytest.fixture
def cfg(staffroom):
    return staffroom.cfg


@pytest.fixture
def by(staffroom):
    return staffroom.by(staffroom.dominique)


@pytest.fixture
def weekly(cfg, by, school, today):
    """The class meets on this weekday."""
    return timetable.add_weekly(cfg.id, today.weekday(), "09:00", 120, by, at=school.now)


@pytest.mark.usefixtures("weekly")
def test_a_weekly_time_offers_the_meeting_of_each_week_without_a_row(cfg, today):
    there = slots(cfg, today - WEEK, today + 2 * WEEK)
    assert [each.day for each in there] == [today, today + WEEK, today + 2 * WEEK]
    assert Meeting.select().count() == 0
    assert due(cfg, today).begins == "09:00"
    assert due(cfg, today + timedelta(days=1)) is None


@pytest.mark.usefixtures("weekly")
def test_many_meetings_are_cancelled_at_once_and_rolls_are_left(cfg, by, school, today):
    cancelled = timetable.cancel_days(cfg.id, today, today + 3 * WEEK, "holiday", by, at=school.now)
    assert cancelled == 4
    assert {each.cancelled for each in slots(cfg, today, today + 3 * WEEK)} == {"holiday"}
    assert school.actions().count("meetings.cancelled") == 1
    with pytest.raises(timetable.NothingToCancel):
        timetable.cancel_days(cfg.id, today, today, "alarm", by, at=school.now)


def test_a_weekly_time_ends_and_what_was_said_stays(cfg, by, school, weekly, today):
    timetable.cancel(cfg.id, today, "09:00", "staff", by, at=school.now)
    later = school.wait(days=8)
    timetable.end_weekly(cfg.id, weekly.id, by, at=later)
    assert [each.day for each in slots(cfg, today, today + 4 * WEEK)] == [today, today + WEEK]
    with pytest.raises(timetable.NoSuchTime):
        timetable.end_weekly(cfg.id, weekly.id, by, at=later)


@pytest.mark.usefixtures("weekly")
def test_a_class_does_not_meet_twice_at_one_time(cfg, by, school, today):
    with pytest.raises(timetable.MeetsThen):
        timetable.add_weekly(cfg.id, today.weekday(), "09:00", 60, by, at=school.now)
    with pytest.raises(timetable.MeetsThen):
        timetable.add_meeting(cfg.id, today + WEEK, "09:00", 60, by, at=school.now)


@pytest.mark.parametrize(
    ("begins", "minutes"),
    [("9:00", 60), ("24:00", 60), ("09:60", 60), ("", 60), ("09:00", 0), ("09:00", 601)],
)
def test_a_time_that_cannot_be_is_refused(cfg, by, school, today, begins, minutes):
    with pytest.raises(timetable.TimeNotUnderstood):
        timetable.add_weekly(cfg.id, 0, begins, minutes, by, at=school.now)
    with pytest.raises(timetable.TimeNotUnderstood):
        timetable.add_meeting(cfg.id, today, begins, minutes, by, at=school.now)


@pytest.mark.parametrize("days", [-1, 400, 200_000])
def test_a_day_far_away_or_before_the_class_is_refused(cfg, by, school, today, days):
    with pytest.raises(timetable.DayNotUnderstood):
        day = today + timedelta(days=days)
        timetable.add_meeting(cfg.id, day, "09:00", 60, by, at=school.now)
    with pytest.raises(timetable.DayNotUnderstood):
        timetable.cancel_days(cfg.id, today, day, "holiday", by, at=school.now)


def test_a_reason_is_one_of_the_list(cfg, by, school, today):
    with pytest.raises(timetable.NoReason):
        timetable.cancel_days(cfg.id, today, today, "bagarre", by, at=school.now)
