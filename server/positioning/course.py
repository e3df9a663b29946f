"""What comes next: a plain function of the answers so far, so nothing else has to be kept."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from random import Random

from server.positioning.deciding import STEPS, Tally, climbed, left, passed
from server.positioning.items import IN_FRENCH, Item, in_language
from server.positioning.tongues import SENTENCES

PARTS = ("oral", "numbers", "french", "letters", "own")
"""In the order they are taken: what somebody may find hard stands between other things."""
ASKED = {1: 4}
"""Items of a first step at most; of a later one three: see ``deciding``."""
MOST = 40
"""Pages at most, those before and after the items too: about ten minutes."""


@dataclass(frozen=True)
class Told:
    """What somebody said before the items."""

    seed: int
    language: str
    sound: bool


def items_of(told: Told) -> dict[str, Item]:
    """Return the items that somebody may meet, by their keys."""
    return {item.key: item for item in (*IN_FRENCH, *in_language(told.language))}


@cache
def _drawn(seed: int, language: str) -> dict[tuple[str, int], tuple[Item, ...]]:
    """Return which items are asked at most, in their order, by part and step."""
    found: dict[tuple[str, int], list[Item]] = {}
    for item in (*IN_FRENCH, *in_language(language)):
        found.setdefault((item.part, item.step), []).append(item)
    drawn = {}
    for (part, step), items in found.items():
        chance = Random(f"{seed} {part} {step}")  # noqa: S311 - nobody gains by foreseeing it
        drawn[part, step] = tuple(chance.sample(items, ASKED.get(step, 3)))
    return drawn


def choices_of(item: Item, seed: int) -> list[str]:
    """Return the choices of an item as they stand on its page, the same each time."""
    chance = Random(f"{seed} {item.key}")  # noqa: S311 - nobody gains by foreseeing it
    return chance.sample(item.choices, len(item.choices))


def tallies_of(answers: Mapping[str, bool], told: Told) -> dict[tuple[str, int], Tally]:
    """Return how many answers of each part and step were right, and how many not.

    Args:
        answers: whether each was right, by the key of its item; others are left out.
        told: what was said before.
    """
    items = items_of(told)
    counted = Counter(
        (items[key].part, items[key].step, right) for key, right in answers.items() if key in items
    )
    return {
        (part, step): Tally(counted[part, step, True], counted[part, step, False])
        for part, steps in STEPS.items()
        for step in range(1, steps + 1)
    }


def parts_of(answers: Mapping[str, bool], told: Told) -> list[str]:
    """Return the parts that are looked at, as far as the answers tell."""
    french = climbed("french", tallies_of(answers, told))
    skipped = {
        "oral": not told.sound,
        "letters": french.at > 0,
        "own": told.language not in SENTENCES or french.at > 1,
    }
    return [part for part in PARTS if not skipped.get(part)]


def next_item(answers: Mapping[str, bool], told: Told) -> Item | None:
    """Return what is asked now; None at the end."""
    tallies, drawn = tallies_of(answers, told), _drawn(told.seed, told.language)
    for part in parts_of(answers, told):
        for step in range(1, STEPS[part] + 1):
            tally = tallies[part, step]
            if left(tally):
                break
            if not passed(step, tally):
                return next(item for item in drawn[part, step] if item.key not in answers)
    return None
