"""How the channel stands: when it last answered, how many nights were missed, how old its lists.

What decides here writes nothing: pages, the doctor and the rounds ask it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from server.channel.models import Receipt
from server.settings import Settings
from sync.window import Window, read_window

MISSED_TOO_OFTEN = 3
"""Missed nights in a row from which staff are alarmed: a weekend without power is no alarm."""
STALE = timedelta(days=3)
"""Age of the signed lists from which staff are alarmed: a publisher signs them anew each night,
and a channel that shows the same ones for days may be frozen by somebody."""


@dataclass(frozen=True)
class Standing:
    """The channel of a site at one moment."""

    newest: Receipt | None
    """Of the newest fetch."""
    answered: Receipt | None
    """Of the newest fetch that was answered."""
    missed: int
    """Nights over since the channel answered, in a row."""
    stale: timedelta | None
    """How old the signed lists are; None if none was ever verified."""

    @property
    def is_alarming(self) -> bool:
        """Say whether staff must do something."""
        return self.missed >= MISSED_TOO_OFTEN or self.is_stale

    @property
    def is_stale(self) -> bool:
        """Say whether the channel goes on showing old lists."""
        return self.stale is not None and self.stale > STALE


def site_time(at: datetime) -> datetime:
    """Return what the site's own clock shows at a moment, without a zone."""
    return at.astimezone().replace(tzinfo=None)


def window_of(settings: Settings) -> Window:
    """Return the window of a site; settings are checked when they are read."""
    return read_window(settings.channel_window)


def standing(settings: Settings, *, at: datetime) -> Standing:
    """Return how the channel of a site stands."""
    answered = Receipt.newest(Receipt.answered)
    proven = Receipt.newest(Receipt.proven_at.is_null(False))
    return Standing(
        newest=Receipt.fetched(1).first(),
        answered=answered,
        missed=missed(settings, at=at),
        stale=None if proven is None else at - proven.proven_at,
    )


def missed(settings: Settings, *, at: datetime) -> int:
    """Return how many nights are over in a row in which the channel did not answer.

    They are counted from the newest receipt that was answered, so also those in which the server
    was off. None before the channel was first looked after.
    """
    over = window_of(settings).last_night(site_time(at))
    since = Receipt.counted_from(over + timedelta(days=1))
    return 0 if since is None else max(0, (over - since.day).days)
