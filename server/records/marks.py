"""What a teacher gives a work that was handed in: a mark, a remark, or the work itself again.

    waiting ──mark──> marked ──correct──> marked
       └────send back────> draft

A mark is an exact fraction of the whole, given as points or as a word; the work remembers the word.
Whoever marks is somebody that the pages of classes let see the person's work.
"""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from i18n.refusals import Conflict, Invalid
from i18n.translate import N_
from server.accounts.models import Person
from server.actors import Actor
from server.audit.operations import record
from server.database import writing
from server.records.in_writing import UNWRITTEN, InWriting, put
from server.records.models import AnswerGiven, Attempt, Work
from server.records.works import NoSuchWork

LEVELS = {"acquired": Fraction(1), "partly": Fraction(1, 2), "not_yet": Fraction(0)}
"""The words that a mark can be given as, and what each is of the whole. Only what is acquired
counts as right: half of it masters nothing."""
LONGEST_REMARK = 4_000
"""Characters of what a teacher writes about one piece of work."""


class AlreadyMarked(Conflict):
    """Somebody else was quicker."""

    message = N_(
        "{name} has marked this work meanwhile. Their mark stands above; yours is not kept. What "
        "you had entered is below: save again to put it in place of theirs."
    )


class HandedInAgain(Conflict):
    """A work was sent back and handed in again while somebody had the earlier one before them."""

    message = N_(
        "This work was handed in again meanwhile. Read it as it is now; what you had entered is "
        "below and not kept yet."
    )


class NotHandedIn(Conflict):
    """A draft is its author's alone."""

    message = N_("This work has not been handed in yet. It can be marked once it is.")


class WrongMark(Invalid):
    """A mark is not between nothing and all, or is not what its word says."""

    message = N_("A mark is between nothing and the whole. Nothing was kept.")


class MarkedIsMarked(Conflict):
    """Somebody sends back what has its mark."""

    message = N_("This work has its mark: it is not sent back any more. Correct the mark instead.")


class CannotBeRedone(Conflict):
    """A work is sent back whose author has begun the exercise again, or cannot open it any more."""

    message = N_(
        "This work cannot be sent back: the exercise has been begun again or has changed since. "
        "Mark it, and write in the remark what is to be done."
    )


class SayWhatToDo(Invalid):
    """A work is sent back without a word."""

    message = N_("Write or say what is to be done again, then send the work back.")


@dataclass(frozen=True)
class Recording:
    """Something that was said, on the disk already."""

    sha256: str
    media_type: str
    size: int
    seconds: int
    """0 where nobody told."""
    words: InWriting = UNWRITTEN
    """The same in writing."""


@dataclass(frozen=True)
class Verdict:
    """What a teacher gives a work."""

    earned: Fraction
    """From 0, nothing, to 1, all of it; exact."""
    level: str = ""
    """A key of ``LEVELS`` that is worth this; "" for points."""
    remark: str = ""
    spoken: Recording | None = None


def spoken_of(work: Work) -> Recording | None:
    """Return what was said about a work, None for nothing."""
    if not work.spoken:
        return None
    words = InWriting(work.spoken_said, work.spoken_said_in)
    return Recording(work.spoken, work.spoken_type, work.spoken_size, work.spoken_seconds, words)


def spoken_to(work_id: int, person_id: int) -> Recording:
    """Return what was said to somebody about their own work.

    Raises:
        NoSuchWork: it is not there, not this person's, or nothing was said.
    """
    work: Work | None = Work.get_or_none(Work.id == work_id, Work.person == person_id)
    found = spoken_of(work) if work is not None else None
    if found is None:
        raise NoSuchWork()
    return found


def mark(
    work_id: int, teacher: Person, verdict: Verdict, by: Actor, *, seen: int = 0, at: datetime
) -> Work:
    """Mark a piece of work that waits, or correct a mark that somebody has seen.

    The very same sent twice by one teacher is one mark.

    Args:
        work_id: which.
        teacher: who marks; that they may see this person's work is asked before.
        verdict: what they give.
        by: the teacher as the audit log names them.
        seen: the ``Work.marked_times`` that they had before them.
        at: now.

    Raises:
        NoSuchWork, NotHandedIn, WrongMark
        AlreadyMarked, HandedInAgain: it is not as they have seen it; nothing is changed.
    """
    if not 0 <= verdict.earned <= 1 or LEVELS.get(verdict.level, verdict.earned) != verdict.earned:
        raise WrongMark()
    with writing():
        work = _handed_in(work_id)
        if work.state == "marked" and (work.marked_by_id, _given(work)) == (teacher.id, verdict):
            return work
        _as_seen(work, seen)
        before = _said(work) if work.state == "marked" else {}
        if before:
            work.corrected_at = at
        else:
            work.state, work.marked_at = "marked", at
        work.mark, work.level, work.marked_by = str(verdict.earned), verdict.level, teacher
        _tell(work, verdict.remark, verdict.spoken)
        AnswerGiven.update(mark=work.mark, first_mark=work.mark).where(
            AnswerGiven.attempt == work.attempt_id, AnswerGiven.place == work.place
        ).execute()
        _note_mastery(work.attempt, at)
        action = "work.corrected" if before else "work.marked"
        given = {
            "work": work.id,
            "mark": work.mark,
            **({"level": work.level} if work.level else {}),
        }
        record(by, action, work.person.name, at=at, **given, **before)
    return work


def send_back(
    work_id: int,
    teacher: Person,
    remark: str,
    spoken: Recording | None,
    by: Actor,
    *,
    seen: int = 0,
    at: datetime,
) -> Work:
    """Give a work that waits back to its author, who carries on with it and hands it in again.

    Its question is open again, and the exercise not finished; that its page was done stays.

    Raises:
        NoSuchWork, NotHandedIn, HandedInAgain, MarkedIsMarked, SayWhatToDo
        CannotBeRedone: its author would not find it: they have begun the exercise again.
    """
    if not remark and spoken is None:
        raise SayWhatToDo()
    with writing():
        work = _handed_in(work_id)
        if work.state == "marked":
            raise MarkedIsMarked()
        _as_seen(work, seen)
        attempt: Attempt = work.attempt
        later = (Attempt.started_at > attempt.started_at) | (
            (Attempt.started_at == attempt.started_at) & (Attempt.id > attempt.id)
        )
        same = (Attempt.person == attempt.person_id) & (Attempt.node_id == attempt.node_id)
        if Attempt.select().where(same, later, Attempt.exercise == attempt.exercise).exists():
            raise CannotBeRedone()
        AnswerGiven.delete().where(
            AnswerGiven.attempt == attempt, AnswerGiven.place == work.place
        ).execute()
        attempt.finished_at = attempt.mastered_at = None
        attempt.save(only=[Attempt.finished_at, Attempt.mastered_at])
        work.state, work.handed_in_at, work.sent_back_at = "draft", None, at
        work.marked_by = teacher
        _tell(work, remark, spoken)
        record(by, "work.sent_back", work.person.name, at=at, work=work.id)
    return work


def _handed_in(work_id: int) -> Work:
    work: Work | None = Work.get_or_none(Work.id == work_id)
    if work is None:
        raise NoSuchWork()
    if work.state == "draft":
        raise NotHandedIn()
    return work


def _as_seen(work: Work, seen: int) -> None:
    if work.marked_times == seen:
        return
    if work.state == "marked":
        raise AlreadyMarked(name=work.marked_by.name)
    raise HandedInAgain()


def _given(work: Work) -> Verdict:
    return Verdict(Fraction(work.mark), work.level, work.remark, spoken_of(work))


def _said(work: Work) -> dict[str, Any]:
    """Return what a correction takes away, for the log."""
    before: dict[str, Any] = {"before": work.mark, "before_by": work.marked_by.name}
    for name in ("level", "remark", "spoken"):
        if getattr(work, name):
            before[f"before_{name}"] = getattr(work, name)
    return before


def _tell(work: Work, remark: str, spoken: Recording | None) -> None:
    work.remark = remark[:LONGEST_REMARK]
    said = spoken or Recording("", "", 0, 0)
    work.spoken, work.spoken_type = said.sha256, said.media_type
    work.spoken_size, work.spoken_seconds = said.size, said.seconds
    put(work, said.words, "spoken_said")
    work.marked_times += 1
    work.save()


def _note_mastery(attempt: Attempt, at: datetime) -> None:
    """Note that everything is right, once the last mark has been given; or that it is not."""
    if attempt.finished_at is None:
        return
    right = [answer.earned for answer in attempt.given()] == [1] * attempt.questions
    attempt.mastered_at = (attempt.mastered_at or at) if right else None
    attempt.save(only=[Attempt.mastered_at])
