"""How often wrong keys were typed for a sitting, and how long the next try has to wait."""

from datetime import datetime, timedelta

from i18n.refusals import Conflict
from i18n.translate import N_
from server.database import writing
from server.subjects.models import WrongKeys

MOST = 5
"""Wrong keys in a row before a wait."""
WAIT = timedelta(minutes=1)


class WaitABit(Conflict):
    """Too many wrong keys were typed."""

    message = N_(
        "Five wrong keys were typed. Wait until {until}, then compare the sheets letter by letter."
    )


def check(sitting_id: int, *, at: datetime) -> None:
    """Refuse a try that comes too soon.

    The moment is kept over restarts, and a machine may begin again with another hour. A wait that
    would be longer than any was begun under that other hour: it begins anew.

    Raises:
        WaitABit: five were wrong less than a minute ago.
    """
    found = WrongKeys.get_or_none(WrongKeys.sitting == sitting_id)
    if found is None or found.until is None or at >= found.until:
        return
    if found.until - at > WAIT:
        with writing():
            found.until = at + WAIT
            found.save(only=[WrongKeys.until])
    raise WaitABit(until=found.until)


def count(sitting_id: int, *, at: datetime) -> None:
    """Count a wrong key, inside a transaction."""
    found, _ = WrongKeys.get_or_create(sitting=sitting_id, defaults={"count": 0})
    found.count += 1
    if found.count >= MOST:
        found.count, found.until = 0, at + WAIT
    found.save()
