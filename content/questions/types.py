"""What each type of question is made of, to and from JSON."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, ClassVar

from content import shape
from content.html import clean
from content.refusals import CatalogueRefused
from i18n.refusals import Phrase
from i18n.translate import N_

FORMAT = 1
MOST_QUESTIONS = 500
MOST_ANSWERS = 100
"""Options, pairs, gaps or accepted words of one question."""


@dataclass(frozen=True)
class Question:
    """What every question has. Texts are clean HTML, except where a type says otherwise."""

    type: ClassVar[str] = ""

    prompt: str
    hint: str
    right: str
    review: str


@dataclass(frozen=True)
class Choice(Question):
    """One (``several`` false) or several right options, by their place."""

    type: ClassVar[str] = "choice"

    options: tuple[str, ...]
    key: tuple[int, ...]
    several: bool


@dataclass(frozen=True)
class TrueFalse(Question):
    """A statement that holds or does not."""

    type: ClassVar[str] = "truefalse"

    key: bool


@dataclass(frozen=True)
class Short(Question):
    """A word or a few, typed. Where ``exact``, capitals and accents count."""

    type: ClassVar[str] = "short"

    key: tuple[tuple[str, bool], ...]
    """Accepted texts, plain, each with whether it is exact."""


@dataclass(frozen=True)
class Number(Question):
    """A number, right within ``tolerance`` either way; both as decimal text: "3.14"."""

    type: ClassVar[str] = "number"

    key: str
    tolerance: str


@dataclass(frozen=True)
class Match(Question):
    """Pairs to find again. Right sides are plain text, shown in a list to choose from."""

    type: ClassVar[str] = "match"

    key: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Order(Question):
    """Things to put in order; ``key`` is the right one."""

    type: ClassVar[str] = "order"

    key: tuple[str, ...]


@dataclass(frozen=True)
class Gaps(Question):
    """A text with gaps to type in: ``pieces[0] gap pieces[1] gap ... pieces[n]``, plain text."""

    type: ClassVar[str] = "gaps"

    pieces: tuple[str, ...]
    key: tuple[tuple[str, ...], ...]
    """For each gap, the words accepted."""


_TEXTS = ("prompt", "hint", "right", "review")

TYPES: dict[str, type[Question]] = {
    shape.type: shape for shape in (Choice, TrueFalse, Short, Number, Match, Order, Gaps)
}


@dataclass(frozen=True)
class Exercise:
    """An introduction (clean HTML, may be "") and questions in order."""

    intro: str
    questions: tuple[Question, ...]

    def read_aloud(self) -> str:
        """Return a fragment with the blocks that may be read aloud, in order: no key in it."""
        fragments = [self.intro]
        for question in self.questions:
            fragments.append(question.prompt)
            match question:
                case Choice():
                    fragments += question.options
                case Match():
                    fragments += [left for left, _ in question.key]
        return "\n".join(fragments)

    def to_bytes(self) -> bytes:
        """Return the one JSON text of this exercise, its key included."""
        body = {
            "format": FORMAT,
            "intro": self.intro,
            "questions": [{"type": q.type, **asdict(q)} for q in self.questions],
        }
        return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Exercise":
        """Read an exercise; its HTML is cleaned again, whoever wrote it.

        Raises:
            CatalogueRefused: it is not what ``to_bytes`` writes.
        """
        try:
            body = json.loads(data)
            entries = body["questions"]
            if body["format"] != FORMAT or not 0 < len(entries) <= MOST_QUESTIONS:
                raise CatalogueRefused(where="exercise", what=N_("an unknown format"))
            if any(len(several) > MOST_ANSWERS for several in _lists(entries)):
                what = Phrase(N_("a question of more than {most} answers"), most=MOST_ANSWERS)
                raise CatalogueRefused(where="exercise", what=what)
            if fault := shape.fault_in([body["intro"], *_fragments(entries)]):
                raise CatalogueRefused(where="exercise", what=fault)
            questions = tuple(_question(entry) for entry in entries)
            exercise = cls(clean(body["intro"]), questions)
            again = json.loads(exercise.to_bytes())
            if fault := shape.fault_in([again["intro"], *_fragments(again["questions"])]):
                raise CatalogueRefused(where="exercise", what=fault)
        except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError):
            raise CatalogueRefused(where="exercise", what=N_("unreadable")) from None
        return exercise


def _lists(entries: Any) -> Iterator[list[Any]]:
    """Go through every list within the questions, those in lists too."""
    ahead = [value for entry in entries for value in entry.values() if isinstance(value, list)]
    while ahead:
        several = ahead.pop()
        yield several
        ahead += [value for value in several if isinstance(value, list)]


def _fragments(entries: list[dict[str, Any]]) -> Iterator[str]:
    """Go through the HTML of the questions, as it was written."""
    for entry in entries:
        yield from (entry[name] for name in _TEXTS)
        yield from entry.get("options", ())
        if entry["type"] == Match.type:
            yield from (left for left, _ in entry["key"])


def _question(entry: dict[str, Any]) -> Question:
    values = {name: _tuples(value) for name, value in entry.items() if name != "type"}
    for name in _TEXTS:
        values[name] = clean(values[name])
    if "options" in values:
        values["options"] = tuple(clean(option) for option in values["options"])
    if entry["type"] == Match.type:
        values["key"] = tuple((clean(left), right) for left, right in values["key"])
    question = TYPES[entry["type"]](**values)
    if not _holds(question):
        raise CatalogueRefused(
            where="exercise", what=Phrase(N_("a question of type “{type}”"), type=question.type)
        )
    return question


def _holds(question: Question) -> bool:
    """Say whether a question can be shown and marked."""
    match question:
        case Choice():
            places = range(len(question.options))
            known = all(type(place) is int and place in places for place in question.key)
            count = len(question.key) >= 1 if question.several else len(question.key) == 1
            return known and count and isinstance(question.several, bool)
        case TrueFalse():
            return isinstance(question.key, bool)
        case Short():
            pairs = all(isinstance(exact, bool) for _, exact in question.key)
            return pairs and _texts(tuple(text for text, _ in question.key))
        case Number():
            numbers = [Decimal(text) for text in (question.key, question.tolerance)]
            sane = all(n.is_finite() and abs(n.adjusted()) < 1000 for n in numbers)
            return sane and numbers[1] >= 0 and _texts((question.key, question.tolerance))
        case Match():
            return _texts(tuple(right for _, right in question.key))
        case Order():
            return _texts(question.key) and len(set(question.key)) == len(question.key)
        case Gaps():
            around = len(question.pieces) == len(question.key) + 1 > 1
            texts = all(isinstance(piece, str) for piece in question.pieces)
            return around and texts and all(_texts(words) for words in question.key)
    return False


def _texts(texts: tuple[Any, ...]) -> bool:
    """Say whether there is at least one text and none is empty."""
    return bool(texts) and all(isinstance(text, str) and text.strip() for text in texts)


def _tuples(value: Any) -> Any:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value
