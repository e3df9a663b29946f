"""Room on the disk for an exam: a reserve that is given up when the disk is full.

plenty ──start──> reserve laid aside ──under a tenth──> warned ──full──> reserve given up
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from content import durable
from i18n.formats import Size
from i18n.refusals import Unavailable
from i18n.translate import N_

LEAST = 1 << 30
"""Bytes free without which no exam begins."""
RESERVE = 64 << 20
"""Bytes laid aside: a morning of 250 candidates writes a tenth of it."""
WARNED_BELOW = 10
"""Percent of the disk that is free."""
_CHUNK = 1 << 20


class NoRoom(Unavailable):
    """The disk has too little room to begin an exam."""

    message = N_(
        "The disk of the server has {free} free; an exam needs {least}. Delete what is not needed "
        "(page Bundles, room), then open the sitting again. Nothing has begun."
    )


class NotKept(Unavailable):
    """The disk is full or faulty: what was sent is not kept."""

    message = N_(
        "The server cannot write on its disk. What you type stays on this PC and is sent again by "
        "itself. Tell the examiner."
    )


@dataclass(frozen=True)
class Room:
    """How much room there is."""

    free: int
    total: int
    reserved: bool
    """Whether the reserve is still there."""
    failed: bool
    """Whether something could not be written, and nothing has been since."""

    @property
    def is_low(self) -> bool:
        """Say whether the examiner is to be warned."""
        return self.failed or self.free * 100 < self.total * WARNED_BELOW


class Disk:
    """The disk that ``school.db`` lies on."""

    def __init__(self, folder: Path, *, least: int = LEAST, reserve: int = RESERVE) -> None:
        """Look at the disk of a folder; its reserve is a file there."""
        self._folder, self._least, self._reserve = folder, least, reserve
        self._path = folder / "exam-reserve"
        self._one_by_one = Lock()
        self.failed = False

    def room(self) -> Room:
        """Return how much room there is now."""
        usage = shutil.disk_usage(self._folder)
        return Room(usage.free, usage.total, self._path.exists(), self.failed)

    def lay_aside(self) -> None:
        """Make sure of room for an exam, and lay the reserve aside.

        Raises:
            NoRoom: there is too little.
        """
        with self._one_by_one:
            has = self._path.stat().st_size if self._path.exists() else 0
            free = shutil.disk_usage(self._folder).free + has
            if free < self._least:
                raise NoRoom(free=Size(free), least=Size(self._least))
            if has < self._reserve:
                self._write()

    def _write(self) -> None:
        """Write the reserve, byte by byte: a file of holes would lay nothing aside."""
        self._path.unlink(missing_ok=True)
        with os.fdopen(durable.new_file(self._path, 0o600), "wb") as file:
            for _ in range(0, self._reserve, _CHUNK):
                file.write(os.urandom(_CHUNK))
            file.flush()
            os.fsync(file.fileno())

    def give_up_reserve(self) -> bool:
        """Delete the reserve; say whether there was one."""
        with self._one_by_one:
            if not self._path.exists():
                return False
            self._path.unlink()
            durable.flush_folder(self._folder)
            return True
