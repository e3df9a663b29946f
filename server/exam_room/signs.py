"""Signs of life of candidates: in memory, written down with the next beat, never a commit each.

A sign that comes long after the one before, or first after the server was cut off, ends a *gap*.
"""

from dataclasses import dataclass
from threading import Lock

SILENT = 60_000
"""Milliseconds of T without a sign after which somebody may have lost time."""
LEAST = 5_000
"""Milliseconds: after a cut of the server a shorter gap is none; pages ask every few seconds."""


@dataclass(frozen=True)
class Gap:
    """A time in which nothing was heard of a candidate, in milliseconds of T."""

    candidate_id: int
    since: int
    until: int
    cut: bool
    """Whether the server itself was cut off meanwhile."""


@dataclass(frozen=True)
class Sign:
    """What was last heard of a candidate."""

    clock_ms: int
    """T."""
    place: int | None = None
    """The question that is before them, from 0, if the page says so."""
    waiting: int = 0
    """How many answers wait in the browser."""


class Signs:
    """What was last heard of each candidate, and the gaps that ended since the last beat."""

    def __init__(self) -> None:
        self._last: dict[int, Sign] = {}
        self._before: dict[int, tuple[int, bool]] = {}
        self._gaps: list[Gap] = []
        self._one_by_one = Lock()

    def remember(self, candidate_id: int, clock_ms: int, *, cut: bool = True) -> None:
        """Take over what was written down of somebody who was not heard yet.

        Args:
            candidate_id: who.
            clock_ms: T of their last sign, or of their start.
            cut: whether the program was cut off since.
        """
        with self._one_by_one:
            if candidate_id not in self._last:
                self._before.setdefault(candidate_id, (clock_ms, cut))

    def note(self, candidate_id: int, sign: Sign) -> None:
        """Note a sign of life."""
        with self._one_by_one:
            last, before = self._last.get(candidate_id), self._before.pop(candidate_id, None)
            if last is not None and sign.clock_ms - last.clock_ms > SILENT:
                self._gaps.append(Gap(candidate_id, last.clock_ms, sign.clock_ms, False))
            elif last is None and before is not None:
                since, cut = before
                if sign.clock_ms - since > (LEAST if cut else SILENT):
                    self._gaps.append(Gap(candidate_id, since, sign.clock_ms, cut))
            if last is None or sign.clock_ms >= last.clock_ms:
                self._last[candidate_id] = sign

    def last(self, candidate_id: int) -> Sign | None:
        """Return what was last heard of somebody in this run of the program."""
        return self._last.get(candidate_id)

    def all(self) -> dict[int, int]:
        """Return T of the last sign of everybody who was heard in this run."""
        with self._one_by_one:
            return {candidate_id: sign.clock_ms for candidate_id, sign in self._last.items()}

    def take_gaps(self) -> list[Gap]:
        """Return the gaps that have ended, and forget them."""
        with self._one_by_one:
            gaps, self._gaps = self._gaps, []
            return gaps

    def put_back(self, gaps: list[Gap]) -> None:
        """Keep gaps that could not be written down for the next beat."""
        with self._one_by_one:
            self._gaps = gaps + self._gaps
