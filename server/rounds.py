"""What the server does by itself every few seconds: close seats, forget tries, ask for tonight's
fetch, watch the clock, count what the machine lives through, sweep what nobody handed in."""

import logging
import threading
from datetime import timedelta

from content.store import BlobStore
from i18n.refusals import Refusal
from server import clock
from server.actors import SYSTEM
from server.audit.operations import record
from server.bank import sweeping
from server.bundles import planned
from server.channel import operations as channel
from server.database import database, writing
from server.handed import Sweep
from server.positioning import operations as positioning
from server.seats import operations as seats
from server.seats import signing_in
from server.settings import Settings
from sync.publishers import Publishers

log = logging.getLogger(__name__)

ROUND = 15.0
"""Seconds between two rounds."""
COUNTED_EVERY = timedelta(minutes=5)
"""How often what the machine has lived through is written: that much a power cut may lose."""
BANK_SWEPT_EVERY = timedelta(days=1)
"""How often the bank is swept; the first time an hour after the start, for many servers do not run
at night."""
SWEPT_EVERY = timedelta(hours=1)
"""How often files are looked for that no row names any more: they go at the second look."""
JUMP = timedelta(minutes=2)
"""A clock set by less than this is a clock that is kept right."""


class Rounds:
    """A thread that goes round as long as the server runs."""

    def __init__(
        self,
        settings: Settings,
        site: bytes = b"",
        trust: Publishers | None = None,
        handed: BlobStore | None = None,
        bank: BlobStore | None = None,
    ) -> None:
        """Go round for a site.

        Args:
            settings: of the site.
            site: tells it from others, so that not all begin at once.
            trust: for whom to count what the machine lives through; see ``sync.lived``.
            handed: what people handed in, to be swept; see ``server.handed``.
            bank: the files of questions and papers, to be swept; see ``server.bank.sweeping``.
        """
        self._settings, self._site, self._trust = settings, site, trust
        self._sweep = Sweep(handed) if handed is not None else None
        self._bank = bank
        self._counted = self._swept = clock.now()
        self._bank_swept = self._swept - BANK_SWEPT_EVERY + SWEPT_EVERY
        self._idle_after = timedelta(minutes=settings.sign_out_after)
        self._drift = timedelta(0)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._go, name="rounds", daemon=True)

    def start(self) -> None:
        """Begin to go round."""
        self._count_or_say_why_not()
        self._thread.start()

    def stop(self) -> None:
        """Stop going round."""
        self._stopped.set()
        self._count_or_say_why_not()

    def _go(self) -> None:
        while not self._stopped.wait(ROUND):
            try:
                with database.connection_context():
                    self.once()
            except Exception:
                log.exception("the rounds go on after a fault")

    def once(self) -> None:
        """Go round once."""
        seats.end_forgotten(self._idle_after, at=clock.now())
        signing_in.forget_wrong_tries(at=clock.now())
        channel.look_after(self._settings, self._site, at=clock.now())
        planned.look_after(clock.now())
        drift = clock.drift()
        if abs(drift - self._drift) > JUMP:
            seconds = round((drift - self._drift).total_seconds())
            self._drift = drift
            with writing():
                record(SYSTEM, "clock.jumped", f"{seconds:+d} s", at=clock.now())
        if clock.now() - self._counted >= COUNTED_EVERY:
            self._count()
        if self._sweep is not None and clock.now() - self._swept >= SWEPT_EVERY:
            self._swept = clock.now()
            self._sweep.once()
            positioning.forget_old(at=clock.now())
        if self._bank is not None and clock.now() - self._bank_swept >= BANK_SWEPT_EVERY:
            self._bank_swept = clock.now()
            sweeping.swept(self._bank, at=clock.now())

    def _count(self) -> None:
        self._counted = clock.now()
        if self._trust is not None:
            self._trust.live()

    def _count_or_say_why_not(self) -> None:
        """Count where nothing else may fail for it; the next round says it again."""
        try:
            self._count()
        except Refusal:
            log.exception("what the machine has lived through is not written")
