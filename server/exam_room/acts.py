"""What an examiner does: who, when, why, and with which key it is sealed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from i18n.refusals import Invalid
from i18n.translate import N_
from server.actors import Actor
from server.database import moment, writing
from server.exam_room import chain, clocks, seal
from server.exam_room.grants import note_grants
from server.exam_room.models import Event
from server.exam_room.standing import without_paper
from server.exam_room.ticks import Instant, Tick
from server.sittings.models import Candidate, Sitting
from sync.sealing.holders import Signer

LONGEST_REASON = 500
"""Characters."""


class SayWhy(Invalid):
    """An action has no reason."""

    message = N_("Say in a few words why: it is written in the log and printed at the end.")


@dataclass(frozen=True)
class Act:
    """An action of an examiner, or of the program."""

    by: Actor
    now: Instant
    signer: Signer
    reason: str = ""

    def must_say_why(self) -> None:
        """Make sure of a reason.

        Raises:
            SayWhy: there is none.
        """
        if not self.reason.strip():
            raise SayWhy()


@dataclass(frozen=True)
class Doing:
    """An action while it is done, under the write lock."""

    act: Act
    sitting: Sitting
    tick: Tick

    @property
    def at(self) -> Any:
        """Return the moment, as tables hold it."""
        return moment(self.tick.at_ms)

    def again(self, candidate: Candidate) -> Candidate:
        """Return a candidate as they are now that nobody else can write."""
        found: Candidate = Candidate.get_by_id(candidate.id)
        return found

    def note(self, kind: str, candidate: Candidate | None = None, **details: Any) -> Event:
        """Write an event and its entry in the audit log."""
        said = " ".join(self.act.reason.split())[:LONGEST_REASON]
        told = {**details, "reason": said} if said else details
        event = chain.append(
            self.sitting.id, kind, self.act.by, self.tick, candidate=candidate, **told
        )
        chain.tell(self.sitting, event, self.act.by, **told)
        return event

    def seal(self, *, final: bool = False) -> None:
        """Sign what there is now."""
        seal.checkpoint(self.sitting.id, self.act.signer, self.tick, final=final)


@contextmanager
def doing(sitting_id: int, act: Act) -> Iterator[Doing]:
    """Do something in a sitting inside the block: whole or not at all, sealed at its end."""
    with writing():
        tick = clocks.beat(sitting_id, act.now)
        note_grants(sitting_id, tick)
        done = Doing(act, without_paper(sitting_id), tick)
        yield done
        done.seal()
