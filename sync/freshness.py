"""How old what a site knows of a publisher is, when it ends, and whether the clock can be right.

Nothing is refused here: people are told, so that they ask before something is refused, and so that
a clock that is wrong, or lists that somebody holds back, do not go unseen.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from sync.memory import Remembered
from sync.rules import PLAUSIBLE

STALE = timedelta(days=45)
"""Age at which to ask, where sticks are brought every month."""

STALE_NIGHTLY = timedelta(days=3)
"""The same where there is a nightly channel."""

SOON = timedelta(days=14)
"""Time before the end in which a new medium should be asked for."""

BEHIND = timedelta(days=1)
"""How far a clock may be behind what is proven: a publisher's clock need not be ours."""

_ROOTS = "root_history/"


@dataclass(frozen=True)
class Freshness:
    """How a publisher stands at a site at one moment."""

    name: str
    """Of the publisher."""
    clock: datetime
    """What the clock shows."""
    proven: datetime
    """The moment that has surely passed; signatures are judged by the later of the two."""
    newest: datetime
    """When the newest that was ever verified was signed."""
    root_ends: datetime
    lists_end: datetime | None
    """When the first of the newest lists ends; None if none was ever verified."""
    stale_after: timedelta

    @property
    def judged(self) -> datetime:
        """Return the time that signatures are judged by."""
        return max(self.clock, self.proven)

    @property
    def age(self) -> timedelta:
        """Return how old the newest is; never negative."""
        return self.judged - self.newest

    @property
    def is_stale(self) -> bool:
        """Say whether somebody should ask why nothing new comes."""
        return self.age > self.stale_after

    @property
    def ends(self) -> datetime:
        """Return when the first of what counts ends."""
        return self.root_ends if self.lists_end is None else min(self.root_ends, self.lists_end)

    @property
    def has_ended(self) -> bool:
        """Say whether nothing can be brought in until something newer comes."""
        return self.judged >= self.ends

    @property
    def ends_soon(self) -> bool:
        """Say whether something newer should be asked for now."""
        return not self.has_ended and self.judged + SOON >= self.ends

    @property
    def clock_is_behind(self) -> bool:
        """Say whether the clock shows less than what has surely passed."""
        return self.proven - self.clock > BEHIND

    @property
    def clock_is_ahead(self) -> bool:
        """Say whether the clock is so far ahead that everything is refused for it."""
        return self.clock - self.proven > PLAUSIBLE


def freshness(
    name: str, known: Remembered, proven: datetime, at: datetime, stale_after: timedelta
) -> Freshness:
    """Return how a publisher stands.

    Args:
        name: of the publisher.
        known: what is remembered of it; it has been pinned.
        proven: the moment that has surely passed.
        at: what the clock shows.
        stale_after: the age of the newest that is too much.
    """
    assert known.root is not None
    roots = {int(name[len(_ROOTS) :].split(".")[0]): name for name in known.files if "/" in name}
    root = known.files[roots[max(roots)]] if roots else known.root
    lists = [_ends(data) for name, data in known.files.items() if "/" not in name]
    lists_end = min(lists, default=None)
    return Freshness(name, at, proven, known.newest, _ends(root), lists_end, stale_after)


def _ends(metadata: bytes) -> datetime:
    return datetime.fromisoformat(json.loads(metadata)["signed"]["expires"])
