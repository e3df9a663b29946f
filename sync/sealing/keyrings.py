"""Where a board keeps its secrets: in one folder, each locked under a passphrase.

    sign.pem        the key that signs subjects, as publishers' keys are kept
    board.key       the age identity that opens results, locked in age's own way
    spare.key       another one; it is taken away and locked in a safe
    card.json       the public half, to be sent to sites

Each of the three secrets is 32 bytes, and can be written down on paper as nine lines.
"""

from pathlib import Path

from pyrage import x25519

from content import durable
from i18n.refusals import Conflict, NotFound
from i18n.translate import N_
from sync import keys
from sync.sealing import passwords
from sync.sealing.holders import Card, Signer

SIGN, BOARD, SPARE, CARD = "sign", "board.key", "spare.key", "card.json"

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_PREFIX = "age-secret-key-"


class KeysThere(Conflict):
    """A folder holds keys already."""

    message = N_("There are keys in {place} already. Nothing was made.")


class NoKeys(NotFound):
    """A folder holds no keys."""

    message = N_("There are no keys in {place}. Check the folder, or make keys first.")


def make(folder: Path, name: str, passphrase: str, spare: str) -> Card:
    """Make the keys of a board.

    Args:
        folder: new or empty.
        name: of the board, for people.
        passphrase: of the key that signs and of the one that reads.
        spare: the passphrase of the spare key.

    Raises:
        KeysThere, PassphraseTooShort: nothing was written.
    """
    if (folder / CARD).exists():
        raise KeysThere(place=str(folder))
    keys.check(name, passphrase)
    keys.check(name, spare)
    readers = []
    for file, secret in ((BOARD, passphrase), (SPARE, spare)):
        identity = x25519.Identity.generate()
        keep_identity(folder / file, str(identity), secret)
        readers.append(str(identity.to_public()))
    signer = keys.make(folder, SIGN, passphrase, holder=name)
    card = Signer(name, keys.secret_of(signer), tuple(readers)).card
    durable.write(folder / CARD, card.to_bytes())
    return card


def card_of(folder: Path) -> Card:
    """Return the card that lies with keys.

    Raises:
        NoKeys: there is none.
    """
    path = folder / CARD
    if not path.is_file():
        raise NoKeys(place=str(folder))
    return Card.from_bytes(path.read_bytes())


def signer(folder: Path, passphrase: str) -> Signer:
    """Return who signs subjects with the keys of a folder.

    Raises:
        NoKeys, WrongPassphrase: see ``sync.keys.unlock``.
    """
    card = card_of(folder)
    secret = keys.secret_of(keys.unlock(folder, SIGN, passphrase))
    return Signer(card.name, secret, card.read)


def keep_identity(path: Path, identity: str, passphrase: str) -> None:
    """Write an age identity, locked so that ``age --identity`` asks for the passphrase."""
    text = f"{identity}\n".encode()
    locked = passwords.lock(text, passphrase, passwords.FOR_PEOPLE)
    durable.write(path, locked, mode=0o600)


def identity(path: Path, passphrase: str) -> str:
    """Return the age identity of a file, ``AGE-SECRET-KEY-1…``; a file in the clear is one too.

    Raises:
        NoKeys: there is none.
        NotLocked, WrongPassphrase: see ``passwords.unlock``.
    """
    if not path.is_file():
        raise NoKeys(place=str(path))
    data = path.read_bytes()
    if data.startswith(b"age-encryption.org/"):
        data = passwords.unlock(data, passphrase)
    for line in data.decode("utf-8", "replace").splitlines():
        if line.upper().startswith("AGE-SECRET-KEY-1"):
            return line.strip()
    raise NoKeys(place=str(path))


def secret_of(identity: str) -> bytes:
    """Return the 32 bytes of an age identity: for paper, and nowhere else.

    Source: BIP 173 (Bech32); its checksum is left to who wrote the identity.
    """
    letters = identity.lower().removeprefix(_PREFIX + "1")[:-6]
    number = 0
    for letter in letters:
        number = number << 5 | _LETTERS.index(letter)
    return (number >> (len(letters) * 5 - 256)).to_bytes(32)


def identity_of(secret: bytes) -> str:
    """Return the age identity that 32 bytes from paper are."""
    number = int.from_bytes(secret) << 4  # 256 bits, filled to 52 letters
    letters = [number >> (5 * at) & 31 for at in reversed(range(52))]
    return (_PREFIX + "1" + "".join(_LETTERS[n] for n in letters + _checksum(letters))).upper()


def _checksum(letters: list[int]) -> list[int]:
    spread = [ord(c) >> 5 for c in _PREFIX] + [0] + [ord(c) & 31 for c in _PREFIX]
    check = 1
    for value in [*spread, *letters, *([0] * 6)]:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, mask in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= mask if top >> bit & 1 else 0
    check ^= 1
    return [check >> (5 * (5 - at)) & 31 for at in range(6)]
