"""The table of what readers chose to see side by side."""

from peewee import BooleanField, CharField, ForeignKeyField

from server.accounts.models import Person
from server.database import Table


class SideBySide(Table):
    """Which two versions of pages somebody sees abreast, and whether they press sentences."""

    person = ForeignKeyField(Person, unique=True, backref="+", on_delete="CASCADE")
    one = CharField(max_length=24, default="")
    """The name of a version: "fr", "fr-easy"; "" until one was chosen."""
    other = CharField(max_length=24, default="")
    """The same, or "signs" for the film in sign language."""
    on = BooleanField(default=False)
    """Whether a sentence can be pressed."""

    @classmethod
    def of(cls, person_id: int | None) -> "SideBySide":
        """Return what somebody chose; nothing yet for who has not."""
        found: SideBySide | None = cls.get_or_none(cls.person == person_id)
        return found or cls()
