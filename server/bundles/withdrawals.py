"""Taking back here what a publisher has taken back: at once, on every site that hears of it."""

from datetime import datetime

from content.library import Library
from server.actors import Actor
from server.audit.operations import record
from server.database import writing
from sync.publishers import Publishers
from sync.withdrawal import DANGEROUS


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
