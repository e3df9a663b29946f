"""How far candidates are: what time they have left, read as plain values in a few queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from server.database import row, rows
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
    grant: Grant
    """What ``allowed`` is made of."""

    @property
    def is_writing(self) -> bool:
        """Say whether the paper is before them: they have begun, and not handed in."""
        return self.state in (State.WORKING, State.PAUSED)

    @property
    def late(self) -> int:
        """Return by how many seconds the end is past, 0 while it is not."""
        return max(0, -self.left)


def of(candidate: Candidate, sitting: Sitting, now: Instant) -> Standing:
    """Return how far a candidate is: with each save, so in few and plain queries."""
    here = tick(sitting.id, now).clock_ms
    desk = row(_DESK, candidate.id)
    granted = row(_GRANTED, candidate.id) or ("1", 0)
    credited = row(_CREDITED, candidate.id) or (0,)
    spans = [
        Span(since, until, kind == "rest")
        for since, until, kind in rows(_PAUSES, sitting.id, candidate.id)
    ]
    grant = Grant(sitting.seconds, Fraction(granted[0]), credited[0], granted[1])
    return _standing(candidate.state, here, desk, grant, spans)


_DESK = 'SELECT "begun_ms", "handed_in_ms", "places" FROM "desk" WHERE "candidate_id" = ?'
_GRANTED = (
    'SELECT "factor", "pause_seconds" FROM "accommodation" WHERE "candidate_id" = ? '
    'ORDER BY "id" DESC LIMIT 1'
)
_CREDITED = 'SELECT COALESCE(SUM("seconds"), 0) FROM "credit" WHERE "candidate_id" = ?'
_PAUSES = (
    'SELECT "since_ms", "until_ms", "kind" FROM "pause" WHERE "sitting_id" = ? '
    'AND ("candidate_id" IS NULL OR "candidate_id" = ?)'
)


def _standing(
    state: str, here: int, desk: tuple[Any, ...] | None, grant: Grant, spans: list[Span]
) -> Standing:
    """Return a standing; ``desk`` is when they began, when they handed in, and how many places."""
    begun, handed_in, places = desk or (None, None, 0)
    until = here if handed_in is None else handed_in
    left = remaining(grant, spans, begun, until)
    stopped = _stands_still(spans, grant, begun, until)
    return Standing(state, here, begun, left, grant.allowed, stopped, places, grant)


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
        shown = desk and (desk.begun_ms, desk.handed_in_ms, desk.places)
        found[candidate.id] = _standing(candidate.state, here.clock_ms, shown, share, spans)
    return found


def _stands_still(spans: list[Span], grant: Grant, begun: int | None, now: int) -> bool:
    """Say whether a second more would leave as much: a rest beyond what was granted runs on."""
    if begun is None or not any(span.until is None for span in spans):
        return False
    return remaining(grant, spans, begun, now + 1000) == remaining(grant, spans, begun, now)


def without_paper(sitting_id: int) -> Sitting:
    """Return a sitting without its frozen paper, which is large and seldom wanted. Not to save."""
    found = row(_SITTING, sitting_id)
    if found is None:
        raise Sitting.DoesNotExist(sitting_id)
    return Sitting(**dict(zip(_NAMES, found, strict=True)))


_NAMES = ("id", "title", "room", "seconds", "state", "paper")
_SITTING = (
    'SELECT "id", "title", "room", "seconds", "state", "paper_id" FROM "sitting" WHERE "id" = ?'
)


def candidate_now(candidate_id: int) -> Candidate:
    """Return a candidate as they are now, read plainly. Not to save."""
    found = row(_CANDIDATE, candidate_id)
    if found is None:
        raise Candidate.DoesNotExist(candidate_id)
    return Candidate(**dict(zip(_OF_CANDIDATE, found, strict=True)))


_OF_CANDIDATE = ("id", "sitting", "person", "number", "seed", "state", "seat")
_CANDIDATE = (
    'SELECT "id", "sitting_id", "person_id", "number", "seed", "state", "seat_id" '
    'FROM "candidate" WHERE "id" = ?'
)
