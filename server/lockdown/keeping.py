"""Which sittings are locked, and with which settings: a file for each, in one folder."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content import durable


@dataclass(frozen=True)
class Locked:
    """What the PCs of a sitting are told."""

    key: str
    """The Config Key."""
    settings: dict[str, Any]


class Locks:
    """The folder of locked sittings."""

    def __init__(self, folder: Path) -> None:
        """Look after a folder; it is made when something is put there."""
        self._folder = folder

    def of(self, sitting_id: int) -> Locked | None:
        """Return how a sitting is locked, None if it is not."""
        try:
            read = json.loads(self._path(sitting_id).read_bytes())
        except FileNotFoundError:
            return None
        return Locked(read["key"], read["settings"])

    @property
    def any(self) -> bool:
        """Say whether a sitting is locked at all: asked before each request of an exam."""
        return self._folder.is_dir() and any(self._folder.iterdir())

    def keep(self, sitting_id: int, locked: Locked) -> None:
        """Lock a sitting."""
        body = {"key": locked.key, "settings": locked.settings}
        durable.write(self._path(sitting_id), json.dumps(body).encode())

    def drop(self, sitting_id: int) -> None:
        """Lock a sitting no more."""
        durable.remove(self._path(sitting_id))

    def _path(self, sitting_id: int) -> Path:
        return self._folder / f"{sitting_id}.json"
