"""What each type of question is made of, to and from JSON."""

import json
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, ClassVar

from content import shape
from content.html import clean
from content.questions.mastery import ALL, EVERYTHING, Mastery
from content.questions.values import (
    TEXTS,
    are_pickable,
    are_texts,
    fragments,
    in_tuples,
    lists,
)
from content.refusals import CatalogueRefused
from content.vocabulary import NODE_ID
from i18n.refusals import Phrase
from i18n.translate import N_

FORMAT = 1
MOST_QUESTIONS = 500
MOST_ANSWERS = 100
"""Options, pairs, gaps or accepted words of one question."""
MOST_WORDS = 2_000
"""Words that a text for the teacher may be asked to have: four pages."""
LONGEST_RECORDING = 600  # seconds: a teacher listens to those of twelve people


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


@dataclass(frozen=True)
class Words(Question):
    """Words to make a sentence of; each order in ``key`` is right, the first has them all."""

    type: ClassVar[str] = "words"

    key: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Picks(Question):
    """A text with gaps, as in ``Gaps``, each filled from a list of its own."""

    type: ClassVar[str] = "picks"

    pieces: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    """For each gap, the words to choose from, plain text."""
    key: tuple[tuple[str, ...], ...]
    """For each gap, those that are right."""


@dataclass(frozen=True)
class ForTeacher(Question):
    """What only a teacher can mark: it waits until one has."""


@dataclass(frozen=True)
class Text(ForTeacher):
    """A short text of ``least`` to ``most`` words; 0 where there is no such limit."""

    type: ClassVar[str] = "text"

    least: int
    most: int


@dataclass(frozen=True)
class Handed(ForTeacher):
    """A file to hand in: a photographed page, a drawing, a document."""

    type: ClassVar[str] = "file"


@dataclass(frozen=True)
class Spoken(ForTeacher):
    """An answer to be spoken, of ``longest`` seconds at most."""

    type: ClassVar[str] = "voice"

    longest: int


_MARKED_HERE = (Choice, TrueFalse, Short, Number, Match, Order, Gaps, Words, Picks)
TYPES: dict[str, type[Question]] = {
    shape.type: shape for shape in (*_MARKED_HERE, Text, Handed, Spoken)
}


@dataclass(frozen=True)
class Exercise:
    """An introduction (clean HTML, may be "") and questions in order."""

    intro: str
    questions: tuple[Question, ...]
    mastery: Mastery = EVERYTHING
    lesson: str = ""
    """Id of the lesson to look at again after a wrong answer; "" where none was named."""

    @property
    def can_be_done(self) -> bool:
        """Say whether the rule fits the questions: none that waits, where the next one depends."""
        waits = any(isinstance(question, ForTeacher) for question in self.questions)
        fits = self.mastery.fits(len(self.questions))
        return fits and not (waits and self.mastery.model != ALL)

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
        """Return the one JSON text of this exercise, its key included.

        What an exercise does not say is left out: its bytes are those it had before one could.
        """
        body: dict[str, Any] = {
            "format": FORMAT,
            "intro": self.intro,
            "questions": [{"type": q.type, **asdict(q)} for q in self.questions],
        }
        if self.mastery != EVERYTHING:
            body["mastery"] = asdict(self.mastery)
        if self.lesson:
            body["lesson"] = self.lesson
        return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Exercise":
        """Read an exercise; its HTML is cleaned again, whoever wrote it.

        Raises:
            CatalogueRefused: it is not what ``to_bytes`` writes, or nobody could do it.
        """
        try:
            body = json.loads(data)
            entries = body["questions"]
            if body["format"] != FORMAT or not 0 < len(entries) <= MOST_QUESTIONS:
                raise CatalogueRefused(where="exercise", what=N_("an unknown format"))
            if any(len(several) > MOST_ANSWERS for several in lists(entries)):
                what = Phrase(N_("a question of more than {most} answers"), most=MOST_ANSWERS)
                raise CatalogueRefused(where="exercise", what=what)
            if fault := shape.fault_in([body["intro"], *fragments(entries)]):
                raise CatalogueRefused(where="exercise", what=fault)
            questions = tuple(_question(entry) for entry in entries)
            mastery = Mastery(**body.get("mastery", {}))
            exercise = cls(clean(body["intro"]), questions, mastery, body.get("lesson", ""))
            again = json.loads(exercise.to_bytes())
            if fault := shape.fault_in([again["intro"], *fragments(again["questions"])]):
                raise CatalogueRefused(where="exercise", what=fault)
            if exercise.lesson != "" and not NODE_ID.fullmatch(exercise.lesson):
                raise CatalogueRefused(where="exercise", what=N_("the lesson to look at again"))
        except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError):
            raise CatalogueRefused(where="exercise", what=N_("unreadable")) from None
        if not exercise.can_be_done:
            raise CatalogueRefused(where="exercise", what=N_("when it is mastered"))
        return exercise


def _question(entry: dict[str, Any]) -> Question:
    values = {name: in_tuples(value) for name, value in entry.items() if name != "type"}
    for name in TEXTS:
        values[name] = clean(values[name])
    if entry["type"] == Choice.type:
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
            return pairs and are_texts(tuple(text for text, _ in question.key))
        case Number():
            numbers = [Decimal(text) for text in (question.key, question.tolerance)]
            sane = all(n.is_finite() and abs(n.adjusted()) < 1000 for n in numbers)
            return sane and numbers[1] >= 0 and are_texts((question.key, question.tolerance))
        case Match():
            return are_texts(tuple(right for _, right in question.key))
        case Order():
            return are_texts(question.key) and len(set(question.key)) == len(question.key)
        case Gaps():
            return _has_gaps(question)
        case Picks():
            same = len(question.options) == len(question.key)
            lists = zip(question.options, question.key, strict=False)
            return _has_gaps(question) and same and all(are_pickable(*each) for each in lists)
        case Words():
            whole = all(are_texts(order) and len(order) > 1 for order in question.key)
            return whole and len({tuple(sorted(order)) for order in question.key}) == 1
        case Text():
            limits = (question.least, question.most or MOST_WORDS)
            return all(type(n) is int for n in limits) and 0 <= limits[0] <= limits[1] <= MOST_WORDS
        case Handed():
            return True
        case Spoken():
            return type(question.longest) is int and 1 <= question.longest <= LONGEST_RECORDING
    return False


def _has_gaps(question: Gaps | Picks) -> bool:
    """Say whether there is a text around each gap, and something right for it."""
    around = len(question.pieces) == len(question.key) + 1 > 1
    texts = all(isinstance(piece, str) for piece in question.pieces)
    return around and texts and all(are_texts(words) for words in question.key)
