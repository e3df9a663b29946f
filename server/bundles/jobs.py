"""The long work of bundles, done in a process of its own; each may be cut off and done again."""

from pathlib import Path

from content.catalogue import Catalogue
from content.seen import Seen
from content.store import Damaged
from i18n.refusals import Refusal
from i18n.speech import cache
from server import clock
from server.actors import SYSTEM
from server.bundles import (
    arriving,
    bringing,
    going_back,
    offers,
    operations,
    putting_back,
    refusing,
    room,
)
from server.bundles.models import ARRIVING, INSTALLING, Arrival
from server.bundles.withdrawals import not_taken_back
from server.console import Site
from server.jobs.operations import Cancelled, Progress
from sync import install as sync_install
from sync import transfer
from sync.inspection import agreeing
from sync.medium import FolderMedium
from sync.pieces import Incomplete
from sync.quarantine import NotWaiting

STEPS = 1000
"""Steps an installation counts: nine tenths are bytes, the last tenth is the catalogue."""
FILES = STEPS * 9 // 10


def receive(site: Site, progress: Progress, arrival: int) -> None:
    """Bring a release from its medium into quarantine."""
    found = operations.find(arrival)
    if found.state != ARRIVING:
        return
    medium = FolderMedium(Path(found.medium))
    listed = site.trust.offers(medium, at=clock.now())
    offer = next((each for each in listed if each.sha256 == found.manifest), None)
    if offer is None:
        raise offers.NotOffered(release=found.release, bundle=found.title)
    data = site.trust.manifest(medium, offer)
    manifest = agreeing(data, offer)
    if lacking := offers.lacking(site, medium, manifest):
        raise lacking
    done, total = 0, arriving.to_look_at(site, manifest)
    read: list[Catalogue] = []
    seen: dict[str, Seen] = {}

    def come(here: int, needed: int) -> None:
        nonlocal done
        done = needed
        progress(here, needed + total)

    try:
        site.quarantine.receive(
            medium,
            offer,
            data,
            described=manifest,
            on_catalogue=read.append,
            on_seen=seen.__setitem__,
            on_progress=come,
            cancelled=progress.cancelled,
        )
    except transfer.Cancelled:
        raise Cancelled from None
    needed = done

    def looked_at(size: int) -> None:
        nonlocal done
        done += size
        progress(done, needed + total)

    arriving.let_wait(site, found, manifest, looked_at, seen, *read)


def install(site: Site, progress: Progress, arrival: int) -> None:
    """Install an approved release and show it to learners; its index is a job of its own."""
    found = operations.find(arrival)
    if found.state == INSTALLING:
        _install(site, progress, found)
    progress.tell(STEPS, STEPS)


def let_go(site: Site, progress: Progress, arrival: int) -> None:
    """Remove what was kept of a refused release whose time for an appeal is over."""
    refusing.let_go(operations.find(arrival), site.quarantine, SYSTEM, at=clock.now())
    progress.tell(1, 1)


def roll_back(site: Site, progress: Progress, channel: str, leaving: int, to: int) -> None:
    """Show the release before of a course to learners; done already, it is only noted."""
    release = site.library.roll_back(channel, leaving=leaving, to=to)
    name = f"{channel}-{release.number}"
    going_back.rolled_back(progress.job, channel, name, at=clock.now())


def take_off(site: Site, progress: Progress, channel: str, number: int) -> None:
    """Take a course off the library; done already, it is only noted."""
    site.library.take_off(channel, number)
    room.taken_off(progress.job, channel, number, at=clock.now())
    progress.tell(1, 1)


def put_back(site: Site, progress: Progress) -> None:
    """Put back what learners saw before an update made the library anew."""
    putting_back.put_back(site, progress, SYSTEM, at=clock.now())


def make_room(
    site: Site, progress: Progress, channel: str = "", before: int = 0, speech: bool = False
) -> None:
    """Delete what no release in use needs.

    First the release ``before`` of a channel is kept no longer, or all ``speech`` is given up.
    """
    if channel:
        site.library.give_up_before(channel, before)
    if speech:
        cache.forget(site.home.cache)
    site.library.sweep(site.quarantine.blobs())
    progress.tell(1, 1)


def _install(site: Site, progress: Progress, found: Arrival) -> None:
    try:
        not_taken_back(site.trust, found.channel_id, found.release)
        sync_install.install(
            site.library,
            site.quarantine,
            found.manifest,
            on_progress=lambda done, total: progress(FILES * done // (total or 1), STEPS),
            cancelled=progress.cancelled,
        )
    except transfer.Cancelled:
        operations.not_installed(found)
        raise Cancelled from None
    except (Incomplete, NotWaiting):
        bringing.bring_again(found, SYSTEM, at=clock.now())
        raise
    except Damaged:
        site.quarantine.discard(found.manifest)
        bringing.bring_again(found, SYSTEM, at=clock.now())
        raise
    except (Refusal, Cancelled):
        operations.not_installed(found)
        raise
    operations.installed(found, SYSTEM, at=clock.now(), speak=site.settings.speak_ahead)
    room.tidy(found.title, SYSTEM, at=clock.now())
