"""The list of content that waits for two signatures, at the publisher's table."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tuf.api.metadata import Metadata, TargetFile, Targets

from content import durable
from i18n.formats import Size
from i18n.refusals import Conflict
from i18n.translate import N_
from sync import carry, roles, table
from sync.client import LARGEST_METADATA
from sync.withdrawal import Withdrawal, told

_SIGNATURES = 10_000
"""Bytes kept free for those of everybody who may sign."""


class NothingPending(Conflict):
    """No list of content waits for signatures."""

    message = N_("Nothing waits to be signed. Add a bundle first.")


class ChangedSince(Conflict):
    """What waits is not what a person was shown."""

    message = N_("What waits to be signed has changed since you saw it. Look at it once more.")


class ListFull(Conflict):
    """A list has become larger than any that a site reads."""

    message = N_(
        "The list would have more than {most}, the most that a site reads of it. Nothing was "
        "changed. First take off courses that no site needs any more (ardoise publisher remove)."
    )


@dataclass(frozen=True)
class Pending:
    """What a signature would say, next to what is published."""

    version: int
    added: tuple[str, ...]
    """Bundles as "<id>-<release>"."""
    removed: tuple[str, ...]
    withdrawn: tuple[Withdrawal, ...]
    """Releases that are taken back, and were not before."""
    listed: tuple[str, ...]
    signed_by: tuple[str, ...]
    missing: int
    """Signatures still needed."""
    dated: datetime
    """When the list was made: sites will believe that it is at least this late."""
    sha256: str
    """Of what a signature would cover, to the last byte."""


def look(home: Path) -> Pending:
    """Return what waits for signatures.

    Raises:
        NothingPending: nothing does.
    """
    return describe(home, waiting(home))


def waiting(home: Path) -> Metadata[Targets]:
    """Return the list itself, with the signatures it has.

    Raises:
        NothingPending: nothing waits.
    """
    path = home / "pending" / "content.json"
    if not path.is_file():
        raise NothingPending
    return Metadata[Targets].from_file(str(path))


def waiting_or_published(home: Path) -> Metadata[Targets]:
    """Return the list that the next change starts from."""
    try:
        return waiting(home)
    except NothingPending:
        return table.newest(home, roles.CONTENT)


def put(home: Path, content: Metadata[Targets], at: datetime) -> None:
    """Let a list wait, dated now, without any signature: whoever signed saw another one.

    Raises:
        ListFull: no site would read it; what waited waits on.
    """
    content.signatures.clear()
    content.signed.version = table.newest_version(home, roles.CONTENT) + 1
    roles.date(content.signed, roles.CONTENT, at)
    data = content.to_bytes()
    if len(data) > LARGEST_METADATA - _SIGNATURES:
        raise ListFull(most=Size(LARGEST_METADATA))
    durable.write(home / "pending" / "content.json", data)


def describe(home: Path, content: Metadata[Targets]) -> Pending:
    """Compare a list with the published one, and count the signatures that are valid."""
    newest: Metadata[Targets] = table.newest(home, roles.CONTENT)
    published = _bundles(newest)
    listed = _bundles(content)
    result = delegator(home).get_verification_result(
        roles.CONTENT, content.signed_bytes, content.signatures
    )
    return Pending(
        version=content.signed.version,
        added=tuple(sorted(listed - published)),
        removed=tuple(sorted(published - listed)),
        withdrawn=tuple(sorted({*told(content.signed)} - {*told(newest.signed)})),
        listed=tuple(sorted(listed)),
        signed_by=roles.holders(result.signed.values()),
        missing=result.missing,
        dated=roles.issued(content.signed),
        sha256=hashlib.sha256(content.signed_bytes).hexdigest(),
    )


def delegator(home: Path) -> Targets:
    """Return the top list, which says whose signatures count for content."""
    newest: Metadata[Targets] = table.newest(home, Targets.type)
    return newest.signed


def listed(content: Metadata[Targets], bundle: str) -> list[tuple[str, TargetFile]]:
    """Return the entries of a list that are releases of one bundle."""
    prefix = f"content/{bundle}/"
    return [pair for pair in content.signed.targets.items() if pair[0].startswith(prefix)]


def _bundles(content: Metadata[Targets]) -> set[str]:
    return {"{}-{}".format(*carry.bundle_and_release(path)) for path in content.signed.targets}
