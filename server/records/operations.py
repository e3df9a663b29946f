"""Keeping where somebody is, and marking what they answer."""

import json
from datetime import datetime, timedelta
from fractions import Fraction

from content.browse import Item
from content.questions.scoring import Answer, score
from content.questions.types import Exercise
from i18n.refusals import Invalid, NotFound
from i18n.translate import N_
from server.database import writing
from server.records.models import AnswerGiven, Attempt, Visit

NOTED_EVERY = timedelta(seconds=30)
"""A page looked at again within this time is the same visit."""


class NothingAnswered(Invalid):
    """A form came without an answer."""

    message = N_("Answer first: choose, or write something. Nothing was counted.")


class NoSuchQuestion(NotFound):
    """An exercise has fewer questions, or has changed."""

    message = N_("This exercise has changed. Open it again; your earlier answers are kept.")


def visited(person_id: int, node: Item, version: str, *, at: datetime) -> Visit:
    """Note that a person has a page before them, and return where they were last time.

    The versions of a page have other blocks each: in another one they begin at its top.
    """
    visit: Visit | None = Visit.get_or_none(Visit.person == person_id, Visit.node_id == node.id)
    if visit and visit.version == version and at - visit.visited_at < NOTED_EVERY:
        return visit
    with writing():
        visit = _visit_of(person_id, node, at)
        if visit.version != version:
            visit.version, visit.place = version, ""
        visit.visited_at = at
        visit.save(only=[Visit.version, Visit.place, Visit.visited_at])
    return visit


def _visit_of(person_id: int, node: Item, at: datetime) -> Visit:
    visit: Visit
    visit, _ = Visit.get_or_create(
        person=person_id,
        node_id=node.id,
        defaults={
            "content_id": node.content_id,
            "channel_id": node.channel,
            "visited_at": at,
        },
    )
    return visit


def reached(person_id: int, node: Item, version: str, place: str, *, at: datetime) -> None:
    """Note how far down a version of a page somebody is.

    Args:
        person_id: who.
        node: the page.
        version: which version of it.
        place: the name of a block, "" for the top, or nonsense, which is passed over.
        at: now.
    """
    if place == "" or (len(place) <= 16 and place.replace("-", "").isalnum()):
        with writing():
            Visit.update(version=version, place=place, visited_at=at).where(
                Visit.person == person_id, Visit.node_id == node.id
            ).execute()


def finished(person_id: int, node: Item, *, at: datetime) -> None:
    """Note that a page was read to its end, or an exercise done; the first time counts."""
    with writing():
        visit = _visit_of(person_id, node, at)
        visit.visited_at = at
        visit.finished_at = visit.finished_at or at
        visit.save(only=[Visit.visited_at, Visit.finished_at])


def attempt_of(person_id: int, node: Item, sha256: str) -> Attempt | None:
    """Return a person's latest attempt at an exercise as it is now, None if there is none."""
    attempt: Attempt | None = (
        Attempt.select()
        .where(Attempt.person == person_id, Attempt.node_id == node.id, Attempt.exercise == sha256)
        .order_by(Attempt.started_at.desc(), Attempt.id.desc())
        .first()
    )
    return attempt


def start_again(
    person_id: int, node: Item, sha256: str, exercise: Exercise, *, at: datetime
) -> Attempt:
    """Begin a new attempt; earlier ones are kept."""
    with writing():
        attempt: Attempt = Attempt.create(
            person=person_id,
            node_id=node.id,
            content_id=node.content_id,
            exercise=sha256,
            questions=len(exercise.questions),
            started_at=at,
        )
    return attempt


def answer(
    person_id: int,
    node: Item,
    sha256: str,
    exercise: Exercise,
    number: int,
    given: Answer,
    *,
    at: datetime,
) -> Fraction:
    """Keep the answer to a question, mark it and return its mark, 0 to 1.

    The first answer to a question counts in an attempt: one sent again, from another tab or by
    the back button, changes nothing and gets the same mark.

    Raises:
        NothingAnswered: the answer is empty.
        NoSuchQuestion: the exercise has no question of this number.
    """
    if not 0 <= number < len(exercise.questions):
        raise NoSuchQuestion()
    if not given:
        raise NothingAnswered()
    with writing():
        attempt = attempt_of(person_id, node, sha256)
        if attempt is None:
            attempt = start_again(person_id, node, sha256, exercise, at=at)
        earlier = AnswerGiven.get_or_none(
            AnswerGiven.attempt == attempt, AnswerGiven.question == number
        )
        if earlier is not None:
            return Fraction(earlier.mark)
        mark = score(exercise.questions[number], given)
        AnswerGiven.create(
            attempt=attempt,
            question=number,
            answer=json.dumps(given, ensure_ascii=False),
            mark=str(mark),
            given_at=at,
        )
        if len(attempt.marks()) == attempt.questions:
            attempt.finished_at = at
            attempt.save(only=[Attempt.finished_at])
            finished(person_id, node, at=at)
    return mark
