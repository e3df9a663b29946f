"""The procès-verbal as plain values: the whole day of a sitting, told from its chain of events.

What is planned comes from the sitting, what happened from its events alone: a page that was changed
afterwards cannot make it say otherwise.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from server.accounts.models import Person
from server.exam_room.models import Checkpoint, Credit, Desk, Event, Pause, Revision
from server.sittings.ends import Planned, planned_of
from server.sittings.models import Candidate, Examiner, Sitting

TOLD_OF_ALL = ("interrupted", "clock_jumped", "disk_low", "reserve_used", "taken_over")
"""Kinds of events that concern the server, and everybody."""
TOLD = (
    *("incident", "explained", "excluded", "absent", "moved", "let_back", "let_count"),
    *("asked_elsewhere", "loss_dismissed", "rescued"),
)
"""Kinds of events that are told one by one."""


@dataclass(frozen=True)
class Halt:
    """A time in which a clock stood still."""

    since: datetime
    until: datetime | None
    """None while it lasts."""
    seconds: int
    kind: str
    """One of ``exam_room.running.PAUSES``."""
    reason: str


@dataclass(frozen=True)
class Told:
    """Something that happened."""

    at: datetime
    kind: str
    """A key of ``exam_room.kinds.KINDS``."""
    candidate: str
    """The number; "" where it concerns everybody."""
    by: str
    text: str
    details: dict[str, object]

    @property
    def seconds(self) -> int:
        """Return how long it was, 0 where that is not told."""
        found = self.details.get("seconds", 0)
        return abs(found) if isinstance(found, int) else 0


@dataclass(frozen=True)
class Copy:
    """One candidate's morning."""

    planned: Planned
    begun_at: datetime | None
    handed_in_at: datetime | None
    answers: int
    receipt: str
    late: int
    """Answers that came after the end and its grace."""
    aside: int
    """Answers that are kept and do not count."""
    halts: list[Halt]
    credits: list[Credit]

    @property
    def candidate(self) -> Candidate:
        """Return whose it is."""
        return self.planned.candidate

    @property
    def credited(self) -> int:
        """Return the seconds given back."""
        return sum(each.seconds for each in self.credits)

    @property
    def halted(self) -> int:
        """Return the seconds in which their own clock stood still."""
        return sum(each.seconds for each in self.halts)


@dataclass(frozen=True)
class Minutes:
    """A whole sitting."""

    sitting: Sitting
    examiners: list[Person]
    copies: list[Copy]
    halts: list[Halt]
    """Those of everybody."""
    told: list[Told]
    checkpoint: Checkpoint | None
    """The last one; the final one once the sitting is closed."""
    events: int
    paper: str
    """The SHA-256 of the paper that was kept at opening, "" before."""
    counts: dict[str, int] = field(default_factory=dict)
    """How many candidates, by their state."""

    @property
    def is_final(self) -> bool:
        """Say whether the sitting is closed, so that nothing of this changes any more."""
        return self.checkpoint is not None and self.checkpoint.final


def minutes_of(sitting: Sitting) -> Minutes:
    """Return the procès-verbal of a sitting as it is now."""
    events = Event.of(sitting.id)
    moments = _Moments(events)
    own: dict[int, list[Halt]] = defaultdict(list)
    halts: list[Halt] = []
    for pause in Pause.of(sitting.id):
        halt = moments.halt(pause)
        (halts if pause.candidate_id is None else own[pause.candidate_id]).append(halt)
    credits: dict[int, list[Credit]] = defaultdict(list)
    for credit in Credit.of(sitting.id):
        credits[credit.candidate_id].append(credit)
    planned = planned_of(sitting)
    ids = [each.candidate.id for each in planned]
    desks = {each.candidate_id: each for each in Desk.select().where(Desk.candidate << ids)}
    asides = _asides(ids)
    copies = [_copy(each, desks.get(each.candidate.id), own, credits, asides) for each in planned]
    counts: dict[str, int] = defaultdict(int)
    for each in planned:
        counts[each.candidate.state] += 1
    opened = next((each for each in events if each.kind == "opened"), None)
    return Minutes(
        sitting,
        Examiner.of(sitting.id),
        copies,
        halts,
        [_told(each) for each in events if each.kind in TOLD + TOLD_OF_ALL],
        Checkpoint.latest_of(sitting.id),
        len(events),
        str(opened.told["paper"]) if opened else "",
        dict(counts),
    )


class _Moments:
    """Where T stood at which moment, by the events of a sitting."""

    def __init__(self, events: list[Event]) -> None:
        self._known = [(each.clock_ms, each.at) for each in events]

    def at(self, clock_ms: int) -> datetime:
        """Return the moment at which T stood so: reckoned from the last event before it."""
        before = [known for known in self._known if known[0] <= clock_ms] or self._known[:1]
        known_ms, known_at = before[-1]
        found: datetime = known_at + timedelta(milliseconds=clock_ms - known_ms)
        return found

    def halt(self, pause: Pause) -> Halt:
        """Return a pause with its moments."""
        until = None if pause.until_ms is None else self.at(pause.until_ms)
        length = 0 if pause.until_ms is None else (pause.until_ms - pause.since_ms) // 1000
        return Halt(self.at(pause.since_ms), until, length, pause.kind, pause.reason)


def _asides(candidates: list[int]) -> dict[int, list[str]]:
    """Return why answers of candidates do not count, those that are only older left out."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = Revision.select(Revision.candidate, Revision.aside).where(
        Revision.candidate << candidates, Revision.aside.not_in(("", "older"))
    )
    for candidate_id, aside in rows.tuples():
        found[candidate_id].append(aside)
    return found


def _copy(
    planned: Planned,
    desk: Desk | None,
    halts: dict[int, list[Halt]],
    credits: dict[int, list[Credit]],
    asides: dict[int, list[str]],
) -> Copy:
    one = planned.candidate.id
    aside = asides.get(one, [])
    return Copy(
        planned,
        desk.begun_at if desk else None,
        desk.handed_in_at if desk else None,
        desk.answers if desk else 0,
        desk.receipt if desk else "",
        aside.count("late"),
        len(aside),
        halts.get(one, []),
        credits.get(one, []),
    )


def _told(event: Event) -> Told:
    details = event.told
    text = str(details.get("text") or details.get("reason") or "")
    return Told(event.at, event.kind, event.named, event.actor, text, details)
