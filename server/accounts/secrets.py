"""Passwords and short codes: made, hashed, compared."""

import hashlib
import hmac
import secrets
import unicodedata
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

HASHER = PasswordHasher(time_cost=3, memory_cost=12 * 1024, parallelism=1)
"""argon2id at 12 MiB: 30 ms each. The library's default takes 256 ms; a class signs in at once."""

_two_at_once = BoundedSemaphore(2)

ALPHABET = "ABCDEFGHJKMNPQRTUVWXYZ2346789"
"""For codes: no sign that is taken for another (I, L, 1, O, 0, S, 5 are left out)."""
CODE_LENGTH = 8
"""29^8 codes: at one guess each ten seconds, from each of twelve seats, 13,000 years."""

_NOBODY = HASHER.hash("nobody's password")


def hash_password(password: str) -> str:
    """Return what is kept of a password."""
    with _two_at_once:
        return HASHER.hash(password)


def password_fits(kept: str, password: str) -> bool:
    """Say whether a password is the one kept; takes as long where none is kept."""
    with _two_at_once:
        try:
            return HASHER.verify(kept or _NOBODY, password) and bool(kept)
        except (VerifyMismatchError, InvalidHashError):
            return False


def new_code() -> str:
    """Return a new short code: "K7MX-P2QD"."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    return f"{letters[:4]}-{letters[4:]}"


def hash_code(code: str, key: bytes) -> str:
    """Return what is kept of a code, however it was typed; ``key`` is the installation's secret."""
    plain = "".join(c for c in unicodedata.normalize("NFKC", code).upper() if c.isalnum())
    return hmac.new(key, plain.encode(), hashlib.sha256).hexdigest()
