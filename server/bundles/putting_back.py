"""After an update that made the library anew: what comes back by itself, and what cannot."""

from dataclasses import dataclass
from datetime import datetime

from content import putting_back
from content.library import Library
from content.models import Held
from server.actors import Actor
from server.audit.operations import record
from server.bundles.models import Arrival
from server.bundles.withdrawals import reconcile
from server.console import Site
from server.database import writing
from server.jobs import operations as jobs
from server.jobs.models import Job
from server.jobs.operations import Progress
from server.library.asking_to_index import ask_to_index
from sync.trust import Offer
from sync.withdrawal import DANGEROUS


@dataclass(frozen=True)
class Missing:
    """A course that learners saw before the update, and do not see."""

    title: str
    number: int
    """Of the release they saw."""
    returns: bool
    """Whether it comes back by itself; else it is to be brought in again."""


def missing(library: Library) -> list[Missing]:
    """Return what an update has taken from learners, by title."""
    waiting = library.held()
    if not waiting:
        return []
    titles = dict(Arrival.select(Arrival.channel_id, Arrival.title).order_by(Arrival.id).tuples())
    found = [
        Missing(
            titles.get(each.channel_id, each.channel_id),
            each.number,
            not each.lost,
        )
        for each in waiting
    ]
    return sorted(found, key=lambda each: each.title)


def is_lost(offer: Offer) -> bool:
    """Say whether learners saw this very release before an update that could not keep it."""
    same = Held.channel_id == offer.bundle, Held.current == offer.sha256
    return bool(Held.select().where(*same, Held.lost).exists())


def ask_if_due(site: Site, by: Actor, *, at: datetime) -> Job | None:
    """Ask for the job that puts back what can be; so at each start of the server."""
    names = [each.channel_id for each in site.library.held() if not each.lost]
    return jobs.ask("bundle.put_back", ", ".join(names), by, at=at) if names else None


def put_back(site: Site, progress: Progress, by: Actor, *, at: datetime) -> None:
    """Show learners again what they saw; what was taken back as dangerous stays away."""
    dangerous = {
        (each.bundle, each.release) for each in site.trust.withdrawn() if each.kind == DANGEROUS
    }
    shown = putting_back.put_back(
        site.library,
        barred=lambda channel, number: (channel, number) in dangerous,
        on_progress=progress,
    )
    reconcile(site.trust, site.library, by, at=at)
    left = ", ".join(f"{each.channel_id}-{each.number}" for each in site.library.held())
    with writing():
        record(by, "library.put_back", ", ".join(shown), at=at, left=left)
        ask_to_index(progress.job.subject, by, at=at)
