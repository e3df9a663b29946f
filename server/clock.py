"""What time it is, on a machine whose clock may be set while we run.

The wall clock is read once, when the program starts; from then on time passes by the machine's
elapsed time. Somebody who sets the clock shortens or lengthens nothing; ``drift`` shows it.
"""

import time
from datetime import UTC, datetime, timedelta

_started_wall = datetime.now(UTC)
_started = time.monotonic()


def now() -> datetime:
    """Return this moment, aware, in UTC."""
    return _started_wall + timedelta(seconds=time.monotonic() - _started)


def drift() -> timedelta:
    """Return how far the wall clock has been moved since the program started."""
    return datetime.now(UTC) - now()
