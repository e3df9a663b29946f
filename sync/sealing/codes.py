"""Printed codes: letters that cannot be confused, to be typed by hand.

A **key code** opens one of the two locks of a subject: 88 random bits and 12 of check, as five
groups of four letters of Crockford's base 32 (no I, L, O or U). The check knows whose it is, first
or second: a typing error, or the other person's sheet, is told without trying the lock. The code
in its printed form, capitals and hyphens included, is the passphrase that ``age`` asks for.
"""

import hashlib
import secrets

from i18n.refusals import Invalid
from i18n.translate import N_

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
HOLDERS = (1, 2)
"""Two people have a code each; neither has both."""

_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_DATA, _CHECK, _GROUP = 88, 12, 4


class MistypedCode(Invalid):
    """A code was not typed as it is printed, or is not this person's."""

    message = N_(
        "Key {holder} is not typed as it is printed on sheet {holder}: five groups of four. "
        "Compare each letter, and check that nobody reads the other sheet."
    )


def in_groups(letters: str) -> str:
    """Return letters as people read them: four by four, with hyphens."""
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def letters_of(data: bytes, count: int) -> str:
    """Return the first ``count`` letters that bytes make, five bits a letter."""
    number, bits = int.from_bytes(data), len(data) * 8
    return "".join(LETTERS[number >> (bits - 5 * at) & 31] for at in range(1, count + 1))


def plain(typed: str) -> str:
    """Return what was typed as the letters it means: capitals, no spaces, no look-alikes."""
    kept = "".join(each for each in typed.upper() if not each.isspace() and each not in "-–—.")
    return kept.translate(_READ_AS)


def new(holder: int) -> str:
    """Return a new key code for the first or the second person."""
    return _printed(secrets.token_bytes(_DATA // 8), holder)


def read(typed: str, holder: int) -> str:
    """Return a typed code as it was printed.

    Args:
        typed: with or without hyphens, spaces and capitals.
        holder: 1 or 2.

    Raises:
        MistypedCode: a letter is wrong, or it is the other person's.
    """
    letters = plain(typed)
    if len(letters) != (_DATA + _CHECK) // 5 or set(letters) - set(LETTERS):
        raise MistypedCode(holder=holder)
    number = 0
    for letter in letters:
        number = number << 5 | LETTERS.index(letter)
    printed = _printed((number >> _CHECK).to_bytes(_DATA // 8), holder)
    if printed != in_groups(letters):
        raise MistypedCode(holder=holder)
    return printed


def _printed(data: bytes, holder: int) -> str:
    check = hashlib.sha256(b"ardoise key %d " % holder + data).digest()[:2]
    number = int.from_bytes(data) << _CHECK | int.from_bytes(check) >> (16 - _CHECK)
    whole = (number << 4).to_bytes(13)  # 100 bits, filled to bytes
    return in_groups(letters_of(whole, (_DATA + _CHECK) // 5))
