"""What a medium offers, beside what is installed and what is on its way."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from content.bundle import Manifest
from content.library import Library
from i18n.refusals import Invalid, NotFound
from i18n.translate import N_
from server.actors import Actor
from server.audit.operations import record
from server.bundles.models import ARRIVING, Arrival
from server.bundles.withdrawals import reconcile
from server.database import writing
from sync.inspection import agreeing
from sync.medium import FolderMedium, find_media
from sync.publishers import Publishers
from sync.trust import Offer
from sync.volumes import mounted_volumes


class NoSuchMedium(NotFound):
    """A medium is not there (any more)."""

    message = N_(
        "There is no stick or folder with bundles at “{place}”. Put the stick back and look again."
    )


class NotOffered(NotFound):
    """A medium does not hold a release any more."""

    message = N_("Release {release} of “{bundle}” is no longer on this medium.")


@dataclass(frozen=True)
class Offered:
    """A release that a medium offers, its signatures verified, beside what is here."""

    offer: Offer
    manifest: Manifest
    installed: int | None
    """The release learners see now."""
    arrival: Arrival | None
    """The same release, on its way already."""

    @property
    def may_come(self) -> bool:
        """Say whether it can be brought in: it is new here, or has not arrived whole."""
        if self.arrival is not None:
            return bool(self.arrival.state == ARRIVING)
        return (self.installed or 0) < self.manifest.release


@dataclass(frozen=True)
class Unusable:
    """A release that is signed but cannot be brought in, and why."""

    offer: Offer
    why: Invalid


@dataclass(frozen=True)
class Found:
    """What a medium holds: each release by itself, one that is unusable hides no other."""

    offered: tuple[Offered, ...]
    unusable: tuple[Unusable, ...]


def media(folders: tuple[str, ...]) -> list[FolderMedium]:
    """Return the media that can be looked at now: sticks that are plugged in, and these folders."""
    return find_media([*map(Path, folders), *mounted_volumes()])


def medium_at(place: str, folders: tuple[str, ...]) -> FolderMedium:
    """Return a medium by the folder it is at; only those that ``media`` finds.

    Raises:
        NoSuchMedium: it is not there.
    """
    for medium in media(folders):
        if str(medium.root) == place:
            return medium
    raise NoSuchMedium(place=place)


def look(
    trust: Publishers, library: Library, medium: FolderMedium, by: Actor, *, at: datetime
) -> Found:
    """Verify everything that is signed on a medium and return what it offers.

    The parts, which hold the courses themselves, are read when they are brought in.

    Raises:
        Refusal: what ``Publishers.offers`` refuses, or the medium is gone; noted in the audit log.
    """
    try:
        read = [(offer, _manifest(trust, medium, offer)) for offer in trust.offers(medium, at=at)]
    except Exception as error:
        with writing():
            record(by, "medium.refused", str(medium.root), at=at, why=type(error).__name__)
        raise
    reconcile(trust, library, by, at=at)
    releases = library.releases()
    known = {(a.channel_id, a.manifest): a for a in Arrival.on_the_way()}
    found = Found(
        tuple(
            Offered(
                offer,
                manifest,
                releases[offer.bundle].number if offer.bundle in releases else None,
                known.get((offer.bundle, offer.sha256)),
            )
            for offer, manifest in read
            if isinstance(manifest, Manifest)
        ),
        tuple(Unusable(offer, why) for offer, why in read if isinstance(why, Invalid)),
    )
    with writing():
        unusable = ", ".join(f"{each.offer.bundle}-{each.offer.release}" for each in found.unusable)
        bundles = len(found.offered)
        record(by, "medium.verified", str(medium.root), at=at, bundles=bundles, unusable=unusable)
    return found


def _manifest(trust: Publishers, medium: FolderMedium, offer: Offer) -> Manifest | Invalid:
    """Return the manifest of an offer, or why this one bundle cannot be used."""
    try:
        return agreeing(trust.manifest(medium, offer), offer)
    except Invalid as refusal:
        return refusal
