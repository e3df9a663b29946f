"""Marks: pure functions from a question and an answer to an exact fraction of it."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import singledispatch

from content.questions.types import (
    Choice,
    Gaps,
    Match,
    Number,
    Order,
    Picks,
    Question,
    Short,
    TrueFalse,
    Words,
)

Answer = tuple[str, ...]
"""What was answered, as texts: numbers of options, a word, one word for each gap, the right side
chosen for each left side, things in the order given. An empty text is a thing left open."""

NONE, ALL = Fraction(0), Fraction(1)


@singledispatch
def score(question: Question, answer: Answer) -> Fraction:
    """Return how much of a question an answer earns, 0 to 1.

    An answer that does not have the question's shape earns 0.

    Raises:
        TypeError: only a teacher can mark it (``ForTeacher``).
    """
    raise TypeError(question)


@score.register
def _(question: Choice, answer: Answer) -> Fraction:
    chosen = set(answer)
    key = {str(place) for place in question.key}
    if not question.several:
        return ALL if chosen == key else NONE
    return max(NONE, Fraction(len(chosen & key) - len(chosen - key), len(key)))


@score.register
def _(question: TrueFalse, answer: Answer) -> Fraction:
    return ALL if answer == (("true",) if question.key else ("false",)) else NONE


@score.register
def _(question: Short, answer: Answer) -> Fraction:
    given = answer[0] if answer else ""
    return ALL if any(_same(given, text, exact) for text, exact in question.key) else NONE


@score.register
def _(question: Number, answer: Answer) -> Fraction:
    given = number(answer[0]) if answer else None
    if given is None:
        return NONE
    return ALL if abs(given - Decimal(question.key)) <= Decimal(question.tolerance) else NONE


@score.register
def _(question: Match, answer: Answer) -> Fraction:
    return _share([right for _, right in question.key], answer)


@score.register
def _(question: Order, answer: Answer) -> Fraction:
    return ALL if answer == question.key else NONE


@score.register
def _(question: Gaps, answer: Answer) -> Fraction:
    filled = zip(question.key, answer, strict=False)
    right = sum(any(_same(given, word, False) for word in words) for words, given in filled)
    return Fraction(right, len(question.key))


@score.register
def _(question: Picks, answer: Answer) -> Fraction:
    filled = zip(question.key, answer, strict=False)
    return Fraction(sum(given in words for words, given in filled), len(question.key))


@score.register
def _(question: Words, answer: Answer) -> Fraction:
    return ALL if answer in question.key else NONE


def _share(key: Sequence[str], answer: Answer) -> Fraction:
    right = sum(given == wanted for wanted, given in zip(key, answer, strict=False))
    return Fraction(right, len(key))


def _same(given: str, wanted: str, exact: bool) -> bool:
    fold = _tidy if exact else folded
    return given.strip() != "" and fold(given) == fold(wanted)


_OUTER = ' .:;,!?؟،؛«»"'


def _tidy(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).replace("’", "'")
    text = " ".join(text.split())
    return text.strip(_OUTER) or text


def folded(text: str) -> str:
    """Return a text as it is compared: no capitals, accents, Arabic vowels, outer punctuation.

    A text of nothing but these stays, so that a question can ask for a sign.
    """
    decomposed = unicodedata.normalize("NFKD", _tidy(text).casefold().replace("œ", "oe"))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c) and c != "ـ")
    return bare.replace("æ", "ae") or decomposed


_SPACES = re.compile(r"[\s\u00a0\u202f'’]")
_POINT = str.maketrans({"٫": ".", "،": ".", ",": ".", "٬": "", "−": "-"})


def number(text: str) -> Decimal | None:
    """Read a number as people write it: "1 234,5", "1234.5", "٣٫٥"; None if it is none."""
    plain = _SPACES.sub("", unicodedata.normalize("NFKC", text)).translate(_POINT)
    if "_" in plain:
        return None
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value.adjusted()) < 1000 else None
