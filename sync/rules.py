"""What a site asks of a publisher beyond The Update Framework."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sync import roles

BUILT = datetime(2026, 11, 1, tzinfo=UTC)
"""No clock that shows less is right: this program did not exist."""

PLAUSIBLE = timedelta(days=400)
"""How far a clock may be ahead of the floor: signatures of people last 396 days, so beyond this
there is nothing left to import, whichever of the two is right."""


@dataclass(frozen=True)
class Rules:
    """Our own rules; a classroom is judged by these and no others."""

    people: int = roles.PEOPLE
    """Different people without whom nothing that learners see can change."""
    built: datetime = BUILT
    """The floor of the clock before anything was verified."""
    plausible: timedelta = PLAUSIBLE
    """How far the clock may be ahead of the latest time proven."""


OURS = Rules()

THE_STANDARD_ALONE = Rules(1, datetime.fromtimestamp(0, UTC), timedelta(days=200 * 365))
"""One signature will do and the clock is believed: to be measured against the standard's own
tests, whose publishers have one key and never say when they signed."""
