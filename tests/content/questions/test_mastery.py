"""When an exercise is mastered, and which question comes next."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.questions.mastery import (
    AFTER,
    BEFORE,
    Mastery,
    Result,
    comes,
    from_words,
    length,
    standing,
)

ALL = Mastery()
FOUR_OF_FIVE = Mastery("of", 4, 5)
THREE_IN_A_ROW = Mastery("row", 3, 3)
TWICE = Mastery("twice")
SEEDS = st.text(max_size=8)


def results(marks):
    """Read "✓✗?" as results: right, wrong, waiting for the teacher."""
    told = {"✓": Result(True, True), "✗": Result(False, False), "2": Result(False, True)}
    return [told.get(mark, Result(False, None)) for mark in marks]


@pytest.mark.parametrize(
    ("words", "mastery"),
    [
        pytest.param("all", ALL, id="do all, in English"),
        pytest.param("Tout faire", ALL, id="do all, in French"),
        pytest.param("الكل", ALL, id="do all, in Arabic"),
        pytest.param("4 of 5", FOUR_OF_FIVE, id="m of n, in English"),
        pytest.param("4 sur 5", FOUR_OF_FIVE, id="m of n, in French"),
        pytest.param("4 من 5", FOUR_OF_FIVE, id="m of n, in Arabic"),
        pytest.param("٤ من ٥", FOUR_OF_FIVE, id="m of n, in the digits of Arabic"),
        pytest.param("3 in a row", THREE_IN_A_ROW, id="n in a row, in English"),
        pytest.param(" 3  DE suite ", THREE_IN_A_ROW, id="n in a row, in French, with blanks"),
        pytest.param("3 متتالية", THREE_IN_A_ROW, id="n in a row, in Arabic"),
        pytest.param("before and after", TWICE, id="two tests, in English"),
        pytest.param("avant et après", TWICE, id="two tests, in French"),
        pytest.param("قبل وبعد", TWICE, id="two tests, in Arabic"),
        pytest.param("", None, id="nothing"),
        pytest.param("often", None, id="another word"),
        pytest.param("-3 in a row", None, id="below zero"),
        pytest.param("300 de suite", None, id="a number of three digits"),
        pytest.param("3", None, id="a number alone"),
    ],
)
def test_a_rule_is_written_in_words(words, mastery):
    assert from_words(words) == mastery


@pytest.mark.parametrize(
    ("mastery", "questions", "fits"),
    [
        pytest.param(ALL, 1, True, id="one question"),
        pytest.param(Mastery(draw=5), 5, True, id="as many drawn as there are"),
        pytest.param(Mastery(draw=6), 5, False, id="more drawn than there are"),
        pytest.param(Mastery(draw=-1), 5, False, id="fewer than none drawn"),
        pytest.param(Mastery(right=1), 5, False, id="a number that this rule does not have"),
        pytest.param(Mastery(tries=0), 5, False, id="no try"),
        pytest.param(Mastery(tries=6), 5, False, id="tries without end"),
        pytest.param(FOUR_OF_FIVE, 2, True, id="fewer questions than must be right"),
        pytest.param(THREE_IN_A_ROW, 1, False, id="the same question again and again"),
        pytest.param(Mastery("of", 6, 5), 9, False, id="more right than asked"),
        pytest.param(Mastery("of", 0, 5), 9, False, id="none right"),
        pytest.param(Mastery("of", 1, 21), 9, False, id="a window too long"),
        pytest.param(Mastery("row", 3, 4), 9, False, id="a row with a gap"),
        pytest.param(Mastery("row", 3, 3, draw=2), 9, False, id="a draw where there are rounds"),
        pytest.param(TWICE, 6, True, id="questions in pairs"),
        pytest.param(TWICE, 5, False, id="a question without its pair"),
        pytest.param(Mastery("twice", tries=2), 6, False, id="two tries in a test"),
        pytest.param(Mastery("exam"), 6, False, id="another model"),
        pytest.param(Mastery("of", "4", 5), 6, False, id="a text for a number"),
        pytest.param(Mastery("of", True, True), 6, False, id="true for a number"),
        pytest.param(Mastery(["of"], 1, 1), 6, False, id="a list for a model"),
        pytest.param(Mastery("of", 1e300, None), 6, False, id="no whole number"),
    ],
)
def test_a_rule_fits_an_exercise_or_is_refused(mastery, questions, fits):
    assert mastery.fits(questions) is fits


@pytest.mark.parametrize(
    ("mastery", "marks", "over", "mastered"),
    [
        pytest.param(ALL, "", False, False, id="all: nothing yet"),
        pytest.param(ALL, "✓✓✓", False, False, id="all: one is missing"),
        pytest.param(ALL, "✓✓✓✓", True, True, id="all: all are right"),
        pytest.param(ALL, "✓✗✓✓", True, False, id="all: done, one is wrong"),
        pytest.param(ALL, "✓2✓✓", True, True, id="all: right at the second try"),
        pytest.param(ALL, "✓✓✓?", True, None, id="all: the teacher has still to say"),
        pytest.param(ALL, "✓✗✓?", True, False, id="all: one is wrong whatever the teacher says"),
        pytest.param(FOUR_OF_FIVE, "✓✓✓", False, False, id="4 of 5: three right"),
        pytest.param(FOUR_OF_FIVE, "✓✓✓✓", True, True, id="4 of 5: the first four"),
        pytest.param(FOUR_OF_FIVE, "✓✗✓✓✓", True, True, id="4 of 5: one slip"),
        pytest.param(FOUR_OF_FIVE, "✓✗✗✓✓", False, False, id="4 of 5: two slips"),
        pytest.param(FOUR_OF_FIVE, "✗✗✗✗✗✓✓✓✓", True, True, id="4 of 5: what is past is past"),
        pytest.param(
            FOUR_OF_FIVE, "✓✓✗✓✗✓", False, False, id="4 of 5: the first right one is past"
        ),
        pytest.param(FOUR_OF_FIVE, "2222", False, False, id="4 of 5: only first tries count"),
        pytest.param(THREE_IN_A_ROW, "✓✓", False, False, id="3 in a row: two"),
        pytest.param(THREE_IN_A_ROW, "✓✓✗✓", False, False, id="3 in a row: begun again"),
        pytest.param(THREE_IN_A_ROW, "✓✓✗✓✓✓", True, True, id="3 in a row: after a slip"),
        pytest.param(TWICE, "✓", False, False, id="twice: half of one test"),
        pytest.param(TWICE, "✓✗", True, False, id="twice: one wrong"),
        pytest.param(TWICE, "✓✓", True, True, id="twice: all right"),
    ],
)
def test_a_go_is_over_and_mastered(mastery, marks, over, mastered):
    found = standing(mastery, 4, results(marks))
    assert (found.over, found.mastered) == (over, mastered)
    assert found.done == len(marks)


def test_a_row_shows_only_what_counts_now():
    assert standing(THREE_IN_A_ROW, 4, results("✓✓✗✓")).lately == (True,)
    assert standing(THREE_IN_A_ROW, 4, results("✓✓✗")).lately == ()
    assert standing(FOUR_OF_FIVE, 4, results("✗✓✗✓✓✓")).lately == (True, False, True, True, True)


@given(st.integers(1, 12), SEEDS)
def test_all_questions_come_in_the_order_they_were_written(questions, seed):
    places = [comes(ALL, questions, seed, place) for place in range(questions)]
    assert places == list(range(questions))
    assert comes(ALL, questions, seed, questions) is comes(ALL, questions, seed, -1) is None


@given(st.integers(3, 12), st.integers(1, 3), SEEDS)
def test_a_draw_takes_different_questions_and_the_same_ones_for_the_same_seed(number, draw, seed):
    rule = Mastery(draw=draw)
    drawn = [comes(rule, number, seed, place) for place in range(draw)]
    assert len(set(drawn)) == draw == length(rule, number)
    assert comes(rule, number, seed, draw) is None
    assert drawn == [comes(rule, number, seed, place) for place in range(draw)]


def test_two_goes_draw_different_questions():
    drawn = {comes(Mastery(draw=1), 9, f"seed {n}", 0) for n in range(30)}
    assert len(drawn) > 5


@given(st.integers(2, 6), SEEDS)
def test_in_rounds_every_question_comes_once_a_round_and_never_twice_at_once(questions, seed):
    places = [comes(THREE_IN_A_ROW, questions, seed, place) for place in range(questions * 4)]
    for start in range(0, len(places), questions):
        assert sorted(places[start : start + questions]) == list(range(questions))
    assert all(here != there for here, there in pairwise(places))


def test_the_tests_before_and_after_share_no_question():
    before = [comes(TWICE, 6, "s", place, BEFORE) for place in range(3)]
    after = [comes(TWICE, 6, "s", place, AFTER) for place in range(3)]
    assert (before, after) == ([0, 2, 4], [1, 3, 5])
    assert comes(TWICE, 6, "s", 3, AFTER) is None
