"""What answers paths: the seam between a frame and whatever kind of package is shown in it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from content.store import Place


@dataclass(frozen=True)
class Found:
    """Something that lies under a path of a package."""

    path: str
    """Where it really lies: another path than asked for is gone to, so that links in it work."""
    type: str
    """Its type of media, without parameters."""
    read: Callable[[], bytes]
    """Gives all its bytes. Raises a refusal."""
    place: Place | None = None
    """Where its bytes lie as they are on this machine, if they do."""
    title: str = ""


class Package(Protocol):
    """Pages that belong together, and what they show. Any thread may ask."""

    def first(self) -> str:
        """Return the path of the page to begin with. Raises a refusal if there is none."""

    def find(self, path: str) -> Found:
        """Return what lies under a path, "a/b.html". Raises a refusal if nothing does."""
