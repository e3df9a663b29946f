"""Work that a teacher marks: written or made, kept as a draft, handed in, marked once.

    draft ──hand in──> waiting ──mark──> marked

A draft is kept at every press of a button and while somebody writes; what was handed in stays as
it is. Whoever marks is somebody that the pages of classes let see the person's work.
"""

import hashlib
import json
from datetime import datetime
from fractions import Fraction
from io import BytesIO

from content.html import text_of
from content.media import fault_in
from content.questions.answers import count_words
from content.questions.types import ForTeacher, Text
from content.store import BlobStore
from i18n import formats
from i18n.refusals import Conflict, Invalid, NotFound
from i18n.translate import N_
from server.accounts.models import Person
from server.actors import Actor
from server.audit.operations import record
from server.database import writing
from server.records.attempts import (
    NoSuchQuestion,
    NothingAnswered,
    Task,
    number_of,
    opened,
    settle,
)
from server.records.models import AnswerGiven, Attempt, Work

LARGEST_FILE = 10 << 20
"""Bytes of a file or recording: a photographed page, or ten minutes of speech."""
PAGES_AND_PICTURES = ("image/jpeg", "image/png", "image/webp", "application/pdf")
RECORDINGS = ("video/webm", "audio/ogg", "audio/mp4", "audio/mpeg")
"""What browsers record (WebM and Ogg; its sound alone is kept under the one name of WebM), and
what telephones and recorders make."""
LONGEST_REMARK = 4_000
"""Characters of what a teacher writes about one piece of work."""


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

    message = N_("This work is not here. Go back to the page it belongs to.")


class NotOfThisKind(Invalid):
    """A file is not one that is asked for."""

    message = N_(
        "This file cannot be handed in. Choose a photograph (JPEG, PNG, WebP) or a PDF; for a "
        "spoken answer, a recording (WebM, Ogg, M4A, MP3). Nothing was sent."
    )


class TooLarge(Invalid):
    """A file is larger than a teacher's shelf has room for."""

    message = N_("This file is larger than {most}. Choose a smaller one. Nothing was sent.")


class AlreadyMarked(Conflict):
    """Somebody else was quicker."""

    message = N_("{name} has marked this work already. Their mark is kept; yours was not counted.")


class NotHandedIn(Conflict):
    """A draft is its author's alone."""

    message = N_("This work has not been handed in yet. It can be marked once it is.")


class WrongMark(Invalid):
    """A mark is not between nothing and all."""

    message = N_("A mark is between nothing and the whole. Nothing was kept.")


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
        TextTooShort, TextTooLong: it is kept as a draft.
    """
    work = keep_text(person_id, task, place, text, session, at=at)
    if work.state != "draft":
        return work
    question = task.exercise.questions[number_of(work.attempt, task, place)]
    if not isinstance(question, Text):
        raise NoSuchQuestion()
    if not work.words:
        raise NothingAnswered()
    if work.words < question.least:
        raise TextTooShort(words=work.words, least=question.least)
    if question.most and work.words > question.most:
        raise TextTooLong(words=work.words, most=question.most)
    return hand_in(work, task, at=at)


def hand_in_file(
    person_id: int,
    task: Task,
    place: int,
    data: bytes,
    store: BlobStore,
    session: int | None = None,
    *,
    at: datetime,
) -> Work:
    """Hand in a file or a recording; it is on the disk before it waits for the teacher.

    Its name is not kept, and its type is what its first bytes say, not what a browser says.

    Raises:
        NothingAnswered: the file is empty, or none was chosen.
        NoSuchQuestion: no file is asked for at this place.
        TooLarge, NotOfThisKind: nothing is kept.
        OSError: the disk is full.
    """
    if not data:
        raise NothingAnswered()
    if len(data) > LARGEST_FILE:
        raise TooLarge(most=formats.Size(LARGEST_FILE))
    with writing():
        attempt = opened(person_id, task, session, at=at)
        work = draft_at(attempt, task, place, at=at)
        if work.kind not in ("file", "voice"):
            raise NoSuchQuestion()
        if work.state != "draft":
            return work
        allowed = RECORDINGS if work.kind == "voice" else PAGES_AND_PICTURES
        media_type = next((each for each in allowed if not fault_in(each, BytesIO(data))), "")
        if not media_type:
            raise NotOfThisKind()
        sha256 = hashlib.sha256(data).hexdigest()
        store.add(sha256, [data])
        work.sha256, work.media_type, work.size, work.kept_at = sha256, media_type, len(data), at
        work.save()
        attempt.session = session
        attempt.save(only=[Attempt.session])
        return hand_in(work, task, at=at)


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


def mark(
    work_id: int, teacher: Person, earned: Fraction, remark: str, by: Actor, *, at: datetime
) -> Work:
    """Mark a piece of work that waits; the first of two teachers is heard.

    Args:
        work_id: which.
        teacher: who marks; that they may see this person's work is asked before.
        earned: from 0, nothing, to 1, all of it; exact.
        remark: what the learner reads with it.
        by: the teacher as the audit log names them.
        at: now.

    Raises:
        NoSuchWork, NotHandedIn, AlreadyMarked, WrongMark.
    """
    if not 0 <= earned <= 1:
        raise WrongMark()
    with writing():
        work: Work | None = Work.get_or_none(Work.id == work_id)
        if work is None:
            raise NoSuchWork()
        if work.state == "marked":
            raise AlreadyMarked(name=work.marked_by.name)
        if work.state == "draft":
            raise NotHandedIn()
        work.state, work.mark, work.remark = "marked", str(earned), remark[:LONGEST_REMARK]
        work.marked_by, work.marked_at = teacher, at
        work.save()
        AnswerGiven.update(mark=str(earned), first_mark=str(earned)).where(
            AnswerGiven.attempt == work.attempt_id, AnswerGiven.place == work.place
        ).execute()
        _note_mastery(work.attempt, at)
        record(by, "work.marked", work.person.name, at=at, work=work.id, mark=str(earned))
    return work


def _note_mastery(attempt: Attempt, at: datetime) -> None:
    """Note that everything is right, once the last mark has been given."""
    earned = [answer.earned for answer in attempt.given()]
    if attempt.finished_at is not None and earned == [1] * attempt.questions:
        attempt.mastered_at = attempt.mastered_at or at
        attempt.save(only=[Attempt.mastered_at])
