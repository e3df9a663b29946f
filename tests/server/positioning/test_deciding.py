"""Levels and starting points, by patterns of answers; and what guessing gets nobody."""

from fractions import Fraction
from itertools import product

import pytest

from server.positioning.deciding import (
    LADDERS,
    NOT_RIGHT,
    STEPS,
    Doubt,
    Level,
    Need,
    Tally,
    climbed,
    left,
    levels,
    needed,
    passed,
    propose,
)
from server.positioning.items import CHOICES


def at(part, *steps):
    return {(part, number): Tally(*step) for number, step in enumerate(steps, start=1)}


@pytest.mark.parametrize(
    ("steps", "level"),
    [
        pytest.param([], Level(), id="not looked at"),
        pytest.param([(0, 2)], Level(seen=True), id="the first words are too hard"),
        pytest.param([(2, 2)], Level(0, 0, 1, seen=True), id="two right, two not: close"),
        pytest.param([(3, 0), (0, 2)], Level(1, 1, 1, seen=True), id="words, no sentences"),
        pytest.param([(3, 1), (0, 2)], Level(1, 0, 1, seen=True), id="words by one answer"),
        pytest.param([(3, 0), (1, 2)], Level(1, 1, 2, seen=True), id="sentences but for one"),
        pytest.param([(3, 0), (2, 0), (2, 0)], Level(3, 3, 3, seen=True), id="all of it"),
        pytest.param([(3, 0), (2, 0), (2, 1)], Level(3, 2, 3, seen=True), id="all, by one answer"),
        pytest.param([(2, 0)], Level(0, 0, 0, seen=True, ended=False), id="left in the middle"),
    ],
)
def test_a_level_is_the_steps_that_were_passed(steps, level):
    assert climbed("oral", at("oral", *steps)) == level


@pytest.mark.parametrize(
    ("french", "letters", "level"),
    [
        pytest.param([(0, 2)], (0, 2), 0, id="no letters"),
        pytest.param([(0, 2)], (3, 0), 1, id="letters"),
        pytest.param([(3, 0), (0, 2)], (0, 0), 2, id="words"),
        pytest.param([(3, 0), (2, 0), (0, 2)], (0, 0), 3, id="sentences"),
        pytest.param([(3, 0), (2, 0), (2, 0)], (0, 0), 4, id="notices"),
    ],
)
def test_letters_are_the_first_step_of_reading_french(french, letters, level):
    found = levels({**at("french", *french), **at("letters", letters)})["french"]
    assert (found.at, found.seen) == (level, True)


def exactly(**steps):
    """Return levels that no answer more or less changes; None for a part not looked at."""
    return {
        name: Level() if steps.get(name) is None else Level(*[steps[name]] * 3, seen=True)
        for name in LADDERS
    }


READ, AGAIN, LANGUAGE, COURSES = Need


@pytest.mark.parametrize(
    ("found", "language", "schooled", "need", "doubts"),
    [
        pytest.param({"oral": 3, "french": 4}, "fr", "french", COURSES, [], id="reads all"),
        pytest.param({"oral": 1, "french": 4}, "ro", "other", LANGUAGE, [], id="reads, not hears"),
        pytest.param(
            *({"oral": 0, "french": 0, "own": 2}, "ar", "other", LANGUAGE, []),
            id="schooled elsewhere",
        ),
        pytest.param(
            *({"oral": 3, "french": 1, "own": 2}, "ar", "unsaid", LANGUAGE, []),
            id="schooled elsewhere, speaks French",
        ),
        pytest.param(
            {"oral": 1, "french": 2, "own": 2}, "en", "other", LANGUAGE, [], id="a little French"
        ),
        pytest.param({"oral": 3, "french": 3}, "fr", "french", AGAIN, [], id="notices are lost"),
        pytest.param({"oral": 3, "french": 2}, "fr", "french", AGAIN, [], id="sentences are lost"),
        pytest.param({"oral": 3, "french": 1}, "fr", "french", AGAIN, [], id="words are lost"),
        pytest.param({"oral": 3, "french": 2}, "fr", "unsaid", AGAIN, [], id="learnt once"),
        pytest.param(
            *({"oral": 3, "french": 0}, "fr", "french", AGAIN, [Doubt.TOLD]),
            id="schooled in French, no letter left",
        ),
        pytest.param({"oral": 3, "french": 0}, "fr", "never", READ, [], id="never, speaks French"),
        pytest.param(
            {"oral": 0, "french": 0, "own": 0}, "ar", "never", READ, [Doubt.NOTHING], id="never"
        ),
        pytest.param(
            {"oral": 1, "french": 1, "own": 0}, "ar", "never", READ, [], id="never, a few words"
        ),
        pytest.param(
            *({"oral": 1, "french": 0, "own": 0}, "ar", "other", READ, [Doubt.TOLD]),
            id="says school, reads nothing",
        ),
        pytest.param(
            *({"oral": 3, "french": 4}, "fr", "never", COURSES, [Doubt.TOLD]),
            id="says no school, reads all",
        ),
        pytest.param(
            *({"oral": 0, "french": 0}, "other", "other", LANGUAGE, [Doubt.UNSEEN, Doubt.NOTHING]),
            id="a language that is not here",
        ),
        pytest.param(
            *({"french": 4}, "fr", "french", COURSES, [Doubt.UNSEEN]), id="no sound at this seat"
        ),
        pytest.param(
            *({"oral": 2, "french": 3}, "ar", "other", LANGUAGE, []), id="sentences in both"
        ),
    ],
)
def test_levels_point_to_a_starting_point(found, language, schooled, need, doubts):
    made = propose(exactly(**found), language, schooled)
    assert (made.need, list(made.doubts)) == (need, doubts)


def test_one_answer_that_decides_alone_is_said():
    found = exactly(oral=3, french=4)
    found["french"] = Level(4, 3, 4, seen=True)
    assert propose(found, "fr", "french").doubts == (Doubt.CLOSE,)
    found["french"] = Level(2, 1, 2, seen=True)
    assert propose(found, "fr", "french").doubts == ()  # coming back to reading in both cases


def test_what_was_left_before_the_end_is_said():
    found = exactly(oral=3, french=2)
    found["numbers"] = Level(1, 1, 1, seen=True, ended=False)
    assert propose(found, "fr", "french").doubts == (Doubt.OPEN,)


def by_chance(step):
    """Return how likely a step is passed by pressing anything: every order of answers counted."""
    most, right = needed(step) + NOT_RIGHT - 1, Fraction(1, CHOICES)
    chance = Fraction(0)
    for answers in product((True, False), repeat=most):
        tally = Tally()
        for each in answers:
            if not (passed(step, tally) or left(tally)):
                tally = Tally(tally.right + each, tally.other + (not each))
        likely = right ** sum(answers) * (1 - right) ** (most - sum(answers))
        chance += likely * passed(step, tally)
    return chance


def test_who_only_guesses_gets_a_level_in_less_than_two_of_a_hundred_parts():
    assert by_chance(1) < Fraction(2, 100)
    assert by_chance(2) < Fraction(10, 100)
    assert by_chance(1) * by_chance(2) < Fraction(2, 1000)


@pytest.mark.parametrize("part", STEPS)
def test_one_right_answer_more_never_lowers_a_level(part):
    """Every way through the steps of a part, with each answer that was not right made right."""
    steps = [
        [Tally(right, other) for right in range(needed(step) + 1) for other in range(3)]
        for step in range(1, STEPS[part] + 1)
    ]
    for way in product(*steps):
        before = climbed(part, at(part, *way)).at
        for place, tally in enumerate(way):
            if tally.other:
                better = [*way]
                better[place] = Tally(tally.right + 1, tally.other - 1)
                assert climbed(part, at(part, *better)).at >= before
