"""Checkpoints: a signed line about the first *n* events of a sitting, and its mark on paper.

The layout is that of public logs (C2SP tlog-checkpoint in a signed note), so that their tools read
it: an origin, the size, the root in base64, an empty line, and a signature below.

    ardoise/7ZK409QXM2RTW81C/7
    1284
    sA1Sj0m…=

    — ardoise/7ZK409QXM2RTW81C 5Zk…=

Its **mark** is 16 letters of the SHA-256 of the first three lines. People copy it by hand onto the
procès-verbal: whoever owns the server can sign another log, but cannot change that paper.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from i18n.refusals import Invalid
from i18n.translate import N_
from sync.sealing import codes
from sync.sealing.holders import Card, Signer
from sync.sealing.merkle import Tree

MARK = 16
"""Letters of a mark: 80 bits, four groups."""

_DASH = "— "
_ED25519 = b"\x01"
"""The kind of signature. Source: C2SP signed-note, "Signature types"."""


class NotACheckpoint(Invalid):
    """A note is not as checkpoints are."""

    message = N_("The checkpoint is not one that this program wrote, or it was changed.")


class CheckpointForged(Invalid):
    """No signature below is the site's."""

    message = N_(
        "The checkpoint is not signed by {site}. Do not trust these results; ask the site for the "
        "copy that was made at closing."
    )


@dataclass(frozen=True)
class Checkpoint:
    """What is signed about a log."""

    origin: str
    """Which site, which sitting; no space in it."""
    size: int
    """Events that it covers, from the first."""
    root: bytes
    """The RFC 6962 root over their lines, 32 bytes."""

    @classmethod
    def of(cls, origin: str, tree: Tree) -> "Checkpoint":
        """Return the checkpoint of a log as it is now."""
        return cls(origin, tree.size, tree.root())

    def text(self) -> str:
        """Return what is signed: three lines."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    def mark(self) -> str:
        """Return the 16 letters that people write down, in four groups."""
        digest = hashlib.sha256(self.text().encode()).digest()
        return codes.in_groups(codes.letters_of(digest, MARK))


def origin_of(site: Card, session: str) -> str:
    """Return the origin of the checkpoints of one sitting of a site."""
    return f"{site.key_name}/{session}"


def sign(checkpoint: Checkpoint, signer: Signer) -> str:
    """Return the note: the text, an empty line, the signature."""
    text = checkpoint.text()
    signed = _key_id(signer.card) + signer.sign(text.encode())
    return f"{text}\n{_DASH}{signer.card.key_name} {base64.b64encode(signed).decode()}\n"


def read(note: str, site: Card) -> Checkpoint:
    """Return the checkpoint of a note that a site signed; other signatures are passed over.

    Raises:
        NotACheckpoint: the layout is another.
        CheckpointForged: none of the signatures is the site's.
    """
    text, _, below = note.rpartition("\n\n")
    lines = below.split("\n")
    if not text or lines.pop() or not all(line.startswith(_DASH) for line in lines):
        raise NotACheckpoint
    text += "\n"
    checkpoint = _read(text)
    if not any(_is_signed(line, text, site) for line in lines):
        raise CheckpointForged(site=site.name)
    return checkpoint


def _read(text: str) -> Checkpoint:
    try:
        origin, size, root, _ = text.split("\n")
        checkpoint = Checkpoint(origin, int(size), base64.b64decode(root, validate=True))
    except ValueError as error:  # binascii.Error is one
        raise NotACheckpoint from error
    if checkpoint.text() != text or len(checkpoint.root) != 32 or not origin:
        raise NotACheckpoint
    return checkpoint


def _is_signed(line: str, text: str, site: Card) -> bool:
    name, _, signed = line.removeprefix(_DASH).partition(" ")
    try:
        told = base64.b64decode(signed, validate=True)
        Ed25519PublicKey.from_public_bytes(site.sign).verify(told[4:], text.encode())
    except (binascii.Error, InvalidSignature):
        return False
    return name == site.key_name and told[:4] == _key_id(site)


def _key_id(card: Card) -> bytes:
    """Return the four bytes by which a note tells keys of one name apart."""
    return hashlib.sha256(card.key_name.encode() + b"\n" + _ED25519 + card.sign).digest()[:4]
