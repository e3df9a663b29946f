"""Forms that must not do things twice: time given back, a message, an incident.

Each carries a key that its page was made with; a key does something once in its sitting. It is kept
with what it did, in one transaction: neither a second press nor a restart in between does it twice.
"""

import secrets

from peewee import CharField, ForeignKeyField

from server.database import Table
from server.sittings.models import Sitting

LONGEST = 32


class SentForm(Table):
    """A form that did something."""

    sitting = ForeignKeyField(Sitting, backref="+", on_delete="CASCADE")
    key = CharField(max_length=LONGEST)

    class Meta:
        indexes = ((("sitting", "key"), True),)


def new_key() -> str:
    """Return the key of a form that is about to be shown."""
    return secrets.token_hex(8)


def take(sitting_id: int, key: str) -> bool:
    """Say whether a form may do what it asks for: its key was not used. "" always may.

    Inside the transaction that does it: where that is refused, the form may be sent again.
    """
    if not key:
        return True
    _, fresh = SentForm.get_or_create(sitting=sitting_id, key=key[:LONGEST])
    return bool(fresh)
