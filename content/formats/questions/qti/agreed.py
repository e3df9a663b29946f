"""Whether a question earns here what its item says, tried with answers; the way that does.

The rules of an item are a program, those of a question here one of a few. So both are asked for
the points of the same answers: all that there are, where they are few. What comes out the same is
taken over without a word; of what does not, one answer is told on which they differ.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from content.formats.questions.marked import in_digits
from content.formats.questions.qti.made import Made, Told
from content.formats.questions.qti.rules import Rules
from content.formats.questions.qti.tried import answers_to, best_answer
from content.questions.chosen import COHERENCE, NEIGHBOURS, PLACES
from content.questions.question import ALL_OR_NOTHING
from content.questions.scoring import Answer, score
from content.questions.types import (
    Choice,
    Labels,
    Match,
    Order,
    Part,
    Parts,
    Question,
    Short,
    Spot,
)
from i18n.refusals import Phrase
from i18n.translate import N_

NONE, ALL = Fraction(0), Fraction(1)
_DIGITS = 25
"""Digits of a number up to which somebody could type it."""


@dataclass(frozen=True)
class Difference:
    """An answer that earns other points here than by the rules of the item."""

    answer: str
    theirs: Fraction
    ours: Fraction

    def in_words(self) -> Phrase:
        """Return it as what a teacher is told about the item."""
        what = N_(
            "its own rules cannot be kept whole here: they give {theirs} to the answer “{answer}”, "
            "marking here gives {ours}."
        )
        shown = self.answer if len(self.answer) <= 80 else f"{self.answer[:79]}…"
        return Phrase(what, theirs=str(self.theirs), ours=str(self.ours), answer=shown)


def agreed(made: Made, rules: Rules) -> Made | Difference:
    """Return a question that earns what the rules of its item give to each answer that is tried.

    Raises:
        CannotBeScored: the rules cannot be followed.
    """
    first: Difference | None = None
    if made.told is None:
        return made
    typed = _typed(rules)
    for question in _ways(made.question, made.told, rules):
        full = rules.earned(made.told(best_answer(question)))
        difference = _difference(question, made, rules, full, typed)
        if difference is None:
            return Made(question, full, made.told)
        first = first or difference
    assert first is not None  # the question as it was made is the first of the ways
    return first


def _difference(
    question: Question, made: Made, rules: Rules, full: Fraction, typed: list[str]
) -> Difference | None:
    """Return the first answer on which marking here is not that of the rules; None for none."""
    assert made.told is not None
    worth = full if full > 0 else made.points
    for answer in (best_answer(question), *answers_to(question, typed, rules.tries)):
        responses = made.told(answer)
        theirs, ours = rules.earned(responses), score(question, answer) * worth
        if theirs != ours:
            said = "; ".join(", ".join(values) for values in responses.values() if values)
            return Difference(said or "…", theirs, ours)
    return None


def _ways(question: Question, told: Told, rules: Rules) -> Iterator[Question]:
    """Go through a question with each rule of marking that it can have, its own first."""
    yield question
    match question:
        case Choice() if question.several:
            bare = replace(question, weights=(), rule="")
            yield from (bare, replace(bare, rule=ALL_OR_NOTHING), replace(bare, rule=COHERENCE))
        case Spot() if question.several:
            yield from (replace(question, rule=rule) for rule in ("", ALL_OR_NOTHING))
        case Order():
            yield from (replace(question, rule=rule) for rule in ("", PLACES, NEIGHBOURS))
        case Match() | Labels():
            yield from (replace(question, rule=rule) for rule in ("", ALL_OR_NOTHING))
        case Parts():
            yield replace(question, rule=ALL_OR_NOTHING)
            if weighed := _weighed(question, told, rules):
                yield weighed
        case Short():
            yield replace(question, accents=False, case=False)
            yield replace(question, accents=False)
            stars = tuple((f"*{text}*", exact) for text, exact in question.key)
            yield replace(question, key=stars)
            yield replace(question, key=stars, accents=False, case=False)


def _weighed(question: Parts, told: Told, rules: Rules) -> Parts | None:
    """Return a text whose parts count what each right one earns alone; None where none does."""
    right = best_answer(question)
    parts: list[Part] = []
    for place, part in enumerate(question.key):
        alone: Answer = tuple(text if n == place else "" for n, text in enumerate(right))
        parts.append(replace(part, weight=str(max(rules.earned(told(alone)), NONE))))
    if all(part.weight == "0" for part in parts):
        return None
    return replace(question, key=tuple(parts), rule="")


def _typed(rules: Rules) -> list[str]:
    """Return what to type: the words of the rules, their numbers, and others between these."""
    points = rules.points()
    ends = [points[0] - 1, points[-1] + 1] if points else []
    between = [(one + other) / 2 for one, other in pairwise(points)]
    numbers = [in_digits(value) for value in (*points, *between, *ends) if _is_typed(value)]
    return [*(text for text in rules.literals if text), *numbers]


def _is_typed(value: Fraction) -> bool:
    """Say whether a number has an end, so that somebody can type it."""
    left = value.denominator
    for prime in (2, 5):
        while left % prime == 0:
            left //= prime
    return left == 1 and len(Decimal(value.denominator).as_tuple().digits) <= _DIGITS
