"""How often wrong keys were typed for a sitting, and how long the next try has to wait."""

from datetime import datetime, timedelta
from threading import Lock

from i18n.refusals import Conflict
from i18n.translate import N_

MOST = 5
"""Wrong keys in a row before a wait."""
WAIT = timedelta(minutes=1)


class WaitABit(Conflict):
    """Too many wrong keys were typed."""

    message = N_(
        "Five wrong keys were typed. Wait until {until}, then compare the sheets letter by letter."
    )


class Tries:
    """The wrong keys since the program began; the moments follow elapsed time, not the clock."""

    def __init__(self) -> None:
        """Begin with none."""
        self._counts: dict[int, int] = {}
        self._until: dict[int, datetime] = {}
        self._lock = Lock()

    def check(self, sitting_id: int, *, at: datetime) -> None:
        """Refuse a try that comes too soon.

        Raises:
            WaitABit: five were wrong less than a minute ago.
        """
        with self._lock:
            until = self._until.get(sitting_id)
        if until is not None and at < until:
            raise WaitABit(until=until)

    def count(self, sitting_id: int, *, at: datetime) -> None:
        """Count a wrong key."""
        with self._lock:
            self._counts[sitting_id] = self._counts.get(sitting_id, 0) + 1
            if self._counts[sitting_id] >= MOST:
                self._counts[sitting_id] = 0
                self._until[sitting_id] = at + WAIT
