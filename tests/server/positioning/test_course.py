"""The way through the items: short, gentle, and the same wherever it is gone on with."""

from itertools import product

import pytest

from i18n.languages import LANGUAGES
from server.positioning.course import MOST, Told, choices_of, items_of, next_item, tallies_of
from server.positioning.deciding import LADDERS, STEPS, levels, needed
from server.positioning.drawn import drawn
from server.positioning.items import CHOICES, IN_FRENCH, in_language
from server.positioning.tongues import SENTENCES, WORDS
from tests.server.test_looks import VENDOR

EVERYTHING = (*IN_FRENCH, *(item for language in WORDS for item in in_language(language)))
BESIDES = 5
"""Pages that are no items: language, sound, school, a try, a word to write."""
SEEDS = range(40)


def go(told, knows):
    """Go the whole way; ``knows`` says whether an item is answered right."""
    answers = {}
    while (item := next_item(answers, told)) is not None:
        answers[item.key] = knows(item)
    return answers


def reached(told, knows):
    return {name: level.at for name, level in levels(tallies_of(go(told, knows), told)).items()}


def test_every_item_has_six_different_choices_and_one_key():
    assert {item.key for item in EVERYTHING if len(set(item.choices)) != CHOICES} == set()
    assert len({item.key for item in EVERYTHING}) == len(EVERYTHING)


def test_every_choice_is_drawn_with_pictures_that_are_there():
    for item in EVERYTHING:
        for written in (*item.choices, *([item.drawn] if item.drawn else [])):
            shown = drawn(written)
            assert bool(shown.text) != bool(shown.drawings), written
            for each in shown.drawings:
                assert (VENDOR / "pictures" / f"{each.picture}.svg").exists(), written


def test_nobody_can_see_from_what_is_asked_which_choice_is_right():
    for item in EVERYTHING:
        alone = [c for c in item.choices if c.startswith("=") != item.right.startswith("=")]
        assert alone == []


def test_every_language_of_items_is_known_and_has_both_steps():
    assert WORDS.keys() == SENTENCES.keys() <= LANGUAGES.keys()
    assert len(WORDS) == 15


@pytest.mark.parametrize("language", ["fr", "ar", "zh", "other"])
@pytest.mark.parametrize("seed", SEEDS)
def test_it_is_forty_pages_at_most_whatever_is_answered(language, seed):
    told = Told(seed, language, sound=True)
    ways = [lambda item: True, lambda item: False, lambda item: item.part in {"oral", "numbers"}]
    ways += [late_in_each_step(told, steps) for steps in product(range(4), repeat=3)]
    assert max(len(go(told, knows)) for knows in ways) + BESIDES <= MOST


def late_in_each_step(told, steps):
    """Return the longest way: one answer not right in each step that is passed, two in the last."""
    numbers = dict(zip(("oral", "numbers", "french"), steps, strict=True))
    met = {}

    def knows(item):
        place = met.setdefault((item.part, item.step), []) or met[item.part, item.step]
        place.append(item)
        is_passed = item.step <= numbers.get(item.part, 2)
        return len(place) > 1 if is_passed else len(place) < needed(item.step)

    return knows


@pytest.mark.parametrize("seed", SEEDS)
def test_a_part_ends_at_the_second_answer_of_a_step_that_is_not_right(seed):
    told = Told(seed, "ar", sound=True)
    answers = go(told, lambda item: item.part in {"numbers", "own"})
    for part in ("oral", "french", "letters"):
        assert [right for key, right in answers.items() if key.startswith(part)] == [False] * 2


def test_what_is_hard_stands_between_other_things():
    told = Told(1, "ar", sound=True)
    parts = list(dict.fromkeys(items_of(told)[key].part for key in go(told, lambda item: False)))
    assert parts == ["oral", "numbers", "french", "letters", "own"]


def test_who_reads_sentences_in_french_is_not_asked_for_letters_or_another_language():
    told = Told(1, "ar", sound=True)
    parts = {items_of(told)[key].part for key in go(told, lambda item: item.step < 3)}
    assert parts == {"oral", "numbers", "french"}


def test_without_sound_nothing_is_to_be_heard():
    told = Told(1, "fr", sound=False)
    assert not any(items_of(told)[key].heard for key in go(told, lambda item: True))


@pytest.mark.parametrize("seed", SEEDS)
def test_it_goes_on_with_the_same_item_wherever_it_was_left(seed):
    told = Told(seed, "ro", sound=True)
    answers = go(told, lambda item: item.step == 1)
    for cut in range(len(answers)):
        kept = dict(list(answers.items())[:cut])
        assert next_item(kept, told).key == list(answers)[cut]
        assert choices_of(next_item(kept, told), seed) == choices_of(
            items_of(told)[list(answers)[cut]], seed
        )


@pytest.mark.parametrize("seed", SEEDS)
def test_who_knows_one_item_more_is_never_lower(seed):
    """Somebody who knows some items, and then each of those that they met and did not know."""
    told = Told(seed, "ar", sound=True)
    known = {
        item.key for place, item in enumerate(items_of(told).values()) if place % 3 != seed % 3
    }
    before, met = reached(told, lambda item: item.key in known), go(told, lambda i: i.key in known)
    for more in met.keys() - known:
        after = reached(told, lambda item, more=more: item.key in known or item.key == more)
        assert all(
            after[name] >= before[name] for name in LADDERS if name != "own" or after["french"] < 3
        )


def test_the_items_of_each_step_are_enough_for_the_longest_way():
    told = Told(0, "de", sound=True)
    for part, steps in STEPS.items():
        for step in range(1, steps + 1):
            there = [i for i in items_of(told).values() if (i.part, i.step) == (part, step)]
            assert len(there) >= (4 if step == 1 else 3), (part, step)
