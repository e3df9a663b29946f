"""Writing the events of a sitting, and following their chain."""

from typing import Any

from server.actors import Actor
from server.audit.operations import record
from server.database import insert, moment, row, writing
from server.exam_room.models import Event
from server.exam_room.ticks import Tick
from server.sittings.models import Candidate, Sitting
from sync.sealing import chain
from sync.sealing.chain import FIRST, canonical

SHORT = 8
"""Letters of the code on a receipt: those of an event's hash."""


def append(
    sitting_id: int,
    kind: str,
    by: Actor,
    tick: Tick,
    *,
    candidate: Candidate | None = None,
    **details: Any,
) -> Event:
    """Add an event to a sitting, inside the transaction of what it tells.

    Args:
        sitting_id: which.
        kind: one of ``kinds.KINDS``.
        by: who did it.
        tick: the moment, with T.
        candidate: whom it is about.
        details: what else is worth knowing; plain values, no floats.
    """
    with writing():
        number, before = row(_HEAD, sitting_id) or (0, FIRST)
        event = Event(
            sitting=sitting_id,
            number=number + 1,
            at=moment(tick.at_ms),
            clock_ms=tick.clock_ms,
            actor=by.name,
            seat=by.seat,
            candidate=candidate,
            named=candidate.number if candidate else "",
            kind=kind,
            details=canonical(details),
            before=before,
        )
        event.hash = chain.hash_of(event.as_json())
        insert(
            "event",
            sitting_id=sitting_id,
            number=event.number,
            at=tick.at_ms,
            clock_ms=event.clock_ms,
            actor=event.actor,
            seat=event.seat,
            candidate_id=candidate and candidate.id,
            named=event.named,
            kind=event.kind,
            details=event.details,
            before=event.before,
            hash=event.hash,
        )
        event.id = (row(_ID, sitting_id, event.number) or (None,))[0]
    return event


_HEAD = 'SELECT "number", "hash" FROM "event" WHERE "sitting_id" = ? ORDER BY "number" DESC LIMIT 1'
_ID = 'SELECT "id" FROM "event" WHERE "sitting_id" = ? AND "number" = ?'


def tell(sitting: Sitting, event: Event, by: Actor, **details: Any) -> None:
    """Write an event in the audit log too, with its hash: nobody can cut the chain before it."""
    whom = f"{sitting.title} · {event.named}" if event.named else sitting.title
    record(
        by,
        f"exam.{event.kind}",
        whom,
        at=event.at,
        event=event.number,
        hash=event.hash,
        **details,
    )


def exported(sitting_id: int) -> list[dict[str, Any]]:
    """Return the events of a sitting as they travel, in their order."""
    return [event.as_json() for event in Event.of(sitting_id)]


def verify(sitting_id: int) -> int:
    """Follow the chain of a sitting; return how many events it has.

    Raises:
        ChainBroken: naming the first that does not fit.
    """
    return chain.check(exported(sitting_id))
