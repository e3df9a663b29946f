"""What the page of a candidate shows, by how far they are."""

from dataclasses import dataclass
from typing import Any

from i18n.translate import N_
from server.bank import bodies
from server.database import row, rows, writing
from server.exam_room import chain, clocks, ending, sections, standing
from server.exam_room.models import Desk, Event, Play, Revision
from server.exam_room.standing import Standing
from server.exam_room.ticks import Instant
from server.exams.copies import ExamCopy
from server.sittings.models import Candidate, Sitting, Stage, State
from server.web.visitor import Visitor

WAITING, CONFIRMED, ELSEWHERE = "waiting", "confirmed", "elsewhere"
WORKING, PAUSED, TIME_UP = "working", "paused", "time_up"
HANDED_IN, EXCLUDED, CLOSED = "handed_in", "excluded", "closed"

STAGES = {
    WAITING: N_("Wait here: the examiner comes to you."),
    CONFIRMED: N_("You are expected at this computer. The exam begins soon."),
    PAUSED: N_("The clock stands still. What you have written is kept."),
    TIME_UP: N_("Your time is over. What you have written is kept."),
    HANDED_IN: N_("You have handed in."),
    EXCLUDED: N_("Your exam is over. What you have written is kept."),
    CLOSED: N_("This exam is over."),
}
"""What a candidate reads first, where there is no paper before them."""


@dataclass(frozen=True)
class Here:
    """A candidate at a computer, now."""

    candidate: Candidate
    sitting: Sitting
    standing: Standing
    stage: str
    """One of the names above: which page they see."""
    at_ms: int

    @property
    def is_writing(self) -> bool:
        """Say whether the paper is shown."""
        return self.stage == WORKING


def mine(person_id: int) -> Candidate | None:
    """Return what somebody is a candidate of in a sitting that is open: what they write first."""
    found = rows(_MINE, person_id, Stage.OPEN.value, Stage.RUNNING.value)
    if not found:
        return None
    order = (State.PAUSED, State.WORKING, State.CONFIRMED, State.HERE, State.EXPECTED)
    first = min(found, key=lambda each: order.index(each[1]) if each[1] in order else 9)
    return standing.candidate_now(first[0])


_MINE = (
    'SELECT c."id", c."state" FROM "candidate" c JOIN "sitting" s ON s."id" = c."sitting_id" '
    'WHERE c."person_id" = ? AND s."state" IN (?, ?) ORDER BY s."planned_at", s."id"'
)


def of_number(person_id: int, number: str) -> Candidate | None:
    """Return what somebody is a candidate of under a number, also once it is over.

    Where a page says none, what is open. A page says for which candidate it was made: another one
    who has signed in meanwhile must not hand in what the one before has typed.
    """
    if not number:
        return mine(person_id)
    rows = Candidate.select().where(Candidate.person == person_id, Candidate.number == number)
    found: Candidate | None = rows.order_by(Candidate.id.desc()).first()
    return found


def here_of(candidate: Candidate, seat: int | None, now: Instant) -> Here:
    """Return how far a candidate is, at the computer from which they ask."""
    sitting = standing.without_paper(candidate.sitting_id)
    stand = standing.of(candidate, sitting, now)
    return Here(candidate, sitting, stand, _stage(candidate, sitting, stand, seat), now.at_ms)


def is_before(candidate: Candidate, seat: int | None) -> bool:
    """Say whether a candidate has their paper before them at this computer."""
    return candidate.state in (State.WORKING, State.PAUSED) and candidate.seat_id == seat


def _stage(candidate: Candidate, sitting: Sitting, stand: Standing, seat: int | None) -> str:
    if sitting.state not in (Stage.OPEN, Stage.RUNNING):
        return HANDED_IN if candidate.state == State.HANDED_IN else CLOSED
    if candidate.state in (State.HANDED_IN, State.EXCLUDED):
        return str(candidate.state)
    if candidate.state not in (State.CONFIRMED, State.WORKING, State.PAUSED):
        return WAITING
    if candidate.seat_id != seat:
        return ELSEWHERE
    if candidate.state == State.CONFIRMED:
        return CONFIRMED
    if candidate.state == State.PAUSED and stand.stopped:
        return PAUSED
    return WORKING if stand.left > 0 else TIME_UP


def ask_to_move(candidate: Candidate, visitor: Visitor, now: Instant) -> None:
    """Note that a candidate has signed in at a second computer, so that an examiner sees it.

    Not at one that they were moved away from: its page is open still.
    """
    desk = Desk.of(candidate.id)
    if desk is None or visitor.seat is None or desk.asks_at == visitor.seat:
        return
    moves = Event.of(candidate.sitting_id, "moved")
    if any(e.candidate_id == candidate.id and e.told["before"] == visitor.seat for e in moves):
        return
    with writing():
        tick = clocks.beat(candidate.sitting_id, now)
        Desk.update(asks_at=visitor.seat).where(Desk.id == desk.id).execute()
        chain.append(
            candidate.sitting_id,
            "asked_elsewhere",
            visitor.actor,
            tick,
            candidate=candidate,
            bound=candidate.seat_id,
        )


def messages_to(candidate: Candidate) -> list[Event]:
    """Return what examiners have told a candidate, or all, the latest first."""
    told = row(_MESSAGES, candidate.sitting_id)
    if told is None:
        return []
    found = Event.of(candidate.sitting_id, "messaged")
    return [each for each in reversed(found) if each.candidate_id in (None, candidate.id)]


_MESSAGES = """SELECT 1 FROM "event" WHERE "kind" = 'messaged' AND "sitting_id" = ? LIMIT 1"""


def held_by_server(candidate_id: int) -> dict[int, list[str]]:
    """Return the answers of a candidate that count, as their fields hold them, by place."""
    return {at: each.texts for at, each in Revision.counting(candidate_id).items()}


def numbers_of(candidate_id: int) -> dict[int, int]:
    """Return the number of the answer that counts, by place."""
    return {at: each.number for at, each in Revision.counting(candidate_id).items()}


def plays_of(candidate_id: int) -> dict[str, int]:
    """Return how often each sound was listened to: by "place.sound"."""
    rows = Play.select().where(Play.candidate == candidate_id)
    return {f"{each.place}.{each.sound}": each.times for each in rows}


def files_of(copy: ExamCopy) -> set[str]:
    """Return the SHA-256 of every file that this copy shows: pictures, sounds, documents."""
    found = {each.sha256 for each in copy.subject.documents}
    fragments = [copy.subject.instructions, *(each.instructions for each in copy.sections)]
    fragments += [copy.subject.questions[each.name].body for each in copy.questions]
    for fragment in fragments:
        found.update(bodies.blobs_of(fragment))
    return found


def as_json(here: Here) -> dict[str, Any]:
    """Return how far a candidate is, for the script of their page: nothing of anybody else."""
    receipt = ending.receipt_of(here.candidate) if here.stage == HANDED_IN else None
    return {
        "stage": here.stage,
        "at": here.at_ms,
        "clock": here.standing.clock_ms,
        "remaining": max(0, here.standing.left),
        "late": here.standing.late if here.standing.is_writing else 0,
        "allowed": here.standing.allowed,
        "stopped": here.standing.stopped,
        "sections": sections.left_of(here.candidate, here.standing) if here.is_writing else [],
        "seat": here.candidate.seat_id,
        "places": here.standing.places,
        "messages": [
            {"number": each.number, "text": each.told["text"], "clock": each.clock_ms}
            for each in messages_to(here.candidate)
        ],
        "receipt": receipt
        and {
            "answers": receipt.answers,
            "at": round(receipt.at.timestamp() * 1000),
            "code": receipt.code,
        },
    }
