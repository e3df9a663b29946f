"""Taking no more of a line than a site wants to give: so many kilobytes in a second."""

import time
from collections.abc import Callable


class Pace:
    """Waits after each piece for as long as the piece may take; what was not used is not saved."""

    def __init__(
        self,
        kilobytes: int,
        *,
        sleep: Callable[[float], None] = time.sleep,
        elapsed: Callable[[], float] = time.monotonic,
    ) -> None:
        """Let ``kilobytes`` (of 1,000 bytes) pass in a second; 0: as many as there are."""
        self._rate, self._sleep, self._elapsed = kilobytes * 1000, sleep, elapsed
        self._free_at = elapsed()

    def __call__(self, count: int) -> None:
        """Wait until ``count`` bytes more may have come."""
        if not self._rate:
            return
        now = self._elapsed()
        self._free_at = max(self._free_at + count / self._rate, now)
        self._sleep(self._free_at - now)
