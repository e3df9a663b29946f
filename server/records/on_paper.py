"""Work done on paper, entered by a teacher: an attempt like any other that says who entered it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from content.questions.mastery import length
from content.questions.scoring import Answer, earned
from content.questions.types import ForTeacher
from server.accounts.models import Person
from server.actors import Actor
from server.database import writing
from server.records import marks
from server.records.attempts import Task, question_at, settle, standing_of
from server.records.marks import Verdict
from server.records.models import AnswerGiven, Attempt
from server.records.works import draft_at, hand_in


@dataclass(frozen=True)
class Written:
    """What stands on paper at one place."""

    answer: Answer = ()
    """As it was written, marked here; () where a teacher says what it is worth."""
    mark: Fraction = Fraction(0)
    """From 0 to 1; passed over where there is an answer."""


def enter(
    person_id: int,
    task: Task,
    seed: str,
    half: str,
    written: Mapping[int, Written],
    teacher: Person,
    by: Actor,
    *,
    at: datetime,
) -> Attempt:
    """Keep an exercise that was done on paper as an attempt of its own.

    Paper has one try: what is wrong stays so. A question left open is not answered, and can still
    be at a seat; where they come one after the other until it is mastered, one that was passed
    over is not right, and what comes after the goal was reached does not count.

    Args:
        person_id: whose work it is.
        task: the exercise, in the text that was printed.
        seed: what its questions were drawn by.
        half: of two tests, which one.
        written: what stands at the places, from 0; those left open are not in it.
        teacher: who enters it.
        by: the teacher as the audit log names them.
        at: now.
    """
    rule = task.exercise.mastery
    with writing():
        attempt: Attempt = Attempt.create(
            person=person_id,
            node_id=task.node.id,
            content_id=task.node.content_id,
            exercise=task.sha256,
            questions=length(rule, len(task.exercise.questions)),
            seed=seed,
            half=half,
            started_at=at,
            entered_by=teacher,
        )
        for place in range(max(written, default=-1) + 1):
            if rule.one_by_one and standing_of(attempt, task).over:
                break
            if place in written or rule.one_by_one:
                _keep(attempt, task, place, written.get(place, Written()), teacher, by, at)
        settle(attempt, task, at=at)
    return attempt


def _keep(
    attempt: Attempt,
    task: Task,
    place: int,
    written: Written,
    teacher: Person,
    by: Actor,
    at: datetime,
) -> None:
    number = question_at(attempt, task, place)
    if number is None:
        return
    question = task.exercise.questions[number]
    if isinstance(question, ForTeacher):
        work = hand_in(draft_at(attempt, task, place, at=at), task, at=at)
        marks.mark(work.id, teacher, Verdict(written.mark), by, at=at)
        return
    mark = earned(question, written.answer) if written.answer else written.mark
    AnswerGiven.create(
        attempt=attempt,
        place=place,
        question=number,
        answer=json.dumps(written.answer, ensure_ascii=False),
        tries=task.exercise.mastery.tries,
        first_mark=str(mark),
        mark=str(mark),
        given_at=at,
    )
