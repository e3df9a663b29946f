"""The heart of running exams: every few seconds T and signs of life go to the disk, in one commit.

It also tells what nobody does: a cut that is over, a wall clock that was set, a disk that fills,
an accommodation that changed, time that somebody lost.
"""

import logging
import threading
from datetime import timedelta

from peewee import DatabaseError

from server import clock
from server.actors import SYSTEM
from server.database import change_each, database, milliseconds, row, rows, writing
from server.exam_room import chain, clocks, losses, seal
from server.exam_room.grants import note_grants
from server.exam_room.hall import Hall
from server.exam_room.signs import Gap
from server.exam_room.ticks import Instant, Tick, instant, running
from server.sittings.models import Candidate, Sitting

log = logging.getLogger(__name__)

BEAT = 4.0
"""Seconds between two beats: with the time of one, less than the five that a cut may cost."""
BEHIND_MS = 15_000
"""Milliseconds for which the spare is behind before the log of the sitting says so."""
JUMP = timedelta(seconds=2)
"""A wall clock that moves by more than this between two beats is an event."""


class Beating:
    """A thread that beats as long as the server runs."""

    def __init__(self, hall: Hall) -> None:
        """Beat for a hall."""
        self._hall = hall
        self._drift = clock.drift()
        self._low: set[int] = set()
        self._behind: set[int] = set()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._go, name="exam clock", daemon=True)

    def start(self) -> None:
        """Tell of what the program was cut off from, and begin to beat."""
        self._beat_or_say_why_not()
        self._thread.start()

    def stop(self) -> None:
        """Beat a last time."""
        self._stopped.set()
        self._beat_or_say_why_not()

    def _go(self) -> None:
        while not self._stopped.wait(BEAT):
            with database.connection_context():
                self._beat_or_say_why_not()

    def _beat_or_say_why_not(self) -> None:
        try:
            self.once(instant())
        except Exception:
            log.exception("a beat of the exams' clock is not written; the next one follows")

    def once(self, now: Instant) -> None:
        """Beat once, for each sitting that runs: one commit each."""
        drift = clock.drift()
        moved, self._drift = drift - self._drift, drift
        for sitting_id in running():
            seal.grow(sitting_id)
            gaps = self._gaps_of(sitting_id)
            try:
                with writing():
                    tick = clocks.beat(sitting_id, now)
                    self._write_signs(sitting_id)
                    for gap in gaps:
                        losses.write_down(gap, tick)
                    note_grants(sitting_id, tick)
                    if abs(moved) > JUMP:
                        _tell_of_jump(sitting_id, moved, tick)
                    self._tell_of_room(sitting_id, tick)
                    self._tell_of_spare(sitting_id, tick)
            except DatabaseError:
                self._hall.signs.put_back(gaps)
                self._hall.disk.failed = True
                raise

    def _gaps_of(self, sitting_id: int) -> list[Gap]:
        theirs = {
            each
            for (each,) in Candidate.select(Candidate.id)
            .where(Candidate.sitting == sitting_id)
            .tuples()
        }
        gaps = self._hall.signs.take_gaps()
        self._hall.signs.put_back([gap for gap in gaps if gap.candidate_id not in theirs])
        return [gap for gap in gaps if gap.candidate_id in theirs]

    def _write_signs(self, sitting_id: int) -> None:
        """Write down who was last heard when; what an earlier run wrote is remembered."""
        heard, moved = self._hall.signs.all(), []
        cut_ms = (row(_CUT, sitting_id) or (None,))[0]
        for desk_id, candidate_id, seen in rows(_DESKS, sitting_id):
            last = heard.get(candidate_id)
            if last is None and seen is not None:
                cut = cut_ms is not None and seen <= cut_ms
                self._hall.signs.remember(candidate_id, seen, cut=cut)
            elif last is not None and last != seen:
                moved.append((last, desk_id))
        change_each('UPDATE "desk" SET "seen_ms" = ? WHERE "id" = ?', moved)

    def _tell_of_room(self, sitting_id: int, tick: Tick) -> None:
        """Write once that the disk is nearly full."""
        room = self._hall.disk.room()
        if not room.is_low:
            self._low.discard(sitting_id)
        elif sitting_id not in self._low:
            self._low.add(sitting_id)
            chain.append(sitting_id, "disk_low", SYSTEM, tick, free=room.free, total=room.total)

    def _tell_of_spare(self, sitting_id: int, tick: Tick) -> None:
        """Write once that the copy on the other disk is behind, and once that it is not any more.

        Not in the first moments, in which it is made.
        """
        spare = self._hall.spare
        since = spare and spare.behind_since(tick.at_ms)
        if since is None and sitting_id in self._behind:
            self._behind.discard(sitting_id)
            chain.append(sitting_id, "spare_again", SYSTEM, tick)
        elif spare and since and sitting_id not in self._behind:
            at_ms = milliseconds(since)
            if tick.at_ms - at_ms > BEHIND_MS:
                self._behind.add(sitting_id)
                why = spare.trouble
                chain.append(sitting_id, "spare_behind", SYSTEM, tick, since=at_ms, why=why)


_CUT = """SELECT MAX("clock_ms") FROM "event" WHERE "sitting_id" = ? AND "kind" = 'interrupted'"""
_DESKS = (
    'SELECT d."id", d."candidate_id", d."seen_ms" FROM "desk" d '
    'JOIN "candidate" c ON c."id" = d."candidate_id" '
    """WHERE c."sitting_id" = ? AND c."state" IN ('working', 'paused')"""
)


def _tell_of_jump(sitting_id: int, moved: timedelta, tick: Tick) -> None:
    seconds = round(moved.total_seconds())
    event = chain.append(sitting_id, "clock_jumped", SYSTEM, tick, seconds=seconds)
    chain.tell(Sitting.get_by_id(sitting_id), event, SYSTEM, seconds=seconds)
