"""Codes of packs: letters and digits that cannot be confused, the last of them a check.

The signs are the 29 of sign-in cards; 29 is a prime, so a sum with another weight for each place
notices every single wrong sign and every two signs that were swapped, wherever they stand.
A code has six signs, where a card has eight: the two are not mistaken for each other.
"""

import secrets
import unicodedata

from i18n.refusals import Invalid
from i18n.translate import N_
from server.accounts.secrets import ALPHABET

LENGTH = 6
"""29^5 codes, 20 million: a code names a pack, it does not protect it."""
_PRIME = len(ALPHABET)


class NotACode(Invalid):
    """What was typed has not the length of a code."""

    message = N_(
        "A code of a pack has {length} letters and digits, like K7M-P2Q; “{typed}” has not. It "
        "stands at the foot of every sheet."
    )


class NoSuchSign(Invalid):
    """What was typed has a sign that no code has."""

    message = N_(
        "No code has the sign “{sign}”: look again at the foot of a sheet. (O, I, L, S, 0, 1 and 5 "
        "are never used.)"
    )


class Mistyped(Invalid):
    """The check sign does not fit the others."""

    message = N_(
        "The code “{typed}” is mistyped: a sign is wrong, or two are swapped. Compare it with the "
        "foot of a sheet and type it again."
    )


def _check(plain: str) -> int:
    """Return 0 for a whole code without a mistake, else what is too much."""
    return sum(place * ALPHABET.index(sign) for place, sign in enumerate(plain, 1)) % _PRIME


def new_code() -> str:
    """Return a new code, without its hyphen: "K7MP2Q"."""
    first = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return next(first + last for last in ALPHABET if _check(first + last) == 0)


def read(typed: str) -> str:
    """Return a code as it is kept, however it was typed: small letters, spaces, hyphens.

    Raises:
        NotACode, NoSuchSign, Mistyped: it is none; which pack was meant is not known.
    """
    shown = typed.strip()[:20]
    plain = "".join(c for c in unicodedata.normalize("NFKC", shown).upper() if c.isalnum())
    if len(plain) != LENGTH:
        raise NotACode(length=LENGTH, typed=shown)
    for sign in plain:
        if sign not in ALPHABET:
            raise NoSuchSign(sign=sign)
    if _check(plain):
        raise Mistyped(typed=shown)
    return plain


def shown(code: str) -> str:
    """Return a code as it is printed: "K7M-P2Q"."""
    return f"{code[:3]}-{code[3:]}"
