"""What on a medium counts: signed by the right people, in date, not older than what is known.

python-tuf decides; this gives it a medium to read from, the time to judge by and a memory that
survives power cuts, and makes its errors into sentences. Nothing here opens a file of a medium or
a connection: bytes come through a ``Source``.

The clock of a classroom is not believed. Signed metadata says when it was made; the latest such
moment, and what this machine has surely lived through since (``sync.lived``), is the *floor*: if
the clock shows less, the floor is taken. A clock far ahead of it is refused, for it would make
everything look expired.

Keys that lie in safes prove the time without limit. Daily keys and the publisher's machine prove it
thirteen months beyond those at most, and only until the safes are opened for another root: who
steals these can have everything look expired for a while, never for good.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from tuf.api import exceptions

from content.manifest import LARGEST_MANIFEST
from i18n.refusals import Refusal
from sync import carry, roles
from sync import channels as naming
from sync.client import Client, Fetcher, Listed
from sync.distrust import (
    ClockImplausible,
    ExpiredMetadata,
    NotPinned,
    NotSignedByEnough,
    OlderThanKnown,
    PinnedAlready,
)
from sync.lived import Proof, Uptime
from sync.lock import exclusive
from sync.medium import Damaged, Source
from sync.memory import Memory, MemoryLost, Remembered
from sync.rules import BUILT, OURS, Rules
from sync.withdrawal import Withdrawal

Answer = TypeVar("Answer")

OF_ANOTHER_TYPE = (TypeError, ValueError, AttributeError, LookupError, ArithmeticError)
"""What python-tuf raises for a list that the right people have signed and whose values are not of
the types they must be: it looks at who signed, and at few of the values."""


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


@dataclass(frozen=True)
class Listing:
    """What a verified medium offers."""

    offers: tuple[Offer, ...]
    """By bundle and release."""
    outside: tuple[Offer, ...] = ()
    """What the publisher signed though this site lets others sign it, or nobody."""


class Trust:
    """What a site believes about one publisher; one folder, used by one at a time."""

    def __init__(
        self, folder: Path, rules: Rules = OURS, uptime: Callable[[], Uptime] | None = None
    ) -> None:
        """Open what is believed.

        Args:
            folder: of it; made if missing.
            rules: to judge by.
            uptime: returns what the machine's counter of elapsed time shows; the same counter for
                all who ever open this folder. Without one, time does not pass here.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = folder / "lock"
        self._memory = Memory(folder)
        self._rules, self._uptime = rules, uptime

    def known(self) -> Remembered:
        """Return what is remembered of the publisher, and what was lived since."""
        known = self._memory.load()
        if self._uptime is not None:
            known.live(self._uptime())
        return known

    @property
    def root(self) -> bytes | None:
        """Return the pinned root, None before there is one."""
        return self._memory.load().root

    @property
    def floor(self) -> datetime:
        """Return the moment that has surely passed: the latest proven, and what was lived since."""
        return max(self.known().floor, self._rules.built)

    @property
    def newest(self) -> datetime:
        """Return when the newest metadata that was ever verified was signed.

        A medium that is brought again and again stays valid until it ends: only the age of this
        shows that nothing new arrives, for want of care or because somebody holds it back.
        """
        return self.known().newest

    def live(self) -> None:
        """Write down what this machine has lived through since it was last written.

        Raises:
            Busy: a medium is being looked at, and that writes it too.
            MemoryLost: it could not be written; it is counted the next time.
        """
        if self._uptime is not None and self.root is not None:
            with exclusive(self._lock, patience=0):
                self._memory.save_lived(self.known())

    @property
    def channels(self) -> tuple[str, ...]:
        """Return which bundles this publisher may sign."""
        return self._memory.load().channels

    def pin(self, root: bytes, may_sign: Sequence[str] = naming.EVERYTHING) -> None:
        """Trust the publisher whose root this is, for some channels; again, to change these.

        The root vouches for itself alone: compare ``fingerprint`` with one got another way.

        Raises:
            NotARoot: it is damaged, not signed by its own keys, or lets one person change it.
            NotChannels: these are none.
            PinnedAlready: another one is pinned.
        """
        names = naming.check(may_sign)
        with exclusive(self._lock):
            known = self.known()
            if known.root not in (None, root):
                raise PinnedAlready
            if known.root is None:
                issued = roles.issued(roles.readable_root(root, self._rules.people).signed)
                known = Remembered(root, people=Proof(issued), counted=known.counted)
            known.channels = names
            self._memory.save(known)

    def offers(self, source: Source, *, at: datetime) -> list[Offer]:
        """Verify all signed lists of a medium and return what this publisher may offer.

        Args:
            source: the medium.
            at: what the clock shows.

        Raises:
            NotPinned, Busy, MemoryLost: nothing was looked at.
            ClockImplausible, NotSignedByEnough, ExpiredMetadata, OlderThanKnown, MissingOnMedium,
            Damaged, MediumGone: nothing on the medium is to be used. What was verified before
            the refusal is remembered (newer roots and lists, and the time that they prove), so that
            an older medium, on which they are not yet, cannot follow.
        """
        return list(self.look(source, at=at).offers)

    def look(self, source: Source, *, at: datetime) -> Listing:
        """Verify all signed lists of a medium; see ``offers``."""
        listed = self.ask(source, lambda client: list(client.listed()), at=at)
        offers = [_offer(each, self._rules) for each in listed]
        offers.sort(key=lambda offer: (offer.bundle, offer.release))
        mine = self.channels
        return Listing(
            tuple(offer for offer in offers if naming.covers(mine, offer.bundle)),
            tuple(offer for offer in offers if not naming.covers(mine, offer.bundle)),
        )

    def ask(self, source: Source, question: Callable[[Client], Answer], *, at: datetime) -> Answer:
        """Verify the lists of a medium and put a question to the client that has done so.

        All that is ever believed of a medium is believed here. Raises: see ``offers``.
        """
        with exclusive(self._lock):
            known = self.known()
            if known.root is None:
                raise NotPinned
            if self._is_implausible(at, known):
                # the site may just have slept: see what time the medium itself can prove, and
                # offer nothing of it; the question is put when the clock is found to be possible
                self._look(source, known, known.floor, lambda client: None)
                if self._is_implausible(at, known):
                    raise ClockImplausible(clock=at, proven=max(known.floor, self._rules.built))
            return self._look(source, known, at, question)

    def withdrawn(self) -> tuple[Withdrawal, ...]:
        """Return the releases that this publisher has taken back, as far as this site has heard.

        Known without a medium, from the newest list that was ever verified; never more than the
        publisher may sign. A medium that is refused for its age or its signatures changes nothing.
        """
        known = self._memory.load()
        return tuple(each for each in known.withdrawn if naming.covers(known.channels, each.bundle))

    def manifest(self, source: Source, offer: Offer) -> bytes:
        """Return the manifest of an offer, verified; see ``manifest_of``."""
        return manifest_of(source, offer)

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
            raise _refusal(error, fetcher, client) from error
        except OSError as error:  # our own disk: a source raises refusals only
            raise MemoryLost(what=error.strerror) from error
        except OF_ANOTHER_TYPE as error:
            raise Damaged(name=fetcher.last) from error
        finally:
            if self._uptime is not None:
                known.live(self._uptime())
            if client is not None:
                client.remember()
            self._memory.save(known)


def manifest_of(source: Source, offer: Offer) -> bytes:
    """Return the manifest of an offer, verified by the hash that people have signed.

    Raises:
        MissingOnMedium, Damaged, MediumGone: see ``Source.read``; also another hash.
    """
    data = source.read(offer.name, offer.length)
    if len(data) != offer.length or hashlib.sha256(data).hexdigest() != offer.sha256:
        raise Damaged(name=offer.name)
    return data


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


def _refusal(error: Exception, fetcher: Fetcher, client: Client | None) -> Refusal:
    """Return our sentence for an error of python-tuf."""
    cause: BaseException | None = error.__cause__
    if isinstance(cause, Refusal):
        return cause
    match error:
        case exceptions.UnsignedMetadataError():
            return NotSignedByEnough()
        case exceptions.ExpiredMetadataError() if client is not None:
            return ExpiredMetadata(day=client.judged_at.date())
        case exceptions.BadVersionNumberError():
            return OlderThanKnown()
    return Damaged(name=fetcher.last)
