"""Locking a few bytes with a passphrase, in age's own format, at a cost that we choose.

The library for age measures the machine and takes a second of it; a file that a fast computer
locked may then be refused by a slow one as too much work, on the morning of the exam. So the small
files that a passphrase locks are written and read here, at a cost that stands in the file and does
not depend on any machine. ``age`` opens them, and we open what ``age`` made.

Source: C2SP age.md, "The scrypt recipient type", "Payload".
"""

import base64
import hashlib
import hmac
import os
import re

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from i18n.refusals import Invalid, NotAllowed
from i18n.translate import N_

FOR_CODES = 14
"""scrypt of 2**14 rounds, 16 MiB: a code has 88 random bits, nobody guesses it at any cost."""
FOR_PEOPLE = 17
"""128 MiB and half a second: for a passphrase that somebody made up."""
MOST_WORK = 20
"""1 GiB: what a file may ask of the machine that opens it."""

CHUNK = 64 * 1024
_LABEL = b"age-encryption.org/v1/scrypt"
_MAC = 32
_FILE = re.compile(
    rb"(age-encryption\.org/v1\n-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]?)\n"
    rb"([A-Za-z0-9+/]{43})\n---) ([A-Za-z0-9+/]{43})\n(.{32,})",
    re.DOTALL,
)


class NotLocked(Invalid):
    """The bytes are not what a passphrase locked, or they were changed."""

    message = N_("This file was not locked with a passphrase, or it was changed on its way.")


class WrongPassphrase(NotAllowed):
    """The passphrase is another."""

    message = N_("This is not the passphrase. Nothing was opened.")


def lock(data: bytes, passphrase: str, work: int) -> bytes:
    """Return a small age file that a passphrase opens.

    Args:
        data: fewer than 64 KiB.
        passphrase: as it will be typed.
        work: the binary logarithm of scrypt's rounds.
    """
    if len(data) > CHUNK:
        raise ValueError(len(data))
    salt, key, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    wrapped = ChaCha20Poly1305(_stretched(passphrase, salt, work)).encrypt(bytes(12), key, None)
    head = b"age-encryption.org/v1\n-> scrypt %s %d\n%s\n---" % (_b64(salt), work, _b64(wrapped))
    mac = hmac.digest(_derived(key, b"", b"header"), head, "sha256")
    sealed = ChaCha20Poly1305(_derived(key, nonce, b"payload")).encrypt(_LAST, data, None)
    return head + b" " + _b64(mac) + b"\n" + nonce + sealed


def unlock(locked: bytes, passphrase: str) -> bytes:
    """Return what ``lock`` or ``age --passphrase`` locked, if it is as small.

    Raises:
        NotLocked: it is something else, asks for too much work, or a byte was changed.
        WrongPassphrase: another opens it.
    """
    found = _FILE.fullmatch(locked)
    if found is None or int(found[3]) > MOST_WORK:
        raise NotLocked
    head, told, payload = found[1], found[5], found[6]
    stretched = _stretched(passphrase, _unb64(found[2]), int(found[3]))
    try:
        key = ChaCha20Poly1305(stretched).decrypt(bytes(12), _unb64(found[4]), None)
    except InvalidTag as error:
        raise WrongPassphrase from error
    mac = hmac.digest(_derived(key, b"", b"header"), head, "sha256")
    if not hmac.compare_digest(_b64(mac), told):
        raise NotLocked
    nonce, sealed = payload[:16], payload[16:]
    try:
        return ChaCha20Poly1305(_derived(key, nonce, b"payload")).decrypt(_LAST, sealed, None)
    except InvalidTag as error:
        raise NotLocked from error


_LAST = bytes(11) + b"\x01"
"""The nonce of the first chunk when it is also the last."""


def _stretched(passphrase: str, salt: bytes, work: int) -> bytes:
    cost, size = 1 << work, 8
    return hashlib.scrypt(
        passphrase.encode(),
        salt=_LABEL + salt,
        n=cost,
        r=size,
        p=1,
        maxmem=min(256 * size * cost, (1 << 31) - 1),
        dklen=32,
    )


def _derived(key: bytes, salt: bytes, use: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, use).derive(key)


def _b64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _unb64(text: bytes) -> bytes:
    return base64.b64decode(text + b"=" * (-len(text) % 4))
