"""Writing the audit log, and finding out whether it is whole."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from i18n.refusals import Conflict
from i18n.translate import N_
from server.actors import Actor
from server.audit.models import FIRST, AuditEntry, canonical
from server.database import writing


class LogBroken(Conflict):
    """The chain does not hold."""

    message = N_(
        "The audit log has been changed: entry {entry} does not fit the one before it. Keep a copy "
        "of the file and tell the person in charge of security."
    )


def record(actor: Actor, action: str, subject: str, *, at: datetime, **details: Any) -> None:
    """Add an entry, inside the transaction of what it tells.

    Args:
        actor: who did it.
        action: noun and verb: "bundle.approved".
        subject: what it was done to, in a few words.
        at: when.
        details: what else is worth knowing; plain values.
    """
    with writing():
        last = AuditEntry.latest(1).first()
        entry = AuditEntry(
            id=last.id + 1 if last else 1,
            at=at,
            actor=actor.name,
            seat=actor.seat,
            action=action,
            subject=subject,
            details=canonical(details),
            before=last.hash if last else FIRST,
        )
        entry.hash = entry.expected_hash()
        entry.save(force_insert=True)


def verify() -> int:
    """Follow the chain from the first entry; return how many entries there are.

    Raises:
        LogBroken: naming the first entry that does not fit.
    """
    before, count = FIRST, 0
    for entry in AuditEntry.select().order_by(AuditEntry.id).iterator():
        count += 1
        if (entry.id, entry.before, entry.hash) != (count, before, entry.expected_hash()):
            raise LogBroken(entry=entry.id)
        before = entry.hash
    return count


def seal() -> str:
    """Return the hash of the newest entry; kept on paper, it shows later that none was cut off."""
    last = AuditEntry.latest(1).first()
    return last.hash if last else FIRST


def exported() -> Iterator[str]:
    """Go through the log as lines of JSON, from the first, for keeping elsewhere."""
    names = ("id", "actor", "seat", "action", "subject", "details", "before", "hash")
    for entry in AuditEntry.select().order_by(AuditEntry.id).iterator():
        yield canonical({"at": entry.at.isoformat(), **{n: getattr(entry, n) for n in names}})
