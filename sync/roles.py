"""Who signs what, for how long: the roles of The Update Framework as this project uses them.

root       keys of all roles              2 people, keys from a safe    3 years
targets    who may list content           2 people, keys from a safe    13 months
content    bundles by hash                2 people, daily keys          13 months
snapshot   versions of the lists          the publisher's machine       90 days
timestamp  which snapshot is the newest   the publisher's machine       90 days
"""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from securesystemslib.signer import CryptoSigner, Key
from tuf.api import exceptions
from tuf.api.metadata import (
    DelegatedRole,
    Delegations,
    Metadata,
    MetaFile,
    Root,
    Signed,
    Snapshot,
    Targets,
    Timestamp,
)

from sync.distrust import NotARoot

PEOPLE = 2
"""Different people who sign a list of content: no one alone can publish."""
CONTENT = "content"
ISSUED = "x-issued"
"""When a role was signed, in seconds since 1970: what a site learns the time from."""
HOLDER = "x-holder"
"""Who holds a key, by the short name the publisher gave: told with its public half."""

LIFETIMES = {
    Root.type: timedelta(days=3 * 365),
    Targets.type: timedelta(days=396),
    CONTENT: timedelta(days=396),
    Snapshot.type: timedelta(days=90),
    Timestamp.type: timedelta(days=90),
}
"""Long enough for a site that sees a stick four times a year, and a year's absence of signers."""

_Role = TypeVar("_Role", Root, Targets, Snapshot, Timestamp)


def issued(signed: Signed) -> datetime:
    """Return when a role was signed; 1970 if it does not say, or not sensibly."""
    seconds = signed.unrecognized_fields.get(ISSUED)
    if isinstance(seconds, bool) or not isinstance(seconds, int) or not 0 <= seconds < 2**33:
        seconds = 0
    return datetime.fromtimestamp(seconds, UTC)


def holders(keys: Iterable[Key]) -> tuple[str, ...]:
    """Return who holds keys, in order; "?" for a key that does not say."""
    return tuple(sorted(str(key.unrecognized_fields.get(HOLDER, "?"))[:32] for key in keys))


def date(signed: Signed, role: str, at: datetime) -> None:
    """Say in a role that it is made at ``at``, and when it ends."""
    signed.unrecognized_fields[ISSUED] = int(at.timestamp())
    signed.expires = at.astimezone(UTC) + LIFETIMES[role]


def root(safe: Iterable[CryptoSigner], machine: CryptoSigner, *, at: datetime) -> Metadata[Root]:
    """Return the first root, signed by every key from the safe."""
    signers = list(safe)
    made = Root(consistent_snapshot=True)
    for role in (Root.type, Targets.type):
        for signer in signers:
            made.add_key(signer.public_key, role)
        made.roles[role].threshold = PEOPLE
    for role in (Snapshot.type, Timestamp.type):
        made.add_key(machine.public_key, role)
    return _signed(made, Root.type, signers, at)


def targets(
    daily: Iterable[CryptoSigner], safe: Iterable[CryptoSigner], *, at: datetime
) -> Metadata[Targets]:
    """Return the first top list: it lists nothing, and lets two daily keys list content."""
    public: dict[str, Key] = {signer.public_key.keyid: signer.public_key for signer in daily}
    role = DelegatedRole(CONTENT, list(public), PEOPLE, terminating=True, paths=["content/*/*"])
    made = Targets(delegations=Delegations(public, {CONTENT: role}))
    return _signed(made, Targets.type, safe, at)


def content(daily: Iterable[CryptoSigner], *, at: datetime) -> Metadata[Targets]:
    """Return the first list of content, an empty one."""
    return _signed(Targets(), CONTENT, daily, at)


def again(
    metadata: Metadata[_Role], role: str, signers: Iterable[CryptoSigner], *, at: datetime
) -> Metadata[_Role]:
    """Return the next version of a role, the same but for its dates and signatures."""
    metadata.signed.version += 1
    return _signed(metadata.signed, role, signers, at)


def meta(version: int, data: bytes) -> MetaFile:
    """Return how snapshot and timestamp speak of a file of metadata, always with its hash."""
    return MetaFile(version, len(data), {"sha256": hashlib.sha256(data).hexdigest()})


def _signed(
    made: _Role, role: str, signers: Iterable[CryptoSigner], at: datetime
) -> Metadata[_Role]:
    date(made, role, at)
    metadata = Metadata(made)
    for signer in signers:
        metadata.sign(signer, append=True)
    return metadata


def readable_root(data: bytes, people: int) -> Metadata[Root]:
    """Return a root that vouches for itself and that ``people`` at least must sign to change.

    Raises:
        NotARoot: it is no such root.
    """
    try:
        root = Metadata[Root].from_bytes(data)
        if root.signed.type != Root.type:
            raise NotARoot
        root.verify_delegate(Root.type, root)
    except (exceptions.RepositoryError, ValueError) as error:
        raise NotARoot from error
    held = root.signed.roles
    if any(held[name].threshold < people for name in (Root.type, Targets.type)):
        raise NotARoot
    return root
