"""Which sessions have proven by script which settings their browser has."""

import hashlib
import hmac
from threading import Lock


class Proofs:
    """The proofs since the program began: after a restart each page proves it again by itself."""

    def __init__(self, secret: bytes) -> None:
        """Begin with none.

        Args:
            secret: the installation's own; no session's question can be guessed without it.
        """
        self._secret = secret
        self._keys: dict[int, str] = {}
        self._lock = Lock()

    def question(self, session_id: int) -> str:
        """Return what stands in the address that a session's browser hashes, and in no other's."""
        asked = b"ardoise browser %d" % session_id
        return hmac.new(self._secret, asked, hashlib.sha256).hexdigest()[:32]

    def keep(self, session_id: int, key: str) -> None:
        """Note that a session has proven a key."""
        with self._lock:
            self._keys[session_id] = key

    def has(self, session_id: int | None, key: str) -> bool:
        """Say whether a session has proven this key."""
        with self._lock:
            return session_id is not None and self._keys.get(session_id) == key
