"""Keeping the spare: a thread that writes what was committed onto a second disk, and its bases."""

import hashlib
import json
import logging
import os
import shutil
import sqlite3
import threading
from collections import deque
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from pathlib import Path

from content import durable
from i18n.refusals import Refusal
from server import clock
from server.ahead import Pages
from server.database import database, milliseconds
from server.exam_room.spare import (
    BASE,
    CURRENT,
    FILES,
    JOURNAL,
    LOCK,
    Spare,
    described,
    must_be_ours,
)
from server.exam_room.spare_files import Mirror
from server.exam_room.spare_journal import Journal, OtherJournal
from server.exam_room.ticks import running
from server.settings import Home
from sync.lock import exclusive

log = logging.getLogger(__name__)

LOOKS = 1.0
"""Seconds between two looks whether a sitting is open."""
WAITING_MOST = 64 << 20
"""Bytes that wait in memory for a disk that does not answer; beyond it a new base is made."""
JOURNAL_MOST = 256 << 20
"""Bytes of a journal after which a new base is made: a long morning of 250 candidates."""
_CHUNK = 1000
"""Pages of a base written at once; between two of them records are written."""


class Keeper:
    """Keeps the spare as long as the server runs: a follower of ``ahead.Ahead``."""

    def __init__(self, home: Home, spare: Spare) -> None:
        """Keep the spare of a home."""
        self._home, self.spare = home, spare
        self._mirror = Mirror(home.folder, spare.folder / FILES)
        self._waiting: deque[Pages] = deque()
        self._size = 0
        self._journal: Journal | None = None
        self._coming: list[Pages] | None = None
        """What was committed since a new base was begun."""
        self._told = self._broken = False
        self._closed_ms: int | None = None
        self._number, self._folder, self._from, self._digest = 0, spare.folder, 0, ""
        self._lasts = ExitStack()
        self._has_lock = False
        self._one_by_one = threading.Condition()
        self._stopped = False
        self._thread = threading.Thread(target=self._go, name="spare", daemon=True)

    def start(self) -> None:
        """Begin to keep it."""
        self._thread.start()

    def stop(self) -> None:
        """Write what waits, unless the disk does not answer."""
        with self._one_by_one:
            self._stopped = True
            self._one_by_one.notify()
        self._thread.join(2 * LOOKS)

    def wants(self) -> bool:
        """Say whether to be told of commits: while a sitting is open."""
        return self.spare.since_ms is not None

    def take(self, pages: Pages) -> None:
        """Be told what was committed; never waits for the disk of the spare."""
        with self._one_by_one:
            if not pages.follows or self._size > WAITING_MOST:
                self._waiting.clear()
                self._size, self._broken = 0, True
            self._waiting.append(pages)
            self._size += sum(map(len, pages.pages.values()))
            self._told = True
            self._one_by_one.notify()

    def _go(self) -> None:
        while not self._stopped:
            with self._one_by_one:
                if not self._waiting and not self._stopped:
                    self._one_by_one.wait(LOOKS)
            self.once()
        with suppress(OSError):
            self._lasts.close()

    def once(self) -> None:
        """Look whether a sitting is open, and write what there is to write; never raises."""
        try:
            with database.connection_context():
                is_open = bool(running())
            now = milliseconds(clock.now())
            if is_open and self.spare.since_ms is None:
                self.spare.since_ms = now
            if self.spare.since_ms is None:
                return
            self._closed_ms = None if is_open else self._closed_ms or now
            self._write()
            if self._closed_ms is not None and (self.spare.up_to_ms or 0) >= self._closed_ms:
                self._rest()
        except Exception as error:
            self._say(error)

    def _write(self) -> None:
        must_be_ours(self.spare.folder, self._home)
        self._lock()
        if self._broken:
            self._broken, self._journal, self._coming = False, None, None
        self._drain()
        long = self._journal is not None and self._journal.size > JOURNAL_MOST
        if self._told and self._coming is None and (self._journal is None or long):
            self._make_base()
        self._drain()

    def _lock(self) -> None:
        """Say to whoever wants to take over that this server lives, where the disk can say so."""
        self.spare.folder.mkdir(parents=True, exist_ok=True)
        if not self._has_lock:
            self._lasts.enter_context(exclusive(self.spare.folder / LOCK, patience=0))
            self._has_lock = True

    def _rest(self) -> None:
        """Stop: the sitting is closed, and that is in the spare."""
        self.spare.since_ms, self.spare.trouble, self._closed_ms = None, "", None
        with self._one_by_one:
            self._waiting.clear()
            self._size, self._journal, self._coming, self._told = 0, None, None, False

    def _say(self, error: Exception) -> None:
        told = error.in_words() if isinstance(error, Refusal) else ""
        told = told or getattr(error, "strerror", "") or str(error)
        if not self.spare.trouble:
            log.warning("the copy in %s is behind: %s", self.spare.folder, told, exc_info=error)
        self.spare.trouble = told
        if not isinstance(error, OSError) or isinstance(error, (FileNotFoundError, OtherJournal)):
            self._journal = self._coming = None
        self._mirror = Mirror(self._home.folder, self.spare.folder / FILES)

    def _drain(self) -> None:
        """Write all that waits, files before the rows that name them."""
        while True:
            with self._one_by_one:
                if not self._waiting or self._broken:
                    return
                pages = self._waiting[0]
            self._mirror.bring()
            if self._journal is not None:
                if pages.pages:
                    self._journal.append(pages.at_ms, pages.count, pages.pages)
                self._is_there(pages.at_ms)
            if self._coming is not None:
                self._coming.append(pages)
                self._finish_base(pages)
            with self._one_by_one:
                if self._waiting and self._waiting[0] is pages:
                    self._waiting.popleft()
                    self._size -= sum(map(len, pages.pages.values()))

    def _is_there(self, at_ms: int) -> None:
        self.spare.up_to_ms = at_ms
        if self.spare.trouble:
            log.warning("the copy in %s is whole again", self.spare.folder)
            self.spare.trouble = ""

    def _make_base(self) -> None:
        """Write the whole database beside what there is; records go on meanwhile."""
        self._drop_others()
        self._number = 1 + max(
            (int(p.name) for p in self.spare.folder.iterdir() if p.name.isdecimal()), default=0
        )
        folder = self._folder = self.spare.folder / str(self._number)
        folder.mkdir()
        self._coming, self._digest = [], ""
        self._from = milliseconds(clock.now())
        try:
            self._digest = _copied(self._home.school, folder / BASE, self._drain_current)
        except BaseException:
            self._coming = None
            raise

    def _drain_current(self) -> None:
        if self._journal is not None:
            self._drain()

    def _finish_base(self, pages: Pages) -> None:
        """Make the new base the one that counts, once all since its beginning is there too."""
        base = self._folder / BASE
        if self._coming is None or pages.at_ms < self._from or not self._digest or self._broken:
            return
        journal = Journal(self._folder / JOURNAL)
        for each in self._coming:
            if each.pages:
                journal.append(each.at_ms, each.count, each.pages)
        said = {
            "number": self._number,
            "base": self._digest,
            "size": base.stat().st_size,
            "made_at": self._from,
        }
        self._mirror.bring()
        durable.flush_folder(self._folder)
        durable.write(self.spare.folder / CURRENT, json.dumps(said).encode(), mode=0o600)
        self._journal, self._coming, self._digest = journal, None, ""
        self._is_there(pages.at_ms)
        self._drop_others()

    def _drop_others(self) -> None:
        """Delete bases and journals that are not the ones that count."""
        counts = str((described(self.spare.folder) or {}).get("number"))
        for each in self.spare.folder.iterdir():
            if each.name.isdecimal() and each.name != counts:
                shutil.rmtree(each, ignore_errors=True)


def _copied(school: Path, base: Path, between: Callable[[], None]) -> str:
    """Copy a database as it is at this moment, in pieces; return the SHA-256 of the copy.

    Raises:
        OSError, sqlite3.Error: the disk is full or gone.
    """
    address = f"{base.absolute().as_uri()}?nolock=1"  # shares know no locks; nobody else comes here
    with closing(sqlite3.connect(school, isolation_level=None)) as source:
        source.execute("BEGIN")
        source.execute('SELECT 1 FROM "sqlite_master"').fetchone()
        with closing(sqlite3.connect(address, uri=True)) as target:
            target.execute("PRAGMA synchronous = OFF")
            target.execute("PRAGMA journal_mode = OFF")
            source.backup(target, pages=_CHUNK, progress=lambda *_: between(), sleep=0.001)
    with base.open("r+b") as file:
        os.fsync(file.fileno())
        base.chmod(0o600)
        return hashlib.file_digest(file, "sha256").hexdigest()
