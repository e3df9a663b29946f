"""The *spare*: all of a sitting on a second disk or a second PC, at most five seconds old.

    sitting opens ──> base (database, files, keys) ──> journal: a record every two seconds
                                    └── journal long ──> a new base beside the old one
    disk gone, full, slow ──> saves go on, the page says since when ──> back ──> it catches up

Nothing of it is in the path of a save: what was committed is read from the write-ahead log by the
thread that tends it (``server/ahead.py``), and written by another (``keeping``). ``taking_over``
makes a home of a spare.
"""

import json
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from content import durable
from i18n.refusals import Conflict
from i18n.translate import N_
from server.database import moment
from server.settings import Home

LATE = 5_000
"""Milliseconds: a spare that is older than this is behind."""
CURRENT, TAKEN, LOCK = "current.json", "taken.json", "in-use.lock"
BASE, JOURNAL, FILES = "base.db", "journal", "files"
_KEY = "spare-key"
"""In a home: which taking over made it."""


class TakenOver(Conflict):
    """Another server goes on with the sitting of this one."""

    message = N_(
        "Another server ({host}) went on with the running sitting from the copy in {folder}, on "
        "{when}. Two must not run it. Leave this server off until the sitting is closed there; if "
        "that never came to be, delete {file} and start again."
    )


@dataclass
class Spare:
    """How the spare of a running program is, as its examiners see it."""

    folder: Path
    since_ms: int | None = None
    """Since when a sitting is to be in it; None while none is."""
    up_to_ms: int | None = None
    """All that was kept by then is in it; None before it is whole for the first time."""
    trouble: str = ""
    """What the system said when something could not be written, "" once it could again."""

    def behind_since(self, now_ms: int) -> datetime | None:
        """Return since when the spare lacks something; None if it is as it should be."""
        if self.since_ms is None:
            return None
        has = max(self.since_ms, self.up_to_ms or 0)
        return moment(has) if now_ms - has > LATE else None


def described(folder: Path) -> dict[str, Any] | None:
    """Return what a spare says of itself; None where there is none."""
    return _read(folder / CURRENT)


def taken(folder: Path, home: Home) -> dict[str, Any] | None:
    """Return by whom a spare was taken over, if not by this home or an earlier state of it.

    Raises:
        OSError: it cannot be read.
    """
    found = _read(folder / TAKEN)
    own = home.folder / _KEY
    if found is None or (own.exists() and own.read_text() == found.get("key")):
        return None
    return found


def note_taken(folder: Path, home: Home, host: str, at_ms: int) -> None:
    """Write down that a home goes on from a spare, in both; a spare that takes no writing is left.

    Raises:
        OSError: it cannot be written in the home.
    """
    key = secrets.token_hex(16)
    durable.write(home.folder / _KEY, key.encode(), mode=0o600)
    said = {"key": key, "host": host, "at": at_ms}
    with suppress(OSError):
        durable.write(folder / TAKEN, json.dumps(said).encode(), mode=0o600)


def must_be_ours(folder: Path, home: Home) -> None:
    """Make sure that nobody else goes on with the sittings of a home.

    Raises:
        TakenOver
    """
    try:
        found = taken(folder, home)
    except OSError:  # a disk that does not answer proves nothing; the page says that it is behind
        return
    if found is not None:
        raise TakenOver(
            host=str(found.get("host")),
            folder=str(folder),
            when=moment(int(found.get("at", 0))),
            file=TAKEN,
        )


def _read(path: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    return found if isinstance(found, dict) else None
