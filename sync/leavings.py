"""What a medium holds of earlier days: parts and manifests that no list of it names any more.

Only names that this program writes are looked for, and nothing is followed: somebody may keep
other things on the same stick.
"""

import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path

_PART = re.compile(r"[0-9a-f]{64}(\.tmp)?")
_MANIFEST = re.compile(r"[0-9a-f]{64}\.[0-9]{1,9}\.json(\.tmp)?")
_LIST = re.compile(r"[0-9]{1,9}\.[a-z]{1,32}\.json\.tmp|timestamp\.json\.tmp")
"""Of a list only what was cut off while it was written: old versions are small, and a site that
reads just now may still ask for them."""


def clear(out: Path, named: Collection[str]) -> int:
    """Take away what is left over; a copy that was cut off leaves a name that ends in ".tmp".

    Args:
        out: the medium's folder.
        named: paths below it of the parts and manifests that are to stay.

    Returns:
        How many parts and manifests went; what was cut off is not counted.

    Raises:
        OSError: the medium is gone; what is left over stays, and does no harm.
    """
    removed = 0
    for path in list(_found(out)):
        if path.relative_to(out).as_posix() not in named:
            path.unlink()
            removed += path.suffix != ".tmp"
    return removed


def _found(out: Path) -> Iterator[Path]:
    yield from _files(out / "metadata", _LIST)
    for folder in _folders(out / "parts"):
        if re.fullmatch(r"[0-9a-f]{2}", folder.name):
            yield from _files(folder, _PART)
    for folder in _folders(out / "targets" / "content"):
        yield from _files(folder, _MANIFEST)


def _folders(place: Path) -> list[Path]:
    if not place.is_dir() or place.is_symlink():
        return []
    with os.scandir(place) as entries:
        return [Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False)]


def _files(place: Path, names: re.Pattern[str]) -> list[Path]:
    if not place.is_dir() or place.is_symlink():
        return []
    with os.scandir(place) as entries:
        plain = [entry for entry in entries if entry.is_file(follow_symlinks=False)]
        return [Path(entry.path) for entry in plain if names.fullmatch(entry.name)]
