"""How far candidates are: what time they have left, read as plain values in a few queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from server.exam_room.models import Credit, Desk, Pause
from server.exam_room.ticks import Instant, tick
from server.exam_room.timing import Grant, Span, remaining
from server.sittings.models import Accommodation, Candidate, Sitting, State


@dataclass(frozen=True)
class Standing:
    """One candidate now."""

    state: str
    """One of ``State``."""
    clock_ms: int
    """T."""
    begun_ms: int | None
    left: int
    """Whole seconds; below zero by how many the end is past."""
    allowed: int
    """Whole seconds, with what was granted and given back."""
    stopped: bool
    """Whether their clock stands still now."""
    places: int

    @property
    def is_writing(self) -> bool:
        """Say whether the paper is before them: they have begun, and not handed in."""
        return self.state in (State.WORKING, State.PAUSED)

    @property
    def late(self) -> int:
        """Return by how many seconds the end is past, 0 while it is not."""
        return max(0, -self.left)


def of(candidate: Candidate, sitting: Sitting, now: Instant) -> Standing:
    """Return how far a candidate is."""
    return of_all([candidate], sitting, now)[candidate.id]


def of_all(candidates: Iterable[Candidate], sitting: Sitting, now: Instant) -> dict[int, Standing]:
    """Return how far each of some candidates of one sitting is, by their ids."""
    each = list(candidates)
    ids = [candidate.id for candidate in each]
    here = tick(sitting.id, now)
    desks = {desk.candidate_id: desk for desk in Desk.select().where(Desk.candidate << ids)}
    granted = Accommodation.now_of_all(ids)
    credits: dict[int, int] = defaultdict(int)
    rows = Credit.select(Credit.candidate, Credit.seconds).where(Credit.candidate << ids)
    for candidate_id, seconds in rows.tuples():
        credits[candidate_id] += seconds
    pauses = Pause.of(sitting.id)
    found = {}
    for candidate in each:
        desk, grant = desks.get(candidate.id), granted[candidate.id]
        spans = [p.span for p in pauses if p.candidate_id in (None, candidate.id)]
        share = Grant(sitting.seconds, grant.share, credits[candidate.id], grant.pause_seconds)
        begun = desk.begun_ms if desk else None
        until = here.clock_ms
        if desk is not None and desk.handed_in_ms is not None:
            until = desk.handed_in_ms
        found[candidate.id] = Standing(
            candidate.state,
            here.clock_ms,
            begun,
            remaining(share, spans, begun, until),
            share.allowed,
            _stands_still(spans, share, begun, until),
            desk.places if desk else 0,
        )
    return found


def _stands_still(spans: list[Span], grant: Grant, begun: int | None, now: int) -> bool:
    """Say whether a second more would leave as much: a rest beyond what was granted runs on."""
    if begun is None or not any(span.until is None for span in spans):
        return False
    return remaining(grant, spans, begun, now + 1000) == remaining(grant, spans, begun, now)


def without_paper(sitting_id: int) -> Sitting:
    """Return a sitting without its frozen paper, which is large and seldom wanted."""
    wanted = [f for f in Sitting._meta.sorted_fields if f is not Sitting.frozen]
    found: Sitting = Sitting.select(*wanted).where(Sitting.id == sitting_id).get()
    return found
