"""What the nightly channel brings: nobody of the staff brought it, so two people decide.

    channel ──> arriving ──> waiting, nobody answers ──take charge──> waiting ──another approves──>

Whoever takes charge of a release answers for its coming here, as if they had brought it on a
stick; the rule that another person approves is then the same.
"""

from datetime import datetime

from content.manifest import Manifest
from i18n.refusals import Conflict
from i18n.translate import N_
from server.accounts.models import Person
from server.actors import CHANNEL, SYSTEM, Actor
from server.audit.operations import record
from server.bundles import putting_back
from server.bundles.models import (
    APPROVED,
    ARRIVING,
    GIVEN_UP,
    INSTALLED,
    INSTALLING,
    REFUSED,
    TAKEN_OFF,
    WAITING,
    Arrival,
)
from server.bundles.operations import still_waiting
from server.database import writing
from server.jobs.models import Job
from sync.quarantine import Quarantine
from sync.trust import Offer


class TakenAlready(Conflict):
    """Somebody answers for a release already."""

    message = N_("{name} answers for this bundle already: another content manager may approve it.")


def is_wanted(offer: Offer, installed: int | None) -> bool:
    """Say whether the channel should bring a release.

    It does not come if it is installed, waits, or is decided about; nor if it came by the channel
    once and was given up, for then it would come again every night. What an update of the program
    has lost comes again.
    """
    if installed is not None and installed >= offer.release:
        return False
    same = (Arrival.channel_id == offer.bundle) & (Arrival.manifest == offer.sha256)
    here = Arrival.state << (WAITING, APPROVED, INSTALLING, TAKEN_OFF, REFUSED)
    if not putting_back.is_lost(offer):
        here |= Arrival.state == INSTALLED
    given_up = (Arrival.state == GIVEN_UP) & Arrival.brought_by.is_null()
    return not Arrival.select().where(same & (here | given_up)).exists()


def begin(offer: Offer, manifest: Manifest, place: str, job: Job, *, at: datetime) -> Arrival:
    """Note that the channel begins to bring a release, or goes on with one that is arriving.

    Args:
        offer: of it.
        manifest: its manifest, verified.
        place: the address of the channel.
        job: that brings it.
        at: when.
    """
    with writing():
        arrival: Arrival | None = Arrival.get_or_none(
            Arrival.channel_id == offer.bundle,
            Arrival.manifest == offer.sha256,
            Arrival.state == ARRIVING,
        )
        if arrival is None:
            arrival = Arrival.create(
                channel_id=manifest.id,
                release=manifest.release,
                title=manifest.title,
                manifest=offer.sha256,
                medium=place,
                state=ARRIVING,
                brought_by=None,
                brought_at=at,
                job=job,
            )
            record(CHANNEL, "bundle.brought", arrival.name, at=at, manifest=arrival.manifest)
        Arrival.update(job=job).where(Arrival.id == arrival.id).execute()
    return arrival


def drop(arrival: Arrival, quarantine: Quarantine, reason: str, *, at: datetime) -> None:
    """Give up a release that the channel was bringing: it could never be installed."""
    with writing():
        changed = (
            Arrival.update(state=GIVEN_UP, reason=reason[:2000])
            .where(Arrival.id == arrival.id, Arrival.state == ARRIVING)
            .execute()
        )
        if not changed:
            return
        record(SYSTEM, "bundle.given_up", arrival.name, at=at, reason=reason[:2000])
    quarantine.discard(arrival.manifest)


def superseded(offered: set[str], place: str) -> list[Arrival]:
    """Return what the channel at a place had begun to bring and no longer offers, oldest first.

    Args:
        offered: SHA-256 of the manifests that it offers now.
        place: its address.
    """
    begun = Arrival.select().where(
        Arrival.state == ARRIVING, Arrival.brought_by.is_null(), Arrival.medium == place
    )
    return [each for each in begun.order_by(Arrival.id) if each.manifest not in offered]


def take_charge(arrival: Arrival, person: Person, by: Actor, *, at: datetime) -> None:
    """Let a person answer for a release that the channel brought.

    Raises:
        TakenAlready: somebody does.
        NotAContentManager, NotWaiting: see ``operations.still_waiting``.
    """
    with writing():
        arrival = still_waiting(arrival, person)
        if arrival.brought_by is not None:
            raise TakenAlready(name=arrival.brought_by.name)
        arrival.brought_by = person
        arrival.save(only=[Arrival.brought_by])
        record(by, "bundle.taken_charge_of", arrival.name, at=at, manifest=arrival.manifest)
