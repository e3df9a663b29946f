"""What a candidate has left."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from server.exam_room.timing import (
    Grant,
    Span,
    left_of_sections,
    remaining,
    stood_still,
    used,
)

SECOND = 1000
MINUTE = 60 * SECOND


@pytest.mark.parametrize(
    ("seconds", "factor", "credits", "allowed"),
    [
        pytest.param(3600, Fraction(1), 0, 3600, id="the time of the paper"),
        pytest.param(3600, Fraction(4, 3), 0, 4800, id="one third more"),
        pytest.param(100, Fraction(4, 3), 0, 134, id="a part of a second is given whole"),
        pytest.param(3600, Fraction(4, 3), 90, 4890, id="and what was lost"),
    ],
)
def test_what_a_candidate_may_use(seconds, factor, credits, allowed):
    assert Grant(seconds, factor, credits).allowed == allowed


@pytest.mark.parametrize(
    ("spans", "rest", "still"),
    [
        pytest.param([], 0, 0, id="no pause"),
        pytest.param([Span(2, 5)], 0, 3, id="one pause"),
        pytest.param([Span(2, 5), Span(4, 7)], 0, 5, id="two that overlap count once"),
        pytest.param([Span(0, 3)], 0, 2, id="what was before one began is nothing"),
        pytest.param([Span(8, None)], 0, 2, id="one that lasts"),
        pytest.param([Span(9, 30)], 0, 1, id="what comes later is nothing yet"),
        pytest.param([Span(2, 5, True)], 2, 2, id="a rest, up to what was granted"),
        pytest.param([Span(2, 5, True)], 9, 3, id="a rest within what was granted"),
        pytest.param(
            [Span(2, 5, True), Span(4, 7)], 1, 4, id="an alarm in a rest takes none of it"
        ),
    ],
)
def test_how_long_the_clock_of_somebody_who_began_at_one_stood_still_at_ten(spans, rest, still):
    in_ms = [
        Span(s.since * SECOND, None if s.until is None else s.until * SECOND, s.rest) for s in spans
    ]
    assert stood_still(in_ms, 1 * SECOND, 10 * SECOND, rest) == still * SECOND


def test_before_the_beginning_all_the_time_is_left():
    assert remaining(Grant(3600), [], None, 5_000_000) == 3600


def test_a_begun_second_is_the_candidates():
    assert remaining(Grant(60), [], 0, 59_999) == 1
    assert remaining(Grant(60), [], 0, 60_000) == 0
    assert remaining(Grant(60), [], 0, 61_500) == -1


moments = some.integers(0, 10_000_000)
spans = some.lists(
    some.builds(
        lambda since, length, rest: Span(since, length and since + length, rest),
        moments,
        some.one_of(some.none(), some.integers(1, 1_000_000)),
        some.booleans(),
    ),
    max_size=6,
)


@given(spans, moments, some.integers(0, 1_000_000), some.integers(0, 900))
def test_time_never_runs_back_and_never_faster_than_the_clock(pauses, begun, more, rest):
    now = begun + 1_000_000
    before = used(pauses, begun, now, rest)
    after = used(pauses, begun, now + more, rest)
    assert 0 <= before <= after <= before + more // 1000 + 1


@given(spans, moments, some.integers(0, 900))
def test_a_pause_never_takes_time_away(pauses, begun, rest):
    now = begun + 1_000_000
    assert remaining(Grant(600), pauses, begun, now) >= remaining(Grant(600), [], begun, now)


@pytest.mark.parametrize(
    ("grant", "sections", "left", "theirs"),
    [
        pytest.param(Grant(3600), [600, 1200], 3600, [600, 1800], id="one after the other"),
        pytest.param(Grant(3600), [600, 1200], 2900, [-100, 1100], id="the first is over"),
        pytest.param(Grant(3600), [600, 0, 1200], 3600, [600, None, 1800], id="one without a time"),
        pytest.param(Grant(900, Fraction(4, 3)), [300], 1200, [400], id="a third more"),
        pytest.param(Grant(3600, credits=60), [600], 2960, [-40], id="what was given back"),
        pytest.param(Grant(600), [600], 100, [100], id="never more than the whole"),
    ],
)
def test_what_is_left_for_each_section(grant, sections, left, theirs):
    assert left_of_sections(grant, sections, left) == theirs
