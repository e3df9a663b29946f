"""Signed lists that say anything: what a site reads when a signer, or a signer's key, is hostile.

A medium here is five lists in memory. One of them is replaced by any bytes; if these are the JSON
of a list, they are signed by the keys whose signatures count, so that they are read to the end.
"""

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from securesystemslib.formats import encode_canonical
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp

from bench import courses
from bench.courses import AT
from content.manifest import Manifest
from sync import roles
from sync.medium import MissingOnMedium
from sync.trust import Trust

ROLES = (Root.type, Targets.type, roles.CONTENT, Snapshot.type, Timestamp.type)
"""The first byte of what is tried says which list the rest replaces."""
PEOPLE = [CryptoSigner(Ed25519PrivateKey.from_private_bytes(bytes([n] * 32))) for n in (1, 2)]
MACHINE = CryptoSigner(Ed25519PrivateKey.from_private_bytes(bytes([3] * 32)))
"""Always the same keys, so that lists of the corpus name keys whose signatures count."""
for _name, _signer in zip(courses.PEOPLE, PEOPLE, strict=True):
    _signer.public_key.unrecognized_fields[roles.HOLDER] = _name
SIGNERS = {
    Root.type: PEOPLE,
    Targets.type: PEOPLE,
    roles.CONTENT: PEOPLE,
    Snapshot.type: [MACHINE],
    Timestamp.type: [MACHINE],
}


def lists() -> dict[str, Metadata[Any]]:
    """Return lists as a publisher signs them, one bundle on them."""
    content = roles.content(PEOPLE, at=AT)
    target = TargetFile.from_data("content/maths/3.json", b"a manifest", ["sha256"])
    content.signed.targets[target.path] = target
    snapshot, timestamp = Metadata(Snapshot()), Metadata(Timestamp())
    for role in (Targets.type, roles.CONTENT):
        snapshot.signed.meta[f"{role}.json"] = MetaFile(1)
    timestamp.signed.snapshot_meta = MetaFile(1)
    roles.date(snapshot.signed, Snapshot.type, AT)
    roles.date(timestamp.signed, Timestamp.type, AT)
    made = (
        roles.root(PEOPLE, MACHINE, at=AT),
        roles.targets(PEOPLE, PEOPLE, at=AT),
        *(content, snapshot, timestamp),
    )
    return dict(zip(ROLES, made, strict=True))


HONEST = lists()
FIRST = HONEST[Root.type].to_bytes()


def signed(role: str, data: bytes) -> bytes:
    """Return a list whose signed part is ``data``, with signatures that count; or ``data``."""
    try:
        body = json.loads(data)
        text = str(encode_canonical(body)).encode()
    except Exception:  # not JSON, or nothing that can be signed: it is tried as it is
        return data
    signatures = [
        {"keyid": signer.public_key.keyid, "sig": signer.sign(text).signature}
        for signer in SIGNERS[role]
    ]
    return json.dumps({"signed": body, "signatures": signatures}).encode()


@dataclass
class InMemory:
    """A medium that is a dictionary; see ``sync.medium.Source``."""

    files: dict[str, bytes]

    def read(self, name: str, limit: int) -> bytes:
        """See ``Source.read``."""
        if name not in self.files:
            raise MissingOnMedium(name=name)
        return self.files[name][: limit + 1]


def medium(data: bytes) -> InMemory:
    """Return a medium on which the list that the first byte names says what follows it."""
    chosen = ROLES[data[0] % len(ROLES)] if data else Root.type
    files = {}
    for role, metadata in HONEST.items():
        honest = json.dumps(metadata.signed.to_dict()).encode()
        # a root is only read if it is a newer one
        version = 2 if role == Root.type else 1
        name = "timestamp.json" if role == Timestamp.type else f"{version}.{role}.json"
        if role == chosen or role != Root.type:
            files[f"metadata/{name}"] = signed(role, data[1:] if role == chosen else honest)
    return InMemory(files)


def look(data: bytes, folder: Path) -> None:
    """Let a site that trusts the honest root verify a medium; leaves nothing behind.

    Raises:
        Refusal: see ``Trust.offers`` and ``Manifest.from_bytes``.
    """
    place = folder / f"trust-{os.getpid()}"
    shutil.rmtree(place, ignore_errors=True)
    trust = Trust(place)
    trust.pin(FIRST)
    source = medium(data)
    for offer in trust.offers(source, at=AT):
        Manifest.from_bytes(trust.manifest(source, offer))
    assert Trust(place).root == FIRST


def pin(data: bytes, folder: Path) -> None:
    """Let a site pin a root; leaves nothing behind.

    Raises:
        Refusal: see ``Trust.pin``.
    """
    place = folder / f"trust-{os.getpid()}"
    shutil.rmtree(place, ignore_errors=True)
    Trust(place).pin(signed(Root.type, data))
