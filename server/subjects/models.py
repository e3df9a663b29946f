"""The table of wrong keys."""

from peewee import ForeignKeyField, IntegerField

from server.database import MomentField, Table
from server.sittings.models import Sitting


class WrongKeys(Table):
    """How often wrong keys were typed for a sitting; a restart of the program forgets nothing."""

    sitting = ForeignKeyField(Sitting, unique=True, backref="+", on_delete="CASCADE")
    count = IntegerField()
    """In a row, since the last wait."""
    until = MomentField(null=True)
    """When the next try is taken; None while there was no wait."""
