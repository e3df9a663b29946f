"""Releases that their publisher has taken back, and how urgently.

``outdated``    there is something better: nobody begins it, who is in the middle of it finishes
``dangerous``   nobody reads on: it is wrong in a way that harms, or should never have left

A withdrawal is a line of the signed list of content, so that two people sign it, nothing older can
undo it, and every medium carries it; it stays there for good, for sites that come late. It names
one release of one bundle: the way back after a mistake is a new release.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from tuf.api.metadata import Targets

OUTDATED, DANGEROUS = "outdated", "dangerous"
KINDS = (OUTDATED, DANGEROUS)

WITHDRAWN = "x-withdrawn"
"""The field of a list of content."""

LONGEST_REASON = 500
"""Letters: it is shown whole."""


@dataclass(frozen=True, order=True)
class Withdrawal:
    """A release that its publisher has taken back."""

    bundle: str
    release: int
    kind: str
    """OUTDATED or DANGEROUS."""
    reason: str
    """In the publisher's words, for content managers."""

    @property
    def name(self) -> str:
        """Return what the release is called: "<bundle>-<release>"."""
        return f"{self.bundle}-{self.release}"


def told(content: Targets) -> tuple[Withdrawal, ...]:
    """Return the withdrawals of a list of content, in order.

    What people have signed must not be overlooked for being written in a way that this program
    does not know: an unknown kind is taken for dangerous. What names no release is left out.
    """
    field = content.unrecognized_fields.get(WITHDRAWN)
    lines = field if isinstance(field, list) else []
    return tuple(sorted({found for line in lines if (found := _read(line)) is not None}))


def tell(content: Targets, withdrawals: Iterable[Withdrawal]) -> None:
    """Write withdrawals into a list of content, in the place of those it had."""
    content.unrecognized_fields[WITHDRAWN] = [asdict(each) for each in sorted(withdrawals)]


def _read(line: Any) -> Withdrawal | None:
    if not isinstance(line, dict):
        return None
    bundle, release, kind = line.get("bundle"), line.get("release"), line.get("kind")
    if not isinstance(bundle, str) or not isinstance(release, int) or isinstance(release, bool):
        return None
    reason = str(line.get("reason", ""))[:LONGEST_REASON]
    return Withdrawal(bundle, release, OUTDATED if kind == OUTDATED else DANGEROUS, reason)
