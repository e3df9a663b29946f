"""The beat: T is written down at each action and every few seconds, and interruptions are told."""

from server.actors import SYSTEM
from server.database import milliseconds, writing
from server.exam_room import chain
from server.exam_room.models import SittingClock
from server.exam_room.ticks import Instant, Tick, run_of, tick, write_down
from server.sittings.models import Sitting


def beat(sitting_id: int, now: Instant) -> Tick:
    """Write T down, and go on counting in this run; return what it is.

    If another run counted before, that one was cut off: an event tells so, and T has stood still
    meanwhile. Inside the transaction of what is done at this moment.
    """
    with writing():
        run = run_of(sitting_id)
        here = tick(sitting_id, now)
        if not run:
            return here
        before = SittingClock.get(SittingClock.sitting == sitting_id) if run != now.run else None
        write_down(sitting_id, here.clock_ms, now)
        if before is not None:
            _tell_of_interruption(before, here, now)
    return here


def _tell_of_interruption(last: SittingClock, here: Tick, now: Instant) -> None:
    same_boot = bool(now.boot) and now.boot == last.boot and now.uptime >= last.uptime
    by_clock = (now.at_ms - milliseconds(last.beat_at)) // 1000
    event = chain.append(
        last.sitting_id,
        "interrupted",
        SYSTEM,
        here,
        seconds=now.uptime - last.uptime if same_boot else max(0, by_clock),
        measured="uptime" if same_boot else "clock",
        restarted=not same_boot,
    )
    chain.tell(Sitting.get_by_id(last.sitting_id), event, SYSTEM)
