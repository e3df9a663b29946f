"""How much of a recording was really heard."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.records.watching import (
    believed,
    heard_until,
    read,
    seconds,
    share,
    together,
    written,
)

PARTS = st.lists(st.tuples(st.floats(-10, 400), st.floats(-10, 400)), max_size=8)


@pytest.mark.parametrize(
    ("before", "told", "since", "heard"),
    [
        pytest.param([], [(0, 10)], 10, [(0, 10)], id="ten seconds in ten"),
        pytest.param([(0, 10)], [(0, 20)], 10, [(0, 20)], id="a part that goes on"),
        pytest.param([(0, 10)], [(5, 8)], 10, [(0, 10)], id="heard again"),
        pytest.param([(0, 10)], [(30, 40)], 10, [(0, 10), (30, 40)], id="jumped ahead"),
        pytest.param([], [(0, 30)], 15, [(0, 30)], id="twice as fast"),
        pytest.param([], [(0, 600)], 10, [(0, 35)], id="more than can be"),
        pytest.param([(0, 10)], [(0, 600)], 0, [(0, 25)], id="told twice at once"),
        pytest.param([], [(0, 600)], -900, [(0, 15)], id="a clock that went back"),
        pytest.param([], [(9, 3), (-5, 4), (0, 10**9)], 99, [], id="nonsense"),
    ],
)
def test_no_more_is_believed_than_can_have_been_heard(before, told, since, heard):
    assert believed(before, told, since) == heard


@given(PARTS, PARTS, st.floats(0, 100))
def test_what_was_heard_stays_heard_and_grows_no_faster_than_time(before, told, since):
    earlier = together(before)
    later = believed(earlier, told, since)
    assert together([*earlier, *later]) == later
    assert seconds(later) <= seconds(earlier) + 2 * since + 15 + 0.001


@pytest.mark.parametrize(
    ("heard", "length", "minutes", "wanted"),
    [
        pytest.param([(0, 90)], 100, 0, Fraction(9, 10), id="nine tenths"),
        pytest.param([(0, 50), (60, 100)], 100, 0, Fraction(9, 10), id="in two parts"),
        pytest.param([], 100, 2, 0, id="nothing"),
        pytest.param([(0, 10)], 1, 4, Fraction(1, 12), id="a length that cannot be"),
        pytest.param([(0, 10)], 0, 0, 0, id="no length at all"),
        pytest.param([(0, 10)], float("nan"), 0, 0, id="no number"),
        pytest.param([(0, 200)], 100, 0, 1, id="never more than all"),
    ],
)
def test_a_share_is_of_the_whole(heard, length, minutes, wanted):
    assert share(heard, length, minutes) == wanted


def test_parts_are_kept_as_text():
    assert read(written([(0, 12.34), (20, 30)])) == [(0, 12.3), (20, 30)]
    assert read("") == []


def test_one_goes_on_behind_what_one_has_heard_from_the_start():
    assert heard_until(written([(0, 12), (50, 60)])) == 12
    assert heard_until(written([(50, 60)])) == heard_until("") == 0
