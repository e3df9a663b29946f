"""The one way answers go to the disk: in groups, one commit for all that wait.

On a disk whose fsync takes 12 ms, a commit for each save writes 66 a second and lets some wait for
seconds; in groups it is 252, and 68 ms for the slowest of a hundred. Whoever finds nobody writing
leads: gathers what comes within a moment, commits it, and gives everybody their answer, then lets
whoever waits longest lead. Nobody is answered before the commit has reached the disk, and nobody
whose commit has reached it waits for another one.
"""

import logging
import time
from collections import deque
from collections.abc import Callable, Sequence
from threading import Event, Lock

from peewee import DatabaseError

from i18n.refusals import Refusal
from server.actors import SYSTEM
from server.database import writing
from server.exam_room import chain, clocks
from server.exam_room.saving import Kept, Save, Sender, keep
from server.exam_room.space import Disk, NotKept
from server.exam_room.ticks import Instant, instant

log = logging.getLogger(__name__)

GATHERED = 0.02
"""Seconds for which a group is gathered, counted from its first save."""
MOST = 20
"""Requests in one group."""


class _Waiting:
    """What one request wants to be kept, and what became of it."""

    def __init__(self, sender: Sender, saves: Sequence[Save]) -> None:
        self.sender, self.saves = sender, saves
        self.since = time.monotonic()
        self.kept: Kept | None = None
        self.refused: Refusal | None = None
        self.called = Event()
        """Set once it is done, or is to lead."""

    @property
    def is_done(self) -> bool:
        """Say whether it has its answer."""
        return self.kept is not None or self.refused is not None


class Writer:
    """Keeps answers in groups."""

    def __init__(self, disk: Disk, now: Callable[[], Instant] = instant) -> None:
        """Write on a disk, at the time that ``now`` tells."""
        self._disk, self._now = disk, now
        self._queue: deque[_Waiting] = deque()
        self._one_by_one = Lock()
        self._is_led = False

    def keep(self, sender: Sender, saves: Sequence[Save]) -> Kept:
        """Keep a candidate's answers; they are on the disk when this returns.

        Raises:
            NotKept: they are not; nothing of them is.
            NotBegun: their time has not begun.
        """
        mine = _Waiting(sender, saves)
        if not self._may_lead(mine):
            mine.called.wait()
        if not mine.is_done:
            self._lead_until_done(mine)
        if mine.refused is not None:
            raise mine.refused
        assert mine.kept is not None
        return mine.kept

    def _may_lead(self, mine: _Waiting) -> bool:
        """Queue a request, and say whether it leads because nobody else does."""
        with self._one_by_one:
            self._queue.append(mine)
            leads, self._is_led = not self._is_led, True
        return leads

    def _lead_until_done(self, mine: _Waiting) -> None:
        """Commit groups until a request has its answer; then call the next one to lead."""
        try:
            while not mine.is_done:
                for each in self._lead():
                    each.called.set()
        finally:
            with self._one_by_one:
                self._is_led = bool(self._queue)
                if self._queue:
                    self._queue[0].called.set()

    def _lead(self) -> list[_Waiting]:
        """Gather a group, commit it, and return it; each has its answer."""
        first = self._queue[0]
        while len(self._queue) < MOST:
            left = GATHERED - (time.monotonic() - first.since)
            if left <= 0:
                break
            time.sleep(min(left, 0.005))
        group = [self._queue.popleft() for _ in range(min(MOST, len(self._queue)))]
        try:
            self._commit(group)
        except DatabaseError:
            self._commit_on_a_full_disk(group)
        except Exception:
            log.exception("%d saves are tried one by one", len(group))
            for each in group:  # one that cannot be kept must not take the others with it
                self._commit_or_refuse([each])
        return group

    def _commit_on_a_full_disk(self, group: list[_Waiting]) -> None:
        """Commit a group in the room that the reserve leaves, if there is one; else refuse it."""
        log.exception("the disk does not take %d saves", len(group))
        given_up = self._disk.give_up_reserve()
        if given_up and self._commit_or_refuse(group):
            self._tell_of_reserve({each.sender.sitting_id for each in group})
        elif not given_up:
            self._refuse(group)

    def _commit_or_refuse(self, group: list[_Waiting]) -> bool:
        try:
            self._commit(group)
        except Exception:
            log.exception("%d saves are not kept", len(group))
            self._refuse(group)
            return False
        return True

    def _refuse(self, group: list[_Waiting]) -> None:
        self._disk.failed = True
        for each in group:
            each.kept, each.refused = None, NotKept()

    def _commit(self, group: list[_Waiting]) -> None:
        """Keep a group in one commit, which has reached the disk when this returns."""
        now = self._now()
        found: list[tuple[_Waiting, Kept | None, Refusal | None]] = []
        with writing():
            for each in group:
                try:
                    found.append((each, keep(each.sender, each.saves, now), None))
                except Refusal as refusal:
                    found.append((each, None, refusal))
        self._disk.failed = False
        for each, kept, refused in found:
            each.kept, each.refused = kept, refused

    def _tell_of_reserve(self, sittings: set[int]) -> None:
        try:
            with writing():
                for sitting_id in sorted(sittings):
                    tick = clocks.beat(sitting_id, self._now())
                    chain.append(sitting_id, "reserve_used", SYSTEM, tick)
        except DatabaseError:
            log.exception("the reserve was given up, and that is not written")
