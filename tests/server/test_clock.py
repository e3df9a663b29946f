"""The time the program goes by."""

import time
from datetime import timedelta

import pytest

from server import clock


@pytest.mark.skipif(not hasattr(time, "CLOCK_BOOTTIME"), reason="only Linux has that clock")
def test_a_machine_that_slept_for_three_hours_shows_the_right_time(monkeypatch):
    """Sleep as Linux shows it: the clock since boot goes on, ``time.monotonic`` does not."""
    before, read = clock.now(), time.clock_gettime
    slept = {time.CLOCK_BOOTTIME: 3 * 3600.0}
    monkeypatch.setattr(time, "clock_gettime", lambda which: read(which) + slept.get(which, 0.0))
    assert timedelta(hours=3) <= clock.now() - before < timedelta(hours=4)


def test_time_passes_where_that_clock_is_not_to_be_had(monkeypatch):
    monkeypatch.setattr(clock, "_SINCE_BOOT", None)
    monkeypatch.setattr(clock, "_started", time.monotonic())
    assert clock.now() <= clock.now()
    assert abs(clock.now() - clock._started_wall) < timedelta(minutes=1)
