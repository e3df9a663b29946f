"""A publisher's keys: Ed25519, each encrypted at rest under its holder's passphrase.

A key lies in ``keys/<name>.pem`` as PKCS #8. Its public half carries the name of its holder, so
that a list of signatures can be read by people.
"""

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

HOLDER = "x-holder"
SHORTEST_PASSPHRASE = 12
"""Characters: what is stolen with the folder can be guessed at leisure."""


class PassphraseTooShort(Invalid):
    """A passphrase is too easily guessed."""

    message = N_("The passphrase of {holder} is too short: use at least {characters} characters.")


class WrongPassphrase(NotAllowed):
    """A passphrase does not open the key it is for."""

    message = N_("This is not the passphrase of {holder}. Nothing was signed.")


class NoSuchKey(NotFound):
    """There is no key of that name here."""

    message = N_("There is no key named {holder} here. Check the name, or bring the key's folder.")


def check(holder: str, passphrase: str) -> None:
    """Raise PassphraseTooShort if a passphrase is one."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise PassphraseTooShort(holder=holder, characters=SHORTEST_PASSPHRASE)


def make(folder: Path, name: str, passphrase: str, *, holder: str = "") -> CryptoSigner:
    """Make a new key and keep it in ``folder``.

    Args:
        folder: where keys are kept.
        name: of the file, without ending.
        passphrase: encrypts it.
        holder: who signs with it, in the public half; ``name`` if not given.

    Raises:
        PassphraseTooShort: nothing was written.
    """
    holder = holder or name
    check(holder, passphrase)
    private = Ed25519PrivateKey.generate()
    sealed = private.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode())
    )
    durable.write(folder / f"{name}.pem", sealed, mode=0o600)
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
    try:
        private = load_pem_private_key(path.read_bytes(), passphrase.encode())
    except ValueError as error:
        raise WrongPassphrase(holder=name) from error
    return CryptoSigner(private)
