"""Where the keys of people lie that sign rarely: each in a safe, no two together.

A key from the safe signs the root and the top list: who may sign what. With two of them a thief
owns every site; so they are made in folders that have nothing to do with each other, each on a
stick that goes into its holder's own safe, and come to the table only to sign.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Root

from i18n.refusals import Invalid
from i18n.translate import N_
from sync import keys, roles, table


class NoSafe(Invalid):
    """Nobody said where a key from the safe goes."""

    message = N_("Say where the key of {person} goes: a folder on a stick of that person's own.")


class KeysTogether(Invalid):
    """Two keys would lie in one place."""

    message = N_(
        "{first} and {second} are one place: keys that lie together are stolen together. Nothing "
        "was made. Give each person a folder on a stick of their own."
    )


class OnOneDisk(Invalid):
    """Two keys would lie on one disk."""

    message = N_(
        "{first} and {second} are on one disk: keys that lie together are stolen together. "
        "Nothing was made. Give each person a stick of their own."
    )


class KeyThere(Invalid):
    """A safe holds a key of that name already."""

    message = N_("There is a key of {person} in {place} already. Nothing was made.")


class NotTheirs(Invalid):
    """A key from paper is not the key of this person."""

    message = N_("The key on this paper does not count as the key of {person} here.")


class TooFewPeople(Invalid):
    """A publisher needs more people than were named."""

    message = N_("A publisher needs at least {needed} different people, each with a passphrase.")


@dataclass(frozen=True)
class Safe:
    """A person at the table with their key from the safe."""

    folder: Path
    passphrase: str


def name_of(person: str) -> str:
    """Return what the file of a person's key in the safe is called, without its ending."""
    return f"{person}.root"


def check_apart(home: Path, safes: Mapping[str, Path], *, one_disk: bool) -> None:
    """Refuse safes that are in one place with each other or with the publisher's folder.

    Args:
        home: of the publisher.
        safes: a folder for each person.
        one_disk: allow folders of one disk, to try things out.

    Raises:
        KeysTogether: one folder is another, or lies in it.
        OnOneDisk: two are on one disk.
    """
    places = [home.resolve(), *(folder.resolve() for folder in safes.values())]
    for first, second in combinations(places, 2):
        if first == second or first in second.parents or second in first.parents:
            raise KeysTogether(first=str(first), second=str(second))
    for first, second in combinations(places, 2):
        if not one_disk and _disk(first) == _disk(second):
            raise OnOneDisk(first=str(first), second=str(second))


def check_free(person: str, folder: Path) -> None:
    """Raise KeyThere if a safe has a key of this person, perhaps for another publisher."""
    if (folder / f"{name_of(person)}.pem").exists():
        raise KeyThere(person=person, place=str(folder))


def unlock(present: Mapping[str, Safe]) -> list[CryptoSigner]:
    """Return the signers of people at the table, enough to change who may sign what.

    Raises:
        TooFewPeople: there are not.
        NoSuchKey, WrongPassphrase: see ``keys.unlock``.
    """
    if len(present) < roles.PEOPLE:
        raise TooFewPeople(needed=roles.PEOPLE)
    return [
        keys.unlock(safe.folder, name_of(person), safe.passphrase)
        for person, safe in present.items()
    ]


def restore(home: Path, person: str, secret: bytes, passphrase: str, folder: Path) -> None:
    """Put a key from paper into a safe again, under a new passphrase.

    Args:
        home: of the publisher.
        person: whose key it is.
        secret: as ``paper.secret_of`` gives it.
        passphrase: the new one.
        folder: the safe.

    Raises:
        NotTheirs: it is no key of this person that counts for this publisher.
        KeyThere, PassphraseTooShort: nothing was written.
    """
    check_free(person, folder)
    counting = table.newest(home, Root.type).signed
    key = counting.keys.get(keys.signer_of(secret).public_key.keyid)
    if key is None or roles.holders([key]) != (person,):
        raise NotTheirs(person=person)
    keys.make(folder, name_of(person), passphrase, holder=person, secret=secret)


def _disk(place: Path) -> int:
    """Return the number of the disk that a folder is or would be on."""
    there = next(each for each in (place, *place.parents) if each.exists())
    return there.stat().st_dev
