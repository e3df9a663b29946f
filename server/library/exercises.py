"""An exercise as a page shows it: the questions without their key, what was answered, the marks."""

import json
from dataclasses import dataclass, field
from fractions import Fraction

from content.questions import answers
from content.questions.scoring import ALL, Answer, score
from content.questions.types import Choice, Gaps, Match, Order, Question
from server import clock
from server.library.reading import Reading
from server.records import operations as records


@dataclass(frozen=True)
class ShownQuestion:
    """One question for a template: nothing in it tells the answer before it was given."""

    number: int
    type: str
    several: bool
    prompt: str
    hint: str
    options: list[str] = field(default_factory=list)
    """Choice: the options. Match: the left sides. Order: the things, shuffled."""
    picks: list[str] = field(default_factory=list)
    """Match: what to choose from for each left side."""
    pieces: list[str] = field(default_factory=list)
    """Gaps: the text around them."""
    given: list[str] = field(default_factory=list)
    mark: Fraction | None = None
    """None until it was answered."""
    said: str = ""
    """What the author says about this answer."""

    @property
    def is_right(self) -> bool:
        """Say whether the answer earned everything."""
        return self.mark == ALL


@dataclass(frozen=True)
class ShownExercise:
    """An exercise for a template."""

    intro: str
    questions: list[ShownQuestion]
    answered: int

    @property
    def is_finished(self) -> bool:
        """Say whether every question was answered."""
        return self.answered == len(self.questions)

    @property
    def right(self) -> int:
        """Return how many questions are right in full."""
        return sum(question.is_right for question in self.questions)


def seed(read: Reading) -> str:
    """Return what the questions of a page are shuffled by."""
    return read.sha256


def mark(read: Reading, number: int, given: Answer, person_id: int | None) -> Fraction:
    """Mark an answer to question ``number`` (from 0); kept for a person, not for a guest.

    Raises:
        NothingAnswered, NoSuchQuestion: see ``records.operations.answer``.
    """
    assert read.exercise is not None
    if person_id is None:
        if not given:
            raise records.NothingAnswered()
        return score(read.exercise.questions[number], given)
    return records.answer(
        person_id, read.node, read.sha256, read.exercise, number, given, at=clock.now()
    )


def present(
    read: Reading, person_id: int | None, marks: dict[int, Fraction] | None = None
) -> ShownExercise:
    """Return an exercise as its page shows it to a person, or to a guest with these marks."""
    assert read.exercise is not None
    marks = marks or {}
    given: dict[int, list[str]] = {}
    if person_id is not None:
        attempt = records.attempt_of(person_id, read.node, read.sha256)
        if attempt is not None:
            rows = list(attempt.answers)
            marks = {row.question: Fraction(row.mark) for row in rows}
            given = {row.question: json.loads(row.answer) for row in rows}
    questions = [
        _shown(question, number, seed(read), marks.get(number), given.get(number, []))
        for number, question in enumerate(read.exercise.questions)
    ]
    return ShownExercise(read.exercise.intro, questions, len(marks))


def _shown(
    question: Question, number: int, shuffle: str, earned: Fraction | None, given: list[str]
) -> ShownQuestion:
    options: list[str] = []
    picks: list[str] = []
    pieces: list[str] = []
    match question:
        case Choice():
            options = list(question.options)
        case Match():
            options = [left for left, _ in question.key]
            picks = answers.choices_of(question, shuffle)
        case Order():
            options = answers.things_of(question, shuffle)
        case Gaps():
            pieces = list(question.pieces)
    said = ""
    if earned is not None:
        said = question.right if earned == ALL else question.review
    return ShownQuestion(
        number + 1,
        question.type,
        isinstance(question, Choice) and question.several,
        question.prompt,
        question.hint,
        options,
        picks,
        pieces,
        given,
        earned,
        said,
    )
