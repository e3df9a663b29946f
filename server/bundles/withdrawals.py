"""Taking back here what a publisher has taken back: at once, on every site that hears of it."""

from dataclasses import dataclass
from datetime import datetime

from content.library import Library
from i18n.refusals import Conflict
from i18n.translate import N_
from server.actors import Actor
from server.audit.operations import record
from server.bundles.models import Arrival
from server.database import writing
from sync.publishers import Publishers
from sync.withdrawal import DANGEROUS, OUTDATED, Withdrawal


class TakenBack(Conflict):
    """A release that waits has been taken back by its publisher."""

    message = N_(
        "Release {release} of “{bundle}” has been taken back by its publisher: {reason} Nothing "
        "was installed. Refuse it."
    )


def not_taken_back(trust: Publishers, bundle: str, release: int) -> None:
    """Make sure that a release may still be installed.

    Raises:
        TakenBack: its publisher has withdrawn it since it was brought in.
    """
    for each in trust.withdrawn():
        if (each.bundle, each.release) == (bundle, release):
            raise TakenBack(bundle=bundle, release=release, reason=each.reason)


@dataclass(frozen=True)
class TakenBackHere:
    """A release that its publisher has taken back, and what that means on this site."""

    withdrawal: Withdrawal
    title: str
    """Of the course, as far as this site ever had it; else its short name."""
    is_installed: bool
    """Whether who has begun it may still read it."""
    concerns: bool
    """Whether this site ever had this release or another of its course on the way."""


KINDS = {OUTDATED: N_("Outdated"), DANGEROUS: N_("Dangerous")}
"""How urgently a release was taken back, as pages say it."""


def taken_back(trust: Publishers, library: Library) -> list[TakenBackHere]:
    """Return all that publishers have taken back; what concerns this site comes first."""
    rows = Arrival.select(Arrival.channel_id, Arrival.title).order_by(Arrival.id).tuples()
    titles = dict(rows)
    shown = {name: release.number for name, release in library.releases().items()}
    found = [
        TakenBackHere(
            each,
            titles.get(each.bundle, each.bundle),
            shown.get(each.bundle) == each.release,
            each.bundle in titles or each.bundle in shown,
        )
        for each in trust.withdrawn()
    ]
    return sorted(found, key=lambda each: (not each.concerns, each.title, -each.withdrawal.release))


def reconcile(trust: Publishers, library: Library, by: Actor, *, at: datetime) -> None:
    """Take back every installed release that its publisher has withdrawn.

    A dangerous one is gone from all pages; an outdated one is left to those who have begun it.
    Called whenever signed lists were read, and at each start for what was cut off in between: the
    entry in the log comes first, and may then stand there twice.
    """
    for each in trust.withdrawn():
        at_once = each.kind == DANGEROUS
        if library.offers(each.bundle, each.release, to_begin=not at_once):
            with writing():
                record(by, "bundle.withdrawn", each.name, at=at, kind=each.kind, why=each.reason)
            library.withdraw(each.bundle, each.release, at_once=at_once)
