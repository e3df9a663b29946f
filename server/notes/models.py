"""The table of notes."""

from typing import Any

from peewee import ForeignKeyField, TextField

from server.accounts.models import Person
from server.database import MomentField, Table


class Note(Table):
    """A few words about somebody's work."""

    person = ForeignKeyField(Person, backref="notes")
    """The learner, who reads it."""
    text = TextField()
    written_by = ForeignKeyField(Person, backref="+")
    written_at = MomentField()
    struck_by = ForeignKeyField(Person, null=True, backref="+")
    struck_at = MomentField(null=True)
    """When it was struck out; None while it holds."""

    @classmethod
    def about(cls, person_id: int) -> Any:
        """Select the notes about a learner, the latest first."""
        struck_by = Person.alias()
        return (
            cls.select(cls, Person, struck_by)
            .join(Person, on=cls.written_by == Person.id)
            .switch(cls)
            .left_outer_join(struck_by, on=cls.struck_by == struck_by.id)
            .where(cls.person == person_id)
            .order_by(cls.written_at.desc(), cls.id.desc())
        )
