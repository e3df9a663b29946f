"""One at a time, between threads and between programs."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from i18n.refusals import Conflict
from i18n.translate import N_

PATIENCE = 5.0
"""Seconds to wait: checking a medium's signatures takes well under one."""

_BETWEEN_TRIES = 0.05


class Busy(Conflict):
    """Another thread or program holds the lock."""

    message = N_("Something else is working with this medium or library. Try again in a minute.")


@contextmanager
def exclusive(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock file ``path`` inside the block; it is free again if the program dies.

    Args:
        path: made if missing, never removed; its folder exists.
        patience: seconds to wait for another holder.

    Raises:
        Busy: somebody else held it all that time.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        until = time.monotonic() + patience
        while not _taken(descriptor):
            if time.monotonic() >= until:
                raise Busy
            time.sleep(_BETWEEN_TRIES)
        yield
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _taken(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
