"""A publisher's keys: Ed25519, each encrypted at rest under its holder's passphrase.

A key lies in ``keys/<name>.pem`` as PKCS #8. PKCS #8 stretches a passphrase 2,048 times, which a
graphics card undoes in hours; so what encrypts it is made from the passphrase by scrypt first, with
its cost and salt written above the key, so that a later program may choose a higher cost. The
public half carries the name of its holder, so that a list of signatures can be read by people.
"""

import hashlib
import os
import re
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)
from securesystemslib.signer import CryptoSigner, SSlibKey

from content import durable
from i18n.refusals import Invalid, NotAllowed, NotFound
from i18n.translate import N_
from sync.roles import HOLDER

SHORTEST_PASSPHRASE = 12
"""Characters: what is stolen with the folder can be guessed at leisure."""

MACHINE = "machine"
"""The holder of the key that no person has."""

_PERSON = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?")
_ABOVE = re.compile(rb"Scrypt: ([0-9]{1,7}) ([0-9]{1,2}) ([0-9]{1,2}) ([0-9a-f]{32})")
_COST = {"n": 1 << 15, "r": 8, "p": 3}
"""32 MiB and a quarter of a second. Source: OWASP Password Storage Cheat Sheet, scrypt."""


class NotAName(Invalid):
    """A person's name does not fit a file name."""

    message = N_("“{name}” cannot name a key: use small letters a to z, digits and hyphens.")


class PassphraseTooShort(Invalid):
    """A passphrase is too easily guessed."""

    message = N_("The passphrase of {holder} is too short: use at least {characters} characters.")


class WrongPassphrase(NotAllowed):
    """A passphrase does not open the key it is for."""

    message = N_("This is not the passphrase of {holder}. Nothing was signed.")


class NoSuchKey(NotFound):
    """There is no key of that name here."""

    message = N_("There is no key named {holder} here. Check the name, or bring the key's folder.")


def check_name(person: str) -> None:
    """Raise NotAName unless a name can name the file of a key."""
    if not _PERSON.fullmatch(person) or person == MACHINE:
        raise NotAName(name=person)


def check(holder: str, passphrase: str) -> None:
    """Raise PassphraseTooShort if a passphrase is one."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise PassphraseTooShort(holder=holder, characters=SHORTEST_PASSPHRASE)


def make(
    folder: Path,
    name: str,
    passphrase: str,
    *,
    holder: str = "",
    secret: bytes | None = None,
    again: bool = False,
) -> CryptoSigner:
    """Make a key and keep it in ``folder``.

    Args:
        folder: where keys are kept.
        name: of the file, without ending.
        passphrase: encrypts it.
        holder: who signs with it, in the public half; ``name`` if not given.
        secret: 32 bytes of a key that there was, from paper; None for a new one.
        again: keep what there was under this name, as ``<name>.old.pem``.

    Raises:
        PassphraseTooShort: nothing was written.
    """
    holder = holder or name
    check(holder, passphrase)
    private = Ed25519PrivateKey.from_private_bytes(secret or os.urandom(32))
    salt = os.urandom(16)
    stretched = _stretched(passphrase, salt, **_COST)
    sealed = private.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(stretched)
    )
    text = "Scrypt: {n} {r} {p} {salt}\n".format(**_COST, salt=salt.hex()).encode() + sealed
    path = folder / f"{name}.pem"
    if again and path.is_file():
        durable.write(folder / f"{name}.old.pem", path.read_bytes(), mode=0o600)
    durable.write(path, text, mode=0o600)
    public = SSlibKey.from_crypto(private.public_key())
    public.unrecognized_fields[HOLDER] = holder
    return CryptoSigner(private, public)


def unlock(folder: Path, name: str, passphrase: str) -> CryptoSigner:
    """Return the signer of a key that ``make`` kept.

    Raises:
        NoSuchKey: there is none of that name.
        WrongPassphrase: the passphrase does not open it.
    """
    path = folder / f"{name}.pem"
    if not path.is_file():
        raise NoSuchKey(holder=name)
    first, _, sealed = path.read_bytes().partition(b"\n")
    try:
        private = load_pem_private_key(sealed, _stretched(passphrase, *_read(first)))
    except ValueError as error:
        raise WrongPassphrase(holder=name) from error
    return CryptoSigner(private)


def signer_of(secret: bytes) -> CryptoSigner:
    """Return the signer that 32 bytes are."""
    return CryptoSigner(Ed25519PrivateKey.from_private_bytes(secret))


def secret_of(signer: CryptoSigner) -> bytes:
    """Return the 32 bytes that are a key: for paper, and nowhere else."""
    private = signer._private_key
    assert isinstance(private, Ed25519PrivateKey)
    return private.private_bytes_raw()


def _read(above: bytes) -> tuple[bytes, int, int, int]:
    """Return salt and cost from the line above a key; ValueError if it is none."""
    found = _ABOVE.fullmatch(above)
    if found is None:
        raise ValueError(above)
    n, r, p = map(int, found.groups()[:3])
    return bytes.fromhex(found[4].decode()), n, r, p


def _stretched(passphrase: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    # twice what the algorithm takes, which is 128 n r
    stretched = hashlib.scrypt(
        passphrase.encode(), salt=salt, n=n, r=r, p=p, maxmem=256 * n * r, dklen=32
    )
    return stretched.hex().encode()
