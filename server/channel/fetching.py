"""One fetch: a medium behind a web server, read only while it may be, and what came of it.

The window is asked before every question and while bytes come, so that no connection is older
than its night. A part that had not come whole by then is asked for again the next night; all
others are kept.
"""

import time
from dataclasses import dataclass

from content.catalogue import Catalogue
from content.manifest import Manifest
from content.seen import Seen
from i18n.refusals import Conflict, Invalid, Refusal, Unavailable
from i18n.translate import N_
from i18n.translate import gettext as _
from server import clock
from server.actors import CHANNEL
from server.bundles import arriving, unattended
from server.bundles.models import Arrival
from server.bundles.withdrawals import reconcile
from server.channel import operations
from server.channel.models import CAME, MISSING, REFUSED, Receipt
from server.console import Site
from server.jobs.operations import Cancelled, Progress
from sync import inspection, transfer
from sync.medium import Damaged, MissingOnMedium
from sync.pace import Pace
from sync.trust import Offer
from sync.web import NotTheServer, ServerAway, ServerRefuses, WebMedium

LOOK_AGAIN = 0.5
"""Seconds between two looks at the window and at whether the job is to stop."""


class WindowOver(Conflict):
    """The hours of the channel are over."""

    message = N_(
        "The hours of the nightly channel are over. What had arrived is kept, the rest comes the "
        "next nights."
    )


@dataclass(frozen=True)
class Wanted:
    """A release that is to come."""

    offer: Offer
    manifest: Manifest
    data: bytes
    """Of the manifest, as signed."""
    missing: int
    """Bytes that had not come when the fetch began."""
    steps: int
    """What bringing it counts for in the progress of the job."""


class Fetch:
    """One fetch under way."""

    def __init__(self, site: Site, receipt: Receipt, progress: Progress) -> None:
        """Remember where to ask; nothing is asked yet."""
        chosen = site.settings
        self._site, self._receipt, self._progress = site, receipt, progress
        self._pace = Pace(chosen.channel_rate)
        self._looked_at = float("-inf")
        self._uncounted = 0
        self.medium = WebMedium(
            chosen.channel_address,
            proxy=chosen.channel_proxy,
            authorities=chosen.channel_authority or None,
            on_bytes=self._on_bytes,
        )

    def run(self) -> None:
        """Verify the lists of the channel and bring what is new, the smallest first.

        Raises:
            WindowOver: it is not the time, or no longer.
            ServerAway, ServerRefuses, NotTheServer: the channel does not answer, or no more.
            Refusal: what it offers is not to be used; see ``Publishers.look``.
            Cancelled, StoodBack: the job is to stop.
        """
        try:
            wanted = self._wanted()
            done, total = 0, sum(each.steps for each in wanted)
            for each in sorted(wanted, key=lambda one: (one.missing, one.offer.name)):
                self._bring(each, done, total)
                done += each.steps
            self._progress.tell(total, total)
        finally:
            self.medium.close()
            self.count()

    def count(self) -> int:
        """Write down how many bytes came since this was last done; return how many."""
        count, self._uncounted = self._uncounted, 0
        operations.add_bytes(self._receipt, count)
        return count

    def _on_bytes(self, count: int) -> None:
        """Take part in every question and every piece of an answer: slow it down, or end it."""
        self._uncounted += count
        self._pace(count)
        now = time.monotonic()
        if count == 0 or now - self._looked_at >= LOOK_AGAIN:
            self._looked_at = now
            if not operations.is_open(self._site.settings, self._receipt, at=clock.now()):
                raise WindowOver()
            if self._progress.cancelled():
                raise Cancelled

    def _wanted(self) -> list[Wanted]:
        """Verify what is offered, and return what is new here and fit for this program."""
        site, at = self._site, clock.now()
        publisher = site.trust.of(self.medium)
        offers = publisher.trust.offers(self.medium, at=at)
        operations.answered(self._receipt, publisher.trust.newest, len(offers), at=at)
        reconcile(site.trust, site.library, CHANNEL, at=at)
        self._drop_superseded({offer.sha256 for offer in offers})
        releases = site.library.releases()
        installed = {name: release.number for name, release in releases.items()}
        wanted = []
        for offer in offers:
            if not unattended.is_wanted(offer, installed.get(offer.bundle)):
                continue
            try:
                data = publisher.trust.manifest(self.medium, offer)
                manifest = inspection.agreeing(data, offer)
            except Invalid as refusal:
                operations.line(self._receipt, offer, REFUSED, refusal=refusal)
                continue
            missing = site.quarantine.missing(manifest)
            steps = inspection.to_read(manifest) + arriving.to_look_at(site, manifest)
            steps += sum(length for _part, length in manifest.parts)
            wanted.append(Wanted(offer, manifest, data, missing, steps))
            title = manifest.title
            operations.line(self._receipt, offer, MISSING, title=title, missing=missing)
        return wanted

    def _drop_superseded(self, offered: set[str]) -> None:
        for each in unattended.superseded(offered, self._receipt.address):
            reason = _("The channel no longer offers this release.")
            unattended.drop(each, self._site.quarantine, reason, at=clock.now())

    def _bring(self, wanted: Wanted, done: int, total: int) -> None:
        """Bring one release, or write down why it does not come; ``done`` steps came before it."""
        site, offer = self._site, wanted.offer
        job, place = self._progress.job, self._receipt.address
        arrival = unattended.begin(offer, wanted.manifest, place, job, at=clock.now())
        self.count()
        refusal: Refusal | None = None
        came = False
        try:
            self._receive(wanted, arrival, done, total)
            came = True
        except (ServerAway, ServerRefuses, NotTheServer, WindowOver):
            raise
        except (MissingOnMedium, Damaged, Conflict, Unavailable) as not_now:
            refusal = not_now
        except Invalid as never:
            refusal = never
            unattended.drop(arrival, site.quarantine, never.in_words(), at=clock.now())
        finally:
            missing = 0 if came else site.quarantine.missing(wanted.manifest)
            operations.line(
                self._receipt,
                offer,
                CAME if came else REFUSED if refusal else MISSING,
                arrival=arrival,
                title=wanted.manifest.title,
                count=self.count(),
                missing=missing,
                refusal=refusal,
            )

    def _receive(self, wanted: Wanted, arrival: Arrival, done: int, total: int) -> None:
        """Bring one release into quarantine, as from a stick, and let it wait."""
        site, here = self._site, 0
        read: list[Catalogue] = []
        seen: dict[str, Seen] = {}

        def received(count: int, _needed: int) -> None:
            nonlocal here
            here = count
            self._progress(done + min(here, wanted.steps), total)

        def looked_at(count: int) -> None:
            received(here + count, 0)

        try:
            site.quarantine.receive(
                self.medium,
                wanted.offer,
                wanted.data,
                described=wanted.manifest,
                on_catalogue=read.append,
                on_seen=seen.__setitem__,
                on_progress=received,
                cancelled=self._progress.cancelled,
            )
        except transfer.Cancelled:
            raise Cancelled from None
        arriving.let_wait(site, arrival, wanted.manifest, looked_at, seen, *read)
