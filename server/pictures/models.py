"""The tables of signing in with pictures."""

from datetime import datetime
from typing import Any

from peewee import CharField, FixedCharField, ForeignKeyField, IntegerField

from server.accounts.models import Person
from server.classes.models import SchoolClass
from server.database import MomentField, Table


class Pictured(Table):
    """Somebody who can sign in with pictures."""

    person = ForeignKeyField(Person, unique=True, backref="+", on_delete="CASCADE")
    emblem = CharField(max_length=20)
    """A key of ``drawings.EMBLEMS``."""
    signs = FixedCharField(max_length=64)
    """Keyed hash of the person and their three signs, in order."""
    given_at = MomentField()


class OpenList(Table):
    """A class whose emblems are shown on sign-in pages."""

    school_class = ForeignKeyField(SchoolClass, unique=True, backref="+", on_delete="CASCADE")
    until = MomentField()

    @classmethod
    def at(cls, moment: datetime) -> Any:
        """Select the lists that are open then, with their classes, the class of old first."""
        return (
            cls.select(cls, SchoolClass)
            .join(SchoolClass)
            .where(cls.until > moment, SchoolClass.ended_at.is_null())
            .order_by(SchoolClass.id)
        )


class OpenSeat(Table):
    """A seat that a teacher has opened for somebody, who has not come in yet."""

    seat = IntegerField(unique=True)
    """Its number."""
    person = ForeignKeyField(Person, backref="+", on_delete="CASCADE")
    until = MomentField()
