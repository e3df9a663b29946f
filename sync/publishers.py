"""The publishers whom a site trusts: a region, the CNED, the prison itself.

Each is pinned once under a short name, with its root and the channels that it may sign. No bundle
belongs to two of them, so that none can put its own lesson in the place of another's. What is
known of each is kept apart: the loss of one publisher's keys is no loss of another's.

    ROOT/<name>/trust.db               what ``sync.trust`` remembers of that publisher
    ROOT/_forgotten/<print>/trust.db   the same of one who is trusted no more, by its root

What was known of a publisher is kept when it is trusted no more: should it be trusted again, a
medium older than those that were seen is still refused.
"""

import re
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Root

from content import durable
from i18n.refusals import Conflict, Invalid, NotFound, Refusal
from i18n.translate import N_
from sync import channels as naming
from sync.channels import EVERYTHING
from sync.client import LARGEST_METADATA
from sync.distrust import ForeignMedium, NotPinned, PinnedAlready
from sync.freshness import STALE, Freshness, freshness
from sync.lived import Uptime
from sync.lock import Busy, exclusive
from sync.medium import Damaged, MissingOnMedium, Source
from sync.trust import Listing, Offer, Trust, fingerprint, manifest_of
from sync.withdrawal import Withdrawal

ONLY = "publisher"
"""What a site calls its publisher if it has but one and gives it no name."""

OWN = "this-site"
"""What a site calls itself where it is the publisher of what its teachers wrote."""

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?")


class NotAPublisher(Invalid):
    """A name does not fit a folder."""

    message = N_("“{name}” cannot name a publisher: use small letters a to z, digits and hyphens.")


class ChannelsTaken(Conflict):
    """Another publisher may sign some of these channels."""

    message = N_(
        "{name} may sign {channels} already: no course belongs to two publishers. Nothing was "
        "changed. Trust that one again for fewer channels first, or choose others."
    )


class NotTheirChannels(Invalid):
    """Another publisher than the site itself is to sign what is written here, or the reverse."""

    message = N_(
        "Courses whose names begin with “{prefix}” are written at this site, and signed by it "
        "alone. Nothing was changed. Choose other channels for {name}."
    )


class NoSuchPublisher(NotFound):
    """Nobody of this name is trusted."""

    message = N_("This site trusts no publisher called “{name}”. It trusts: {names}.")


@dataclass(frozen=True)
class Publisher:
    """A publisher whom a site trusts."""

    name: str
    channels: tuple[str, ...]
    root: bytes
    trust: Trust

    @property
    def fingerprint(self) -> str:
        """Return what people compare on paper."""
        return fingerprint(self.root)


class Publishers:
    """Whom a site trusts, and for what."""

    def __init__(self, folder: Path, uptime: Callable[[], Uptime] | None = None) -> None:
        """Open who is trusted; see ``Trust`` for ``uptime``."""
        folder.mkdir(parents=True, exist_ok=True)
        self._uptime = uptime
        self._folder, self._forgotten = folder, folder / "_forgotten"

    def pinned(self) -> list[Publisher]:
        """Return who is trusted, by name.

        Raises:
            MemoryLost: see ``sync.memory``.
        """
        found = []
        for place in sorted(self._folder.iterdir()):
            if place.is_dir() and _NAME.fullmatch(place.name):
                trust = self._trust(place)
                root = trust.root
                if root is not None:
                    found.append(Publisher(place.name, trust.channels, root, trust))
        return found

    def pin(
        self, root: bytes, *, name: str = ONLY, channels: Sequence[str] = EVERYTHING
    ) -> Publisher:
        """Trust a publisher for some channels; again with the same root, to change the channels.

        Args:
            root: of the publisher.
            name: short, of this site's own choice.
            channels: names of bundles, or how they begin and a star.

        Raises:
            NotAPublisher, NotChannels, NotARoot: nothing was changed.
            PinnedAlready: another has this name, or this root another name.
            ChannelsTaken: another may sign some of them.
            NotTheirChannels: the site alone signs its own courses, and nothing else.
        """
        if not _NAME.fullmatch(name):
            raise NotAPublisher(name=name)
        wanted = naming.check(channels)
        if any(naming.is_own(each) != (name == OWN) for each in wanted):
            raise NotTheirChannels(prefix=naming.OWN, name=name)
        with exclusive(self._folder / "lock"):
            for other in self.pinned():
                if other.name == name:
                    continue
                if other.root == root:
                    raise PinnedAlready
                if taken := naming.shared(wanted, other.channels):
                    raise ChannelsTaken(name=other.name, channels=", ".join(taken))
            self._take_back(root, name, wanted)
            trust = self._trust(self._folder / name)
            trust.pin(root, wanted)
            return Publisher(name, wanted, root, trust)

    def live(self) -> None:
        """Write down what this machine has lived through; see ``Trust.live``."""
        for one in self.pinned():
            with suppress(Busy):
                one.trust.live()

    def named(self, name: str) -> Publisher:
        """Return a publisher who is trusted.

        Raises:
            NoSuchPublisher: nobody of this name is.
        """
        trusted = self.pinned()
        for one in trusted:
            if one.name == name:
                return one
        raise NoSuchPublisher(name=name, names=", ".join(one.name for one in trusted) or "–")

    def forget(self, name: str) -> None:
        """Trust a publisher no more, from one moment to the next.

        Raises:
            NoSuchPublisher: nobody of this name is trusted.
            Busy: a medium of it is being looked at.
        """
        with exclusive(self._folder / "lock"):
            one, place = self.named(name), self._folder / name
            self._forgotten.mkdir(exist_ok=True)
            with exclusive(place / "lock"):
                pass  # a look that is under way ends first; Windows moves no folder in use
            _move(place, self._forgotten / one.fingerprint)

    def _trust(self, place: Path) -> Trust:
        return Trust(place, uptime=self._uptime)

    def _take_back(self, root: bytes, name: str, channels: Sequence[str]) -> None:
        """Let what was once known of a publisher count again."""
        aside, place = self._forgotten / fingerprint(root), self._folder / name
        if aside.is_dir() and self._trust(place).root is None:
            self._trust(aside).pin(root, channels)
            _move(aside, place)

    def of(self, source: Source) -> Publisher:
        """Return whose medium this says it is; whether it is true, ``Trust`` decides.

        Raises:
            NotPinned: nobody is trusted.
            ForeignMedium: it is nobody's who is trusted.
            MissingOnMedium, Damaged, MediumGone: it cannot be known.
        """
        trusted = self.pinned()
        if not trusted:
            raise NotPinned
        for publisher in trusted:
            if _begins_with(source, publisher.root):
                return publisher
        others = [one for one in trusted if one.name != OWN]
        if len(others) == 1 and not _is_elsewhere(source, others[0].root):
            return others[0]
        raise ForeignMedium

    def offers(self, source: Source, *, at: datetime) -> list[Offer]:
        """Return what a medium offers, of whomever it is; see ``Trust.offers``, and ``of``."""
        return list(self.look(source, at=at).offers)

    def look(self, source: Source, *, at: datetime) -> Listing:
        """Verify a medium, of whomever it is; see ``Trust.look``, and ``of``."""
        return self.of(source).trust.look(source, at=at)

    def withdrawn(self) -> tuple[Withdrawal, ...]:
        """Return every release that was taken back by who may sign it; see ``Trust.withdrawn``."""
        return tuple(each for one in self.pinned() for each in one.trust.withdrawn())

    def freshness(self, *, at: datetime, stale_after: timedelta = STALE) -> list[Freshness]:
        """Return how old the newest of each publisher is, by name; the site's own never is.

        Args:
            at: what the clock shows; less than what is proven counts as that.
            stale_after: the age that is too much, by the way in which media come.
        """
        return [
            freshness(one.name, one.trust.known(), one.trust.floor, at, stale_after)
            for one in self.pinned()
            if one.name != OWN
        ]

    def manifest(self, source: Source, offer: Offer) -> bytes:
        """Return the manifest of an offer, verified; see ``manifest_of``."""
        return manifest_of(source, offer)


def _move(place: Path, to: Path) -> None:
    """Rename a folder, durably; what lies at its new place is of no use and goes."""
    shutil.rmtree(to, ignore_errors=True)
    place.replace(to)
    durable.flush_folder(to.parent)
    durable.flush_folder(place.parent)


def _first_root(source: Source, pinned: bytes) -> bytes:
    version = Metadata[Root].from_bytes(pinned).signed.version
    return source.read(f"metadata/{version}.{Root.type}.json", LARGEST_METADATA)


def _begins_with(source: Source, pinned: bytes) -> bool:
    try:
        return _first_root(source, pinned) == pinned
    except (MissingOnMedium, Damaged):
        return False


def _is_elsewhere(source: Source, pinned: bytes) -> bool:
    """Say whether a medium's root is a root, and has none of our keys; if unsure, it has not."""
    ours = Metadata[Root].from_bytes(pinned).signed
    try:
        theirs = Metadata[Root].from_bytes(_first_root(source, pinned)).signed
    except (Refusal, RepositoryError):
        return False
    return isinstance(theirs, Root) and not set(theirs.keys) & set(ours.keys)
