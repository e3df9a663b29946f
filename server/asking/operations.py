"""What learners and teachers do with questions: ask, ask again, answer, say that it is clear."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from content.store import BlobStore
from i18n.refusals import Conflict
from i18n.translate import N_
from server.accounts.models import Person
from server.actors import Actor
from server.asking.models import Question, Saying
from server.asking.pictures import IN_WRITING
from server.asking.saying import NothingAnswered, NothingSaid, Words, checked
from server.asking.seeing import is_in_a_class, own, question_for, to_write_down
from server.audit.operations import record
from server.database import writing
from server.handed import handing
from server.records import in_writing
from server.records.in_writing import InWriting

MOST_OPEN = 20
"""Questions of one learner that may wait at once: more than a teacher answers in an hour."""
MOST_IN_A_ROW = 10
"""Things a learner may say about a question before somebody answers."""
MOST_A_DAY = 40
"""Things a learner may say in a day, about whatever: more than two hours hold. Without it somebody
fills the disk by saying of one question after the other that it is clear now."""


class TooManyOpen(Conflict):
    """So many questions of one learner wait that one more would only wait behind them."""

    message = N_(
        "{most} of your questions wait for an answer. Wait for the teacher, or say of one of them "
        "that you understand now. Your words are still in the form."
    )


class EnoughSaid(Conflict):
    """A learner has said much about one question and nobody has answered yet."""

    message = N_(
        "You have said a lot about this question already. The teacher reads it first. Your words "
        "are still in the form."
    )


class EnoughForADay(Conflict):
    """A learner has said much in one day."""

    message = N_(
        "You have asked {most} things in one day. Carry on with a lesson, and ask again tomorrow. "
        "Your words are still in the form."
    )


class InNoClass(Conflict):
    """Nobody would read the question."""

    message = N_(
        "You are in no class here, so no teacher would read your question. Tell the person who "
        "gave you your card."
    )


class SomethingNew(Conflict):
    """Something was said about the question while its answer was being written."""

    message = N_(
        "Somebody has written about this question in the meantime. Read it; your answer is still "
        "in the form, and was not sent."
    )


def ask(
    person_id: int, node_id: str, words: Words, store: BlobStore, by: Actor, *, at: datetime
) -> Question:
    """Ask the teachers; the same thing about the same page that waits already is asked once.

    Args:
        person_id: the learner.
        node_id: of a page that they may read, "" for none.
        words: what they say.
        store: where recordings are kept.
        by: the learner as the audit log names them.
        at: now.

    Raises:
        NothingSaid, TextTooLong, NotARecording, RecordingTooLarge, InNoClass, TooManyOpen,
        EnoughForADay
    """
    saying = checked(words, NothingSaid)
    with _keeping(words.recording, store):
        if not is_in_a_class(person_id):
            raise InNoClass()
        waiting = Question.select().where(Question.person == person_id, Question.state == "asked")
        for each in waiting.where(Question.node_id == node_id):
            if _last(each).person_id == person_id and _same(_last(each), saying):
                return each
        if waiting.count() >= MOST_OPEN:
            raise TooManyOpen(most=MOST_OPEN)
        _not_too_much_today(person_id, at)
        made: Question = Question.create(
            person=person_id,
            node_id=node_id,
            state="asked",
            began_at=at,
            said_at=at,
            waits_since=at,
        )
        _say(made, person_id, saying, at)
        record(by, "question.asked", made.person.name, at=at, question=made.id)
    return made


def ask_again(
    question_id: int, person_id: int, words: Words, store: BlobStore, by: Actor, *, at: datetime
) -> Question:
    """Say more about one's own question: it waits for the teachers again.

    Raises:
        NoSuchQuestion: it is not there, or not this learner's.
        NothingSaid, TextTooLong, NotARecording, RecordingTooLarge, InNoClass, TooManyOpen,
        EnoughSaid, EnoughForADay
    """
    question = own(question_id, person_id)
    saying = checked(words, NothingSaid)
    with _keeping(words.recording, store):
        question = Question.get_by_id(question.id)
        if question.waits and _same(_last(question), saying):
            return question
        if not is_in_a_class(person_id):
            raise InNoClass()
        _may_say_more(question)
        _not_too_much_today(person_id, at)
        _say(question, person_id, saying, at)
        question.waits_since = question.waits_since or at
        question.state, question.said_at, question.seen_at = "asked", at, None
        question.save()
        record(by, "question.asked", question.person.name, at=at, question=question.id)
    return question


def understood(question_id: int, person_id: int, by: Actor, *, at: datetime) -> None:
    """Say that one's own question is clear now: it waits for nobody. Said twice, it is so once.

    Raises:
        NoSuchQuestion: it is not there, or not this learner's.
    """
    question = own(question_id, person_id)
    with writing():
        question = Question.get_by_id(question.id)
        if question.state == "understood":
            return
        question.state, question.waits_since, question.seen_at = "understood", None, at
        question.save()
        record(by, "question.understood", question.person.name, at=at, question=question.id)


def seen(questions: list[Question], *, at: datetime) -> None:
    """Note that their learner has had the answers to these questions before them."""
    fresh = [each.id for each in questions if each.state == "answered" and not each.seen_at]
    if fresh:
        with writing():
            Question.update(seen_at=at).where(
                Question.id << fresh, Question.state == "answered", Question.seen_at.is_null()
            ).execute()


def answer(
    question_id: int,
    teacher: Person,
    words: Words,
    last_read: int,
    store: BlobStore,
    by: Actor,
    *,
    at: datetime,
) -> Question:
    """Answer a question; the same answer sent twice is one answer.

    Args:
        question_id: which.
        teacher: who answers.
        words: text or recording; of the pictures, the one alone that asks for words in writing.
        last_read: number of the last saying that the teacher had before them.
        store: where recordings are kept.
        by: the teacher as the audit log names them.
        at: now.

    Raises:
        NoSuchQuestion: see ``question_for``.
        NothingAnswered, TextTooLong, NotARecording, RecordingTooLarge
        SomethingNew: somebody was quicker, or the learner has said more.
    """
    question_for(question_id, by)
    picture = words.picture if words.picture == IN_WRITING else ""
    saying = checked(replace(words, picture=picture), NothingAnswered)
    with _keeping(words.recording, store):
        question = question_for(question_id, by)
        last = _last(question)
        if last.person_id == teacher.id and _same(last, saying):
            return question
        if last.id != last_read:
            raise SomethingNew()
        _say(question, teacher.id, saying, at)
        question.state, question.said_at = "answered", at
        question.waits_since = question.seen_at = None
        question.save()
        record(by, "question.answered", question.person.name, at=at, question=question.id)
    return question


def write_down(saying_id: int, words: InWriting, by: Actor, *, at: datetime) -> Question:
    """Keep in writing what a recording says; words that its learner asked for are their answer.

    Args:
        saying_id: the recording: a learner's own; for a teacher, one that they may hear.
        words: what it says.
        by: who writes.
        at: now.

    Raises:
        NoSuchQuestion: see ``to_write_down``.
    """
    with writing():
        saying = to_write_down(saying_id, by)
        question: Question = saying.question
        in_writing.write_down(saying, words, question.person.name, by, at=at)
        asked_for = question.waits and _last(question).picture == IN_WRITING
        if asked_for and words.text and saying.person_id != question.person_id:
            question.state, question.said_at = "answered", at
            question.waits_since = question.seen_at = None
            question.save()
    return question


@contextmanager
def _keeping(recording: bytes, store: BlobStore) -> Iterator[None]:
    """Write inside the block, a recording being on the disk before."""
    with ExitStack() as held:
        if recording:
            held.enter_context(handing(store, recording))
        held.enter_context(writing())
        yield


def _say(
    question: Question,
    person_id: int,
    saying: Saying,
    at: datetime,
) -> None:
    """Keep a saying, its recording being on the disk."""
    saying.question, saying.person, saying.said_at = question, person_id, at
    saying.save()


def _last(question: Question) -> Saying:
    found: Saying = question.sayings.order_by(Saying.id.desc()).first()
    return found


def _same(one: Saying, other: Saying) -> bool:
    return (one.picture, one.text, one.sha256) == (other.picture, other.text, other.sha256)


def _may_say_more(question: Question) -> None:
    """Raise if too much waits already, here or in all."""
    if not question.waits:
        others = Question.select().where(
            Question.person == question.person_id, Question.state == "asked"
        )
        if others.count() >= MOST_OPEN:
            raise TooManyOpen(most=MOST_OPEN)
        return
    in_a_row = question.sayings.where(Saying.said_at >= question.waits_since)
    if in_a_row.count() >= MOST_IN_A_ROW:
        raise EnoughSaid()


def _not_too_much_today(person_id: int, at: datetime) -> None:
    """Raise if somebody has said enough since yesterday at this time.

    What bears a later time was said while the clock was wrong: it keeps nobody from asking.
    """
    since = at - timedelta(days=1)
    said = Saying.select().where(Saying.person == person_id, Saying.said_at.between(since, at))
    if said.count() >= MOST_A_DAY:
        raise EnoughForADay(most=MOST_A_DAY)
