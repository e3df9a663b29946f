"""Forms that must not do things twice: time given back, a message, an incident.

Each carries a key that its page was made with; a key does something once. What was done is kept in
memory alone: after a restart such a page is opened anew.
"""

import secrets
from collections import OrderedDict
from threading import Lock

_MOST = 2_000
"""Keys that are remembered: those of a long morning."""


def new_key() -> str:
    """Return the key of a form that is about to be shown."""
    return secrets.token_hex(8)


class Once:
    """Remembers the keys of the forms that did something."""

    def __init__(self) -> None:
        self._used: OrderedDict[str, None] = OrderedDict()
        self._one_by_one = Lock()

    def take(self, key: str) -> bool:
        """Say whether a form may do what it asks for: its key was not used. "" always may."""
        if not key:
            return True
        with self._one_by_one:
            if key in self._used:
                return False
            self._used[key] = None
            while len(self._used) > _MOST:
                self._used.popitem(last=False)
            return True

    def give_back(self, key: str) -> None:
        """Let a form that was refused be sent again."""
        with self._one_by_one:
            self._used.pop(key, None)
