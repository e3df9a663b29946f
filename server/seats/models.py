"""The tables of seats, sessions and wrong tries."""

from datetime import datetime
from typing import Any

from peewee import (
    BooleanField,
    CharField,
    FixedCharField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from server.accounts.models import Person
from server.database import MomentField, Table

ENDINGS = ("left", "closed", "idle", "moved", "staff")
"""How a session can have ended."""


class Seat(Table):
    """A browser in which somebody has signed in; its number is the row's id."""

    token = FixedCharField(max_length=64, unique=True)
    """Hash of the cookie."""
    address = TextField()
    first_seen_at = MomentField()


class Session(Table):
    """One person at one seat."""

    token = FixedCharField(max_length=64, unique=True)
    """Hash of the cookie."""
    seat = ForeignKeyField(Seat, backref="sessions")
    person = ForeignKeyField(Person, backref="sessions")
    browser = FixedCharField(max_length=64)
    """Hash of what the browser says of itself."""
    started_at = MomentField()
    seen_at = MomentField()
    """When the person last showed a sign of life."""
    closing_at = MomentField(null=True)
    """When the page was left; over soon after, unless another page opens."""
    ended_at = MomentField(null=True, index=True)
    ending = CharField(max_length=8, default="")

    @classmethod
    def open_now(cls) -> Any:
        """Select the sessions that are not over, by seat."""
        return (
            cls.select(cls, Seat, Person)
            .join(Seat)
            .switch(cls)
            .join(Person)
            .where(cls.ended_at.is_null())
            .order_by(Seat.id)
        )


class Hold(Table):
    """Somebody who is held where they are, as in an exam: their sessions open nothing else."""

    person = ForeignKeyField(Person, unique=True, backref="+", on_delete="CASCADE")
    seat = IntegerField()
    """The number of the seat they work at."""
    lasting = BooleanField()
    """Whether their sessions end neither by idling nor by signing in at another seat."""
    since = MomentField()

    @classmethod
    def lasts(cls, person_id: int) -> bool:
        """Say whether somebody's sessions last, whatever they do."""
        return bool(cls.select().where(cls.person == person_id, cls.lasting).exists())


class WrongTry(Table):
    """Wrong tries to sign in under one name (or with codes, "") from one address."""

    name = TextField()
    address = TextField()
    count = IntegerField()
    last_at = MomentField()

    class Meta:
        indexes = ((("name", "address"), True),)

    @classmethod
    def of(cls, name: str, address: str, since: datetime) -> "WrongTry | None":
        """Return the wrong tries under a name from an address, unless they are long ago."""
        found: WrongTry | None = cls.get_or_none(
            cls.name == name, cls.address == address, cls.last_at > since
        )
        return found
