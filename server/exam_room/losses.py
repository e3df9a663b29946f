"""Time that candidates lost without their fault: found by the program, given back by an examiner.

A *loss* is an event "lost": from the last sign of life of a candidate to the next one, in T, which
stood still while the server itself was down; pauses are not counted. It is proposed until a credit
names it or an examiner dismisses it.
"""

from dataclasses import dataclass

from peewee import fn

from server.actors import SYSTEM
from server.exam_room import chain, timing
from server.exam_room.models import Desk, Event, Pause, Revision
from server.exam_room.signs import Gap
from server.exam_room.ticks import Tick
from server.sittings.models import Candidate


@dataclass(frozen=True)
class Loss:
    """A time that a candidate may have lost."""

    event: Event
    candidate: Candidate
    seconds: int
    """From the last sign of life to the next: what is proposed."""
    since_save: int
    """Seconds since the last answer that was kept before; where a PC lost what was typed."""
    cut: bool
    """Whether the server itself had stopped."""


def proposals(sitting_id: int) -> list[Loss]:
    """Return the losses of a sitting that nobody has decided about, in their order."""
    ended = {event.told.get("loss") for event in Event.of(sitting_id, "credited", "loss_dismissed")}
    people = {each.id: each for each in Candidate.of(sitting_id)}
    return [
        Loss(
            event,
            people[event.candidate_id],
            event.told["seconds"],
            event.told["since_save"],
            event.told["cut"],
        )
        for event in Event.of(sitting_id, "lost")
        if event.number not in ended
    ]


def write_down(gap: Gap, tick: Tick) -> Event | None:
    """Write a gap in the chain, inside a transaction; None where it cost nothing."""
    candidate = Candidate.get_by_id(gap.candidate_id)
    desk = Desk.of(candidate.id)
    if desk is None or desk.begun_ms is None or candidate.is_over:
        return None
    pauses = Pause.of(candidate.sitting_id)
    spans = [each.span for each in pauses if each.candidate_id in (None, candidate.id)]
    seconds = timing.used(spans, max(gap.since, desk.begun_ms), gap.until)
    if seconds <= 0:
        return None
    saved = (
        Revision.select(fn.MAX(Revision.clock_ms))
        .where(Revision.candidate == candidate, Revision.clock_ms <= gap.since)
        .scalar()
    )
    since_save = timing.used(spans, desk.begun_ms if saved is None else saved, gap.until)
    return chain.append(
        candidate.sitting_id,
        "lost",
        SYSTEM,
        tick,
        candidate=candidate,
        seconds=seconds,
        since_save=since_save,
        since_ms=gap.since,
        until_ms=gap.until,
        cut=gap.cut,
    )
