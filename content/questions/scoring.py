"""Marks: pure functions from a question and an answer to an exact fraction of it."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import singledispatch
from itertools import pairwise

from content.questions import dictated, marks
from content.questions.chosen import COHERENCE, NEIGHBOURS
from content.questions.compare import folded, matches, same
from content.questions.numbers import is_near, number, quantity, unit_among
from content.questions.question import ALL_OR_NOTHING
from content.questions.typed import ANYTHING, OF_QUESTION, REQUIRED, Accepted
from content.questions.types import (
    Choice,
    Dictation,
    Gaps,
    Labels,
    Match,
    Number,
    Order,
    Parts,
    Picks,
    Question,
    Short,
    Spot,
    TrueFalse,
    Words,
)
from content.questions.values import gains_of, share_of

__all__ = ["ALL", "NONE", "Answer", "earned", "folded", "number", "remark_on", "score"]

Answer = tuple[str, ...]
"""What was answered, as texts: numbers of options or areas, a word, one word for each gap, the
right side chosen for each left side, things in the order given, the label put on each place, the
text of each stretch of a dictation. A number whose unit is listed is two texts. Of a text with
parts, one text for each: several options, and a unit, stand behind a blank: "0 2", "12 cm". An
empty text is a thing left open."""

NONE, ALL = Fraction(0), Fraction(1)


def score(question: Question, answer: Answer) -> Fraction:
    """Return how much of a question an answer earns, exactly.

    It is 1 at most; below 0 only where the rule of the question takes points off. An answer that
    does not have the question's shape earns 0.

    Raises:
        TypeError: only a teacher can mark it (``ForTeacher``).
    """
    share = _score(question, answer)
    if question.rule == ALL_OR_NOTHING:
        return ALL if share == ALL else NONE
    return share


def earned(question: Question, answer: Answer) -> Fraction:
    """Return what an answer earns in an exercise, where no rule takes points off: 0 to 1.

    Raises:
        TypeError: only a teacher can mark it (``ForTeacher``).
    """
    return max(NONE, score(question, answer))


def remark_on(question: Question, answer: Answer) -> str:
    """Return what the author says to this very answer, as clean HTML; "" for nothing."""
    match question:
        case Choice():
            taken = sorted({int(p) for p in answer if p.isdecimal() and len(p) < 4})
            return "".join(_remark(question.remarks, place) for place in taken)
        case TrueFalse():
            place = {"true": 0, "false": 1}.get("".join(answer))
            return _remark(question.remarks, place)
        case Short():
            return _remark(question.remarks, _fitting_text(question, answer))
        case Number():
            found = _fitting_number(question, answer)
            return _remark(question.remarks, found[0] if found else None)
    return ""


def _remark(remarks: Sequence[str], place: int | None) -> str:
    return remarks[place] if place is not None and place < len(remarks) else ""


@singledispatch
def _score(question: Question, answer: Answer) -> Fraction:
    raise TypeError(question)


@_score.register
def _(question: Choice, answer: Answer) -> Fraction:
    known = {str(place): place for place in range(len(question.options))}
    if not answer or not set(answer) <= set(known):
        return _right_less_wrong(question.key, answer, question.several)
    chosen, key = {known[text] for text in answer}, set(question.key)
    if not question.several and len(chosen) != 1:
        return NONE
    if question.weights:
        total = sum((share_of(question.weights[place]) for place in chosen), start=NONE)
        return min(ALL, max(NONE, total)) if question.several else total
    if question.rule == COHERENCE:
        return marks.coherence(len(known) - len(chosen ^ key), len(known))
    if gains := gains_of(question.rule):
        if not question.several:
            return (gains[0] if chosen == key else gains[1]) / gains[0]
        return marks.treated(*gains, len(known), len(chosen ^ key)) / (gains[0] * len(known))
    return _right_less_wrong(question.key, answer, question.several)


@_score.register
def _(question: Spot, answer: Answer) -> Fraction:
    return _right_less_wrong(question.key, answer, question.several)


def _right_less_wrong(places: Sequence[int], answer: Answer, several: bool) -> Fraction:
    chosen, key = set(answer), {str(place) for place in places}
    if not several:
        return ALL if len(chosen) == 1 and chosen <= key else NONE
    return max(NONE, Fraction(len(chosen & key) - len(chosen - key), len(key)))


@_score.register
def _(question: TrueFalse, answer: Answer) -> Fraction:
    return ALL if answer == (("true",) if question.key else ("false",)) else NONE


@_score.register
def _(question: Short, answer: Answer) -> Fraction:
    place = _fitting_text(question, answer)
    if place is None:
        return NONE
    return share_of(question.weights[place]) if question.weights else ALL


def _fitting_text(question: Short, answer: Answer) -> int | None:
    """Return the place of the first accepted text that an answer is; None for none."""
    given = answer[0] if answer else ""
    fits = matches if question.wildcards else same
    for place, (text, exact) in enumerate(question.key):
        if fits(given, text, case=exact or question.case, accents=exact or question.accents):
            return place
    return None


@_score.register
def _(question: Number, answer: Answer) -> Fraction:
    found = _fitting_number(question, answer)
    if found is None:
        return NONE
    place, unit_is_right = found
    weight = share_of(_accepted(question)[place].weight)
    if unit_is_right:
        return weight
    penalty = share_of(question.unit_penalty)
    cost = penalty if question.penalty_of == OF_QUESTION else penalty * weight
    return max(NONE, weight - cost)


def _accepted(question: Number) -> tuple[Accepted, ...]:
    own = Accepted(question.key, question.tolerance, question.mode, question.weight)
    return (own, *question.more)


def _fitting_number(question: Number, answer: Answer) -> tuple[int, bool] | None:
    """Return the place of the first accepted number that an answer is, and whether its unit is."""
    value, unit = quantity(answer[0]) if answer else (None, "")
    if value is None:
        return None
    unit = (answer[1] if len(answer) > 1 else "") or unit
    size = unit_among(unit, question.units) if unit else None
    if unit and size is None and not question.unit_rule:
        return None
    typed = Fraction(value)
    converted = typed / size if size else typed
    unit_is_right = size is not None or (not unit and question.unit_rule != REQUIRED)
    for place, accepted in enumerate(_accepted(question)):
        if _is(converted, accepted, slack=size not in (None, 1)):
            return place, unit_is_right
        if size is not None and question.unit_rule and _is(typed, accepted):
            return place, False
    return None


def _is(value: Fraction, accepted: Accepted, slack: bool = False) -> bool:
    if accepted.value == ANYTHING:
        return True
    wanted, tolerance = Fraction(Decimal(accepted.value)), Fraction(Decimal(accepted.tolerance))
    return is_near(value, wanted, tolerance, accepted.mode, slack)


@_score.register
def _(question: Match, answer: Answer) -> Fraction:
    return _share([right for _, right in question.key], answer)


@_score.register
def _(question: Order, answer: Answer) -> Fraction:
    if not question.rule or sorted(answer) != sorted(question.key):
        return ALL if answer == question.key else NONE
    if question.rule == NEIGHBOURS and len(answer) > 1:
        pairs = set(pairwise(question.key))
        kept = sum(pair in pairs for pair in pairwise(answer))
        return Fraction(kept, len(answer) - 1)
    return _share(question.key, answer)


@_score.register
def _(question: Gaps, answer: Answer) -> Fraction:
    filled = zip(question.key, answer, strict=False)
    right = sum(any(same(given, word) for word in words) for words, given in filled)
    return Fraction(right, len(question.key))


@_score.register
def _(question: Picks, answer: Answer) -> Fraction:
    filled = zip(question.key, answer, strict=False)
    return Fraction(sum(given in words for words, given in filled), len(question.key))


@_score.register
def _(question: Words, answer: Answer) -> Fraction:
    return ALL if answer in question.key else NONE


@_score.register
def _(question: Labels, answer: Answer) -> Fraction:
    if not question.again and len(set(filter(None, answer))) < len([*filter(None, answer)]):
        return NONE
    return _share([question.labels[label] for label in question.key], answer)


@_score.register
def _(question: Dictation, answer: Answer) -> Fraction:
    return dictated.earned(question, answer) if any(answer) else NONE


@_score.register
def _(question: Parts, answer: Answer) -> Fraction:
    weights = [share_of(part.weight) for part in question.key]
    parts = zip(question.key, weights, answer, strict=False)
    won = (
        weight * score(part.question, part_answer(part.question, one))
        for part, weight, one in parts
    )
    return sum(won, start=NONE) / sum(weights)


def part_answer(question: Question, text: str) -> Answer:
    """Return the answer to a part of a text, of the one text that the answer to the whole has."""
    if isinstance(question, Choice):
        return tuple(text.split())
    return (text,) if text else ()


def _share(key: Sequence[str], answer: Answer) -> Fraction:
    right = sum(given == wanted for wanted, given in zip(key, answer, strict=False))
    return Fraction(right, len(key))
