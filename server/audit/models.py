"""The table of the audit log."""

import hashlib
import json
from typing import Any

from peewee import CharField, FixedCharField, IntegerField, TextField

from server.database import MomentField, Table, milliseconds

FIRST = "0" * 64
"""What the first entry holds as the hash before it."""


class AuditEntry(Table):
    """One line of the log. ``id`` counts from 1 without a gap."""

    at = MomentField()
    actor = TextField()
    """The name of the person, or "guest", "console", "system"."""
    seat = IntegerField(null=True)
    action = CharField(max_length=64, index=True)
    """What was done, as noun and verb: "bundle.approved"."""
    subject = TextField()
    details = TextField()
    """JSON: what else is worth knowing."""
    before = FixedCharField(max_length=64)
    hash = FixedCharField(max_length=64)

    def expected_hash(self) -> str:
        """Return the hash this entry must have, from its other columns."""
        body = [
            *(self.id, milliseconds(self.at), self.actor, self.seat),
            *(self.action, self.subject, self.details, self.before),
        ]
        return hashlib.sha256(canonical(body).encode()).hexdigest()

    def whom(self, name: str = "for_whom") -> tuple[bool, list[str]] | None:
        """Return for whom a course was decided to be: everybody or not, and the names told.

        None if this entry tells nothing of it. Entries of the first days hold the names alone, and
        none for everybody.
        """
        told = json.loads(self.details).get(name)
        if isinstance(told, dict):
            return bool(told["everybody"]), list(told["names"])
        return None if not isinstance(told, list) else (not told, told)

    @classmethod
    def latest(cls, count: int = 100) -> Any:
        """Select the newest entries, newest first."""
        return cls.select().order_by(cls.id.desc()).limit(count)


def canonical(value: Any) -> str:
    """Return JSON that is the same for the same value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
