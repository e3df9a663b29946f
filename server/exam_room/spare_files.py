"""What of a home besides its database a sitting needs to go on elsewhere: keys, files, settings."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from content import durable

SECRETS = ("secret", "exam-key")
"""With these, sessions of candidates and seals of the sitting go on as they are."""
SETTINGS = "ardoise.toml"
FOLDERS = ("bank", "handed", "lockdown", "subjects")
"""Pictures and sounds of papers, what candidates handed in, locked browsers, sealed subjects."""
_UNDER_WAY = (".tmp", ".part")
"""What the names of files end with that are being written."""


class Mirror:
    """Brings what is new in a home into a folder, each file whole or not at all.

    A folder is listed again only once its names have changed; what is deleted stays there.
    """

    def __init__(self, home: Path, target: Path) -> None:
        """Mirror a home."""
        self._home, self._target = home, target
        self._listed: dict[Path, int] = {}
        self._brought: dict[Path, tuple[int, int]] = {}

    def bring(self) -> None:
        """Bring what is new or has changed.

        Raises:
            OSError: the disk is full or gone; the next time it is tried again.
        """
        for path, stamp in self._changed():
            copied(path, self._target / path.relative_to(self._home))
            self._brought[path] = stamp

    def _changed(self) -> Iterator[tuple[Path, tuple[int, int]]]:
        found = [self._home / name for name in (*SECRETS, SETTINGS)]
        listed: dict[Path, int] = {}
        for name in FOLDERS:
            for folder in _folders(self._home / name):
                changed = folder.stat().st_mtime_ns
                if self._listed.get(folder) != changed:
                    found += [path for path in folder.iterdir() if path.is_file()]
                listed[folder] = changed
        for path in found:
            if path.suffix in _UNDER_WAY or not path.exists():
                continue
            stat = path.stat()
            stamp = (stat.st_size, stat.st_mtime_ns)
            if self._brought.get(path) != stamp:
                yield path, stamp
        self._listed = listed


def _folders(top: Path) -> Iterator[Path]:
    if top.is_dir():
        yield top
        for each in top.iterdir():
            if each.is_dir():
                yield from _folders(each)


def copied(path: Path, target: Path) -> None:
    """Copy a file, private to its user: it appears whole.

    Raises:
        OSError: the disk is full or gone; what was there before is as before.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    waiting = target.with_name(target.name + ".tmp")
    with path.open("rb") as source, os.fdopen(durable.new_file(waiting, 0o600), "wb") as file:
        shutil.copyfileobj(source, file, 1 << 20)
        file.flush()
        os.fsync(file.fileno())
    durable.remove(target)
    waiting.replace(target)
    durable.flush_folder(target.parent)
