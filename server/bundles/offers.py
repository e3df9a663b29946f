"""What a medium offers, beside what is installed and what is on its way."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from content.bundle import part_name
from content.manifest import LARGEST_MANIFEST, Manifest
from content.models import Release
from content.refusals import NewerFormat, TooNew
from content.staging import NumberTaken
from i18n.formats import Size
from i18n.refusals import Invalid, NotFound, Refusal
from i18n.translate import N_
from server.actors import Actor
from server.audit.operations import record
from server.bundles.models import ARRIVING, Arrival
from server.bundles.withdrawals import reconcile
from server.console import Site
from server.database import writing
from sync.inspection import agreeing
from sync.medium import FolderMedium, MadeFor, MissingOnMedium, NotAMedium
from sync.trust import Offer, manifest_of
from sync.volumes import mounted_volumes
from sync.withdrawal import Withdrawal


class NoSuchMedium(NotFound):
    """A medium is not there (any more)."""

    message = N_(
        "There is no stick or folder with bundles at “{place}”. Put the stick back and look again."
    )


class NoMediumNamed(NotFound):
    """An address names no medium."""

    message = N_("No stick and no folder was chosen. Choose one on the page “Bundles”.")


class NotOffered(NotFound):
    """A medium does not hold a release any more."""

    message = N_("Release {release} of “{bundle}” is no longer on this medium.")


class NotWholeHere(Invalid):
    """A medium was made for one site, and lacks something that this site needs."""

    message = N_(
        "This medium was made for the site “{site}”, by what it had on {made}: {size} of "
        "“{course}” are neither here nor on it. Nothing was brought in. Write the inventory of "
        "this site anew and have the publisher make the medium again, or take one that holds "
        "everything."
    )


class TooMuchToList(Invalid):
    """The descriptions of what a medium offers take more memory than a page may."""

    message = N_(
        "The descriptions of the bundles on this medium take more than {size}: this one was not "
        "read. Ask the publisher for a medium with fewer bundles."
    )


@dataclass(frozen=True)
class Offered:
    """A release that a medium offers, its signatures verified, beside what is here."""

    offer: Offer
    manifest: Manifest
    installed: int | None
    """The release learners see now."""
    arrival: Arrival | None
    """The same release, on its way already."""
    taken_back: Withdrawal | None = None
    """What its publisher says of it, if it was taken back."""
    lacking: Refusal | None = None
    """Why it cannot come from this medium, which was made for one site."""

    @property
    def state(self) -> str:
        """Return what it is beside what is here: a key of ``STATES``."""
        number = self.manifest.release
        if self.taken_back is not None:
            return "withdrawn"
        if self.arrival is not None:
            return "on_the_way"
        if self.installed is not None and number <= self.installed:
            return "installed" if number == self.installed else "older"
        if self.lacking is not None:
            return "lacking"
        return "newer" if self.installed else "new"

    @property
    def may_come(self) -> bool:
        """Say whether it can be brought in: it is new here, or has not arrived whole."""
        if self.arrival is not None and self.taken_back is None:
            return self.arrival.state == ARRIVING and self.lacking is None
        return self.state in ("new", "newer")


STATES = {
    "new": N_("New"),
    "newer": N_("Newer than here"),
    "installed": N_("Here already"),
    "older": N_("Older than here"),
    "on_the_way": N_("On the way"),
    "withdrawn": N_("Taken back by its publisher"),
    "lacking": N_("Not whole on this medium"),
    "too_new": N_("Needs a newer Ardoise"),
    "unusable": N_("Cannot be used"),
    "outside": N_("Not this publisher's to sign"),
    "elsewhere": N_("Not on this medium"),
}
"""What a release on a medium is, as pages and the console say it."""


@dataclass(frozen=True)
class Unusable:
    """A release that is signed but cannot be brought in, and why."""

    offer: Offer
    why: Refusal

    @property
    def state(self) -> str:
        """Return what it is: a key of ``STATES``."""
        return "too_new" if isinstance(self.why, TooNew | NewerFormat) else "unusable"


@dataclass(frozen=True)
class Found:
    """What a medium holds: each release by itself, one that is unusable hides no other."""

    offered: tuple[Offered, ...]
    unusable: tuple[Unusable, ...]
    outside: tuple[Offer, ...] = ()
    """Signed, but this site does not let this publisher sign it."""
    elsewhere: tuple[Offer, ...] = ()
    """Signed, and not on this medium, which was made for one site; nor is it installed."""
    channels: tuple[str, ...] = ()
    """What this site lets the publisher sign."""
    made_for: MadeFor | None = None
    """The one site that the medium says it was made for."""


def medium_at(place: str, folders: tuple[str, ...]) -> FolderMedium:
    """Return a medium by the folder it is at: a stick that is plugged in, or one of ``folders``.

    Raises:
        NoMediumNamed: no folder is given.
        NoSuchMedium: it is not there.
        MediumSilent: it does not answer; see ``sync.answering``.
    """
    if not place.strip():
        raise NoMediumNamed()
    for folder in (*map(Path, folders), *mounted_volumes()):
        if str(folder) == place:
            try:
                return FolderMedium(folder)
            except NotAMedium:
                break
    raise NoSuchMedium(place=place)


def look(site: Site, medium: FolderMedium, by: Actor, *, at: datetime) -> Found:
    """Verify everything that is signed on a medium and return what it offers.

    The parts, which hold the courses themselves, are read when they are brought in.

    Raises:
        Refusal: what ``Publishers.of`` and ``Trust.look`` refuse, or the medium is gone; noted in
        the audit log.
    """
    try:
        publisher = site.trust.of(medium)
        listing = publisher.trust.look(medium, at=at)
        read = list(_manifests(medium, listing.offers))
    except Exception as error:
        with writing():
            record(by, "medium.refused", str(medium.root), at=at, why=type(error).__name__)
        raise
    reconcile(site.trust, site.library, by, at=at)
    releases = site.library.releases()
    known = {(a.channel_id, a.manifest): a for a in Arrival.on_the_way()}
    taken_back = {each.name: each for each in publisher.trust.withdrawn()}
    offered, unusable, elsewhere = [], [], []
    for offer, manifest in read:
        here = releases.get(offer.bundle)
        if isinstance(manifest, Manifest) and _is_another(manifest, here):
            taken = NumberTaken(channel=manifest.id, number=manifest.release)
            unusable.append(Unusable(offer, taken))
        elif isinstance(manifest, Manifest):
            is_new = here is None or here.number < manifest.release
            offered.append(
                Offered(
                    offer,
                    manifest,
                    here.number if here else None,
                    known.get((offer.bundle, offer.sha256)),
                    taken_back.get(manifest.name),
                    lacking(site, medium, manifest) if is_new else None,
                )
            )
        elif medium.made_for and isinstance(manifest, MissingOnMedium):
            elsewhere += [offer] if not here or here.manifest != offer.sha256 else []
        else:
            unusable.append(Unusable(offer, manifest))
    found = Found(
        tuple(offered),
        tuple(unusable),
        listing.outside,
        tuple(elsewhere),
        publisher.channels,
        medium.made_for,
    )
    with writing():
        names = {"unusable": [each.offer for each in unusable], "outside": found.outside}
        told = {kind: ", ".join(map(_name, some)) for kind, some in names.items()}
        record(by, "medium.verified", str(medium.root), at=at, bundles=len(offered), **told)
    return found


def lacking(site: Site, medium: FolderMedium, manifest: Manifest) -> NotWholeHere | None:
    """Return why a medium that was made for one site cannot bring a release here.

    Only the lengths of parts are looked at. A medium that says it holds everything is believed
    until it is read.
    """
    if medium.made_for is None:
        return None
    needed = site.quarantine.missing_parts(manifest)
    absent = [size for part, size in needed if not medium.has(part_name(part), size)]
    if not absent:
        return None
    made = medium.made_for.made
    return NotWholeHere(
        site=medium.made_for.site,
        made=date.fromisoformat(made) if made else "–",
        size=Size(sum(absent)),
        course=manifest.title,
    )


def _is_another(manifest: Manifest, here: Release | None) -> bool:
    """Say whether another content bears the same number here."""
    return here is not None and here.number == manifest.release and here.manifest != manifest.sha256


def _name(offer: Offer) -> str:
    return f"{offer.bundle}-{offer.release}"


def _manifests(
    medium: FolderMedium, offers: Iterable[Offer]
) -> Iterator[tuple[Offer, Manifest | Invalid]]:
    """Go through the manifests of offers, as long as they take no more than the largest may."""
    left = LARGEST_MANIFEST
    for offer in offers:
        left -= offer.length
        too_much = TooMuchToList(size=Size(LARGEST_MANIFEST))
        yield offer, _manifest(medium, offer) if left >= 0 else too_much


def _manifest(medium: FolderMedium, offer: Offer) -> Manifest | Invalid:
    """Return the manifest of an offer, or why this one bundle cannot be used."""
    try:
        return agreeing(manifest_of(medium, offer), offer)
    except Invalid as refusal:
        return refusal
