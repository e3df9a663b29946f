"""Asking a place that may never answer: a share that hangs, a stick that dies.

No system lets a program give up a read of files that do not come. So a place is asked in a thread
of its own, and where no answer comes that thread is left behind: a page or a job goes on with a
sentence. As long as the thread is stuck the place is not asked again, so that there is one such
thread for each place at most, however often somebody looks. A thread that has answered is asked
again, whatever the place.
"""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, Generic, TypeVar

from i18n.refusals import Unavailable
from i18n.translate import N_

LOOK, SILENCE = 5.0, 20.0
"""Seconds to wait for what is at a place, and for the next bytes of a file: a disk that slept
takes ten to turn."""
SLOWEST = 4_000
"""Bytes a second below which a place that drips is given up, as in ``sync.web``."""

Answer = TypeVar("Answer")
Heard = Callable[[int], None]
"""What asks a place calls this with the number of bytes that came."""

_left: dict[str, "_Asking[Any]"] = {}
"""The question whose thread was left behind, by place."""
_resting: list["_Thread"] = []
"""Threads that have answered, for the next question: a medium is asked two thousand times, and to
begin a thread takes longer than to read a part."""


class MediumSilent(Unavailable):
    """A place does not answer, neither with bytes nor with an error."""

    message = N_(
        "{place} does not answer: the share hangs, or the stick is broken. The library is as "
        "before, and what had arrived is kept. Check the network or take the stick out, then "
        "start again."
    )


def answer_of(place: Path, ask: Callable[[Heard], Answer], patience: float) -> Answer:
    """Return what ``ask`` returns or raise what it raises, in a thread of its own.

    Args:
        place: what is asked, for the sentence and so that it is not asked twice.
        ask: opens no database, and may be left behind at any moment.
        patience: seconds without a byte after which it is.

    Raises:
        MediumSilent: it was left behind, now or before, and has not come back.
    """
    stuck = _left.get(str(place))
    if stuck is not None and not stuck.is_over:
        raise MediumSilent(place=str(place))
    _left.pop(str(place), None)
    asking = _Asking(ask)
    thread = _rested()
    thread.asked.put(asking)
    while not asking.has_ended(asking.left(patience)):
        if asking.left(patience) <= 0:
            _left[str(place)] = asking
            thread.asked.put(None)
            raise MediumSilent(place=str(place))
    _resting.append(thread)
    return asking.outcome()


def _rested() -> "_Thread":
    """Return a thread that has nothing to do; none of them goes on in a process that was forked."""
    while True:
        try:
            thread = _resting.pop()
        except IndexError:
            return _Thread()
        if thread.is_alive():
            return thread


class _Thread(threading.Thread):
    """Asks one question after the other, until it is left behind."""

    def __init__(self) -> None:
        super().__init__(name="medium", daemon=True)
        self.asked: SimpleQueue[_Asking[Any] | None] = SimpleQueue()
        self.start()

    def run(self) -> None:
        while (asking := self.asked.get()) is not None:
            asking.run()
            del asking  # and what it brought


class _Asking(Generic[Answer]):
    """One question to a place."""

    def __init__(self, ask: Callable[[Heard], Answer]) -> None:
        self.is_over = False
        self._ended: SimpleQueue[None] = SimpleQueue()
        self._ask = ask
        self._said: list[Answer] = []
        self._error: BaseException | None = None
        self._begun = self._last = time.monotonic()
        self._bytes = 0

    def run(self) -> None:
        try:
            self._said.append(self._ask(self._heard))
        except BaseException as error:  # told again to whoever waits
            self._error = error
        finally:
            self.is_over = True
            self._ended.put(None)

    def has_ended(self, patience: float) -> bool:
        """Wait for the end, as many seconds at most; say whether it has come."""
        with suppress(Empty):
            self._ended.get(timeout=patience)
        return self.is_over

    def left(self, patience: float) -> float:
        """Return the seconds that are left to wait; 0 if there are none."""
        slowest = self._begun + patience + self._bytes / SLOWEST
        return max(0.0, min(self._last + patience, slowest) - time.monotonic())

    def outcome(self) -> Answer:
        if self._error is not None:
            raise self._error
        return self._said[0]

    def _heard(self, count: int) -> None:
        self._bytes += count
        self._last = time.monotonic()
