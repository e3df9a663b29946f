"""The publisher's table: roles, what waits for signatures, what is published.

Root and targets are signed by two of the people with their root keys; the role ``content``, which
alone can list bundles, by two of them with their daily keys; snapshot and timestamp by the
publisher's machine. Only the newest release of a bundle is listed.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from tuf.api.metadata import (
    Metadata,
    Root,
    TargetFile,
    Targets,
    Timestamp,
)

from content import durable
from content.bundle import open_bundle, part_name
from i18n.refusals import Conflict, Invalid, NotAllowed
from i18n.translate import N_
from sync import carry, keys, roles, table
from sync.lock import exclusive

RENEW = timedelta(days=1)
"""Age at which publishing again renews what the machine signs, with nothing new to say."""

_PERSON = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?")
MACHINE = "machine"


class HomeTaken(Conflict):
    """There is a publisher in this folder already."""

    message = N_("There is a publisher in {place} already. Nothing was changed.")


class TooFewPeople(Invalid):
    """A publisher needs more people than were named."""

    message = N_("A publisher needs at least {needed} different people, each with a passphrase.")


class NotAName(Invalid):
    """A person's name does not fit a file name."""

    message = N_("“{name}” cannot name a key: use small letters a to z, digits and hyphens.")


class NothingPending(Conflict):
    """No list of content waits for signatures."""

    message = N_("Nothing waits to be signed. Add a bundle first.")


class NotASigner(NotAllowed):
    """This person's signature does not count for content."""

    message = N_("The signature of {person} does not count for this publisher's content.")


class SignaturesMissing(Conflict):
    """A list of content has not been signed by enough people."""

    message = N_(
        "{missing} more signatures are needed before this can be published; signed so far by: "
        "{signed}. Nothing was published."
    )


class ReleaseTaken(Conflict):
    """A release with this or a higher number is published already, with other contents."""

    message = N_(
        "Release {newest} of “{bundle}” is listed already. Give the new one a higher number."
    )


class PartWrong(Invalid):
    """A part of a built bundle is missing or not what its manifest says."""

    message = N_("The built bundle is damaged: part {part}. Build it again.")


@dataclass(frozen=True)
class Pending:
    """What a signature would say, next to what is published."""

    version: int
    added: tuple[str, ...]
    """Bundles as "<id>-<release>"."""
    removed: tuple[str, ...]
    listed: tuple[str, ...]
    signed_by: tuple[str, ...]
    missing: int
    """Signatures still needed."""


def init(
    home: Path,
    people: list[str],
    passphrases: Mapping[str, str],
    *,
    at: datetime,
    demo: bool = False,
) -> bytes:
    """Make a publisher: keys, roles, an empty list of content.

    Args:
        home: a folder that is not there yet, or empty.
        people: short names; three or more, so that the loss of one key is no loss.
        passphrases: one for each person, and one for ``MACHINE``.
        at: now.
        demo: let two people do.

    Returns:
        The root to be pinned by every site.

    Raises:
        HomeTaken, TooFewPeople, NotAName, PassphraseTooShort: nothing was made.
    """
    needed = roles.PEOPLE if demo else roles.PEOPLE + 1
    if len(set(people)) < needed or not {*people, MACHINE} <= set(passphrases):
        raise TooFewPeople(needed=needed)
    for person in people:
        if not _PERSON.fullmatch(person) or person == MACHINE:
            raise NotAName(name=person)
    if home.exists() and any(home.iterdir()):
        raise HomeTaken(place=str(home))
    for holder, passphrase in passphrases.items():
        keys.check(holder, passphrase)
    folder = home / "keys"
    daily = [keys.make(folder, person, passphrases[person]) for person in people]
    safe = [keys.make(folder, f"{p}.root", passphrases[p], holder=p) for p in people]
    machine = keys.make(folder, MACHINE, passphrases[MACHINE])
    root = roles.root(safe, machine, at=at)
    table.keep(home, Root.type, root)
    table.keep(home, Targets.type, roles.targets(daily, safe, at=at))
    table.keep(home, roles.CONTENT, roles.content(daily, at=at))
    table.sign_by_machine(home, machine, at)
    return root.to_bytes()


def root_of(home: Path) -> bytes:
    """Return the root that sites pin: the first one, from which any later one is reached."""
    return table.versioned(home, Root.type, 1).read_bytes()


def add(home: Path, bundle: Path, *, at: datetime) -> Pending:
    """Put a built bundle on the list that waits for signatures; earlier signatures fall away.

    Args:
        home: of the publisher.
        bundle: a folder with ``manifest.json`` and ``parts/``, as ``content.bundle.build`` makes.
        at: now.

    Raises:
        ManifestRefused, PartWrong: the bundle is not whole.
        ReleaseTaken: its number is not higher than what is listed.
    """
    manifest = open_bundle(bundle)
    data = manifest.to_bytes()
    target = TargetFile.from_data(f"content/{manifest.id}/{manifest.release}.json", data)
    with exclusive(home / "lock"):
        content = _pending_or_published(home)
        for path, other in _listed(content, manifest.id):
            newest = carry.bundle_and_release(path)[1]
            taken = newest == manifest.release and other.hashes != target.hashes
            if newest > manifest.release or taken:
                raise ReleaseTaken(bundle=manifest.id, newest=newest)
            del content.signed.targets[path]
        for sha256, length in manifest.parts:
            _keep_part(bundle / part_name(sha256), home / part_name(sha256), sha256, length)
        name = carry.target_name(manifest.id, manifest.release, target.hashes["sha256"])
        durable.write(home / name, data)
        content.signed.targets[target.path] = target
        _put_pending(home, content, at)
        return _describe(home, content)


def remove(home: Path, bundle_id: str, *, at: datetime) -> Pending:
    """Take a bundle off the list that waits for signatures; earlier signatures fall away."""
    with exclusive(home / "lock"):
        content = _pending_or_published(home)
        for path, _ in _listed(content, bundle_id):
            del content.signed.targets[path]
        _put_pending(home, content, at)
        return _describe(home, content)


def pending(home: Path) -> Pending:
    """Return what waits for signatures.

    Raises:
        NothingPending: nothing does.
    """
    return _describe(home, _waiting(home))


def sign(home: Path, person: str, passphrase: str, *, expected: Pending | None = None) -> Pending:
    """Add one person's signature to what waits; a second time changes nothing.

    Args:
        home: of the publisher.
        person: whose daily key signs.
        passphrase: of that key.
        expected: what this person was shown; refused if it has changed since.

    Raises:
        NothingPending: nothing waits, or not what was shown.
        NoSuchKey, WrongPassphrase, NotASigner: nothing was signed.
    """
    with exclusive(home / "lock"):
        content = _waiting(home)
        shown = _describe(home, content)
        if expected is not None and (shown.version, shown.listed) != (
            expected.version,
            expected.listed,
        ):
            raise NothingPending
        signer = keys.unlock(home / "keys", person, passphrase)
        if signer.public_key.keyid not in _delegator(home).get_delegated_role(roles.CONTENT).keyids:
            raise NotASigner(person=person)
        content.sign(signer, append=True)
        durable.write(home / "pending" / "content.json", content.to_bytes())
        return _describe(home, content)


def publish(home: Path, out: Path, passphrase: str, *, at: datetime) -> carry.Carried:
    """Publish what two people have signed, and write a medium.

    Done again, it copies only what ``out`` does not have. With nothing pending it renews what the
    machine signs once that is a day old.

    Args:
        home: of the publisher.
        out: the medium's folder; made if missing.
        passphrase: of the machine's key.
        at: now.

    Raises:
        SignaturesMissing: nothing was published, ``out`` is untouched.
        WrongPassphrase: the same.
        AnothersMedium: ``out`` holds what another publisher wrote.
        OSError: the medium is full or gone; do it again.
    """
    with exclusive(home / "lock"):
        machine = keys.unlock(home / "keys", MACHINE, passphrase)
        carry.check_ours(home, out)
        waiting = home / "pending" / "content.json"
        if waiting.exists():
            content = _waiting(home)
            shown = _describe(home, content)
            if shown.missing:
                raise SignaturesMissing(missing=shown.missing, signed=", ".join(shown.signed_by))
            table.keep(home, roles.CONTENT, content)
            table.sign_by_machine(home, machine, at)
            waiting.unlink()
        elif at - roles.issued(table.newest(home, Timestamp.type).signed) >= RENEW:
            table.sign_by_machine(home, machine, at)
        return carry.write_medium(home, out)


def _waiting(home: Path) -> Metadata[Targets]:
    path = home / "pending" / "content.json"
    if not path.is_file():
        raise NothingPending
    return Metadata[Targets].from_file(str(path))


def _pending_or_published(home: Path) -> Metadata[Targets]:
    try:
        return _waiting(home)
    except NothingPending:
        return table.newest(home, roles.CONTENT)


def _put_pending(home: Path, content: Metadata[Targets], at: datetime) -> None:
    content.signatures.clear()
    content.signed.version = table.newest_version(home, roles.CONTENT) + 1
    roles.date(content.signed, roles.CONTENT, at)
    durable.write(home / "pending" / "content.json", content.to_bytes())


def _describe(home: Path, content: Metadata[Targets]) -> Pending:
    published = _bundles(table.newest(home, roles.CONTENT))
    listed = _bundles(content)
    result = _delegator(home).get_verification_result(
        roles.CONTENT, content.signed_bytes, content.signatures
    )
    holders = [key.unrecognized_fields.get(keys.HOLDER, "?") for key in result.signed.values()]
    return Pending(
        version=content.signed.version,
        added=tuple(sorted(listed - published)),
        removed=tuple(sorted(published - listed)),
        listed=tuple(sorted(listed)),
        signed_by=tuple(sorted(holders)),
        missing=result.missing,
    )


def _delegator(home: Path) -> Targets:
    newest: Metadata[Targets] = table.newest(home, Targets.type)
    return newest.signed


def _bundles(content: Metadata[Targets]) -> set[str]:
    return {"{}-{}".format(*carry.bundle_and_release(path)) for path in content.signed.targets}


def _listed(content: Metadata[Targets], bundle: str) -> list[tuple[str, TargetFile]]:
    prefix = f"content/{bundle}/"
    return [pair for pair in content.signed.targets.items() if pair[0].startswith(prefix)]


def _keep_part(source: Path, target: Path, sha256: str, length: int) -> None:
    if target.is_file() and target.stat().st_size == length:
        return
    data = source.read_bytes() if source.is_file() else b""
    if len(data) != length or hashlib.sha256(data).hexdigest() != sha256:
        raise PartWrong(part=sha256[:12])
    durable.write(target, data)
