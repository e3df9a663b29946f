"""Points, totals and marks out of 20."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.questions import marks
from content.questions.marks import Policy, coherence, in_decimals, rounded, scaled, total, treated
from tests.content.questions.vectors import vectors

HALF = Fraction(1, 2)
ROUNDINGS = [marks.UNROUNDED, marks.HALF_NEAREST, marks.HALF_UP, marks.WHOLE]
SHARES = st.fractions(-1, 1, max_denominator=60)
WON = st.lists(st.tuples(SHARES, st.sampled_from([Fraction(1), HALF, Fraction(3)])), max_size=12)


@pytest.mark.parametrize(
    ("mark", "rounding", "becomes"),
    [
        pytest.param("62/5", marks.UNROUNDED, "62/5", id="not at all"),
        pytest.param("12.01", marks.HALF_UP, "12.5", id="a hundredth above goes up"),
        pytest.param("12.5", marks.HALF_UP, "12.5", id="a half stays"),
        pytest.param("0", marks.HALF_UP, "0", id="nothing stays nothing"),
        pytest.param("140/9", marks.HALF_UP, "16", id="ninths"),
        pytest.param("12.24", marks.HALF_NEAREST, "12", id="nearer below"),
        pytest.param("12.25", marks.HALF_NEAREST, "12.5", id="half-way to a half goes up"),
        pytest.param("12.74", marks.HALF_NEAREST, "12.5", id="nearer to the half"),
        pytest.param("12.5", marks.WHOLE, "13", id="half-way goes up"),
        pytest.param("12.49", marks.WHOLE, "12", id="below half-way goes down"),
        pytest.param("-1/3", marks.WHOLE, "0", id="below zero"),
    ],
)
def test_a_mark_is_rounded_by_the_policy_of_the_exam(mark, rounding, becomes):
    assert rounded(Fraction(mark), rounding) == Fraction(becomes)


def test_a_policy_that_does_not_exist_rounds_nothing():
    with pytest.raises(ValueError, match="roughly"):
        rounded(Fraction(1), "roughly")


@given(st.lists(st.fractions(0, 20, max_denominator=997), min_size=2), st.sampled_from(ROUNDINGS))
def test_who_had_more_never_has_less_after_rounding(found, rounding):
    after = [rounded(mark, rounding) for mark in sorted(found)]
    assert after == sorted(after)
    assert all(rounded(mark, rounding) == mark for mark in after)


@given(WON, st.sampled_from([marks.PER_QUESTION, marks.PER_EXAM, marks.NO_CLAMP]))
def test_the_order_of_the_questions_changes_no_total(won, clamp):
    assert total(won, clamp) == total(won[::-1], clamp)
    assert total(won, clamp) <= sum((points for _, points in won), start=Fraction(0))


@given(WON)
def test_points_below_zero_count_as_far_as_the_exam_says(won):
    each = total(won, marks.PER_QUESTION)
    whole, none = total(won, marks.PER_EXAM), total(won, marks.NO_CLAMP)
    assert each >= whole >= none
    assert whole == max(Fraction(0), none)


def test_a_wrong_answer_takes_points_from_the_others_only_where_the_exam_says_so():
    won = [(Fraction(1), Fraction(2)), (-HALF, Fraction(1)), (Fraction(-1), Fraction(3))]
    assert total(won, marks.PER_QUESTION) == 2
    assert total(won, marks.PER_EXAM) == 0
    assert total(won, marks.NO_CLAMP) == Fraction(-3, 2)


def test_thirds_add_up_to_the_whole_mark():
    thirds = [(Fraction(1, 3), Fraction(1))] * 3
    assert Policy(rounding=marks.HALF_UP).mark_of(thirds) == Fraction(7)
    assert Policy().mark_of([(Fraction(1), Fraction(1))] * 3) == 20
    assert Policy(out_of=Fraction(10)).mark_of(thirds) == Fraction(10, 3)
    assert Policy().mark_of([]) == 0


@pytest.mark.parametrize(
    ("mark", "shown"), [("140/9", "15.56"), ("44/3", "14.67"), ("9.5", "9.50"), ("12.345", "12.35")]
)
def test_an_average_keeps_two_decimals(mark, shown):
    assert str(in_decimals(Fraction(mark))) == shown


def test_answers_that_hold_together_earn_by_what_is_lacking():
    told = [Fraction(1), HALF, Fraction(1, 5), Fraction(0), Fraction(0), Fraction(0)]
    assert [coherence(well, 5) for well in (5, 4, 3, 2, 1, 0)] == told


def test_each_answer_treated_badly_costs_its_points():
    assert treated(Fraction(2), -HALF, 4, 0) == 8
    assert treated(Fraction(2), -HALF, 4, 2) == 3


def test_a_hair_does_not_part_right_from_wrong():
    assert marks.is_right(Fraction("0.9999995")) and not marks.is_right(Fraction("0.999"))
    assert marks.is_partly(Fraction(1, 3)) and not marks.is_partly(Fraction("0.0000001"))


FRENCH = vectors("french_vectors.json")
needs_vectors = pytest.mark.skipif(not FRENCH, reason="the vectors are not on this machine")


@needs_vectors
def test_marks_of_the_cap_are_what_the_texts_say():
    for mark, becomes in FRENCH["half_point_up"]["cases"]:
        assert rounded(Fraction(mark), marks.HALF_UP) == Fraction(becomes)
    for case in FRENCH["scaled_to_20"]["cases"]:
        mark = scaled(Fraction(case["raw"]), Fraction(case["max"]))
        assert mark == Fraction(case["exact"])
        assert rounded(mark, marks.HALF_UP) == Fraction(case["on20_half_point_up"])
        assert in_decimals(mark) == Decimal(case["on20_two_decimals_half_up"])
    for well, earned in FRENCH["qcm_coherence"]["cases"]:
        assert coherence(well, 5) == Fraction(earned)


@needs_vectors
def test_points_by_the_words_b_and_m_are_what_amc_says():
    for case in FRENCH["amc_default"]["cases"]:
        b, m = (Fraction(word.partition("=")[2]) for word in case["bareme"].split(","))
        answers = case.get("answers", "+")
        right = [sign == "+" for sign in answers]
        ticked = case.get("ticked", [case.get("right")])
        wrong = sum(bool(tick) != should for tick, should in zip(ticked, right, strict=True))
        assert treated(b, m, len(answers), wrong) == Fraction(case["score"])
