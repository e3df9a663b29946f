"""Keys that are replaced, lost or stolen; people who leave and join. Sites follow by themselves.

Two people with their keys from the safe sign the new root or the new top list. Every root stays on
every medium, so that a site that slept through several changes goes from one to the next. When
the keys of content change, the list of content waits for new signatures: what a key that no
longer counts has signed does not count either.

    lost or old key of a person      replace_key     the old one counts no more
    stolen key of a person           revoke          until someone else is admitted; sites forget
                                                     the time that the thieves have pushed ahead
    somebody new                     admit
    stolen key of the machine        replace_machine_key   sites forget the versions and the time
                                                     that the thief has pushed ahead
    nothing happened for a year      renew_top
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, Root, Snapshot, Targets, Timestamp

from i18n.refusals import NotFound
from i18n.translate import N_
from sync import keys, pending, roles, safes, table
from sync.keys import MACHINE
from sync.safes import Safe, TooFewPeople

IN_SAFES = (Root.type, Targets.type)
BY_MACHINE = (Snapshot.type, Timestamp.type)


class NobodyHere(NotFound):
    """No key of a person counts for this publisher."""

    message = N_("No key of {person} counts for this publisher. Nothing was changed.")


def replace_key(
    home: Path,
    person: str,
    passphrase: str,
    present: Mapping[str, Safe],
    *,
    at: datetime,
    safe: Path | None = None,
    trial: bool = False,
) -> None:
    """Give a person a new daily key, and a new key for the safe as well if a folder is given.

    Args:
        home: of the publisher.
        person: who has lost a key, or whose key is old.
        passphrase: for the new ones.
        present: two others or more, with their keys from the safe.
        at: now.
        safe: where the new key for the safe goes; None leaves that one as it is.
        trial: let safes be on one disk, to try things out.

    Raises:
        NobodyHere, TooFewPeople, NoSuchKey, WrongPassphrase, PassphraseTooShort, KeysTogether,
        OnOneDisk, KeyThere: nothing was changed.
    """
    with table.opened(home, at):
        if person not in _holders(home):
            raise NobodyHere(person=person)
        signers = _signers(home, present, person if safe else "")
        if safe is not None:
            _check_safe(home, person, safe, present, trial)
        _make_and_let_count(home, person, passphrase, safe, signers, at)


def admit(
    home: Path,
    person: str,
    passphrase: str,
    safe: Path,
    present: Mapping[str, Safe],
    *,
    at: datetime,
    trial: bool = False,
) -> None:
    """Let somebody new sign from now on, with a daily key and one for the safe.

    Raises: see ``replace_key``, and NotAName.
    """
    keys.check_name(person)
    with table.opened(home, at):
        signers = _signers(home, present, person)
        _check_safe(home, person, safe, present, trial)
        _make_and_let_count(home, person, passphrase, safe, signers, at)


def revoke(home: Path, person: str, present: Mapping[str, Safe], *, at: datetime) -> None:
    """Let no key of a person count any more.

    Raises:
        NobodyHere: none does.
        TooFewPeople: too few sign, or too few would be left.
        NoSuchKey, WrongPassphrase: nothing was changed.
    """
    with table.opened(home, at):
        left = _holders(home)
        if person not in left:
            raise NobodyHere(person=person)
        signers = _signers(home, present, person)
        if len(left - {person}) < roles.PEOPLE:
            raise TooFewPeople(needed=roles.PEOPLE)
        _change_root(home, signers, at, dict.fromkeys(IN_SAFES, (person, None)))
        _change_top(home, signers, at, person, None)
        _sign_content_again(home, at)


def replace_machine_key(
    home: Path, passphrase: str, present: Mapping[str, Safe], *, at: datetime
) -> None:
    """Give the publisher's machine a new key; publishing afterwards signs with it.

    Raises: see ``replace_key``.
    """
    with table.opened(home, at):
        signers = _signers(home, present, "")
        keys.check(MACHINE, passphrase)
        machine = keys.make(home / "keys", MACHINE, passphrase, again=True)
        _change_root(home, signers, at, dict.fromkeys(BY_MACHINE, (MACHINE, machine)))
        _change_top(home, signers, at, "", None)


def renew_top(home: Path, present: Mapping[str, Safe], *, at: datetime) -> None:
    """Sign root and top list as they are for another lifetime, with keys from the safe.

    Once a year, before they end; publishing afterwards carries them to the sites.

    Raises:
        TooFewPeople, NoSuchKey, WrongPassphrase: nothing was signed.
    """
    with table.opened(home, at):
        signers = _signers(home, present, "")
        _change_root(home, signers, at, {})
        _change_top(home, signers, at, "", None)


def _signers(home: Path, present: Mapping[str, Safe], changing: str) -> list[CryptoSigner]:
    """Return who signs a change of somebody's keys: others, whose keys count."""
    others = {person: safe for person, safe in present.items() if person != changing}
    signers = safes.unlock(others)
    counting = table.newest(home, Root.type).signed.roles[Root.type].keyids
    if sum(signer.public_key.keyid in counting for signer in signers) < roles.PEOPLE:
        raise TooFewPeople(needed=roles.PEOPLE)
    return signers


def _check_safe(
    home: Path, person: str, safe: Path, present: Mapping[str, Safe], trial: bool
) -> None:
    """Refuse a safe for a new key that is not apart from the table and the others' safes."""
    others = {each: held.folder for each, held in present.items() if each != person}
    safes.check_apart(home, {**others, person: safe}, one_disk=trial)
    safes.check_free(person, safe)


def _make_and_let_count(
    home: Path,
    person: str,
    passphrase: str,
    safe: Path | None,
    signers: list[CryptoSigner],
    at: datetime,
) -> None:
    keys.check(person, passphrase)
    if safe is not None:
        new = keys.make(safe, safes.name_of(person), passphrase, holder=person)
        _change_root(home, signers, at, dict.fromkeys(IN_SAFES, (person, new)))
    daily = keys.make(home / "keys", person, passphrase, again=True)
    _change_top(home, signers, at, person, daily)
    _sign_content_again(home, at)


def _holders(home: Path) -> set[str]:
    """Return the people whose daily keys count."""
    delegations = pending.delegator(home).delegations
    assert delegations is not None
    return set(roles.holders(delegations.keys.values()))


def _change_root(
    home: Path,
    signers: list[CryptoSigner],
    at: datetime,
    changes: Mapping[str, tuple[str, CryptoSigner | None]],
) -> None:
    """Write the next root: in each role that is named, a holder's keys go and a new one comes."""
    root: Metadata[Root] = table.newest(home, Root.type)
    for role, (holder, new) in changes.items():
        for keyid in list(root.signed.roles[role].keyids):
            if roles.holders([root.signed.keys[keyid]]) == (holder,):
                root.signed.revoke_key(keyid, role)
        if new is not None:
            root.signed.add_key(new.public_key, role)
    table.keep(home, Root.type, roles.again(root, Root.type, signers, at=at))


def _change_top(
    home: Path, signers: list[CryptoSigner], at: datetime, holder: str, new: CryptoSigner | None
) -> None:
    """Write the next top list: a holder's daily key goes, and a new one comes."""
    top: Metadata[Targets] = table.newest(home, Targets.type)
    delegations = top.signed.delegations
    assert delegations is not None
    for keyid, key in list(delegations.keys.items()):
        if roles.holders([key]) == (holder,):
            top.signed.revoke_key(keyid, roles.CONTENT)
    if new is not None:
        top.signed.add_key(new.public_key, roles.CONTENT)
    table.keep(home, Targets.type, roles.again(top, Targets.type, signers, at=at))


def _sign_content_again(home: Path, at: datetime) -> None:
    pending.put(home, pending.waiting_or_published(home), at)
