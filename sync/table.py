"""The files on a publisher's table: every version of every role, by name.

HOME/  keys/<name>.pem              encrypted: one for each person and the machine
       metadata/V.<role>.json       every version ever published
       targets/ parts/              what they vouch for, laid out as on a medium
       pending/content.json         the next list of content, gathering signatures
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from securesystemslib.signer import CryptoSigner
from tuf.api.exceptions import UnsignedMetadataError
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, Targets, Timestamp

from content import durable
from content.bundle import part_name
from i18n.refusals import Conflict, Invalid, NotFound, Unavailable
from i18n.translate import N_
from sync import roles
from sync.lock import exclusive

SLACK = timedelta(days=1)
"""How far a publisher's clock may go back: machines differ, and are set right now and then."""

_Role = TypeVar("_Role", Root, Targets, Snapshot, Timestamp)


class PartWrong(Invalid):
    """A part of a built bundle is missing or not what its manifest says."""

    message = N_("The built bundle is damaged: part {part}. Build it again.")


class NoPublisher(NotFound):
    """There is no publisher in this folder."""

    message = N_("There is no publisher in {place}. Make one first, or check the folder.")


class ClockBehind(Unavailable):
    """The publisher's clock shows less than when something was signed here last."""

    message = N_(
        "The clock shows {clock}, but something was signed here on {last}. Nothing was changed. "
        "Set the clock right: every site learns the time from these signatures."
    )


class ListsUnsigned(Conflict):
    """A list here is not signed by enough of the keys that count now."""

    message = N_(
        "The list “{role}” is not signed by enough of the keys that count today. Nothing was "
        "published. Change the keys once more, or renew the lists, and sign."
    )


@contextmanager
def opened(home: Path, at: datetime | None = None) -> Iterator[None]:
    """Have the table to oneself, with a clock that has not gone back.

    Raises:
        NoPublisher: there is none.
        ClockBehind: it has.
        Busy: somebody else is at the table.
    """
    if not versioned(home, Root.type, 1).is_file():
        raise NoPublisher(place=str(home))
    with exclusive(home / "lock"):
        last = last_signed(home)
        if at is not None and at < last - SLACK:
            raise ClockBehind(clock=at, last=last)
        yield


def versioned(folder: Path, role: str, version: int) -> Path:
    """Return where one version of a role lies in a publisher's home or a medium."""
    return folder / "metadata" / f"{version}.{role}.json"


def newest_version(home: Path, role: str) -> int:
    """Return the highest version of a role that a publisher's home has; 0 if it has none."""
    names = (path.name for path in (home / "metadata").glob(f"*.{role}.json"))
    return max((int(name.partition(".")[0]) for name in names), default=0)


def is_behind(home: Path) -> bool:
    """Say whether the machine has not vouched for the newest lists, with the key it has now."""
    known = newest(home, Snapshot.type).signed.meta
    return not _counts(home, Timestamp.type) or any(
        known[f"{role}.json"].version != newest_version(home, role)
        for role in (Targets.type, roles.CONTENT)
    )


def check_signed(home: Path) -> None:
    """Raise ListsUnsigned unless every list counts by the keys of today."""
    for role in (Targets.type, roles.CONTENT, Snapshot.type, Timestamp.type):
        if not _counts(home, role):
            raise ListsUnsigned(role=role)


def _counts(home: Path, role: str) -> bool:
    """Say whether the newest of a role is signed as root or top list ask for."""
    above = Targets.type if role == roles.CONTENT else Root.type
    told: Root | Targets = newest(home, above).signed
    metadata = newest(home, role)
    try:
        told.verify_delegate(role, metadata.signed_bytes, metadata.signatures)
    except UnsignedMetadataError:
        return False
    return True


def last_signed(home: Path) -> datetime:
    """Return when the machine signed last."""
    return roles.issued(newest(home, Timestamp.type).signed)


def sign_by_machine(home: Path, machine: CryptoSigner, at: datetime) -> None:
    """Write a snapshot of the newest lists and a timestamp of that snapshot."""
    snapshot: Metadata[Snapshot] = _next(home, Metadata(Snapshot()))
    for role in (Targets.type, roles.CONTENT):
        snapshot.signed.meta[f"{role}.json"] = _meta(home, role)
    roles.date(snapshot.signed, Snapshot.type, at)
    snapshot.sign(machine)
    keep(home, Snapshot.type, snapshot)
    timestamp: Metadata[Timestamp] = _next(home, Metadata(Timestamp()))
    timestamp.signed.snapshot_meta = _meta(home, Snapshot.type)
    roles.date(timestamp.signed, Timestamp.type, at)
    timestamp.sign(machine)
    keep(home, Timestamp.type, timestamp)


def _meta(home: Path, role: str) -> MetaFile:
    version = newest_version(home, role)
    return roles.meta(version, versioned(home, role, version).read_bytes())


def newest(home: Path, role: str) -> Metadata[Any]:
    """Return the newest version of a role."""
    return Metadata.from_file(str(versioned(home, role, newest_version(home, role))))


def _next(home: Path, first: Metadata[_Role]) -> Metadata[_Role]:
    """Return the newest of a role with the next version number, or ``first`` if there is none."""
    if not newest_version(home, first.signed.type):
        return first
    following: Metadata[_Role] = newest(home, first.signed.type)
    following.signed.version += 1
    return following


def keep(home: Path, role: str, metadata: Metadata[Any]) -> None:
    """Keep one version of a role for good."""
    durable.write(versioned(home, role, metadata.signed.version), metadata.to_bytes())


def keep_part(home: Path, bundle: Path, sha256: str, length: int) -> None:
    """Copy a part from a built bundle, checked; nothing happens if it is here whole.

    Raises:
        PartWrong: it is missing or not what its name says.
    """
    source, target = bundle / part_name(sha256), home / part_name(sha256)
    if target.is_file() and hashlib.sha256(target.read_bytes()).hexdigest() == sha256:
        return
    data = source.read_bytes() if source.is_file() else b""
    if len(data) != length or hashlib.sha256(data).hexdigest() != sha256:
        raise PartWrong(part=sha256[:12])
    durable.write(target, data)
