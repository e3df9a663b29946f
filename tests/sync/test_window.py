"""When the nightly channel may open a connection, and when a site begins."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from sync.window import NotAWindow, read_window, share_of

NIGHT = read_window("02:00-05:00")
OVER_MIDNIGHT = read_window("22:30-01:00")


def at(text):
    return datetime.fromisoformat(f"2026-11-{text}")


@pytest.mark.parametrize(
    ("window", "moment", "night"),
    [
        pytest.param(NIGHT, "20 01:59:59", None, id="a second before it opens"),
        pytest.param(NIGHT, "20 02:00", 20, id="as it opens"),
        pytest.param(NIGHT, "20 04:59:59", 20, id="a second before it closes"),
        pytest.param(NIGHT, "20 05:00", None, id="as it closes"),
        pytest.param(NIGHT, "20 10:30", None, id="during class"),
        pytest.param(OVER_MIDNIGHT, "20 22:29", None, id="late, before it opens"),
        pytest.param(OVER_MIDNIGHT, "20 22:30", 20, id="before midnight"),
        pytest.param(OVER_MIDNIGHT, "21 00:00", 20, id="at midnight it is still that night"),
        pytest.param(OVER_MIDNIGHT, "21 00:59", 20, id="after midnight"),
        pytest.param(OVER_MIDNIGHT, "21 01:00", None, id="closed after midnight"),
    ],
)
def test_a_moment_is_in_the_window_of_one_night_or_of_none(window, moment, night):
    assert window.night(at(moment)) == (night and date(2026, 11, night))


@pytest.mark.parametrize(
    ("window", "moment", "night"),
    [
        pytest.param(NIGHT, "20 01:00", 19, id="before tonight's"),
        pytest.param(NIGHT, "20 03:00", 19, id="during tonight's"),
        pytest.param(NIGHT, "20 05:00", 20, id="after tonight's"),
        pytest.param(NIGHT, "20 23:59", 20, id="in the evening"),
        pytest.param(OVER_MIDNIGHT, "20 23:00", 19, id="before midnight, during"),
        pytest.param(OVER_MIDNIGHT, "21 00:30", 19, id="after midnight, during"),
        pytest.param(OVER_MIDNIGHT, "21 01:00", 20, id="after midnight, over"),
    ],
)
def test_the_last_night_is_one_that_is_over(window, moment, night):
    assert window.last_night(at(moment)) == date(2026, 11, night)


@pytest.mark.parametrize(
    ("share", "moment", "begins"),
    [
        pytest.param(0.0, "20 02:00", True, id="the first, as it opens"),
        pytest.param(0.5, "20 02:44", False, id="the middle one, before its time"),
        pytest.param(0.5, "20 02:45", True, id="the middle one, at a quarter"),
        pytest.param(0.999, "20 03:30", True, id="the last has half of it left"),
        pytest.param(0.0, "20 05:00", False, id="none once it has closed"),
        pytest.param(0.0, "20 01:59", False, id="none before it opens"),
    ],
)
def test_sites_begin_one_after_the_other_in_the_first_half(share, moment, begins):
    assert (NIGHT.due(at(moment), share) is not None) == begins


def test_a_site_keeps_its_place_and_a_country_of_them_is_spread_evenly():
    shares = sorted(share_of(b"site %d" % number) for number in range(190))
    assert shares == sorted(share_of(b"site %d" % number) for number in range(190))
    assert all(0 <= share < 1 for share in shares)
    assert max(b - a for a, b in pairwise(shares)) < 0.1


def test_its_length_is_known_over_midnight_too():
    assert OVER_MIDNIGHT.length == timedelta(hours=2, minutes=30)
    assert read_window("05:00-04:30").length == timedelta(hours=23, minutes=30)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2:00-5:00",
        "02:00",
        "02:00-25:00",
        "02:00-05:60",
        "02:00–05:00",
        "02:00-02:00",
        "02:00-02:29",
        "23:50-00:10",
        "02:00-05:00 ",
        "02:00-05:00,06:00-07:00",
    ],
)
def test_what_is_no_window_is_refused(text):
    with pytest.raises(NotAWindow):
        read_window(text)
