"""What examiners do while people write: stop the clock, give time back, move, tell, note."""

from i18n.refusals import Conflict, Invalid, NotFound
from i18n.translate import N_
from server.exam_room.acts import LONGEST_REASON, Act, Doing, doing
from server.exam_room.models import Credit, Desk, Event, Pause
from server.exam_room.opening import make_sure_is_free
from server.seats import holding
from server.seats.models import Seat
from server.sittings import life
from server.sittings.models import Candidate, Sitting, State

LONGEST_CREDIT = 4 * 3600
"""Seconds: more was mistyped."""
PAUSES = ("pause", "evacuation", "rest")
INCIDENTS = {
    "": N_("Other"),
    "power": N_("Power or network"),
    "computer": N_("Computer"),
    "health": N_("Somebody unwell"),
    "noise": N_("Noise or disturbance"),
    "fraud": N_("Suspected fraud"),
    "subject": N_("Mistake in the subject"),
}
"""What an incident is about."""


class StandsStill(Conflict):
    """The clock was stopped before."""

    message = N_("The clock stands still already. Nothing has changed.")


class Runs(Conflict):
    """The clock was not stopped."""

    message = N_("The clock runs already. Nothing has changed.")


class NobodyWrites(Conflict):
    """Nobody has begun who has not handed in."""

    message = N_("Nobody is writing now.")


class ImpossibleCredit(Invalid):
    """A number of minutes is no time that can be given back."""

    message = N_("Write how many minutes are given back, from 1 to {most}.")


class NoSuchLoss(NotFound):
    """A loss was dealt with before, or is of another sitting."""

    message = N_("This lost time has been dealt with already.")


class NoSuchSeat(Invalid):
    """There is no such computer."""

    message = N_("There is no computer {seat}. Its number stands at the foot of its pages.")


class NothingSaid(Invalid):
    """A message or an incident has no words."""

    message = N_("Write what there is to say, in {most} signs at most.")


def pause(
    sitting: Sitting, act: Act, candidate: Candidate | None = None, kind: str = "pause"
) -> None:
    """Stop the clock of one candidate, or of all.

    Args:
        sitting: which.
        act: with a reason; an evacuation is one.
        candidate: None for all.
        kind: one of ``PAUSES``; "rest" is taken out of the pauses granted to this candidate.

    Raises:
        SayWhy, StandsStill
        NobodyWrites: one who is not writing.
    """
    if kind == "pause":
        act.must_say_why()
    with doing(sitting.id, act) as done:
        if _open_pause(sitting.id, candidate) is not None:
            raise StandsStill()
        writing_ones = _writing(done, candidate)
        if candidate is not None and not writing_ones:
            raise NobodyWrites()
        Pause.create(
            sitting=sitting.id,
            candidate=candidate,
            since_ms=done.tick.clock_ms,
            kind=kind,
            reason=act.reason,
        )
        for each in writing_ones:
            life.turn(each, State.PAUSED)
        name = "evacuated" if kind == "evacuation" else "paused"
        done.note(name, candidate, pause=kind, concerned=len(writing_ones))


def evacuate(sitting: Sitting, act: Act) -> None:
    """Stop the clock of all at once, without a question.

    Raises:
        StandsStill
    """
    pause(sitting, act, kind="evacuation")


def resume(sitting: Sitting, act: Act, candidate: Candidate | None = None) -> None:
    """Let the clock of one candidate, or of all, run again.

    Whoever has a pause of their own stands still until that one is ended too.

    Raises:
        Runs: it was not stopped.
    """
    with doing(sitting.id, act) as done:
        stopped = _open_pause(sitting.id, candidate)
        if stopped is None:
            raise Runs()
        stopped.until_ms = done.tick.clock_ms
        stopped.save(only=[Pause.until_ms])
        going_on = 0
        for each in _writing(done, candidate):
            if not _is_stopped(each):
                life.turn(each, State.WORKING)
                going_on += 1
        seconds = (stopped.until_ms - stopped.since_ms) // 1000
        done.note("resumed", candidate, pause=stopped.kind, seconds=seconds, concerned=going_on)


def credit(
    sitting: Sitting,
    seconds: int,
    act: Act,
    candidate: Candidate | None = None,
    loss: Event | None = None,
) -> int:
    """Give time back to one candidate, or to all who are writing; return to how many.

    Args:
        sitting: which.
        seconds: whole seconds, more than 0.
        act: with a reason.
        candidate: None for all.
        loss: what it makes good, see ``losses``; a loss is made good once.

    Raises:
        SayWhy, ImpossibleCredit, NobodyWrites, NoSuchLoss
    """
    act.must_say_why()
    if not 0 < seconds <= LONGEST_CREDIT:
        raise ImpossibleCredit(most=LONGEST_CREDIT // 60)
    with doing(sitting.id, act) as done:
        concerned = _writing(done, candidate)
        if not concerned:
            raise NobodyWrites()
        if loss is not None:
            _make_sure_is_open(loss, done)
        about = {"loss": loss.number} if loss else {}
        for each in concerned:
            event = done.note("credited", each, seconds=seconds, **about)
            Credit.create(
                candidate=each, seconds=seconds, reason=act.reason, loss=loss, event=event
            )
    return len(concerned)


def dismiss(loss: Event, act: Act) -> None:
    """Decide that a lost time is not given back.

    Raises:
        SayWhy, NoSuchLoss
    """
    act.must_say_why()
    with doing(loss.sitting_id, act) as done:
        _make_sure_is_open(loss, done)
        done.note("loss_dismissed", loss.candidate, loss=loss.number)


def move(candidate: Candidate, seat: int, act: Act) -> None:
    """Bind another computer to a candidate: they go on there, with what the server has.

    The page of the one before turns read-only; what it still sends is kept aside.

    Raises:
        NoSuchSeat, SeatTaken
        NobodyWrites: they are not confirmed, or have handed in.
    """
    with doing(candidate.sitting_id, act) as done:
        fresh = done.again(candidate)
        if fresh.state not in (State.CONFIRMED, State.WORKING, State.PAUSED):
            raise NobodyWrites()
        if Seat.get_or_none(Seat.id == seat) is None:
            raise NoSuchSeat(seat=seat)
        before = fresh.seat_id
        if before == seat:
            return
        make_sure_is_free(fresh, seat)
        life.turn(fresh, State(fresh.state), seat=seat)
        Desk.update(asks_at=None).where(Desk.candidate == fresh).execute()
        holding.hold(fresh.person_id, seat, at=done.at)
        done.note("moved", fresh, before=before, computer=seat)


def message(sitting: Sitting, text: str, act: Act, candidate: Candidate | None = None) -> None:
    """Send a message to one candidate, or to all: it is on their page within seconds.

    Raises:
        NothingSaid
    """
    words = said(text)
    with doing(sitting.id, act) as done:
        done.note("messaged", candidate, text=words)


def incident(
    sitting: Sitting, text: str, act: Act, candidate: Candidate | None = None, about: str = ""
) -> None:
    """Note what happened, for the procès-verbal. ``about`` is a key of ``INCIDENTS``.

    Raises:
        NothingSaid
    """
    words = said(text)
    with doing(sitting.id, act) as done:
        done.note("incident", candidate, text=words, about=about if about in INCIDENTS else "")


def said(text: str) -> str:
    """Return what somebody wrote, on one line.

    Raises:
        NothingSaid: nothing, or too much.
    """
    found = " ".join(text.split())
    if not 0 < len(found) <= LONGEST_REASON:
        raise NothingSaid(most=LONGEST_REASON)
    return found


def _writing(done: Doing, candidate: Candidate | None) -> list[Candidate]:
    """Return who has the paper before them: one, or all."""
    return [
        each
        for each in Candidate.of(done.sitting.id)
        if each.state in (State.WORKING, State.PAUSED)
        and (candidate is None or each.id == candidate.id)
    ]


def _open_pause(sitting_id: int, candidate: Candidate | None) -> Pause | None:
    whom = Pause.candidate.is_null() if candidate is None else Pause.candidate == candidate.id
    found: Pause | None = Pause.get_or_none(
        Pause.sitting == sitting_id, whom, Pause.until_ms.is_null()
    )
    return found


def _is_stopped(candidate: Candidate) -> bool:
    both = (None, candidate)
    return any(_open_pause(candidate.sitting_id, each) is not None for each in both)


def _make_sure_is_open(loss: Event, done: Doing) -> None:
    ended = [e.told.get("loss") for e in Event.of(done.sitting.id, "credited", "loss_dismissed")]
    if loss.sitting_id != done.sitting.id or loss.kind != "lost" or loss.number in ended:
        raise NoSuchLoss()
