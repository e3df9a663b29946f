"""An exercise as a page shows it: the questions without their key, what was answered, the marks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from content.questions.mastery import AFTER, BEFORE, EVERYTHING, TWICE, Mastery, Standing
from content.questions.scoring import ALL, Answer, earned
from content.questions.types import (
    ForTeacher,
    Question,
)
from server.library.questions import Given, Setting, ShownQuestion, as_sent, show
from server.library.reading import Reading, told_outside
from server.records import attempts, works
from server.records.attempts import Task
from server.records.models import AnswerGiven, Attempt


@dataclass(frozen=True)
class ShownExercise:
    """An exercise for a template."""

    intro: str
    questions: list[ShownQuestion]
    """Those on the page: all, or the last one answered and the one that comes."""
    mastery: Mastery
    standing: Standing
    right: int
    """Questions right in full."""
    now: int
    """The number of the question that comes; 0 behind the last."""
    paused: datetime | None = None
    """When somebody stopped in the middle, at another time than this."""
    half: str = ""
    before: tuple[int, int] | None = None
    """How the test before the lessons went: right answers of so many."""

    @property
    def is_finished(self) -> bool:
        """Say whether no further question comes."""
        return self.standing.over

    @property
    def is_hard(self) -> bool:
        """Say whether somebody tries on and on: time to look at the lesson instead."""
        rule, done = self.mastery, self.standing.done
        return rule.one_by_one and not self.is_finished and done >= 2 * rule.window + 2


def seed(read: Reading) -> str:
    """Return what the parts of a question are shuffled by."""
    return read.sha256


def task_of(read: Reading) -> Task:
    """Return the exercise of a page as records know it.

    Raises:
        NoSuchQuestion: the page is no exercise.
    """
    if read.exercise is None:
        raise attempts.NoSuchQuestion()
    return Task(read.node, read.sha256, read.exercise)


def question_at(read: Reading, place: int, person_id: int | None) -> Question:
    """Return the question that stands at a place, from 0, of what somebody has before them.

    Raises:
        NoSuchQuestion: none does.
    """
    task = task_of(read)
    attempt = attempts.attempt_of(person_id, task) if person_id is not None else None
    number = attempts.question_at(attempt, task, place)
    if number is None:
        raise attempts.NoSuchQuestion()
    return task.exercise.questions[number]


def mark_for_guest(question: Question, given: Answer) -> Fraction:
    """Mark an answer of somebody for whom nothing is kept.

    Raises:
        NothingAnswered: it is empty.
        NoSuchQuestion: only a teacher could mark it.
    """
    if isinstance(question, ForTeacher):
        raise attempts.NoSuchQuestion()
    if not given:
        raise attempts.NothingAnswered()
    return earned(question, given)


def present_to_guest(
    read: Reading, marks: Mapping[int, tuple[Fraction, list[str]]] | None = None
) -> ShownExercise:
    """Return an exercise as a guest sees it: all questions, whatever its rule.

    Args:
        read: the page.
        marks: what was answered just now, by its place, with its mark.
    """
    task = task_of(read)
    told = marks or {}
    out, language = told_outside(read.node.id), read.version.language
    setting = Setting(read.node.id, seed(read), outside=out, language=language)
    questions = []
    for number, question in enumerate(task.exercise.questions):
        given = Given(told[number][1], told[number][0]) if number in told else None
        questions.append(show(question, number, setting, given))
    standing = Standing(len(told), len(questions), (), False, False)
    intro = setting.rooted(task.exercise.intro)
    return ShownExercise(intro, questions, EVERYTHING, standing, 0, 0)


def present(read: Reading, person_id: int, session: int | None, *, at: datetime) -> ShownExercise:
    """Return an exercise as its page shows it to a person.

    Where questions are drawn, an attempt begins when the page is first opened: a page opened
    again has the same ones.
    """
    task = task_of(read)
    rule = task.exercise.mastery
    attempt = (
        attempts.opened(person_id, task, session, at=at)
        if rule.draw or rule.model != EVERYTHING.model
        else attempts.attempt_of(person_id, task)
    )
    given = {answer.place: answer for answer in attempt.given()} if attempt else {}
    standing = attempts.standing_of(attempt, task)
    setting = Setting(
        read.node.id,
        seed(read),
        rule.tries,
        is_told=rule.model != TWICE or standing.over,
        outside=told_outside(read.node.id),
        language=read.version.language,
    )
    questions = []
    for place in _places(rule, standing, given):
        number = attempts.question_at(attempt, task, place)
        if number is not None:
            question = task.exercise.questions[number]
            answer = Given.of(given[place], rule.tries) if place in given else None
            waits = isinstance(question, ForTeacher)
            work = works.work_at(attempt, place) if waits else None
            told = show(question, place, setting, answer, work)
            if waits and attempt is not None and not (work and work.text):
                told = replace(told, before=works.written_before(attempt, question.prompt))
            questions.append(told)
    open_ones = [question.number for question in questions if not question.is_closed]
    return ShownExercise(
        setting.rooted(task.exercise.intro),
        questions,
        rule,
        standing,
        sum(answer.result.last is True for answer in given.values()),
        open_ones[0] if open_ones else 0,
        _paused(attempt, given, session),
        attempt.half if attempt else "",
        _before(attempt, task),
    )


def not_counted(shown: ShownExercise, number: int, sent: Sequence[str], why: str) -> ShownExercise:
    """Return an exercise whose form for one question stands as it was sent, with the reason.

    Args:
        shown: the exercise as it would be shown.
        number: of the question, from 1.
        sent: see ``answers.sent_by``.
        why: a sentence.
    """
    questions = [
        as_sent(each, sent, why) if each.number == number else each for each in shown.questions
    ]
    return replace(shown, questions=questions)


def _places(rule: Mastery, standing: Standing, given: Mapping[int, AnswerGiven]) -> list[int]:
    """Return the places that are on the page."""
    if not rule.one_by_one:
        return list(range(standing.total))
    last = [standing.done - 1] if standing.done and standing.done not in given else []
    return last if standing.over else [*last, standing.done]


def _paused(
    attempt: Attempt | None, given: Mapping[int, AnswerGiven], session: int | None
) -> datetime | None:
    if attempt is None or not given or attempt.finished_at or attempt.session_id == session:
        return None
    moment: datetime = max(answer.given_at for answer in given.values())
    return moment


def _before(attempt: Attempt | None, task: Task) -> tuple[int, int] | None:
    """Return how the test before the lessons went, for who does or has done the one after."""
    if attempt is None or attempt.half != AFTER:
        return None
    first = attempts.latest_half(attempt.person_id, task, BEFORE)
    marks = first.marks() if first else {}
    return (sum(mark == ALL for mark in marks.values()), len(marks)) if marks else None
