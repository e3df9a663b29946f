"""A key on paper, to be typed again by hand when stick and passphrase are lost.

32 bytes become eight numbered lines of two groups of four; a ninth line checks the eight.

    1   7ZK4 09QX      4 bytes and a check of these 4 bytes in this place
    …
    9   M2RT W81C      the beginning of the SHA-256 of all

The letters are those of Crockford's base 32: no I, L, O or U, so that nothing is read as another;
small letters and what people type for 0 and 1 are understood. The check of a line is a CRC-8
that starts from the line's number: it notices every single wrong letter, and every line in
another's place, so that a typing error is named by its line.

Whoever reads the paper has the key, without a passphrase: it belongs in a sealed envelope, in its
holder's safe.
"""

import base64
import hashlib
from collections.abc import Sequence

from i18n.refusals import Invalid
from i18n.translate import N_

LINES = 9
_BYTES = 4
_RFC4648 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", " ": None, "-": None, "\t": None})


class WrongLine(Invalid):
    """A line from a paper backup was not typed as it was printed."""

    message = N_("Line {number} is not as it was printed. Type that line again.")


class WrongPaper(Invalid):
    """Each line may be right, but they do not belong together."""

    message = N_(
        "Each line looks right, but together they are no key: two letters of one line, or lines "
        "of two papers. Type them all again."
    )


def lines(secret: bytes) -> list[str]:
    """Return a secret of 32 bytes as nine lines of two groups."""
    pieces = [secret[start : start + _BYTES] for start in range(0, len(secret), _BYTES)]
    said = [
        _groups(piece + bytes([_check(number, piece)])) for number, piece in enumerate(pieces, 1)
    ]
    return [*said, _groups(_digest(secret))]


def secret_of(typed: Sequence[str]) -> bytes:
    """Return the secret of nine typed lines.

    Raises:
        WrongLine: the first that is not as it was printed.
        WrongPaper: each looks right, but not all together.
    """
    *pieces, digest = [read_line(number, line) for number, line in enumerate(typed, 1)]
    secret = b"".join(pieces)
    if len(typed) != LINES or digest != _digest(secret):
        raise WrongPaper
    return secret


def read_line(number: int, typed: str) -> bytes:
    """Return what one typed line holds.

    Args:
        number: from 1 to 9.
        typed: capitals or not, with spaces or not.

    Raises:
        WrongLine: its check does not fit.
    """
    letters = typed.strip().upper().translate(_READ_AS)
    if len(letters) != 8 or set(letters) - set(_CROCKFORD):
        raise WrongLine(number=number)
    data = base64.b32decode(letters.translate(str.maketrans(_CROCKFORD, _RFC4648)))
    if number == LINES:
        return data
    if data[_BYTES] != _check(number, data[:_BYTES]):
        raise WrongLine(number=number)
    return data[:_BYTES]


def _groups(data: bytes) -> str:
    letters = base64.b32encode(data).decode().translate(str.maketrans(_RFC4648, _CROCKFORD))
    return f"{letters[:4]} {letters[4:]}"


def _digest(secret: bytes) -> bytes:
    return hashlib.sha256(b"ardoise paper" + secret).digest()[: _BYTES + 1]


def _check(number: int, piece: bytes) -> int:
    """Return the CRC-8 (x^8 + x^2 + x + 1) of a line's bytes, begun from its number."""
    check = number
    for byte in piece:
        check ^= byte
        for _ in range(8):
            check = (check << 1) ^ (0x107 if check & 0x80 else 0)
    return check
