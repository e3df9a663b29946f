"""Rescue files: what a candidate wrote while no server answered, carried by the examiner's stick.

The page of the exam makes the file in the browser when its time is over and the server is still
away. Only the site opens it, and only for that candidate of that sitting. It is one JSON object:

    {"type": "ardoise.rescue", "version": 1, "sitting": "7", "candidate": "12", "key": …, "box": …}

``key`` is the site's public key for this sitting, ``box`` the base64 of an ephemeral public key (32
bytes), a nonce (24) and NaCl's crypto_box, as tweetnacl's ``nacl.box(message, nonce, key, own)``
makes it. The message is UTF-8 JSON:

    {"sitting": "7", "candidate": "12", "pass": …, "made_ms": …, "saves": […]}

with the saves as ``POST /exam/save`` takes them. ``pass`` is the page's proof that the server gave
the paper to this candidate: whoever only knows the public key cannot write for somebody else.
"""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import Any

from nacl.exceptions import CryptoError
from nacl.public import Box, PrivateKey, PublicKey

from i18n.refusals import Conflict, Invalid
from i18n.translate import N_

TYPE = "ardoise.rescue"
LARGEST = 20_000_000
"""Bytes: a morning of typing is a thousandth of it."""

_KEY, _NONCE = 32, 24


class NotARescueFile(Invalid):
    """The file is something else, or was cut."""

    message = N_("This is no rescue file of an exam, or it was cut off. Copy it from the PC again.")


class OtherSitting(Conflict):
    """The file belongs to another sitting, or to another server."""

    message = N_("This rescue file is of another sitting. Nothing was taken from it.")


class OtherCandidate(Conflict):
    """The file belongs to another candidate."""

    message = N_(
        "This rescue file is of candidate {found}, not of candidate {expected}. Nothing was taken "
        "from it."
    )


class RescueDamaged(Invalid):
    """The file was changed after the page made it, or was not made by the page."""

    message = N_(
        "This rescue file was changed or damaged on its way. Nothing was taken from it; save it "
        "from the candidate's PC again."
    )


@dataclass(frozen=True)
class Rescued:
    """What a rescue file holds."""

    candidate: str
    made_ms: int
    """By the clock of the candidate's PC, milliseconds since 1970; never believed, only shown."""
    saves: list[dict[str, Any]]
    sha256: str
    """Of the file, so that a second import is known."""


def public_key(secret: bytes, sitting: str) -> str:
    """Return what the page needs to make a file, base64 of 32 bytes.

    Args:
        secret: the site's own, 32 bytes.
        sitting: which it is for.
    """
    return base64.b64encode(bytes(_private(secret, sitting).public_key)).decode()


def pass_of(secret: bytes, sitting: str, candidate: str) -> str:
    """Return what this candidate's page puts into its files, and no other page knows."""
    return _derived(secret, "pass", sitting, candidate).hex()


def open_file(data: bytes, secret: bytes, *, sitting: str, candidate: str) -> Rescued:
    """Open a rescue file for one candidate of one sitting.

    Args:
        data: the file.
        secret: the site's own.
        sitting: that it must be of.
        candidate: that it must be of.

    Raises:
        NotARescueFile, OtherSitting, OtherCandidate, RescueDamaged: nothing of it is given.
    """
    outside = _outside(data)
    if outside["sitting"] != sitting or outside["key"] != public_key(secret, sitting):
        raise OtherSitting
    if outside["candidate"] != candidate:
        raise OtherCandidate(found=outside["candidate"], expected=candidate)
    try:
        sealed = base64.b64decode(outside["box"], validate=True)
        box = Box(_private(secret, sitting), PublicKey(sealed[:_KEY]))
        opened = box.decrypt(sealed[_KEY + _NONCE :], sealed[_KEY : _KEY + _NONCE])
        inside = json.loads(opened)
        right = pass_of(secret, sitting, candidate)
        told = (inside["sitting"], inside["candidate"])
        made, saves = int(inside["made_ms"]), list(inside["saves"])
        genuine = hmac.compare_digest(str(inside["pass"]), right) and told == (sitting, candidate)
    except (CryptoError, RecursionError, ValueError, KeyError, TypeError) as error:
        raise RescueDamaged from error
    if not genuine or not all(isinstance(each, dict) for each in saves):
        raise RescueDamaged
    return Rescued(candidate, made, saves, hashlib.sha256(data).hexdigest())


def whose(data: bytes) -> tuple[str, str]:
    """Return the sitting and the candidate that a file says it is of; believe neither.

    Raises:
        NotARescueFile: it is none.
    """
    outside = _outside(data)
    return outside["sitting"], outside["candidate"]


def _outside(data: bytes) -> dict[str, str]:
    """Return the clear part of a file, its values checked to be texts."""
    if len(data) > LARGEST:
        raise NotARescueFile
    try:
        read = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NotARescueFile from error
    names = ("sitting", "candidate", "key", "box")
    if (
        not isinstance(read, dict)
        or (read.get("type"), read.get("version")) != (TYPE, 1)
        or not all(isinstance(read.get(name), str) for name in names)
    ):
        raise NotARescueFile
    return {name: read[name] for name in names}


def _private(secret: bytes, sitting: str) -> PrivateKey:
    return PrivateKey(_derived(secret, "key", sitting))


def _derived(secret: bytes, *what: str) -> bytes:
    """Return 32 bytes of the site's secret for one use alone."""
    name = json.dumps(["ardoise.rescue", *what])
    return hmac.new(secret, name.encode(), hashlib.sha256).digest()
