"""Deadlines are counted in weeks in which the class was held."""

from datetime import timedelta

import pytest

from server.attendance.models import Meeting, WeeklyTime
from server.attendance.weeks import weeks_of

WEEK = timedelta(days=7)


@pytest.fixture
def cfg(staffroom):
    return staffroom.cfg


@pytest.fixture
def meets(cfg, monday):
    """Let the class meet on Mondays and Thursdays, since long ago."""
    for weekday in (0, 3):
        WeeklyTime.create(
            school_class=cfg,
            weekday=weekday,
            begins="09:00",
            minutes=120,
            first_day=(monday - 20 * WEEK).isoformat(),
        )


@pytest.fixture
def say(cfg, school):
    def said(day, *, held=False, cancelled=""):
        rolled = school.now if held else None
        Meeting.create(
            school_class=cfg,
            day=day.isoformat(),
            begins="09:00",
            minutes=120,
            cancelled=cancelled,
            rolled_at=rolled,
        )

    return said


def test_a_class_that_never_took_the_roll_counts_weeks_of_the_calendar(cfg, school, monday):
    weeks = weeks_of(cfg.id, at=school.now)
    begins = monday - 10 * WEEK + timedelta(days=2)
    assert weeks.deadline(begins, 3) == monday - 7 * WEEK - timedelta(days=1)


@pytest.mark.usefixtures("meets")
def test_a_past_week_counts_once_the_class_was_held_in_it(cfg, school, monday, say):
    say(monday - 4 * WEEK, held=True)
    say(monday - 2 * WEEK + timedelta(days=3), held=True)
    weeks = weeks_of(cfg.id, at=school.now)
    past = {back: weeks.counts(monday - back * WEEK) for back in (5, 4, 3, 2, 1, 0)}
    assert past == {5: True, 4: True, 3: False, 2: True, 1: False, 0: True}


@pytest.mark.usefixtures("meets")
def test_a_week_of_which_every_meeting_is_cancelled_moves_the_deadline(cfg, school, monday, say):
    before = weeks_of(cfg.id, at=school.now).deadline(monday, 3)
    assert before == monday + 3 * WEEK - timedelta(days=1)
    say(monday + WEEK, cancelled="holiday")
    assert weeks_of(cfg.id, at=school.now).deadline(monday, 3) == before
    say(monday + WEEK + timedelta(days=3), cancelled="holiday")
    assert weeks_of(cfg.id, at=school.now).deadline(monday, 3) == before + WEEK


@pytest.mark.usefixtures("meets")
def test_a_meeting_that_is_cancelled_after_its_roll_does_not_count(cfg, school, monday, say):
    say(monday - 2 * WEEK, held=True)
    say(monday - WEEK, held=True, cancelled="alarm")
    weeks = weeks_of(cfg.id, at=school.now)
    assert not weeks.counts(monday - WEEK)


@pytest.mark.usefixtures("meets")
def test_a_class_that_stopped_does_not_push_a_deadline_for_ever(cfg, school, monday, say):
    for later in range(120):
        for days in (0, 3):
            say(monday + later * WEEK + timedelta(days=days), cancelled="holiday")
    weeks = weeks_of(cfg.id, at=school.now)
    assert weeks.deadline(monday, 1) < monday + 62 * WEEK
