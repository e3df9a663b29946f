"""Forms that were refused because the thing they name is not theirs who sent them, or not there.

Nobody meets such a form on a page of theirs: the address was written by hand, or the thing has
gone meanwhile. What is refused once is noted once: no log is filled by sending it again.
"""

from collections import OrderedDict
from datetime import datetime
from threading import Lock

from server.actors import Actor
from server.audit.operations import record

MOST_OF_A_SESSION = 20
"""Addresses noted for one session: enough to see what somebody tries."""
_REMEMBERED = 1_000
"""Sessions; there are as many at once in no school."""


class RefusedForms:
    """Notes each refused form of a session once."""

    def __init__(self) -> None:
        self._noted: OrderedDict[int, set[str]] = OrderedDict()
        self._one_by_one = Lock()

    def note(self, session: int, by: Actor, address: str, status: int, *, at: datetime) -> None:
        """Write a refused form in the log, unless it or too many are there for this session.

        Args:
            session: in which it was sent.
            by: who sent it.
            address: where to, without the host.
            status: 403 for what is not theirs, 404 for what is not there for them.
            at: when.
        """
        with self._one_by_one:
            noted = self._noted.setdefault(session, set())
            self._noted.move_to_end(session)
            if address in noted or len(noted) >= MOST_OF_A_SESSION:
                return
            noted.add(address)
            while len(self._noted) > _REMEMBERED:
                self._noted.popitem(last=False)
        record(by, "form.refused", address[:200], at=at, status=status)
