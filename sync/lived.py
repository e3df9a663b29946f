"""Time that a machine has surely lived through, whatever its clock shows.

A signature proves that it is not earlier than when it was made. From then on real time passes at
least as fast as this machine lives; so the latest time proven, and what was lived since, is a
bound that real time has certainly passed. A clock that is set back, or that starts again in 1970
at each power cut, does not make signatures last longer.

What is counted is the uptime of the machine, sleep included, while a program of ours runs. Each
count is written with the uptime at which it was made:

    uptime has grown since    the same boot, or a later one that is older still: the difference
    uptime is less            another boot: all of it
    either way                no more than this program itself has seen

The last line makes a disk safe that is copied into another machine, or restored there: what that
one lived before our program began on it is not ours. So a count is never too long, and expiry
never comes too early by it. It may be too short: by the time that the machine was off or ran
without us, and by what was not yet written when the power went (``server.rounds`` writes when it
begins, every few minutes, and at its end). Who cuts the power more often than that stops the count,
and who restores an older copy of the whole folder brings back an older count with the older proof;
neither can bring it below the proof itself, and both are told by the age of what is known.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

START = datetime.fromtimestamp(0, UTC)
"""Earlier than anything that can be proven."""


@dataclass(frozen=True)
class Uptime:
    """What a machine's counter of elapsed seconds shows."""

    now: int
    """Seconds since some moment of the machine's own, sleep included; less after a new boot."""
    began: int
    """The same when this program began."""

    def since(self, counted: int) -> int:
        """Return how many seconds were surely lived since the counter showed ``counted``."""
        grown = self.now - counted if self.now >= counted else self.now
        return max(0, min(grown, self.now - self.began))


@dataclass(frozen=True)
class Proof:
    """A moment that signatures have proven, and what was lived since."""

    at: datetime = START
    lived: int = 0
    """Seconds."""

    @property
    def reaches(self) -> datetime:
        """Return the moment that real time has certainly passed."""
        return self.at + timedelta(seconds=self.lived)

    def later(self, seconds: int) -> "Proof":
        """Return the same proof after so much more of life."""
        return replace(self, lived=self.lived + seconds)

    def or_newer(self, at: datetime) -> "Proof":
        """Return a proof of ``at``, if that is newer; it reaches no less far."""
        if at <= self.at:
            return self
        return Proof(at, max(0, int((self.reaches - at).total_seconds())))


UNPROVEN = Proof()
"""Before anything was proven."""
