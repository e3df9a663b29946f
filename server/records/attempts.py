"""Going at an exercise: which questions come, marking what is answered, when it is mastered."""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from content.browse import Item
from content.questions import mastery
from content.questions.exercise import Exercise
from content.questions.mastery import AFTER, BEFORE, TWICE, Standing
from content.questions.scoring import Answer, earned
from i18n.refusals import Invalid, NotFound
from i18n.translate import N_
from server.database import writing
from server.records.models import AnswerGiven, Attempt
from server.records.operations import finished


class NothingAnswered(Invalid):
    """A form came without an answer."""

    message = N_("Answer first: choose, or write something. Nothing was counted.")


class NoSuchQuestion(NotFound):
    """An exercise has fewer questions, or has changed."""

    message = N_("This exercise has changed. Open it again; your earlier answers are kept.")


@dataclass(frozen=True)
class Task:
    """An exercise as somebody has it before them."""

    node: Item
    sha256: str
    """Of its very text."""
    exercise: Exercise


def attempt_of(person_id: int, task: Task) -> Attempt | None:
    """Return a person's latest attempt at an exercise as it is now, None if there is none."""
    attempt: Attempt | None = (
        Attempt.select()
        .where(
            Attempt.person == person_id,
            Attempt.node_id == task.node.id,
            Attempt.exercise == task.sha256,
        )
        .order_by(Attempt.started_at.desc(), Attempt.id.desc())
        .first()
    )
    return attempt


def latest_half(person_id: int, task: Task, half: str) -> Attempt | None:
    """Return the latest finished test before, or after, the lessons; None if there is none."""
    attempt: Attempt | None = (
        Attempt.select()
        .where(
            Attempt.person == person_id,
            Attempt.node_id == task.node.id,
            Attempt.exercise == task.sha256,
            Attempt.half == half,
            Attempt.finished_at.is_null(False),
        )
        .order_by(Attempt.started_at.desc(), Attempt.id.desc())
        .first()
    )
    return attempt


def closed_of(attempt: Attempt | None, task: Task) -> list[AnswerGiven]:
    """Return the answers of an attempt that stay as they are, by their places."""
    given = attempt.given() if attempt is not None else []
    return [answer for answer in given if answer.is_closed(task.exercise.mastery.tries)]


def standing_of(attempt: Attempt | None, task: Task) -> Standing:
    """Return how far an attempt is."""
    results = [answer.result for answer in closed_of(attempt, task)]
    return mastery.standing(task.exercise.mastery, len(task.exercise.questions), results)


def question_at(attempt: Attempt | None, task: Task, place: int) -> int | None:
    """Return which question, from 0, stands at a place of an attempt; None behind the last.

    Without an attempt there is nothing drawn yet: the questions stand as they were written.
    """
    total = len(task.exercise.questions)
    if attempt is None:
        return place if 0 <= place < total else None
    return mastery.comes(task.exercise.mastery, total, attempt.seed, place, attempt.half)


def opened(person_id: int, task: Task, session: int | None, *, at: datetime) -> Attempt:
    """Return the attempt that somebody goes on with, begun now if there is none."""
    attempt = attempt_of(person_id, task)
    if attempt is not None:
        return attempt
    with writing():
        return attempt_of(person_id, task) or start_again(person_id, task, session, at=at)


def start_again(person_id: int, task: Task, session: int | None, *, at: datetime) -> Attempt:
    """Begin a new attempt; earlier ones are kept.

    One in which nothing was answered is gone on with: a second press of the button changes
    nothing. Where there are two tests, the one after the lessons comes once the first is done.
    """
    rule = task.exercise.mastery
    with writing():
        latest = attempt_of(person_id, task)
        if latest is not None and not latest.answers.exists():
            return latest
        half = ""
        if rule.model == TWICE:
            half = AFTER if latest_half(person_id, task, BEFORE) else BEFORE
        attempt: Attempt = Attempt.create(
            person=person_id,
            node_id=task.node.id,
            content_id=task.node.content_id,
            exercise=task.sha256,
            questions=mastery.length(rule, len(task.exercise.questions)),
            seed=secrets.token_hex(8),
            half=half,
            session=session,
            started_at=at,
        )
    return attempt


def answer(
    person_id: int,
    task: Task,
    place: int,
    given: Answer,
    session: int | None = None,
    *,
    at: datetime,
) -> Fraction:
    """Keep the answer to the question at a place, mark it and return its mark, 0 to 1.

    Once an answer is right, or was tried as often as one may, it counts: one sent again, from
    another tab or by the back button, changes nothing and gets the same mark; nor does the very
    same answer sent twice use up a try.

    Args:
        person_id: who answers.
        task: the exercise.
        place: of the question in the attempt, from 0.
        given: what was answered.
        session: of the seat where it was answered.
        at: now.

    Raises:
        NothingAnswered: the answer is empty.
        NoSuchQuestion: there is no question at this place, or its turn has not come.
    """
    if not given:
        raise NothingAnswered()
    if question_at(None, task, place) is None and not task.exercise.mastery.one_by_one:
        raise NoSuchQuestion()
    with writing():
        attempt = opened(person_id, task, session, at=at)
        number = number_of(attempt, task, place)
        earlier: AnswerGiven | None = AnswerGiven.get_or_none(
            AnswerGiven.attempt == attempt, AnswerGiven.place == place
        )
        text = json.dumps(given, ensure_ascii=False)
        if earlier is not None and (
            earlier.answer == text or earlier.is_closed(task.exercise.mastery.tries)
        ):
            return Fraction(earlier.mark)
        mark = earned(task.exercise.questions[number], given)
        _keep(attempt, earlier, place, number, text, mark, at)
        attempt.session = session
        attempt.save(only=[Attempt.session])
        settle(attempt, task, at=at)
    return mark


def number_of(attempt: Attempt, task: Task, place: int) -> int:
    """Return which question stands at a place that may be answered.

    Raises:
        NoSuchQuestion: none does, or the ones before it come first.
    """
    number = question_at(attempt, task, place)
    if number is None:
        raise NoSuchQuestion()
    if task.exercise.mastery.one_by_one:
        done = len(closed_of(attempt, task))
        if place > done or (place == done and attempt.finished_at is not None):
            raise NoSuchQuestion()
    return number


def _keep(
    attempt: Attempt,
    earlier: AnswerGiven | None,
    place: int,
    number: int,
    text: str,
    mark: Fraction,
    at: datetime,
) -> None:
    if earlier is None:
        AnswerGiven.create(
            attempt=attempt,
            place=place,
            question=number,
            answer=text,
            first_mark=str(mark),
            mark=str(mark),
            given_at=at,
        )
        return
    earlier.answer, earlier.mark, earlier.given_at = text, str(mark), at
    earlier.tries += 1
    earlier.save()


def settle(attempt: Attempt, task: Task, *, at: datetime) -> None:
    """Note that an attempt is over, or the exercise mastered, once it is; in a transaction."""
    now = standing_of(attempt, task)
    if now.over:
        attempt.finished_at = attempt.finished_at or at
        attempt.mastered_at = attempt.mastered_at or (at if now.mastered else None)
        attempt.save(only=[Attempt.finished_at, Attempt.mastered_at])
        if attempt.half != BEFORE:
            here = attempt.entered_by_id is None
            finished(attempt.person_id, task.node, "mastery", here=here, at=at)
