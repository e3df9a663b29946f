"""The hours of the night in which the nightly channel may open a connection, and no others.

A window begins at one time of the site's clock and ends at another, on the next day if that is
earlier. A *night* is named by the day on which its window begins. Moments here are of the site's
own clock, without a zone: an hour that summer time skips or repeats makes one window shorter or
longer.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from i18n.refusals import Invalid
from i18n.translate import N_

SHORTEST = timedelta(minutes=30)
"""Less leaves no room for one part over a slow line after the sites have spread."""

_WRITTEN = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-3]):([0-5][0-9])")
_DAY = timedelta(days=1)


class NotAWindow(Invalid):
    """A window is not written as one, or is too short."""

    message = N_("“{text}” is no window: write two times, half an hour apart or more: 02:00-05:00.")


@dataclass(frozen=True)
class Window:
    """When a window opens and closes, every night."""

    opens: time
    closes: time

    @property
    def length(self) -> timedelta:
        """Return how long it is open."""
        today = date.min + _DAY
        apart = datetime.combine(today, self.closes) - datetime.combine(today, self.opens)
        return apart if apart > timedelta(0) else apart + _DAY

    def night(self, local: datetime) -> date | None:
        """Return the night whose window is open at a moment; None while it is closed."""
        since = local - self._opened_before(local)
        return self._opened_before(local).date() if since < self.length else None

    def last_night(self, local: datetime) -> date:
        """Return the newest night whose window is over at a moment."""
        opened = self._opened_before(local)
        return (opened if local - opened >= self.length else opened - _DAY).date()

    def due(self, local: datetime, share: float) -> date | None:
        """Return the night in which a site should begin by now; None before, and while closed.

        Args:
            local: the moment.
            share: from ``share_of``; sites begin one after the other in the first half.
        """
        opened = self._opened_before(local)
        return self.night(local) if local - opened >= share * self.length / 2 else None

    def _opened_before(self, local: datetime) -> datetime:
        """Return when it opened last."""
        opened = datetime.combine(local.date(), self.opens)
        return opened if opened <= local else opened - _DAY


def read_window(text: str) -> Window:
    """Return a window as a setting writes it: "02:00-05:00".

    Raises:
        NotAWindow: it is written otherwise, or shorter than ``SHORTEST``.
    """
    found = _WRITTEN.fullmatch(text)
    if found is None:
        raise NotAWindow(text=text)
    hours = [int(number) for number in found.groups()]
    window = Window(time(hours[0], hours[1]), time(hours[2], hours[3]))
    if window.opens == window.closes or window.length < SHORTEST:
        raise NotAWindow(text=text)
    return window


def is_window(text: str) -> bool:
    """Say whether a text is a window; see ``read_window``."""
    try:
        read_window(text)
    except NotAWindow:
        return False
    return True


def share_of(site: bytes) -> float:
    """Return a number from 0 up to 1 that is a site's own, the same every night.

    Args:
        site: what tells it from others, and may be secret: only this number comes of it.
    """
    return int.from_bytes(hashlib.sha256(b"nightly channel" + site).digest()[:6]) / (1 << 48)
