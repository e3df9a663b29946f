"""Accommodations that change while a sitting runs: they count at once, and stand in its chain."""

from server.actors import SYSTEM, Actor
from server.exam_room import chain
from server.exam_room.models import Event
from server.exam_room.ticks import Tick
from server.sittings.models import Accommodation, Candidate, Sitting

AIDS = ("larger_text", "read_aloud", "spell_check", "separate_room")
"""What is granted beside time."""


def note_grants(sitting_id: int, tick: Tick) -> None:
    """Write in the chain what was granted since it was last looked at, inside a transaction."""
    told = [each.told["row"] for each in Event.of(sitting_id, "granted")]
    theirs = Candidate.select(Candidate.id).where(Candidate.sitting == sitting_id)
    since = max(told, default=0)
    rows = Accommodation.select().where(Accommodation.candidate << theirs, Accommodation.id > since)
    for each in rows.order_by(Accommodation.id):
        by = Actor(each.by.name, None, each.by_id) if each.by_id else SYSTEM
        event = chain.append(
            sitting_id,
            "granted",
            by,
            tick,
            candidate=each.candidate,
            row=each.id,
            factor=each.factor,
            pauses=each.pause_seconds,
            secretary=each.secretary,
            aids=[name for name in AIDS if getattr(each, name)],
        )
        chain.tell(Sitting.get_by_id(sitting_id), event, by)
