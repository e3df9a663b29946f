"""Opening a sitting, and letting people begin."""

from i18n.refusals import Conflict
from i18n.translate import N_
from server.database import moment, row, writing
from server.exam_room import clocks, copies
from server.exam_room.acts import Act, Doing, doing
from server.exam_room.models import Desk
from server.exam_room.space import Disk
from server.exam_room.ticks import Instant, begin
from server.exams.subject import Subject
from server.seats import holding
from server.seats.models import Seat
from server.sittings import life
from server.sittings.models import Candidate, Sitting, Stage, State


class TooEarly(Conflict):
    """The moment before which a subject opens for nobody has not come."""

    message = N_("This sitting opens at {opens}, not before. Nothing was opened.")


class AlreadyOpened(Conflict):
    """A sitting was opened before."""

    message = N_("This sitting is open already. Nothing has changed.")


class SeatTaken(Conflict):
    """A computer is bound to another candidate."""

    message = N_("Computer {seat} is bound to candidate {number}. Choose another one.")


class NotSignedIn(Conflict):
    """Nobody knows at which computer a candidate sits."""

    message = N_("This candidate has not signed in yet: let them sign in, then confirm them.")


class NobodyConfirmed(Conflict):
    """There is nobody to start."""

    message = N_("Nobody is confirmed who has not begun. Confirm who is there, then start.")


def open_sitting(sitting: Sitting, frozen: bytes, disk: Disk, act: Act) -> None:
    """Open a sitting: its paper is kept as it is now, its clock begins, people may come in.

    Args:
        sitting: which.
        frozen: the file of the paper, see ``Subject.to_bytes``.
        disk: where the answers will go; room on it is laid aside.
        act: of the examiner.

    Raises:
        AlreadyOpened, TooEarly
        NotASubject: the file is none.
        NoRoom: the disk has too little room.
        NotNow: the sitting is over.
    """
    Subject.from_bytes(frozen)
    disk.lay_aside()
    with writing():
        fresh: Sitting = Sitting.get_by_id(sitting.id)
        if fresh.state in (Stage.OPEN, Stage.RUNNING):
            raise AlreadyOpened()
        at = moment(act.now.at_ms)
        if fresh.opens_at is not None and at < fresh.opens_at:
            raise TooEarly(opens=fresh.opens_at)
        life.advance(fresh, Stage.OPEN, at=at, frozen=frozen)
        doing_ = Doing(act, fresh, begin(fresh.id, act.now))
        for candidate in Candidate.of(fresh.id):
            desk_for(candidate)
        doing_.note(
            "opened",
            title=fresh.title,
            paper=copies.digest(frozen),
            seconds=fresh.seconds,
            candidates=[each.number for each in Candidate.of(fresh.id)],
            key=act.signer.card.key_name,
        )
        doing_.seal()


def desk_for(candidate: Candidate) -> Desk:
    """Return the desk of a candidate, made if they were added late; inside a transaction."""
    desk = Desk.of(candidate.id)
    if desk is None:
        places = len(copies.copy_for(candidate).questions)
        desk = Desk.create(candidate=candidate, places=places)
    return desk


def arrive(candidate: Candidate, seat: int, now: Instant) -> None:
    """Note that a candidate has signed in at a computer; nothing happens the second time."""
    if candidate.state not in (State.EXPECTED, State.ABSENT, State.HERE):
        return
    if candidate.state == State.HERE and candidate.seat_id == seat:
        return
    with writing():
        fresh = Candidate.get_by_id(candidate.id)
        if fresh.state in (State.EXPECTED, State.ABSENT, State.HERE):
            clocks.beat(fresh.sitting_id, now)
            life.turn(fresh, State.HERE, seat=seat)
            desk_for(fresh)


def confirm(candidate: Candidate, act: Act, seat: int | None = None) -> None:
    """Confirm who somebody is, and bind the computer they have signed in at, or another one.

    From now on their sessions open nothing but the exam.

    Raises:
        NotSignedIn: no computer is given, and they are at none.
        SeatTaken: it is bound to somebody else.
        NotNow: they have begun already, or are over.
    """
    with doing(candidate.sitting_id, act) as done:
        fresh = done.again(candidate)
        bound = seat or fresh.seat_id
        if bound is None or Seat.get_or_none(Seat.id == bound) is None:
            raise NotSignedIn()
        if fresh.state == State.CONFIRMED and fresh.seat_id == bound:
            return
        make_sure_is_free(fresh, bound)
        life.turn(fresh, State.CONFIRMED, seat=bound)
        desk_for(fresh)
        holding.hold(fresh.person_id, bound, at=done.at)
        done.note("confirmed", fresh, computer=bound)


def make_sure_is_free(candidate: Candidate, seat: int) -> None:
    """Make sure that no other candidate is bound to a computer.

    Raises:
        SeatTaken
    """
    found = row(
        'SELECT "number" FROM "candidate" WHERE "sitting_id" = ? AND "seat_id" = ? AND "id" <> ? '
        """AND "state" IN ('confirmed', 'working', 'paused')""",
        *(candidate.sitting_id, seat, candidate.id),
    )
    if found is not None:
        raise SeatTaken(seat=seat, number=found[0])


def start(sitting: Sitting, act: Act, candidate: Candidate | None = None) -> int:
    """Start all who are confirmed and have not begun, or one who comes late; return how many.

    Raises:
        NobodyConfirmed: there is nobody to start.
    """
    with doing(sitting.id, act) as done:
        ready = [
            each
            for each in Candidate.of(sitting.id)
            if each.state == State.CONFIRMED and (candidate is None or each.id == candidate.id)
        ]
        if not ready:
            raise NobodyConfirmed()
        if done.sitting.state == Stage.OPEN:
            life.advance(Sitting.get_by_id(sitting.id), Stage.RUNNING, at=done.at)
        for each in ready:
            life.turn(each, State.WORKING)
            Desk.update(
                begun_ms=done.tick.clock_ms, begun_at=done.at, seen_ms=done.tick.clock_ms
            ).where(Desk.candidate == each, Desk.begun_ms.is_null()).execute()
            done.note("started", each, late=candidate is not None)
    return len(ready)
