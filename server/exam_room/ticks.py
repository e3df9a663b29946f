"""T: the time of a sitting, that no wall clock moves.

    opened ──> runs ──beat, at most 5 s apart──> runs … ──server down──> stands still
                                                          └──up again──> "interrupted" ──> runs

T is what is written in ``SittingClock`` plus what the same run of the program has lived since. For
another run T stands where it was written: what passed in between is nobody's. How long that was is
told in the event, by the machine's own counter where the boot is the same, else by the wall clock.
"""

import secrets
from dataclasses import dataclass
from pathlib import Path

from server import clock
from server.database import change, insert, milliseconds, row
from server.exam_room.models import SittingClock
from server.sittings.models import Sitting, Stage

_RUN = secrets.token_hex(8)


def _boot() -> str:
    """Return which boot of the machine this is, "" where the system does not say (not Linux)."""
    path = Path("/proc/sys/kernel/random/boot_id")
    return path.read_text().strip() if path.exists() else ""


_BOOT = _boot()


@dataclass(frozen=True)
class Instant:
    """A moment as this run of the program sees it: what operations are handed."""

    at_ms: int
    """Milliseconds since 1970."""
    ran_ms: int
    """Since the program began."""
    run: str
    boot: str
    uptime: int
    """Seconds since the machine's boot."""


@dataclass(frozen=True)
class Tick:
    """A moment of a sitting."""

    at_ms: int
    clock_ms: int
    """T."""


def instant() -> Instant:
    """Return this moment."""
    at = milliseconds(clock.now())
    return Instant(at, clock.ran_ms(), _RUN, _BOOT, clock.uptime().now)


_CLOCK = 'SELECT "counted_ms", "ran_ms", "run" FROM "sitting_clock" WHERE "sitting_id" = ?'


def tick(sitting_id: int, now: Instant) -> Tick:
    """Return what T of a sitting is now; 0 before it was opened."""
    found = row(_CLOCK, sitting_id)
    if found is None:
        return Tick(now.at_ms, 0)
    counted, ran, run = found
    return Tick(now.at_ms, counted + max(0, now.ran_ms - ran) if run == now.run else counted)


def begin(sitting_id: int, now: Instant) -> Tick:
    """Let T begin, inside the transaction that opens a sitting."""
    write_down(sitting_id, 0, now)
    return Tick(now.at_ms, 0)


def stop(sitting_id: int, now: Instant) -> None:
    """Let T stand still for ever, inside the transaction that closes a sitting."""
    write_down(sitting_id, tick(sitting_id, now).clock_ms, now)
    SittingClock.update(run="").where(SittingClock.sitting == sitting_id).execute()


def running() -> list[int]:
    """Return the sittings whose clock runs."""
    stages = (Stage.OPEN.value, Stage.RUNNING.value)
    rows = Sitting.select(Sitting.id).where(Sitting.state << stages).order_by(Sitting.id)
    return [sitting_id for (sitting_id,) in rows.tuples()]


def run_of(sitting_id: int) -> str:
    """Return which run of the program counts T of a sitting, "" if none does any more."""
    found = row('SELECT "run" FROM "sitting_clock" WHERE "sitting_id" = ?', sitting_id)
    return found[0] if found else ""


def write_down(sitting_id: int, counted: int, now: Instant) -> None:
    """Write down what T is, inside a transaction."""
    values = (counted, now.ran_ms, now.run, now.at_ms, now.boot, now.uptime)
    if row('SELECT 1 FROM "sitting_clock" WHERE "sitting_id" = ?', sitting_id) is None:
        names = ("counted_ms", "ran_ms", "run", "beat_at", "boot", "uptime")
        insert("sitting_clock", sitting_id=sitting_id, **dict(zip(names, values, strict=True)))
        return
    statement = (
        'UPDATE "sitting_clock" SET "counted_ms" = ?, "ran_ms" = ?, "run" = ?, "beat_at" = ?, '
        '"boot" = ?, "uptime" = ? WHERE "sitting_id" = ?'
    )
    change(statement, *values, sitting_id)
