"""The publisher's table: roles, what waits for signatures, what is published.

Root and targets are signed by two of the people with their root keys; the role ``content``, which
alone can list bundles, by two of them with their daily keys; snapshot and timestamp by the
publisher's machine. Only the newest release of a bundle is listed.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from tuf.api.metadata import Root, TargetFile, Targets

from content import durable
from content.bundle import open_bundle
from i18n.refusals import Conflict, Invalid, NotAllowed
from i18n.translate import N_
from sync import carry, keys, pending, roles, safes, table, withdrawal
from sync.safes import NoSafe, TooFewPeople

RENEW = timedelta(days=1)
"""Age at which publishing again renews what the machine signs, with nothing new to say."""

MACHINE = keys.MACHINE


class HomeTaken(Conflict):
    """There is a publisher in this folder already."""

    message = N_("There is a publisher in {place} already. Nothing was changed.")


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


class ReleaseWithdrawn(Conflict):
    """A release was taken back and cannot come again."""

    message = N_(
        "Release {release} of “{bundle}” was withdrawn for good. Give the new one a higher number."
    )


class NotWithdrawable(Invalid):
    """What is to be withdrawn is not said rightly."""

    message = N_(
        "Release {release} of “{bundle}” was not withdrawn. Say the bundle, the release, whether "
        "it is outdated or dangerous, and why, in at most 500 letters."
    )


def init(
    home: Path,
    people: list[str],
    passphrases: Mapping[str, str],
    *,
    at: datetime,
    safes_of: Mapping[str, Path] | None = None,
    demo: bool = False,
) -> bytes:
    """Make a publisher: keys, roles, an empty list of content.

    Args:
        home: a folder that is not there yet, or empty.
        people: short names; three or more, so that the loss of one key is no loss.
        passphrases: one for each person, and one for ``MACHINE``.
        at: now.
        safes_of: for each person the folder, on a stick of their own, where their key for the
            safe is made.
        demo: let two people do, and one disk; safes that are not given lie beside ``home``.

    Returns:
        The root to be pinned by every site.

    Raises:
        HomeTaken, TooFewPeople, NotAName, PassphraseTooShort, NoSafe, KeysTogether, OnOneDisk,
        KeyThere: nothing was made.
    """
    needed = roles.PEOPLE if demo else roles.PEOPLE + 1
    if len(set(people)) < needed or not {*people, MACHINE} <= set(passphrases):
        raise TooFewPeople(needed=needed)
    for person in people:
        keys.check_name(person)
    if home.exists() and any(home.iterdir()):
        raise HomeTaken(place=str(home))
    for holder, passphrase in passphrases.items():
        keys.check(holder, passphrase)
    beside = {name: home.with_name(f"{home.name} safe of {name}") for name in people if demo}
    places = {**beside, **(safes_of or {})}
    for person in people:
        if person not in places:
            raise NoSafe(person=person)
        safes.check_free(person, places[person])
    safes.check_apart(home, {person: places[person] for person in people}, one_disk=demo)
    daily = [keys.make(home / "keys", person, passphrases[person]) for person in people]
    safe = [
        keys.make(places[name], safes.name_of(name), passphrases[name], holder=name)
        for name in people
    ]
    machine = keys.make(home / "keys", MACHINE, passphrases[MACHINE])
    root = roles.root(safe, machine, at=at)
    table.keep(home, Root.type, root)
    table.keep(home, Targets.type, roles.targets(daily, safe, at=at))
    table.keep(home, roles.CONTENT, roles.content(daily, at=at))
    table.sign_by_machine(home, machine, at)
    return root.to_bytes()


def root_of(home: Path) -> bytes:
    """Return the root that sites pin: the first one, from which any later one is reached."""
    return table.versioned(home, Root.type, 1).read_bytes()


def add(home: Path, bundle: Path, *, at: datetime) -> pending.Pending:
    """Put a built bundle on the list that waits for signatures; earlier signatures fall away.

    A bundle that is listed already changes nothing, but mends its files here.

    Args:
        home: of the publisher.
        bundle: a folder with ``manifest.json`` and ``parts/``, as ``content.bundle.build`` makes.
        at: now.

    Raises:
        ManifestRefused, PartWrong: the bundle is not whole.
        ReleaseTaken: its number is not higher than what is listed.
        ReleaseWithdrawn: it was taken back.
    """
    manifest = open_bundle(bundle)
    data = manifest.to_bytes()
    target = TargetFile.from_data(f"content/{manifest.id}/{manifest.release}.json", data)
    with table.opened(home, at):
        content = pending.waiting_or_published(home)
        if manifest.name in {each.name for each in withdrawal.told(content.signed)}:
            raise ReleaseWithdrawn(release=manifest.release, bundle=manifest.id)
        for path, other in pending.listed(content, manifest.id):
            newest = carry.bundle_and_release(path)[1]
            if newest >= manifest.release and other != target:
                raise ReleaseTaken(bundle=manifest.id, newest=newest)
        for sha256, length in manifest.parts:
            table.keep_part(home, bundle, sha256, length)
        name = carry.target_name(manifest.id, manifest.release, target.hashes["sha256"])
        durable.write(home / name, data)
        if content.signed.targets.get(target.path) == target:
            return pending.describe(home, content)
        for path, _ in pending.listed(content, manifest.id):
            del content.signed.targets[path]
        content.signed.targets[target.path] = target
        pending.put(home, content, at)
        return pending.describe(home, content)


def withdraw(
    home: Path, bundle: str, release: int, kind: str, reason: str, *, at: datetime
) -> pending.Pending:
    """Take back a release that was published; two people sign it like any change.

    Args:
        home: of the publisher.
        bundle: whose release.
        release: its number; other releases stay as they are.
        kind: ``withdrawal.OUTDATED`` or ``withdrawal.DANGEROUS``.
        reason: for the content managers of every site.
        at: now.

    Raises:
        NotWithdrawable: this names no release, no kind or no reason.
    """
    path, reason = carry.target_path(bundle, release), reason.strip()
    if not carry.TARGET.fullmatch(path) or kind not in withdrawal.KINDS:
        raise NotWithdrawable(bundle=bundle, release=release)
    if not 0 < len(reason) <= withdrawal.LONGEST_REASON:
        raise NotWithdrawable(bundle=bundle, release=release)
    with table.opened(home, at):
        content = pending.waiting_or_published(home)
        content.signed.targets.pop(path, None)
        taken_back = {each.name: each for each in withdrawal.told(content.signed)}
        said = withdrawal.Withdrawal(bundle, release, kind, reason)
        withdrawal.tell(content.signed, {**taken_back, said.name: said}.values())
        pending.put(home, content, at)
        return pending.describe(home, content)


def remove(home: Path, bundle_id: str, *, at: datetime) -> pending.Pending:
    """Take a bundle off the list that waits for signatures; earlier signatures fall away."""
    with table.opened(home, at):
        content = pending.waiting_or_published(home)
        for path, _ in pending.listed(content, bundle_id):
            del content.signed.targets[path]
        pending.put(home, content, at)
        return pending.describe(home, content)


def renew(home: Path, *, at: datetime) -> pending.Pending:
    """Let the list of content wait for new signatures as it is, before the old ones end."""
    with table.opened(home, at):
        content = pending.waiting_or_published(home)
        pending.put(home, content, at)
        return pending.describe(home, content)


def sign(
    home: Path, person: str, passphrase: str, *, expected: pending.Pending | None = None
) -> pending.Pending:
    """Add one person's signature to what waits; a second time changes nothing.

    Args:
        home: of the publisher.
        person: whose daily key signs.
        passphrase: of that key.
        expected: what this person was shown; refused if it has changed since.

    Raises:
        NothingPending, ChangedSince, NoSuchKey, WrongPassphrase, NotASigner: nothing was signed.
    """
    with table.opened(home):
        content = pending.waiting(home)
        shown = pending.describe(home, content)
        if expected is not None and shown.sha256 != expected.sha256:
            raise pending.ChangedSince
        signer = keys.unlock(home / "keys", person, passphrase)
        role = pending.delegator(home).get_delegated_role(roles.CONTENT)
        if signer.public_key.keyid not in role.keyids:
            raise NotASigner(person=person)
        content.sign(signer, append=True)
        durable.write(home / "pending" / "content.json", content.to_bytes())
        return pending.describe(home, content)


def publish(
    home: Path,
    out: Path,
    passphrase: str,
    *,
    at: datetime,
    load: carry.Load = carry.EVERYTHING,
    every_byte: bool = False,
    keep: bool = False,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> carry.Carried:
    """Publish what two people have signed, and write a medium.

    Done again, it copies only what ``out`` does not have. With nothing pending it renews what the
    machine signs once that is a day old. Cut off, ``out`` offers what it offered before.

    Args:
        home: of the publisher.
        out: the medium's folder; made if missing.
        passphrase: of the machine's key.
        at: now.
        load: what of it goes.
        every_byte: also read the parts that are there, and write again what is not right.
        keep: leave what no list names any more, for sites that read while this is done.
        on_progress: called with bytes of parts there and those to be.

    Raises:
        SignaturesMissing, WrongPassphrase: nothing was published, ``out`` is untouched.
        OwnFolder, AnothersMedium, HoldsEverything: the same; ``out`` is no place for it.
        RottenAtHome, ListsUnsigned, MediumTooSmall: ``out`` offers what it offered before.
        OSError: the medium is full or gone; do it again.
    """
    with table.opened(home, at):
        machine = keys.unlock(home / "keys", MACHINE, passphrase)
        carry.check_place(home, out, load)
        waiting = home / "pending" / "content.json"
        if waiting.exists():
            content = pending.waiting(home)
            shown = pending.describe(home, content)
            if shown.missing:
                signed = ", ".join(shown.signed_by) or "–"
                raise SignaturesMissing(missing=shown.missing, signed=signed)
            table.keep(home, roles.CONTENT, content)
            table.sign_by_machine(home, machine, at)
            waiting.unlink()
        elif table.is_behind(home) or at - table.last_signed(home) >= RENEW:
            table.sign_by_machine(home, machine, at)
        table.check_signed(home)
        return carry.write_medium(
            home, out, load, every_byte=every_byte, keep=keep, on_progress=on_progress
        )
