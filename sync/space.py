"""Is there room on the disk, asked before work begins rather than found out in its middle."""

import shutil
from pathlib import Path

from i18n.formats import Size
from i18n.refusals import Unavailable
from i18n.translate import N_

RESERVE = 64 << 20
"""Bytes left free, so that the records of learners can always be written."""


class NoRoom(Unavailable):
    """The disk is too full."""

    message = N_(
        "The disk is too full: {needed} are needed and {free} are free. The library is as before. "
        "The page “Room on the disk” says what can be given up; then start again."
    )


def need(folder: Path, size: int) -> None:
    """Raise NoRoom unless ``size`` bytes and the reserve fit on the disk of ``folder``."""
    free = shutil.disk_usage(folder).free
    if free < size + RESERVE:
        raise NoRoom(needed=Size(size + RESERVE), free=Size(free))
