"""A site takes no more of its line than it wants to give."""

import pytest

from sync.pace import Pace


class Hours:
    """Time that passes by sleeping and by working, and no other way."""

    def __init__(self):
        self.now = 0.0

    def sleep(self, seconds):
        assert seconds >= 0
        self.now += seconds


@pytest.fixture
def hours():
    return Hours()


def pace(hours, kilobytes):
    return Pace(kilobytes, sleep=hours.sleep, elapsed=lambda: hours.now)


@pytest.mark.parametrize("pieces", [[1_000_000], [1000] * 1000, [65_536] * 15 + [16_960]])
def test_a_megabyte_takes_ten_seconds_at_100_kilobytes_however_it_comes(hours, pieces):
    slowly = pace(hours, 100)
    for count in pieces:
        slowly(count)
    assert hours.now == pytest.approx(10)


def test_time_that_the_line_itself_took_is_not_waited_again(hours):
    slowly = pace(hours, 100)
    for _ in range(10):
        hours.now += 1
        slowly(50_000)
    assert hours.now == pytest.approx(10)


def test_a_pause_gives_no_right_to_hurry_afterwards(hours):
    slowly = pace(hours, 100)
    hours.now += 3600
    for _ in range(11):
        slowly(100_000)
    assert hours.now == pytest.approx(3610)


def test_without_a_limit_nothing_is_waited_for(hours):
    pace(hours, 0)(10**9)
    assert hours.now == 0
