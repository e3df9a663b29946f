"""What is plugged in: the sticks and disks that are mounted, and what each seems to be.

A volume is only looked at from above: the names at its top, at most a few hundred of them, and
no file opened but the marker of a medium. What is said of it helps people choose; it decides
nothing.
"""

import os
import re
import sys
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sync.answering import LOOK, MediumSilent, answer_of
from sync.medium import FolderMedium, NotAMedium

CARRIED = frozenset(
    "vfat exfat msdos ntfs ntfs3 fuseblk iso9660 udf ext2 ext3 ext4 btrfs xfs f2fs hfsplus".split()
)
"""File systems that a stick or a disk may have; asking others (proc, an absent share) may hang."""
MOUNTED_BELOW = ("/media/", "/run/media/", "/mnt/")
"""Where people and desktops mount what is carried; a disk elsewhere is part of the machine."""
NAMES = 200
"""Names at the top of a volume that are looked at."""
_HARMLESS = frozenset(("system volume information", "$recycle.bin", "lost+found", "autorun.inf"))
"""What systems leave on every stick."""

COURSES, KOLIBRI, EMPTY, OTHER = "courses", "kolibri", "empty", "other"
UNREADABLE, SILENT = "unreadable", "silent"


@dataclass(frozen=True)
class Volume:
    """Something mounted, or a folder that the site looks into."""

    place: Path
    holds: str
    """What it seems to hold: COURSES (a medium of ours), KOLIBRI (a drive that Kolibri exported),
    EMPTY, OTHER files, UNREADABLE, or SILENT where no answer comes at all."""
    writable: bool = False
    """Whether something could be written to it by mistake: better mounted read-only."""


def look_at(place: Path) -> Volume:
    """Say what a volume seems to be; after a few seconds, that it does not answer."""
    try:
        return _look_at(place)
    except MediumSilent:
        return Volume(place, SILENT)


def _look_at(place: Path) -> Volume:
    try:
        FolderMedium(place)
        return Volume(place, COURSES, answer_of(place, lambda heard: _is_writable(place), LOOK))
    except NotAMedium:
        pass
    try:
        names = answer_of(place, lambda heard: _names_in(place), LOOK)
    except OSError:
        return Volume(place, UNREADABLE)
    own = {name for name in names - _HARMLESS if not name.startswith(".")}
    holds = KOLIBRI if "kolibri_data" in own else OTHER if own else EMPTY
    return Volume(place, holds, answer_of(place, lambda heard: _is_writable(place), LOOK))


def _names_in(place: Path) -> set[str]:
    with os.scandir(place) as entries:
        return {entry.name.casefold() for entry in islice(entries, NAMES)}


def _is_writable(place: Path) -> bool:
    return os.access(place, os.W_OK)


def plugged_in() -> list[Volume]:
    """Return the sticks and disks that people have put into this computer, and what each is."""
    return [look_at(place) for place in mounted_volumes() if _is_carried(place)]


def mounted_volumes() -> list[Path]:
    """Return the folders where sticks and disks are mounted now, the system's own left out."""
    if os.name == "nt":
        drives = [Path(f"{letter}:\\") for letter in "ABDEFGHIJKLMNOPQRSTUVWXYZ"]
        return [drive for drive in drives if _is_there(drive)]
    if not sys.platform.startswith("linux"):
        return []
    return volumes_of(Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape"))


def volumes_of(mountinfo: str) -> list[Path]:
    """Return the mount points of sticks and disks that a Linux mount table names.

    Source: proc_pid_mountinfo(5): fields by spaces, `` - `` before the file system's name,
    and space, tab, newline, backslash in a path as three octal digits.
    """
    found = []
    for line in mountinfo.splitlines():
        mount, _, system = line.partition(" - ")
        fields = mount.split(" ")
        if len(fields) < 5 or system.split(" ")[0] not in CARRIED:
            continue
        place = re.sub(r"\\([0-7]{3})", lambda m: chr(int(m[1], 8)), fields[4])
        if place != "/" and _is_there(Path(place)):
            found.append(Path(place))
    return found


def _is_there(place: Path) -> bool:
    """Say whether there is a folder or drive here, or something that does not answer.

    A stick that dies while it is mounted cannot be looked at, and is none.
    """
    try:
        return answer_of(place, lambda heard: place.is_dir(), LOOK)
    except OSError:
        return False
    except MediumSilent:
        return True


def _is_carried(place: Path) -> bool:
    return os.name == "nt" or str(place).startswith(MOUNTED_BELOW)
