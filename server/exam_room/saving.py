"""Keeping an answer: one more revision and its event, in one transaction, nothing overwritten.

number higher than all before ──> counts
the same uuid, or the same text again ──> acknowledged, no second row
a lower number ──> kept as "older"      the same number, another text ──> kept as "conflict"
from another seat, late, after the end ──> kept aside, shown to the examiner
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from i18n.refusals import Conflict, Invalid
from i18n.translate import N_
from server.actors import Actor
from server.database import insert, milliseconds, moment, row, writing
from server.exam_room import chain, clocks, sections, standing
from server.exam_room.models import Event, Revision, canonical
from server.exam_room.standing import Standing, candidate_now, without_paper
from server.exam_room.ticks import Instant, Tick
from server.sittings.models import Candidate, Sitting, Stage, State

GRACE = 60
"""Seconds after the end within which what arrives was surely under way: it counts."""
LONGEST = 200_000
"""Characters of one answer: a hundred pages."""
MOST = 500
"""Saves sent at once: more wait in the browser for the next time."""
_UUID = re.compile(r"[0-9A-Za-z_.:-]{1,64}")


class NotASave(Invalid):
    """What was sent has not the form of an answer; a page of ours never sends it."""

    message = N_("This answer could not be understood. Tell the examiner; what you typed stays.")


class TooLong(NotASave):
    """An answer has more characters than any has."""

    message = N_(
        "This answer is longer than a hundred pages and is not kept. Shorten it, then save again; "
        "what you typed stays in its field."
    )


class NotBegun(Conflict):
    """An answer came before the candidate's time began."""

    message = N_("Your exam has not begun. Wait for the examiner.")


@dataclass(frozen=True)
class Save:
    """One answer as a page sends it."""

    uuid: str
    place: int
    number: int
    """0 where no script counts: it then follows on the last one."""
    answer: tuple[str, ...]
    client_ms: int = 0
    sha256: str = ""
    """Of a file in ``handed/``; only ``files`` says so, never a page."""

    def check(self, places: int) -> None:
        """Make sure that this can be kept.

        Raises:
            NotASave: it has not the form, or the copy has no such place.
            TooLong
        """
        if sum(map(len, self.answer)) > LONGEST:
            raise TooLong()
        fits = _UUID.fullmatch(self.uuid) and 0 <= self.place < places
        fits = fits and 0 <= self.number < 1 << 40 and 0 <= self.client_ms < 1 << 50
        if not fits or len(self.answer) > MOST:
            raise NotASave()


@dataclass(frozen=True)
class Sender:
    """Who sends answers, and from where."""

    candidate_id: int
    sitting_id: int
    by: Actor


@dataclass
class Kept:
    """What became of some saves, by their uuid."""

    kept: list[str] = field(default_factory=list)
    """On the disk, counting or not."""
    aside: dict[str, str] = field(default_factory=dict)
    """Of these, why one does not count: see ``models.ASIDE``."""
    refused: dict[str, str] = field(default_factory=dict)
    """Not kept, and never will be: the message id of the reason."""


def keep(sender: Sender, saves: Sequence[Save], now: Instant) -> Kept:
    """Keep answers of a candidate, all in one transaction.

    Raises:
        NotBegun: their time has not begun.
    """
    told = Kept()
    with writing():
        tick = clocks.beat(sender.sitting_id, now)
        candidate = candidate_now(sender.candidate_id)
        sitting = without_paper(sender.sitting_id)
        here = standing.of(candidate, sitting, now)
        if here.begun_ms is None:
            raise NotBegun()
        for save in saves:
            try:
                save.check(here.places)
            except NotASave as refusal:
                told.refused[save.uuid] = refusal.message
                continue
            aside = _keep_one(save, candidate, sitting, here, sender.by, tick)
            told.kept.append(save.uuid)
            if aside:
                told.aside[save.uuid] = aside
    return told


def _keep_one(
    save: Save, candidate: Candidate, sitting: Sitting, here: Standing, by: Actor, tick: Tick
) -> str:
    """Keep one answer, unless it is there already; return why it does not count, "" if it does."""
    text = canonical(list(save.answer))
    uuid = save.uuid
    known = _known(candidate.id, uuid)
    if known is not None:
        if known[0] == text:
            return known[1]
        uuid = f"{uuid}+{hashlib.sha256(text.encode()).hexdigest()[:8]}"
        again = _known(candidate.id, uuid)
        if again is not None:
            return again[1]
    last = _last(candidate.id, save.place)
    number = save.number or last[0] + 1
    late = sections.late_of(candidate, save.place, here)
    where = _aside_by_state(candidate, sitting, late, by)
    if where in ("", "late") and text == last[1] and (not save.number or number <= last[0]):
        return ""
    aside = where or _aside_by_number(number, last[0], bool(known))
    event = chain.append(
        sitting.id,
        "saved",
        by,
        tick,
        candidate=candidate,
        place=save.place,
        uuid=uuid,
        revision=number,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        late=late,
        aside=aside,
        client_ms=save.client_ms,
    )
    _write(save, uuid, number, text, candidate, late, aside, event)
    return aside


def _write(
    save: Save,
    uuid: str,
    number: int,
    text: str,
    candidate: Candidate,
    late: int,
    aside: str,
    event: Event,
) -> None:
    insert(
        "revision",
        candidate_id=candidate.id,
        place=save.place,
        uuid=uuid,
        number=number,
        answer=text,
        client_ms=save.client_ms,
        at=milliseconds(event.at),
        clock_ms=event.clock_ms,
        seat=event.seat,
        late=late,
        aside=aside,
        sha256=save.sha256,
        event_id=event.id,
    )


def _known(candidate_id: int, uuid: str) -> tuple[str, str] | None:
    """Return the text and the standing of what has a uuid already."""
    found = row(
        'SELECT "answer", "aside" FROM "revision" WHERE "candidate_id" = ? AND "uuid" = ?',
        *(candidate_id, uuid),
    )
    return None if found is None else (found[0], found[1])


def _last(candidate_id: int, place: int) -> tuple[int, str]:
    """Return the highest number that counts for a place, 0 if none does, and its text."""
    found = row(
        'SELECT "number", "answer" FROM "revision" WHERE "candidate_id" = ? AND "place" = ? '
        """AND "aside" = '' ORDER BY "number" DESC, "id" DESC LIMIT 1""",
        *(candidate_id, place),
    )
    return (0, "") if found is None else (found[0], found[1])


def _aside_by_state(candidate: Candidate, sitting: Sitting, late: int, by: Actor) -> str:
    if sitting.state not in (Stage.OPEN, Stage.RUNNING):
        return "closed"
    if by.seat != candidate.seat_id:
        return "other_seat"
    if candidate.state in (State.HANDED_IN, State.EXCLUDED, State.ABSENT):
        return "handed_in"
    return "late" if late > GRACE else ""


def _aside_by_number(number: int, last: int, uuid_used: bool) -> str:
    if number == last or uuid_used:
        return "conflict"
    return "older" if number < last else ""


def let_count(revision: Revision, by: Actor, reason: str, now: Instant) -> Revision:
    """Let what was kept aside count: it is kept once more, as the newest of its place."""
    with writing():
        candidate = Candidate.get_by_id(revision.candidate_id)
        tick = clocks.beat(candidate.sitting_id, now)
        number = _last(candidate.id, revision.place)[0] + 1
        event = chain.append(
            candidate.sitting_id,
            "let_count",
            by,
            tick,
            candidate=candidate,
            place=revision.place,
            revision=number,
            of=revision.event.number,
            reason=reason,
        )
        chain.tell(candidate.sitting, event, by, reason=reason)
        kept: Revision = Revision.create(
            candidate=candidate,
            place=revision.place,
            uuid=f"let-{event.number}",
            number=number,
            answer=revision.answer,
            client_ms=revision.client_ms,
            at=moment(tick.at_ms),
            clock_ms=tick.clock_ms,
            seat=revision.seat,
            late=revision.late,
            sha256=revision.sha256,
            event=event,
        )
        return kept


def take_up(candidate: Candidate, seat: int, by: Actor, reason: str, now: Instant) -> int:
    """Let what a computer sent before it was bound to a candidate count, where it is the newest.

    A browser that was killed may come back as another computer: what it had kept arrives from there
    before the examiner has moved its candidate. Inside the transaction that moves them.

    Returns:
        At how many places.
    """
    counting = Revision.counting(candidate.id)
    sent = {
        each.place: each
        for each in Revision.put_aside(candidate.sitting_id)
        if (each.candidate_id, each.aside, each.seat) == (candidate.id, "other_seat", seat)
    }
    newest = []
    for place, each in sent.items():
        known = counting.get(place)
        if known is None or (each.id > known.id and each.number > known.number):
            newest.append(each)
    for each in newest:
        let_count(each, by, reason, now)
    return len(newest)
