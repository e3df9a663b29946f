"""Who signs and who reads: cards to hand around, and the secrets behind them.

A **card** is the public half of a site or of a board: a name, an Ed25519 key that its signatures
are checked with, and, of a board, the age recipients that results are encrypted to: its own, and a
spare one whose secret lies in a safe. A card is pinned once, after two people have compared its 16
letters by voice or on paper; nobody else's signature counts from then on.
"""

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyrage import RecipientError, x25519

from i18n.refusals import Invalid
from i18n.translate import N_
from sync.sealing import codes
from sync.sealing.chain import canonical

TYPE = "ardoise.card"
_LONGEST_NAME = 80
_LETTERS = 16


class NotACard(Invalid):
    """A file is no card."""

    message = N_("This is not the card of a board or of a site. Ask for the file again.")


@dataclass(frozen=True)
class Card:
    """The public half of a site or of a board."""

    name: str
    """For people: "Académie de Lyon"."""
    sign: bytes
    """The Ed25519 public key, 32 bytes."""
    read: tuple[str, ...] = ()
    """The age recipients, ``age1…``; none for a site."""

    @property
    def letters(self) -> str:
        """The 16 letters to compare before a card is pinned: of all that it holds."""
        digest = hashlib.sha256(self.to_bytes()).digest()
        return codes.in_groups(codes.letters_of(digest, _LETTERS))

    @property
    def key_name(self) -> str:
        """The name below its notes: of the key alone, no space in it."""
        return "ardoise/" + codes.letters_of(hashlib.sha256(self.sign).digest(), _LETTERS)

    def verifies(self, signature: bytes, data: bytes) -> bool:
        """Say whether a signature of ``data`` is by this card's holder."""
        try:
            Ed25519PublicKey.from_public_bytes(self.sign).verify(signature, data)
        except InvalidSignature:
            return False
        return True

    def as_json(self) -> dict[str, Any]:
        """Return the card as plain values."""
        sign = base64.b64encode(self.sign).decode()
        return {"type": TYPE, "version": 1, "name": self.name, "sign": sign, "read": [*self.read]}

    def to_bytes(self) -> bytes:
        """Return the card as a file."""
        return canonical(self.as_json()).encode() + b"\n"

    @classmethod
    def from_bytes(cls, data: bytes) -> "Card":
        """Read a card.

        Raises:
            NotACard: it is something else, or one of its keys is none.
        """
        try:
            read = json.loads(data)
            if (read["type"], read["version"]) != (TYPE, 1):
                raise NotACard
            name, readers = read["name"].strip(), tuple(map(str, read["read"]))
            sign = base64.b64decode(read["sign"], validate=True)
            Ed25519PublicKey.from_public_bytes(sign)
            for reader in readers:
                x25519.Recipient.from_str(reader)
        except (ValueError, KeyError, TypeError, AttributeError, RecipientError) as error:
            raise NotACard from error
        if not 0 < len(name) <= _LONGEST_NAME or not name.isprintable():
            raise NotACard
        return cls(name, sign, readers)


class Signer:
    """A name and the secret behind its card."""

    def __init__(self, name: str, secret: bytes, read: tuple[str, ...] = ()) -> None:
        """Take the 32 bytes of an Ed25519 key, as ``sync.keys`` keeps them."""
        self._private = Ed25519PrivateKey.from_private_bytes(secret)
        self.card = Card(name, self._private.public_key().public_bytes_raw(), read)

    def sign(self, data: bytes) -> bytes:
        """Return the signature of ``data``, 64 bytes."""
        return self._private.sign(data)
