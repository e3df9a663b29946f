"""Work that a teacher marks: written or made, kept as a draft, handed in, marked.

    draft ──hand in──> waiting ──mark──> marked ──correct──> marked
      └──────send back────┘

A draft is kept at every press of a button and while somebody writes; what was handed in stays as
it is. What the teacher does with it is in ``marks``.
"""

import json
from datetime import datetime
from io import BytesIO

from content.html import text_of
from content.media import fault_in
from content.questions.types import ForTeacher, Question, Text
from content.questions.words import count_words
from content.store import BlobStore
from i18n import formats
from i18n.refusals import Invalid, NotFound, Refusal
from i18n.translate import N_
from server.actors import Actor
from server.database import writing
from server.handed import handing
from server.records.attempts import (
    NoSuchQuestion,
    NothingAnswered,
    Task,
    attempt_of,
    number_of,
    opened,
    question_at,
    settle,
)
from server.records.in_writing import UNWRITTEN, InWriting, put, write_down
from server.records.models import AnswerGiven, Attempt, Work

LARGEST_FILE = 10 << 20
"""Bytes of a file or recording: a photographed page, or ten minutes of speech."""
MOST_WAITING = 60
"""Works of one learner that may wait for a mark: months of them. Without an end, somebody who
begins an exercise again and again fills the disk, and the list of what is to be corrected."""
PAGES_AND_PICTURES = ("image/jpeg", "image/png", "image/webp", "application/pdf")
RECORDINGS = ("video/webm", "audio/ogg", "audio/mp4", "audio/mpeg")
"""What browsers record (WebM and Ogg; its sound alone is kept under the one name of WebM), and
what telephones and recorders make."""


class TextTooShort(Invalid):
    """A text has fewer words than are asked for."""

    message = N_(
        "Your text has {words} words; {least} or more are asked for. It is kept: carry on, and "
        "hand it in when it is ready."
    )


class TextTooLong(Invalid):
    """A text has more words than are asked for."""

    message = N_(
        "Your text has {words} words; {most} at most are asked for. It is kept: shorten it, then "
        "hand it in."
    )


class NoSuchWork(NotFound):
    """A piece of work is not there, or not for this person."""

    message = N_("This work is not here. Go back to the page where you found it.")


class NotOfThisKind(Invalid):
    """A file is not one that is asked for."""

    message = N_(
        "This file cannot be handed in. Choose a photograph (JPEG, PNG, WebP) or a PDF; for a "
        "spoken answer, a recording (WebM, Ogg, M4A, MP3). Nothing was sent."
    )


class TooLarge(Invalid):
    """A file is larger than a teacher's shelf has room for."""

    message = N_("This file is larger than {most}. Choose a smaller one. Nothing was sent.")


class TooMuchWaiting(Invalid):
    """So many works of one learner wait that nobody could mark them."""

    message = N_(
        "{most} of your works wait for the teacher already. This one can be handed in when some of "
        "them are marked."
    )


def work_at(attempt: Attempt | None, place: int) -> Work | None:
    """Return what somebody made for the question at a place, None if nothing yet."""
    if attempt is None:
        return None
    found: Work | None = Work.get_or_none(Work.attempt == attempt, Work.place == place)
    return found


def keep_text(
    person_id: int, task: Task, place: int, text: str, session: int | None = None, *, at: datetime
) -> Work:
    """Keep a text as a draft; one that was handed in stays as it is.

    Raises:
        NoSuchQuestion: no text is asked for at this place.
    """
    with writing():
        attempt = opened(person_id, task, session, at=at)
        work = draft_at(attempt, task, place, at=at)
        if work.state == "draft":
            work.text, work.words, work.kept_at = text, count_words(text), at
            work.save()
            attempt.session = session
            attempt.save(only=[Attempt.session])
    return work


def hand_in_text(
    person_id: int, task: Task, place: int, text: str, session: int | None = None, *, at: datetime
) -> Work:
    """Hand in a text: from now on it waits for the teacher. Handing in again changes nothing.

    Raises:
        NothingAnswered: there is no word in it.
        NoSuchQuestion: no text is asked for at this place.
        TextTooShort, TextTooLong, TooMuchWaiting: it is kept as a draft.
    """
    with writing():
        work = keep_text(person_id, task, place, text, session, at=at)
        if work.state != "draft":
            return work
        question = task.exercise.questions[number_of(work.attempt, task, place)]
        refusal = _fault_in(work, question) or _too_much(person_id)
        if refusal is None:
            return hand_in(work, task, at=at)
    raise refusal


def _fault_in(work: Work, question: Question) -> Refusal | None:
    """Return why a text cannot be handed in as it is kept, None if it can."""
    if not isinstance(question, Text):
        return NoSuchQuestion()
    if not work.words:
        return NothingAnswered()
    if work.words < question.least:
        return TextTooShort(words=work.words, least=question.least)
    if question.most and work.words > question.most:
        return TextTooLong(words=work.words, most=question.most)
    return None


def _too_much(person_id: int) -> Refusal | None:
    """Return why somebody hands in nothing more for now, None if they do."""
    waiting = Work.select().where(Work.person == person_id, Work.state == "waiting")
    return TooMuchWaiting(most=MOST_WAITING) if waiting.count() >= MOST_WAITING else None


def type_of(data: bytes, kind: str) -> str:
    """Return the media type of a file as its first bytes say it.

    Args:
        data: the file.
        kind: what is asked for: "voice", or "file" for pages and pictures.

    Raises:
        NothingAnswered: it is empty.
        TooLarge, NotOfThisKind
    """
    if not data:
        raise NothingAnswered()
    if len(data) > LARGEST_FILE:
        raise TooLarge(most=formats.Size(LARGEST_FILE))
    allowed = RECORDINGS if kind == "voice" else PAGES_AND_PICTURES
    found = next((each for each in allowed if not fault_in(each, BytesIO(data))), "")
    if not found:
        raise NotOfThisKind()
    return found


def hand_in_file(
    person_id: int,
    task: Task,
    place: int,
    data: bytes,
    store: BlobStore,
    session: int | None = None,
    *,
    words: InWriting = UNWRITTEN,
    at: datetime,
) -> Work:
    """Hand in a file or a recording; it is on the disk before it waits for the teacher.

    Its name is not kept, and its type is what its first bytes say, not what a browser says. It is
    written before the lock is taken: others go on writing their answers meanwhile. ``words`` are
    what a recording says.

    Raises:
        NothingAnswered: the file is empty, or none was chosen.
        NoSuchQuestion: no file is asked for at this place.
        TooLarge, NotOfThisKind, TooMuchWaiting: nothing is kept.
        OSError: the disk is full.
    """
    earlier = work_at(attempt_of(person_id, task), place)
    if earlier is not None and earlier.state != "draft":
        return earlier
    kind = _asked_at(person_id, task, place)
    media_type = type_of(data, kind)
    with handing(store, data) as sha256, writing():
        attempt = opened(person_id, task, session, at=at)
        work = draft_at(attempt, task, place, at=at)
        if work.kind != kind:
            raise NoSuchQuestion()
        if work.state != "draft":
            return work
        refusal = _too_much(person_id)
        if refusal is not None:
            raise refusal
        work.sha256, work.media_type, work.size, work.kept_at = sha256, media_type, len(data), at
        put(work, words if kind == "voice" else UNWRITTEN)
        work.save()
        attempt.session = session
        attempt.save(only=[Attempt.session])
        return hand_in(work, task, at=at)


def _asked_at(person_id: int, task: Task, place: int) -> str:
    """Return what kind of file the question at a place asks for.

    Raises:
        NoSuchQuestion: none does.
    """
    number = question_at(attempt_of(person_id, task), task, place)
    question = task.exercise.questions[number] if number is not None else None
    if question is None or question.type not in ("file", "voice"):
        raise NoSuchQuestion()
    return question.type


def file_of(work_id: int, person_id: int) -> Work:
    """Return somebody's own work that has a file; a teacher's pages ask whose pupil it is first.

    Raises:
        NoSuchWork: it is not there, not this person's, or has no file.
    """
    work: Work | None = Work.get_or_none(
        Work.id == work_id, Work.person == person_id, Work.sha256 != ""
    )
    if work is None:
        raise NoSuchWork()
    return work


def write_down_own(
    work_id: int, person_id: int, words: InWriting, by: Actor, *, at: datetime
) -> Work:
    """Keep what somebody says in their own recording, in writing.

    Raises:
        NoSuchWork: it is not there, not this person's, or nothing is said in it.
    """
    with writing():
        work = file_of(work_id, person_id)
        if work.kind != "voice":
            raise NoSuchWork()
        write_down(work, words, work.person.name, by, at=at)
    return work


def written_before(attempt: Attempt, prompt: str) -> Work | None:
    """Return what somebody last wrote to a question in other attempts at an exercise, or None.

    Whoever begins again, perhaps after a work was sent back, finds the words they had.

    Args:
        attempt: the one that is before them.
        prompt: of the question, as it is shown.
    """
    found: Work | None = (
        Work.select()
        .where(
            Work.person == attempt.person_id,
            Work.node_id == attempt.node_id,
            Work.attempt != attempt,
            Work.prompt == text_of(prompt),
            Work.text != "",
        )
        .order_by(Work.kept_at.desc(), Work.id.desc())
        .first()
    )
    return found


def draft_at(attempt: Attempt, task: Task, place: int, *, at: datetime) -> Work:
    """Return what stands at a place for a teacher to mark, begun now if nothing does.

    Called in a transaction.

    Raises:
        NoSuchQuestion: nothing for a teacher is asked for there.
    """
    question = task.exercise.questions[number_of(attempt, task, place)]
    if not isinstance(question, ForTeacher):
        raise NoSuchQuestion()
    found = work_at(attempt, place)
    if found is not None:
        return found
    made: Work = Work.create(
        person=attempt.person_id,
        attempt=attempt,
        place=place,
        node_id=task.node.id,
        kind=question.type,
        state="draft",
        prompt=text_of(question.prompt),
        kept_at=at,
    )
    return made


def hand_in(work: Work, task: Task, *, at: datetime) -> Work:
    """Let a draft wait for the teacher: its question is answered; once only."""
    with writing():
        work = Work.get_by_id(work.id)
        if work.state != "draft":
            return work
        work.state, work.handed_in_at = "waiting", at
        work.save(only=[Work.state, Work.handed_in_at])
        AnswerGiven.create(
            attempt=work.attempt_id,
            place=work.place,
            question=number_of(work.attempt, task, work.place),
            answer=json.dumps([work.text or work.sha256], ensure_ascii=False),
            first_mark="",
            mark="",
            given_at=at,
        )
        settle(work.attempt, task, at=at)
    return work
