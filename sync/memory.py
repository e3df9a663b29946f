"""What a site remembers of one publisher, safe from power cuts.

python-tuf keeps its metadata in plain files that it does not flush: two of them zeroed by a power
cut, and an older stick would pass. So the files exist only while a medium is being looked at; they
are put there from one SQLite file and kept in it afterwards, after a failed look as well.
There is no separate list of highest versions: it would bar the way back after a stolen key has
been replaced.
"""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from i18n.refusals import Unavailable
from i18n.translate import N_
from sync.channels import EVERYTHING
from sync.lived import UNPROVEN, Proof, Uptime
from sync.withdrawal import Withdrawal

_TABLES = """
CREATE TABLE IF NOT EXISTS metadata (name TEXT PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS moment (name TEXT PRIMARY KEY, seconds INTEGER NOT NULL);
"""

_PINNED, _KEYS, _CHANNELS, _WITHDRAWN = "pinned", "machine keys", "channels", "withdrawn"
_UNDER_ROOT = "under root"
"""Rows beside python-tuf's files, whose names all end in ``.json``."""

_COUNTED = "counted"


class MemoryLost(Unavailable):
    """The file that holds what this site remembers cannot be read or written."""

    message = N_(
        "What this site remembers of its publisher cannot be read or written ({what}). The "
        "library is as before. Check the disk, then restore the file from a backup."
    )


@dataclass
class Remembered:
    """What a site knows of a publisher between two media."""

    root: bytes | None = None
    """The pinned root, None before there is one."""
    files: dict[str, bytes] = field(default_factory=dict)
    """Verified metadata, by its name in python-tuf's folder."""
    people: Proof = UNPROVEN
    """The latest time that keys from the safe have proven: the root, and who may list content."""
    machine: Proof = UNPROVEN
    """The latest time that the publisher's machine has proven, bounded by what people had."""
    machine_keys: str = ""
    """The machine's keys when it did so: a time proven by replaced keys does not count."""

    channels: tuple[str, ...] = EVERYTHING
    """What the publisher may sign: names of bundles, or how they begin."""

    withdrawn: tuple[Withdrawal, ...] = ()
    """What the newest lists verified take back."""

    counted: int = 0
    """What this site's uptime was when it was last counted; see ``sync.lived``."""

    content: Proof = UNPROVEN
    """The latest time that lists of content have proven, bounded by what keys from the safe had."""
    under_root: int = 0
    """The version of the root when they did so: under another one it does not count."""

    @property
    def floor(self) -> datetime:
        """Return the moment that has surely passed: the latest proven, and what was lived since."""
        return max(self.people.reaches, self.content.reaches, self.machine.reaches)

    @property
    def newest(self) -> datetime:
        """Return when the newest that was ever verified was signed."""
        return max(self.people.at, self.content.at, self.machine.at)

    def live(self, uptime: Uptime) -> None:
        """Count what was lived since it was last counted."""
        seconds = uptime.since(self.counted)
        self.people, self.content = self.people.later(seconds), self.content.later(seconds)
        self.machine = self.machine.later(seconds)
        self.counted = uptime.now


class Memory:
    """One SQLite file and, beside it, the folder python-tuf works in."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "trust.db"
        self._working = folder / "working"

    def load(self) -> Remembered:
        """Return what is remembered.

        Raises:
            MemoryLost: the file is damaged.
        """
        with self._open() as database:
            files = dict(database.execute("SELECT name, data FROM metadata"))
            moments = dict(database.execute("SELECT name, seconds FROM moment"))
        people, machine, content = (_proof(moments, n) for n in ("people", "machine", "content"))
        root, keys = files.pop(_PINNED, None), files.pop(_KEYS, b"").decode()
        channels = tuple(files.pop(_CHANNELS, b"*").decode().split(" "))
        lines = json.loads(files.pop(_WITHDRAWN, b"[]"))
        withdrawn = tuple(Withdrawal(**line) for line in lines)
        counted, under = moments.get(_COUNTED, 0), int(files.pop(_UNDER_ROOT, b"0"))
        known = (root, files, people, machine, keys, channels, withdrawn, counted)
        return Remembered(*known, content, under)

    def save(self, known: Remembered) -> None:
        """Replace what is remembered, in one transaction that has reached the disk.

        Raises:
            MemoryLost: it could not be written; what was remembered still is.
        """
        files = {
            **known.files,
            _KEYS: known.machine_keys.encode(),
            _UNDER_ROOT: str(known.under_root).encode(),
            _CHANNELS: " ".join(known.channels).encode(),
            _WITHDRAWN: json.dumps([asdict(each) for each in known.withdrawn]).encode(),
        }
        if known.root is not None:
            files[_PINNED] = known.root
        with self._open() as database:
            database.execute("BEGIN IMMEDIATE")
            database.execute("DELETE FROM metadata")
            database.executemany("INSERT INTO metadata VALUES (?, ?)", files.items())
            _save_moments(database, known)
            database.execute("COMMIT")

    def save_lived(self, known: Remembered) -> None:
        """Replace what was proven and lived, and nothing else; see ``save``."""
        with self._open() as database:
            database.execute("BEGIN IMMEDIATE")
            _save_moments(database, known)
            database.execute("COMMIT")

    @contextmanager
    def spread(self, known: Remembered) -> Iterator[Path]:
        """Lay out the remembered files in a folder for python-tuf; read them back at the end.

        ``known.files`` is then what the folder held, also if the block failed; nothing is saved.
        """
        shutil.rmtree(self._working, ignore_errors=True)
        (self._working / "root_history").mkdir(parents=True)
        for name, data in known.files.items():
            (self._working / name).write_bytes(data)
        try:
            yield self._working
        finally:
            known.files = {
                path.relative_to(self._working).as_posix(): path.read_bytes()
                for path in self._working.rglob("*.json")
            }
            shutil.rmtree(self._working, ignore_errors=True)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self._file, isolation_level=None)) as database:
                # EXTRA is FULL, and flushes the folder too once the rollback journal is gone
                database.execute("PRAGMA synchronous=EXTRA")
                database.executescript(_TABLES)
                yield database
        except sqlite3.Error as error:
            raise MemoryLost(what=str(error)) from error


def _save_moments(database: sqlite3.Connection, known: Remembered) -> None:
    seconds = {_COUNTED: known.counted}
    proofs = {"people": known.people, "content": known.content, "machine": known.machine}
    for name, proof in proofs.items():
        seconds |= {name: int(proof.at.timestamp()), f"{name} lived": proof.lived}
    database.executemany("INSERT OR REPLACE INTO moment VALUES (?, ?)", seconds.items())


def _proof(moments: dict[str, int], name: str) -> Proof:
    at = datetime.fromtimestamp(moments.get(name, 0), UTC)
    return Proof(at, moments.get(f"{name} lived", 0))
