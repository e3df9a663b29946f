"""When marks stand: totals by the policy of the paper, the lock, and letting candidates see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from content.questions import marks
from i18n.refusals import Conflict, Invalid, NotAllowed
from i18n.translate import N_
from server.accounts.models import Person
from server.actors import Actor
from server.audit.operations import record
from server.database import writing
from server.exam_room.copies import copy_for
from server.exam_room.models import Event
from server.results.correcting import NothingToCorrect, StillRuns, unlocked
from server.results.lines import Line, lines_of, sat_by
from server.results.models import FinalMark, Marking, Result
from server.roles import Role
from server.sittings.models import Candidate, Sitting, Stage
from server.sittings.operations import runs


class StillToMark(Conflict):
    """Answers have no points yet, or two different ones."""

    message = N_(
        "Not all is marked: answers without points: {missing}; answers that two correctors marked "
        "differently: {differing}. Nothing is locked."
    )


class NotLocked(Conflict):
    """Marks are to be published that can still change."""

    message = N_("Lock the marks first: what candidates see must not change any more.")


class WhyUnlock(Invalid):
    """Locked marks are to be opened without a reason."""

    message = N_("Say in a few words why the marks are unlocked: it is written in the log.")


class OnlyAnAdministrator(NotAllowed):
    """An examiner wants to unlock marks."""

    message = N_("Only an administrator unlocks marks. Ask one, and say why.")


@dataclass(frozen=True)
class Total:
    """What a candidate has altogether."""

    points: Fraction
    most: Fraction
    """What the copy is worth."""
    mark: Fraction
    """Scaled and rounded as the paper says."""
    whole: Fraction
    """What the mark is out of."""
    missing: int
    """Answers without points yet: the mark is not final while there are any."""


def total_of(candidate: Candidate, lines: Sequence[Line]) -> Total:
    """Return what a candidate has so far, by the policy of the paper that was frozen."""
    copy = copy_for(candidate)
    rules = copy.subject.policy
    won = [(line.points or Fraction(0), Fraction(1)) for line in lines]
    points = marks.total(won, rules.negative)
    whole = Fraction(rules.out_of) if rules.out_of else copy.total
    mark = marks.rounded(marks.scaled(points, copy.total, whole), rules.rounding)
    missing = sum(line.points is None for line in lines)
    return Total(points, copy.total, min(mark, whole), whole, missing)


def lock(sitting: Sitting, by: Actor, *, at: datetime) -> int:
    """Let the marks of a sitting stand; return of how many candidates.

    Raises:
        NothingToCorrect: the sitting is not theirs.
        StillRuns, StillToMark: nothing is locked.
        MarksStand: they stand already.
    """
    _make_sure_is_theirs(sitting, by)
    with writing():
        fresh: Sitting = Sitting.get_by_id(sitting.id)
        if fresh.state != Stage.CLOSED:
            raise StillRuns()
        marking = unlocked(sitting.id)
        everybody = sat_by(sitting.id)
        lines = lines_of(everybody, marking)
        every = [line for each in lines.values() for line in each]
        differing = sum(line.differs for line in every)
        missing = sum(line.points is None for line in every) - differing
        if missing or differing:
            raise StillToMark(missing=missing, differing=differing)
        head = Event.head_of(sitting.id)
        for candidate in everybody:
            _write_down(candidate, lines[candidate.id], head.hash if head else "")
        marking.locked_at, marking.locked_by = at, by.person_id
        marking.save()
        record(by, "marks.locked", sitting.title, at=at, candidates=len(everybody))
    return len(everybody)


def _write_down(candidate: Candidate, lines: list[Line], head: str) -> None:
    for line in lines:
        FinalMark.create(
            candidate=candidate,
            place=line.place,
            points=str(line.points),
            how=line.how,
            remark=line.remark,
        )
    total = total_of(candidate, lines)
    Result.create(
        candidate=candidate,
        total=str(total.points),
        mark=str(total.mark),
        whole=str(total.whole),
        hash=head,
    )


def unlock(sitting: Sitting, reason: str, by: Actor, *, at: datetime) -> None:
    """Open locked marks again; candidates see them no more.

    Raises:
        OnlyAnAdministrator, WhyUnlock, NotLocked: nothing is changed.
    """
    person = Person.get_or_none(Person.id == by.person_id)
    if person is not None and person.role != Role.ADMINISTRATOR:
        raise OnlyAnAdministrator()
    if not reason.strip():
        raise WhyUnlock()
    with writing():
        marking = Marking.of(sitting.id)
        if not marking.is_locked:
            raise NotLocked()
        theirs = Candidate.select(Candidate.id).where(Candidate.sitting == sitting.id)
        FinalMark.delete().where(FinalMark.candidate << theirs).execute()
        Result.delete().where(Result.candidate << theirs).execute()
        marking.locked_at = marking.locked_by = None
        marking.published_at = marking.published_by = None
        marking.save()
        record(by, "marks.unlocked", sitting.title, at=at, reason=reason.strip()[:500])


def publish(sitting: Sitting, with_remarks: bool, by: Actor, *, at: datetime) -> None:
    """Let candidates see their marks; a second time changes nothing.

    Raises:
        NothingToCorrect: the sitting is not theirs.
        NotLocked
    """
    _make_sure_is_theirs(sitting, by)
    with writing():
        marking = Marking.of(sitting.id)
        if not marking.is_locked:
            raise NotLocked()
        if marking.is_published:
            return
        marking.published_at, marking.published_by = at, by.person_id
        marking.with_remarks = with_remarks
        marking.save()
        record(by, "marks.published", sitting.title, at=at, remarks=with_remarks)


def _make_sure_is_theirs(sitting: Sitting, by: Actor) -> None:
    if not runs(sitting, by):
        raise NothingToCorrect()
