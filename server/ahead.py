"""The write-ahead log of ``school.db``: brought into the file by one thread, off the path of saves.

SQLite writes a commit at the end of the log, and brings the log into the file when it has grown:
as a rule inside the commit of whoever comes then, who waits for two more flushes of the disk, and
everybody behind them. Here a thread does it every few seconds while people write.

    commit ──> log ──every 2 s, nobody waits──> file      log long ──between two commits──> log anew

What is in the log is also what a copy on another disk lacks: see ``Follower``.
"""

import logging
import sqlite3
import struct
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from server import clock
from server.database import milliseconds, nobody_writes

log = logging.getLogger(__name__)

EVERY = 2.0
"""Seconds between two looks."""
SHORT = 500
"""Frames of the log (2 MB) that are left alone while nobody follows it."""
LONG = 4000
"""Frames (16 MB) beyond which commits wait once, for some 30 ms, so that the log begins anew."""
NO_LOG = (0, 0, 0)
"""In place of what tells one log from the next, where nothing was committed yet."""
_HEADER = struct.Struct(">8I")
"""Magic, version, size of a page, 0 for the first log of a file, two salts, two sums.

Source: https://www.sqlite.org/fileformat2.html#the_write_ahead_log
"""
_FRAME = struct.Struct(">6I")
"""Page, pages of the file after a commit or 0, two salts, two sums; then the page itself."""


@dataclass(frozen=True)
class Pages:
    """What commits have changed since the look before: the newest form of each page."""

    pages: dict[int, bytes]
    """By their number, from 1."""
    count: int
    """Pages that the file has now."""
    at_ms: int
    """All that was committed by then, milliseconds since 1970, is in these or before."""
    follows: bool
    """Whether nothing lies between these and the ones before."""


class Follower(Protocol):
    """Whoever is told what was committed."""

    def wants(self) -> bool:
        """Say whether to be told from now on."""

    def take(self, pages: Pages) -> None:
        """Be told, also that nothing has changed; quickly, for the log grows meanwhile."""


class Ahead:
    """A thread that brings the log into the file as long as the server runs."""

    def __init__(self, school: Path, follower: Follower | None = None) -> None:
        """Tend the log of a database."""
        self._school, self._follower = school, follower
        self._log = school.with_name(school.name + "-wal")
        self._place = _Place()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._go, name="write-ahead log", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Look a last time."""
        self._stopped.set()
        self._thread.join()

    def _go(self) -> None:
        with closing(connected(self._school)) as reader, closing(connected(self._school)) as file:
            while True:
                last = self._stopped.wait(EVERY)
                try:
                    self.once(reader, file)
                except Exception:
                    log.exception("the log of the database is brought into it at the next look")
                if last:
                    return

    def once(self, reader: sqlite3.Connection, file: sqlite3.Connection) -> None:
        """Look once.

        Args:
            reader: a connection that holds the log where it is meanwhile.
            file: another one, which brings it into the file.
        """
        follower = self._follower if self._follower and self._follower.wants() else None
        if follower is None:
            self._place = _Place()
            if self._frames() < SHORT:
                return
        if self._bring(reader, file, follower) > LONG:
            with nobody_writes():
                self._bring(reader, file, follower)

    def _frames(self) -> int:
        size = self._log.stat().st_size if self._log.exists() else 0
        return size // 4096

    def _bring(
        self, reader: sqlite3.Connection, file: sqlite3.Connection, follower: Follower | None
    ) -> int:
        """Bring the log into the file as far as readers let it; return how many frames it has."""
        at_ms = milliseconds(clock.now())
        with _held(reader):
            begun = self._begun()
            _, frames, brought = file.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
            if follower is not None:
                self._tell(follower, at_ms, begun, frames, brought)
        return int(frames)

    def _begun(self) -> tuple[int, int, int]:
        """Return which log this is: 0 if it never began anew, and its salts.

        The first salt grows by one whenever it begins anew.
        """
        if not self._log.exists():
            return NO_LOG
        with self._log.open("rb") as stream:
            head = stream.read(_HEADER.size)
        if len(head) < _HEADER.size:
            return NO_LOG
        _, _, _, times, salt, other, _, _ = _HEADER.unpack(head)
        return (times, salt, other)

    def _tell(
        self,
        follower: Follower,
        at_ms: int,
        begun: tuple[int, int, int],
        frames: int,
        brought: int,
    ) -> None:
        """Tell a follower what is in the log and it was not told.

        If the log begins anew meanwhile, ``reader`` did not hold it: all of it was in the file when
        that began to read, and was told at the look before. The next one tells of the new log.
        """
        before = self._place
        follows = before.is_followed_by(begun)
        since = before.frames if begun == before.begun else 0
        read = _read(self._log, begun, since if follows else 0, frames)
        if read is not None and self._begun() == begun:
            self._place = _Place(begun, frames, frames == brought)
            follower.take(Pages(*read, at_ms, follows))


@dataclass(frozen=True)
class _Place:
    """How far the log was read."""

    begun: tuple[int, int, int] | None = None
    """Which log, None for none."""
    frames: int = 0
    all_brought: bool = False
    """Whether all of it was in the file then: only so may it begin anew with nothing unread."""

    def is_followed_by(self, begun: tuple[int, int, int]) -> bool:
        """Say whether nothing lies between this place and a log."""
        if self.begun is None:
            return False
        if self.begun == NO_LOG:
            return begun[0] == 0
        anew = (begun[1] - self.begun[1]) % (1 << 32)
        return begun == self.begun or (anew == 1 and self.all_brought)


def connected(school: Path) -> sqlite3.Connection:
    """Open a connection that stays: while there is one, nobody who leaves deletes the log."""
    opened = sqlite3.connect(school, isolation_level=None, timeout=5)
    opened.execute('SELECT 1 FROM "sqlite_master"').fetchone()
    return opened


@contextmanager
def _held(reader: sqlite3.Connection) -> Iterator[None]:
    """Keep the log from beginning anew inside the block: somebody reads what it holds."""
    reader.execute("BEGIN")
    try:
        reader.execute('SELECT 1 FROM "sqlite_master"').fetchone()
        yield
    finally:
        reader.execute("ROLLBACK")


def _read(
    path: Path, begun: tuple[int, int, int], since: int, until: int
) -> tuple[dict[int, bytes], int] | None:
    """Return the pages of some frames of a log, each in its newest form, and the pages of the file;
    None if it began anew meanwhile.

    The file of the log itself is never locked by SQLite: that it is opened here undoes no lock, as
    opening ``school.db`` would.
    """
    pages: dict[int, bytes] = {}
    count = 0
    if until <= since:
        return pages, count
    with path.open("rb") as stream:
        size = _HEADER.unpack(stream.read(_HEADER.size))[2]
        stream.seek(_HEADER.size + since * (_FRAME.size + size))
        for _ in range(since, until):
            frame = stream.read(_FRAME.size + size)
            if len(frame) < _FRAME.size + size:
                return None
            number, after, salt, other, _, _ = _FRAME.unpack_from(frame)
            if (salt, other) != begun[1:]:
                return None
            pages[number] = frame[_FRAME.size :]
            count = after or count
    return {number: page for number, page in pages.items() if number <= count}, count
