"""Handing in, leaving out, and closing a sitting."""

from dataclasses import dataclass, replace
from datetime import datetime

from i18n.refusals import Conflict
from i18n.translate import N_, gettext
from server.exam_room import standing
from server.exam_room.acts import Act, Doing, doing
from server.exam_room.chain import SHORT
from server.exam_room.models import Desk, Pause, Revision
from server.exam_room.ticks import stop
from server.seats import holding
from server.sittings import life
from server.sittings.models import Candidate, Sitting, Stage, State
from sync.sealing import codes


class NotWriting(Conflict):
    """Somebody has nothing to hand in."""

    message = N_("There is nothing to hand in: this exam has not begun, or is over.")


class StillWriting(Conflict):
    """A sitting is to be closed while people have time left."""

    message = N_(
        "{count} candidates have time left. Wait, or close all the same and say why: what they "
        "have written is then handed in."
    )


class NotOpen(Conflict):
    """A sitting was not opened, or is closed already."""

    message = N_("This sitting is not open. Nothing has changed.")


NOBODY_LEFT = N_("nobody has time left")


@dataclass(frozen=True)
class Receipt:
    """What a candidate takes along."""

    answers: int
    at: datetime
    code: str
    """Eight letters in two groups, of the chain."""


def answered(candidate_id: int) -> int:
    """Return at how many places of a candidate something counts that is not empty."""
    return sum(not revision.is_empty for revision in Revision.counting(candidate_id).values())


def receipt_of(candidate: Candidate) -> Receipt | None:
    """Return the receipt of a candidate, None before they have handed in."""
    desk = Desk.of(candidate.id)
    if desk is None or desk.handed_in_at is None:
        return None
    return Receipt(desk.answers, desk.handed_in_at, desk.receipt)


def hand_in(candidate: Candidate, act: Act, *, by_examiner: bool = False) -> Receipt:
    """End a candidate's exam; the same receipt again if it has ended.

    Raises:
        NotWriting: it has not begun, or they were excluded.
        SayWhy: an examiner hands in for them without a reason.
    """
    if by_examiner:
        act.must_say_why()
    with doing(candidate.sitting_id, act) as done:
        fresh = done.again(candidate)
        if fresh.state == State.HANDED_IN:
            found = receipt_of(fresh)
            assert found is not None
            return found
        if fresh.state not in (State.WORKING, State.PAUSED):
            raise NotWriting()
        return _hand_in(fresh, done, "examiner" if by_examiner else "candidate")


def _hand_in(candidate: Candidate, done: Doing, how: str) -> Receipt:
    count = answered(candidate.id)
    late = standing.of(candidate, done.sitting, done.act.now).late
    life.turn(candidate, State.HANDED_IN)
    event = done.note("handed_in", candidate, answers=count, how=how, late=late)
    code = codes.in_groups(codes.letters_of(bytes.fromhex(event.hash), SHORT))
    Desk.update(
        handed_in_ms=done.tick.clock_ms, handed_in_at=done.at, answers=count, receipt=code
    ).where(Desk.candidate == candidate).execute()
    holding.loosen(candidate.person_id, at=done.at)
    return Receipt(count, done.at, code)


def let_back(candidate: Candidate, act: Act) -> None:
    """Let somebody go on who has handed in by mistake; the time between does not count.

    Raises:
        SayWhy
        NotNow: they have not handed in.
    """
    act.must_say_why()
    with doing(candidate.sitting_id, act) as done:
        fresh, desk = done.again(candidate), Desk.of(candidate.id)
        if desk is None or fresh.state != State.HANDED_IN or done.sitting.is_over:
            raise life.NotNow()
        life.turn(fresh, State.WORKING)
        Pause.create(
            sitting=done.sitting.id,
            candidate=fresh,
            since_ms=desk.handed_in_ms,
            until_ms=done.tick.clock_ms,
            kind="pause",
            reason=act.reason,
        )
        desk.handed_in_ms = desk.handed_in_at = None
        desk.save(only=[Desk.handed_in_ms, Desk.handed_in_at])
        if fresh.seat_id is not None:
            holding.hold(fresh.person_id, fresh.seat_id, at=done.at)
        done.note("let_back", fresh)


def exclude(candidate: Candidate, act: Act) -> None:
    """Exclude somebody; what they have written is kept.

    Raises:
        SayWhy
    """
    act.must_say_why()
    with doing(candidate.sitting_id, act) as done:
        fresh = done.again(candidate)
        life.turn(fresh, State.EXCLUDED)
        holding.release(fresh.person_id, at=done.at)
        done.note("excluded", fresh, answers=answered(fresh.id))


def mark_absent(candidate: Candidate, act: Act) -> None:
    """Note that somebody did not come; they can still be let in until the sitting is closed.

    Raises:
        NotNow: they have begun.
    """
    with doing(candidate.sitting_id, act) as done:
        fresh = done.again(candidate)
        if fresh.state == State.ABSENT:
            return
        life.turn(fresh, State.ABSENT)
        holding.release(fresh.person_id, at=done.at)
        done.note("absent", fresh)


def close(sitting: Sitting, act: Act) -> None:
    """Close a sitting: all that is written is handed in, the chain is sealed, the clock stops.

    What a computer still sends afterwards is kept aside.

    Where nobody has time left, closing brings its own reason, which whoever closes may replace.

    Raises:
        NotOpen
        StillWriting: some have time left, and no reason is given.
    """
    with doing(sitting.id, act) as done:
        if done.sitting.state not in (Stage.OPEN, Stage.RUNNING):
            raise NotOpen()
        everybody = Candidate.of(sitting.id)
        stand = standing.of_all(everybody, done.sitting, act.now)
        early = [
            each for each in everybody if stand[each.id].is_writing and stand[each.id].left > 0
        ]
        if early and not act.reason.strip():
            raise StillWriting(count=len(early))
        why = act.reason if act.reason.strip() else gettext(NOBODY_LEFT)
        told = replace(done, act=replace(act, reason=why))
        for each in everybody:
            if each.state in (State.WORKING, State.PAUSED):
                _hand_in(each, told, "closing")
            elif each.state in (State.EXPECTED, State.HERE, State.CONFIRMED):
                life.turn(each, State.ABSENT)
                told.note("absent", each)
            holding.release(each.person_id, at=done.at)
        Pause.update(until_ms=done.tick.clock_ms).where(
            Pause.sitting == sitting.id, Pause.until_ms.is_null()
        ).execute()
        life.advance(Sitting.get_by_id(sitting.id), Stage.CLOSED, at=done.at)
        told.note("closed", early=len(early))
        stop(sitting.id, act.now)
        done.seal(final=True)
