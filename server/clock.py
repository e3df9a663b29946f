"""What time it is, on a machine whose clock may be set while we run, and that may sleep.

The wall clock is read once, when the program starts; from then on time passes by the machine's
elapsed time. Somebody who sets the clock shortens or lengthens nothing; ``drift`` shows it.
"""

import math
import time
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day

from sync.lived import Uptime

_SINCE_BOOT: int | None = getattr(time, "CLOCK_BOOTTIME", None)
"""The clock of Linux that counts sleep: there ``time.monotonic`` stands still meanwhile.

Source: clock_gettime(2). On Windows ``time.monotonic`` itself counts sleep (GetTickCount64).
"""


def _elapsed() -> float:
    """Return seconds that have passed since some moment, while the machine slept too."""
    return time.monotonic() if _SINCE_BOOT is None else time.clock_gettime(_SINCE_BOOT)


_started_wall = datetime.now(UTC)
_started = _elapsed()


def uptime() -> Uptime:
    """Return what this machine's counter of elapsed time shows, and showed when we began."""
    return Uptime(int(_elapsed()), math.ceil(_started))


def ran_ms() -> int:
    """Return the whole milliseconds that this program has run, while the machine slept too."""
    return int((_elapsed() - _started) * 1000)


def now() -> datetime:
    """Return this moment, aware, in UTC."""
    return _started_wall + timedelta(seconds=_elapsed() - _started)


def day(at: datetime) -> date:
    """Return the day of a moment in the site's own time."""
    return at.astimezone().date()


def midnight(day: date) -> datetime:
    """Return the moment at which a day begins in the site's own time."""
    return datetime.combine(day, time_of_day.min).astimezone()


def drift() -> timedelta:
    """Return how far the wall clock has been moved since the program started."""
    return datetime.now(UTC) - now()
