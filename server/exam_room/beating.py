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
from server.database import change, database, writing
from server.exam_room import chain, clocks, losses, seal
from server.exam_room.grants import note_grants
from server.exam_room.hall import Hall
from server.exam_room.models import Desk
from server.exam_room.signs import Gap
from server.exam_room.ticks import Instant, Tick, instant, running
from server.sittings.models import Candidate, Sitting, State

log = logging.getLogger(__name__)

BEAT = 4.0
"""Seconds between two beats: with the time of one, less than the five that a cut may cost."""
JUMP = timedelta(seconds=2)
"""A wall clock that moves by more than this between two beats is an event."""


class Beating:
    """A thread that beats as long as the server runs."""

    def __init__(self, hall: Hall) -> None:
        """Beat for a hall."""
        self._hall = hall
        self._drift = clock.drift()
        self._low: set[int] = set()
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
        heard = self._hall.signs.all()
        rows = (
            Desk.select(Desk.id, Desk.candidate, Desk.seen_ms)
            .join(Candidate)
            .where(
                Candidate.sitting == sitting_id,
                Candidate.state << [State.WORKING.value, State.PAUSED.value],
            )
        )
        for desk_id, candidate_id, seen in list(rows.tuples()):
            last = heard.get(candidate_id)
            if last is None and seen is not None:
                self._hall.signs.remember(candidate_id, seen)
            elif last is not None and last != seen:
                change('UPDATE "desk" SET "seen_ms" = ? WHERE "id" = ?', last, desk_id)

    def _tell_of_room(self, sitting_id: int, tick: Tick) -> None:
        """Write once that the disk is nearly full."""
        room = self._hall.disk.room()
        if not room.is_low:
            self._low.discard(sitting_id)
        elif sitting_id not in self._low:
            self._low.add(sitting_id)
            chain.append(sitting_id, "disk_low", SYSTEM, tick, free=room.free, total=room.total)


def _tell_of_jump(sitting_id: int, moved: timedelta, tick: Tick) -> None:
    seconds = round(moved.total_seconds())
    event = chain.append(sitting_id, "clock_jumped", SYSTEM, tick, seconds=seconds)
    chain.tell(Sitting.get_by_id(sitting_id), event, SYSTEM, seconds=seconds)
