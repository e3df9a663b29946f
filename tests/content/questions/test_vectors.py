"""The rules of Moodle, by values that its own tests state; skipped where these are missing."""

from fractions import Fraction

import pytest

from content.questions import marks
from content.questions.compare import matches
from content.questions.numbers import is_near, quantity, unit_among
from content.questions.scoring import score
from content.questions.types import Part, Picks
from content.questions.words import count_in_html, count_words
from tests.content.questions.examples import SAID, choice, parts, short
from tests.content.questions.vectors import vectors

MOODLE = vectors("moodle_vectors.json")
pytestmark = pytest.mark.skipif(not MOODLE, reason="the vectors are not on this machine")
MODES = {"nominal": "absolute", "relative": "relative", "geometric": "geometric"}


@pytest.mark.parametrize("case", MOODLE.get("shortanswer_compare", ()))
def test_a_typed_word_fits_as_in_moodle(case):
    found = matches(case["response"], case["pattern"], case=not case["ignorecase"], accents=True)
    assert found == case["match"]


@pytest.mark.parametrize("case", MOODLE.get("numerical_tolerance", ()))
def test_a_number_is_near_as_in_moodle(case):
    value, wanted, tolerance = (Fraction(case[name]) for name in ("value", "answer", "tolerance"))
    assert is_near(value, wanted, tolerance, MODES[case["type"]]) == case["within"]


@pytest.mark.parametrize("case", MOODLE.get("numerical_apply_units", ()))
def test_a_number_and_its_unit_are_read_as_in_moodle(case):
    value, unit = quantity(case["input"] or "")
    if case["value"] is None:
        assert (value, unit) == (None, "")
        return
    assert (value, unit) == (Fraction(case["value"]), case["unit"])
    size = unit_among(unit, [(name, str(size)) for name, size in case["units"].items()])
    if case["multiplier"] is None or size is None:
        assert (case["multiplier"], size) == (None, None)
    else:
        wanted = Fraction(case["multiplier"])
        assert is_near(1 / size, wanted, Fraction(0), "absolute", slack=True)


@pytest.mark.parametrize("case", MOODLE.get("word_count", ()))
def test_words_are_counted_as_in_moodle(case):
    assert count_in_html(case["text"]) == case["count"]
    if "<" not in case["text"]:
        assert count_words(case["text"]) == case["count"]


def test_parts_of_an_answer_earn_as_in_moodle():
    several, selected, cloze = MOODLE["partial_credit"]
    weights = tuple(str(Fraction(each)) for each in several["answers"].values())
    names = list(several["answers"])
    question = choice(
        several=True, options=tuple(names), key=(0, 2), rule="weights", weights=weights
    )
    for chosen, share in several["cases"]:
        answer = tuple(str(names.index(name)) for name in chosen)
        assert score(question, answer) == Fraction(share)
    lists = (("1", "2"),) * 3
    picks = Picks(*SAID, pieces=("",) * 4, options=lists, key=(("1",),) * 3)
    for chosen, share in selected["cases"]:
        answer = tuple(chosen.get(name, "") for name in selected["right"])
        assert abs(score(picks, answer) - Fraction(share)) < Fraction(1, 10**12)
    owl = short("Owl", "*", wildcards=True, weights=("1", "0"))
    cat = choice(options=("Bow-wow", "Wiggly worm", "Pussy-cat"), key=(2,))
    poem = parts(text="[[1]] [[2]]", key=(Part(owl), Part(cat)))
    for told, share in cloze["cases"]:
        bird, _, other = told.replace(" only", "").partition(" + ")
        assert score(poem, (bird, "2" if other else "")) == Fraction(share)


def test_a_share_is_told_right_or_wrong_where_moodle_tells_it():
    states, hair = MOODLE["states"], Fraction(1, 10**9)
    below, above = Fraction(states["wrong_if_below"]), Fraction(states["right_if_above"])
    assert marks.is_partly(below) and not marks.is_partly(below - hair)
    assert marks.is_right(above + hair) and not marks.is_right(above)
