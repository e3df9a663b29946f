"""Taking in a rescue file: what a candidate's computer kept while the server was away.

Nothing in it counts by itself: each answer is kept aside and shown, and an examiner lets it count.
"""

from dataclasses import dataclass

from server.actors import Actor
from server.database import writing
from server.exam_room import sent
from server.exam_room.chain import append
from server.exam_room.clocks import beat
from server.exam_room.hall import Hall
from server.exam_room.models import Event
from server.exam_room.saving import Kept, Sender
from server.exam_room.ticks import instant
from server.sittings.models import Candidate
from sync.sealing import rescue


@dataclass(frozen=True)
class Sealing:
    """What the page of a candidate needs to make such a file."""

    key: str
    passed: str


def sealing_of(hall: Hall, candidate: Candidate) -> Sealing:
    """Return what the page of a candidate needs to make a rescue file."""
    secret, sitting = hall.home.exam_key(), str(candidate.sitting_id)
    return Sealing(
        rescue.public_key(secret, sitting), rescue.pass_of(secret, sitting, candidate.number)
    )


def take_in(hall: Hall, candidate: Candidate, data: bytes, by: Actor) -> Kept | None:
    """Keep what a rescue file of a candidate holds; None if that very file was taken in before.

    Raises:
        NotARescueFile, OtherSitting, OtherCandidate, RescueDamaged, NotRead: nothing is taken.
    """
    found = rescue.open_file(
        data,
        hall.home.exam_key(),
        sitting=str(candidate.sitting_id),
        candidate=candidate.number,
    )
    saves = sent.from_json({"saves": found.saves})
    if any(
        each.told.get("sha256") == found.sha256
        for each in Event.of(candidate.sitting_id, "rescued")
    ):
        return None
    kept = hall.writer.keep(Sender(candidate.id, candidate.sitting_id, by), saves)
    with writing():
        append(
            candidate.sitting_id,
            "rescued",
            by,
            beat(candidate.sitting_id, instant()),
            candidate=candidate,
            sha256=found.sha256,
            answers=len(saves),
            made_ms=found.made_ms,
        )
    return kept
