"""The steps of a sitting and of a candidate, for ``server/exam_room``, which decides about them.

Each verb writes a state and nothing else: what led to it, its entry in the sitting's own chain and
in the audit log are made by the caller, in the same transaction.
"""

from datetime import datetime

from i18n.refusals import Conflict
from i18n.translate import N_
from server.sittings.models import OVER, Candidate, Sitting, Stage, State

_AFTER = {
    Stage.PLANNED: {Stage.OPEN, Stage.CANCELLED},
    Stage.OPEN: {Stage.RUNNING, Stage.CLOSED},
    Stage.RUNNING: {Stage.CLOSED},
}
"""Which stage of a sitting can follow which."""
_BUSY = {State.WORKING, State.PAUSED}
_AFTERWARDS = {
    State.EXPECTED: {State.HERE, State.CONFIRMED, State.ABSENT},
    State.HERE: {State.EXPECTED, State.CONFIRMED, State.ABSENT},
    State.CONFIRMED: {State.HERE, State.WORKING, State.ABSENT},
    State.WORKING: {State.PAUSED, State.HANDED_IN},
    State.PAUSED: {State.WORKING, State.HANDED_IN},
    State.ABSENT: {State.EXPECTED, State.HERE, State.CONFIRMED},
    State.HANDED_IN: _BUSY,
    State.EXCLUDED: {State.HERE, State.CONFIRMED, *_BUSY, State.HANDED_IN},
}
"""Which state of a candidate can follow which; exclusion follows any. Going back is a correction of
the examiner, who noted an absence or an exclusion too early."""


class NotNow(Conflict):
    """A sitting or a candidate cannot take a step from where it is."""

    message = N_(
        "This cannot be done now: something has changed since the page was opened. Look at the "
        "page again."
    )


def advance(sitting: Sitting, stage: Stage, *, at: datetime, frozen: bytes | None = None) -> None:
    """Bring a sitting to a stage; nothing happens if it is there. Inside a transaction.

    Args:
        sitting: read under the write lock.
        stage: where it comes to.
        at: when.
        frozen: the paper as bytes, with ``Stage.OPEN``.

    Raises:
        NotNow: it cannot come there from where it is.
    """
    now = Stage(sitting.state)
    if now == stage:
        return
    if stage not in _AFTER.get(now, set()):
        raise NotNow()
    sitting.state = stage.value
    if stage == Stage.OPEN:
        sitting.opened_at, sitting.frozen = at, frozen
    elif stage == Stage.RUNNING:
        sitting.started_at = at
    else:
        sitting.closed_at = at
    sitting.save()


def turn(candidate: Candidate, state: State, *, seat: int | None = None) -> None:
    """Bring a candidate to a state; nothing happens if they are there. Inside a transaction.

    Args:
        candidate: read under the write lock.
        state: where they come to.
        seat: the PC that is bound to them from now on, None to leave it as it is.

    Raises:
        NotNow: they cannot come there from where they are.
    """
    now = State(candidate.state)
    if now != state:
        if state != State.EXCLUDED and state not in _AFTERWARDS[now]:
            raise NotNow()
        candidate.state = state.value
    if seat is not None:
        candidate.seat = seat
    candidate.save(only=[Candidate.state, Candidate.seat])


def unfinished(sitting_id: int) -> list[Candidate]:
    """Return the candidates of a sitting who may still write, by name."""
    return [each for each in Candidate.of(sitting_id) if State(each.state) not in OVER]
