"""What on a medium counts: signed by the right people, in date, not older than what is known.

python-tuf decides; this gives it a medium to read from, the time to judge by and a memory that
survives power cuts, and makes its errors into sentences. Nothing here opens a file of a medium or
a connection: bytes come through a ``Source``.

The clock of a classroom is not believed. Signed metadata says when it was made; the latest such
moment is the *floor*: if the clock shows less, the floor is taken. A clock far ahead of all that
was ever signed is refused, for it would make everything look expired.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from tuf.api import exceptions
from tuf.api.metadata import Metadata, Root, Targets

from content.bundle import LARGEST_MANIFEST
from i18n.refusals import Conflict, Invalid, NotAllowed, Refusal, Unavailable
from i18n.translate import N_
from sync import carry, roles
from sync.client import LARGEST_METADATA, Client, Fetcher, Listed
from sync.lock import exclusive
from sync.medium import Damaged, Source
from sync.memory import Memory, MemoryLost, Remembered
from sync.rules import BUILT, OURS, Rules

Answer = TypeVar("Answer")


class NotPinned(Conflict):
    """This site has not been told whose signatures count."""

    message = N_(
        "This site trusts no publisher yet. An administrator must first give it the publisher's "
        "root file."
    )


class PinnedAlready(Conflict):
    """Another root is pinned."""

    message = N_("This site trusts another publisher already. Nothing was changed.")


class NotARoot(Invalid):
    """A file is no root that could be pinned."""

    message = N_("This is not the root file of a publisher. Nothing was changed.")


class ForeignMedium(NotAllowed):
    """The medium comes from a publisher whom this site does not trust."""

    message = N_(
        "This medium comes from a publisher whom this site does not trust. Nothing was taken from "
        "it; the library is as before. Check that it is the right medium."
    )


class NotSignedByEnough(NotAllowed):
    """Too few of the people whose signatures count have signed."""

    message = N_(
        "This medium is not signed by enough of the people whom this site trusts. Nothing was "
        "taken from it; the library is as before. Ask the publisher for a medium signed by all."
    )


class ExpiredMetadata(NotAllowed):
    """Signatures on the medium ended before now."""

    message = N_(
        "The signatures on this medium have ended; today is taken to be {day}. The library is as "
        "before. If the date is right, ask the publisher for a new medium."
    )


class OlderThanKnown(NotAllowed):
    """The medium is older than one this site has seen: perhaps an attempt to bring back errors."""

    message = N_(
        "This medium is older than one that this site has already read. The library is as before. "
        "Use the newest medium."
    )


class ClockImplausible(Unavailable):
    """The clock is so far ahead that it can only be wrong, or the site slept for a year."""

    message = N_(
        "This computer's clock shows {clock}, more than a year after the last date that is "
        "proven, {proven}. The library is as before. Set the clock right; if it is right, bring a "
        "medium made this month."
    )


@dataclass(frozen=True)
class Offer:
    """A release of a bundle that the right people have signed and that a medium should hold."""

    bundle: str
    release: int
    sha256: str
    """Of the manifest."""
    length: int
    """Of the manifest, in bytes."""
    signed_by: tuple[str, ...] = ()
    """Who signed the list it is on, by the publisher's short names."""
    signed_at: datetime = BUILT
    """When that list was made."""

    @property
    def name(self) -> str:
        """Return where the manifest lies on a medium."""
        return carry.target_name(self.bundle, self.release, self.sha256)


class Trust:
    """What a site believes about one publisher; one folder, used by one at a time."""

    def __init__(self, folder: Path, rules: Rules = OURS) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = folder / "lock"
        self._memory = Memory(folder)
        self._rules = rules

    @property
    def root(self) -> bytes | None:
        """Return the pinned root, None before there is one."""
        return self._memory.load().root

    @property
    def floor(self) -> datetime:
        """Return the latest time proven."""
        return max(self._memory.load().floor, self._rules.built)

    def pin(self, root: bytes) -> None:
        """Trust the publisher whose root this is; again with the same root changes nothing.

        The root vouches for itself alone: compare ``fingerprint`` with one got another way.

        Raises:
            NotARoot: it is damaged, not signed by its own keys, or lets one person change it.
            PinnedAlready: another one is pinned.
        """
        with exclusive(self._lock):
            known = self._memory.load()
            if known.root == root:
                return
            if known.root is not None:
                raise PinnedAlready
            issued = roles.issued(_readable_root(root, self._rules).signed)
            self._memory.save(Remembered(root, people=issued))

    def offers(self, source: Source, *, at: datetime) -> list[Offer]:
        """Verify all signed lists of a medium and return what they name, by bundle and release.

        Args:
            source: the medium.
            at: what the clock shows.

        Raises:
            NotPinned, Busy, MemoryLost: nothing was looked at.
            ClockImplausible, ForeignMedium, NotSignedByEnough, ExpiredMetadata, OlderThanKnown,
            MissingOnMedium, Damaged, MediumGone: nothing on the medium is to be used. What was
            verified before the refusal is remembered, so that a lesser medium cannot follow.
        """
        listed = self.ask(source, lambda client: list(client.listed()), at=at)
        offers = [_offer(each, self._rules) for each in listed]
        return sorted(offers, key=lambda offer: (offer.bundle, offer.release))

    def ask(self, source: Source, question: Callable[[Client], Answer], *, at: datetime) -> Answer:
        """Verify the lists of a medium and put a question to the client that has done so.

        All that is ever believed of a medium is believed here. Raises: see ``offers``.
        """
        with exclusive(self._lock):
            known = self._memory.load()
            if known.root is None:
                raise NotPinned
            if self._is_implausible(at, known):
                # the site may just have slept: see what time the medium itself can prove
                self._look(source, known, known.floor, lambda client: None)
                if self._is_implausible(at, known):
                    raise ClockImplausible(clock=at, proven=max(known.floor, self._rules.built))
            return self._look(source, known, at, question)

    def manifest(self, source: Source, offer: Offer) -> bytes:
        """Return the manifest of an offer, verified.

        Raises:
            MissingOnMedium, Damaged, MediumGone: see ``Source.read``; also another hash.
        """
        data = source.read(offer.name, offer.length)
        if len(data) != offer.length or hashlib.sha256(data).hexdigest() != offer.sha256:
            raise Damaged(name=offer.name)
        return data

    def _is_implausible(self, clock: datetime, known: Remembered) -> bool:
        return clock - max(known.floor, self._rules.built) > self._rules.plausible

    def _look(
        self,
        source: Source,
        known: Remembered,
        clock: datetime,
        question: Callable[[Client], Answer],
    ) -> Answer:
        """Verify a medium; ``known`` grows by what was verified and is saved."""
        fetcher = Fetcher(source)
        client: Client | None = None
        try:
            with self._memory.spread(known) as folder:
                client = Client(folder, fetcher, known, clock, self._rules)
                client.refresh()
                return question(client)
        except (exceptions.DownloadError, exceptions.RepositoryError) as error:
            raise _refusal(error, fetcher, known, client) from error
        except OSError as error:  # our own disk: a source raises refusals only
            raise MemoryLost(what=error.strerror) from error
        finally:
            if client is not None:
                client.prove_time()
            self._memory.save(known)


def fingerprint(root: bytes) -> str:
    """Return what people compare on paper before a root is pinned: 64 hexadecimal digits."""
    return hashlib.sha256(root).hexdigest()


def _offer(listed: Listed, rules: Rules) -> Offer:
    if listed.threshold < rules.people or len(set(listed.signed_by)) < rules.people:
        raise NotSignedByEnough
    bundle, release = carry.bundle_and_release(listed.path)
    sha256, length = listed.target.hashes.get("sha256", ""), listed.target.length
    if not sha256 or length > LARGEST_MANIFEST:
        raise Damaged(name=listed.path)
    return Offer(bundle, release, sha256, length, listed.signed_by, listed.signed_at)


def _readable_root(data: bytes, rules: Rules) -> Metadata[Root]:
    try:
        root = Metadata[Root].from_bytes(data)
        if root.signed.type != Root.type:
            raise NotARoot
        root.verify_delegate(Root.type, root)
    except (exceptions.RepositoryError, ValueError) as error:
        raise NotARoot from error
    held = root.signed.roles
    if any(held[name].threshold < rules.people for name in (Root.type, Targets.type)):
        raise NotARoot
    return root


def _refusal(
    error: Exception, fetcher: Fetcher, known: Remembered, client: Client | None
) -> Refusal:
    """Return our sentence for an error of python-tuf."""
    cause: BaseException | None = error.__cause__
    if isinstance(cause, Refusal):
        return cause
    match error:
        case exceptions.UnsignedMetadataError():
            foreign = _is_foreign(fetcher.source, known)
            return ForeignMedium() if foreign else NotSignedByEnough()
        case exceptions.ExpiredMetadataError() if client is not None:
            return ExpiredMetadata(day=client.judged_at.date())
        case exceptions.BadVersionNumberError():
            return OlderThanKnown()
    return Damaged(name=fetcher.last)


def _is_foreign(source: Source, known: Remembered) -> bool:
    """Say whether a medium's first root has none of our keys; only to choose the right words."""
    assert known.root is not None
    ours = Metadata[Root].from_bytes(known.root).signed
    name = f"metadata/{ours.version}.{Root.type}.json"
    try:
        theirs = Metadata[Root].from_bytes(source.read(name, LARGEST_METADATA)).signed
    except (Refusal, exceptions.RepositoryError):
        return False
    return isinstance(theirs, Root) and not set(theirs.keys) & set(ours.keys)
