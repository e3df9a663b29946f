"""Whose a question is, and who may read it: see the package."""

from i18n.refusals import NotFound
from i18n.translate import N_
from server.actors import Actor
from server.asking.models import Question, Saying
from server.classes.models import Enrolment, SchoolClass


class NoSuchQuestion(NotFound):
    """There is no such question, or not for this person."""

    message = N_("This question is not here. Go back to the list of questions.")


def is_in_a_class(person_id: int) -> bool:
    """Say whether somebody teaches this learner now, and so would read a question."""
    stays = Enrolment.running().where(Enrolment.person == person_id, SchoolClass.ended_at.is_null())
    return bool(stays.exists())


def own(question_id: int, person_id: int) -> Question:
    """Return a learner's own question.

    Raises:
        NoSuchQuestion: there is none, or it is somebody else's: the two are not told apart.
    """
    found: Question | None = Question.get_or_none(
        Question.id == question_id, Question.person == person_id
    )
    if found is None:
        raise NoSuchQuestion()
    return found


def question_for(question_id: int, by: Actor) -> Question:
    """Return a question that a teacher may read, with its learner.

    Raises:
        NoSuchQuestion: there is none, or it is not for them: the two are not told apart.
    """
    readable = Question.seen_by(by.person_id or 0)
    found: Question | None = readable.where(Question.id == question_id).first()
    if found is None:
        raise NoSuchQuestion()
    return found


def recording_of(saying_id: int, person_id: int) -> Saying:
    """Return a recording about a learner's own question, theirs or a teacher's.

    Raises:
        NoSuchQuestion: there is none, or it is not about a question of theirs.
    """
    found: Saying | None = (
        Saying.select()
        .join(Question)
        .where(Saying.id == saying_id, Saying.sha256 != "", Question.person == person_id)
        .first()
    )
    if found is None:
        raise NoSuchQuestion()
    return found


def recording_for(saying_id: int, by: Actor) -> Saying:
    """Return a recording about a question that a teacher may read.

    Raises:
        NoSuchQuestion: see ``question_for``; or it is none.
    """
    found: Saying | None = Saying.get_or_none(Saying.id == saying_id, Saying.sha256 != "")
    if found is None:
        raise NoSuchQuestion()
    question_for(found.question_id, by)
    return found


def to_write_down(saying_id: int, by: Actor) -> Saying:
    """Return a recording whose words somebody may write: one's own, or one that a teacher hears.

    Raises:
        NoSuchQuestion: it is none of these.
    """
    found: Saying | None = Saying.get_or_none(Saying.id == saying_id, Saying.sha256 != "")
    if found is None:
        raise NoSuchQuestion()
    if found.person_id != by.person_id or found.question.person_id != by.person_id:
        question_for(found.question_id, by)
    return found
