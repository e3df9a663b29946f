"""What the examiner's page of a sitting shows, as plain values from a fixed number of queries."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from peewee import fn

from server.database import moment
from server.exam_room import losses, standing
from server.exam_room.hall import Hall
from server.exam_room.losses import Loss
from server.exam_room.models import ASIDE, Checkpoint, Desk, Event, Pause, Revision
from server.exam_room.signs import Sign
from server.exam_room.space import Room
from server.exam_room.spare import Spare
from server.exam_room.standing import Standing
from server.exam_room.ticks import Instant
from server.sittings.models import Accommodation, Candidate, Sitting, State

SILENT = 20
"""Seconds without a sign of life after which somebody is in trouble; pages ask every few."""
UNSAVED = 15
"""Seconds for which an answer may wait in the browser: it is sent five after the first change."""
TO_LOOK_AT = tuple(each for each in ASIDE if each not in ("", "older"))
"""Why an answer was kept aside and somebody should look at it."""


@dataclass(frozen=True)
class Card:
    """One candidate on the examiner's page."""

    candidate: Candidate
    standing: Standing
    granted: Accommodation
    ends_at: datetime | None
    """When they are to be ready if nothing stops their clock; None before they begin."""
    seen: int | None
    """Seconds since the last sign of life, None for none."""
    saved: int | None
    """Seconds since the last answer that was kept, None for none."""
    question: int | None
    """The question before them, from 1; that of the last answer where their page does not say."""
    waiting: int
    """Answers that wait in their browser."""
    asks: int | None
    """Another PC where they have signed in and wait to be moved to."""
    aside: int
    """Answers that were kept aside: late, in conflict, from another PC."""
    lost: int
    """Seconds that they may have lost, and nobody has decided about."""
    rests: bool
    """Whether a pause of their own lasts."""

    @property
    def is_silent(self) -> bool:
        """Say whether somebody who writes gives no sign of life."""
        writes = self.standing.state == State.WORKING
        return writes and self.seen is not None and self.seen >= SILENT

    @property
    def is_unsaved(self) -> bool:
        """Say whether answers wait in the browser for too long."""
        old = self.saved is None or self.saved >= UNSAVED
        return self.standing.is_writing and self.waiting > 0 and old

    @property
    def is_over_time(self) -> bool:
        """Say whether the time is over and nothing was handed in."""
        return self.standing.is_writing and self.standing.left <= 0

    @property
    def in_trouble(self) -> bool:
        """Say whether an examiner should look at once."""
        urgent = self.is_silent or self.is_unsaved or self.is_over_time
        return urgent or self.asks is not None or bool(self.lost)


@dataclass(frozen=True)
class Board:
    """A sitting while it runs."""

    sitting: Sitting
    cards: list[Card]
    """By table, then by name: they stay where they are."""
    stopped: Pause | None
    """The pause of all, while it lasts."""
    proposed: list[Loss]
    room: Room
    code: str
    """The mark of the newest checkpoint."""
    spare: Spare | None
    """The copy on another disk, if the site has one."""
    clock_ms: int
    """T."""
    at_ms: int

    @property
    def spare_behind(self) -> datetime | None:
        """Return since when the copy on another disk lacks something; None if it is whole."""
        return self.spare.behind_since(self.at_ms) if self.spare else None

    @property
    def troubled(self) -> list[Card]:
        """Return the cards of those in trouble, who waits longest on top."""
        found = [card for card in self.cards if card.in_trouble]
        return sorted(found, key=lambda card: -(card.seen or 0))

    @property
    def counts(self) -> dict[str, int]:
        """Return how many candidates are in each state that somebody is in."""
        found = Counter(card.standing.state for card in self.cards)
        return {state.value: found[state] for state in State if found[state]}

    @property
    def writing(self) -> int:
        """Return how many have the paper before them."""
        return sum(card.standing.is_writing for card in self.cards)


@dataclass(frozen=True)
class _Read:
    """Rows about the candidates of a sitting, by their ids."""

    standing: dict[int, Standing]
    granted: dict[int, Accommodation]
    desks: dict[int, Desk]
    last: dict[int, tuple[int, int]]
    """T and place of the last answer."""
    aside: dict[int, int]
    pauses: list[Pause]
    lost: dict[int, int]


def board_of(sitting: Sitting, hall: Hall, now: Instant) -> Board:
    """Return a sitting as its examiners see it at this moment."""
    everybody = Candidate.of(sitting.id)
    ids = [each.id for each in everybody]
    proposed = [each for each in losses.proposals(sitting.id) if not each.candidate.is_over]
    lost: dict[int, int] = defaultdict(int)
    for each in proposed:
        lost[each.candidate.id] += each.seconds
    read = _Read(
        standing.of_all(everybody, sitting, now),
        Accommodation.now_of_all(ids),
        {desk.candidate_id: desk for desk in Desk.select().where(Desk.candidate << ids)},
        _last_answers(ids),
        _aside(ids),
        [each for each in Pause.of(sitting.id) if each.until_ms is None],
        lost,
    )
    cards = [_card(each, read, hall.signs.last(each.id), now) for each in everybody]
    checkpoint = Checkpoint.latest_of(sitting.id)
    return Board(
        sitting,
        sorted(cards, key=lambda card: card.candidate.seat_wanted or 1000),
        next((each for each in read.pauses if each.candidate_id is None), None),
        proposed,
        hall.disk.room(),
        checkpoint.code if checkpoint else "",
        hall.spare,
        cards[0].standing.clock_ms if cards else 0,
        now.at_ms,
    )


def card_of(candidate: Candidate, sitting: Sitting, hall: Hall, now: Instant) -> Card:
    """Return the card of one candidate."""
    board = board_of(sitting, hall, now)
    return next(card for card in board.cards if card.candidate.id == candidate.id)


def _card(candidate: Candidate, read: _Read, sign: Sign | None, now: Instant) -> Card:
    here, desk = read.standing[candidate.id], read.desks.get(candidate.id)
    last = read.last.get(candidate.id)
    heard = sign.clock_ms if sign else desk.seen_ms if desk else None
    place = sign.place if sign and sign.place is not None else last[1] if last else None
    begun = here.is_writing and here.begun_ms is not None
    return Card(
        candidate,
        here,
        read.granted[candidate.id],
        moment(now.at_ms) + timedelta(seconds=here.left) if begun else None,
        None if heard is None else max(0, here.clock_ms - heard) // 1000,
        None if last is None else max(0, here.clock_ms - last[0]) // 1000,
        None if place is None else place + 1,
        sign.waiting if sign else 0,
        desk.asks_at if desk else None,
        read.aside.get(candidate.id, 0),
        read.lost.get(candidate.id, 0),
        any(each.candidate_id == candidate.id for each in read.pauses),
    )


def _last_answers(ids: list[int]) -> dict[int, tuple[int, int]]:
    """Return T and place of the last answer of each; the index alone says which that is."""
    newest = (
        Revision.select(fn.MAX(Revision.id))
        .where(Revision.candidate << ids)
        .group_by(Revision.candidate)
    )
    rows = Revision.select(Revision.candidate, Revision.clock_ms, Revision.place).where(
        Revision.id << [each for (each,) in newest.tuples()]
    )
    return {candidate_id: (clock_ms, place) for candidate_id, clock_ms, place in rows.tuples()}


def _aside(ids: list[int]) -> dict[int, int]:
    """Return how many answers of each were kept aside."""
    rows = (
        Revision.select(Revision.candidate, fn.COUNT(Revision.id))
        .where(Revision.candidate << ids, Revision.aside << TO_LOOK_AT)
        .group_by(Revision.candidate)
    )
    return dict(rows.tuples())


def told_lately(sitting_id: int, most: int = 12) -> list[Event]:
    """Return the newest messages and incidents of a sitting, the newest first."""
    found = Event.of(sitting_id, "messaged", "incident", "interrupted", "clock_jumped", "evacuated")
    return found[: -most - 1 : -1]


def history_of(candidate: Candidate, most: int = 60) -> list[Event]:
    """Return what happened with a candidate, their saves left out, the newest first."""
    query = Event.select().where(
        Event.sitting == candidate.sitting_id,
        Event.kind.not_in(("saved", "played")),
        (Event.candidate == candidate.id) | Event.candidate.is_null(),
    )
    return list(query.order_by(Event.number.desc()).limit(most))


def put_aside_of(candidate: Candidate) -> list[Revision]:
    """Return the answers of a candidate that were kept aside, the newest first."""
    rows = Revision.select().where(Revision.candidate == candidate.id, Revision.aside << TO_LOOK_AT)
    return list(rows.order_by(Revision.id.desc()).limit(50))
