"""The tables of help with words."""

from typing import Any

from peewee import BooleanField, CharField, ForeignKeyField, TextField

from server.accounts.models import Person
from server.database import MomentField, Table


class WordHelp(Table):
    """Whether somebody has help with words, and into which language."""

    person = ForeignKeyField(Person, unique=True, backref="+", on_delete="CASCADE")
    on = BooleanField(default=False)
    language = CharField(max_length=16, default="")
    """Of translations; "" until one was chosen."""


class KeptWord(Table):
    """A word that a learner keeps, with what a dictionary told of it then."""

    person = ForeignKeyField(Person, backref="+", on_delete="CASCADE")
    word = CharField(max_length=100)
    """Its base form."""
    language = CharField(max_length=16)
    means = TextField(default="")
    """In the language of the word."""
    told = TextField(default="")
    """Its translations, in a line."""
    into = CharField(max_length=16, default="")
    """The language of the translations."""
    source = TextField(default="")
    """The title of the dictionary."""
    kept_at = MomentField()

    class Meta:
        indexes = ((("person", "language", "word"), True),)

    @classmethod
    def of(cls, person_id: int) -> Any:
        """Select the words of somebody, the latest first."""
        return (
            cls.select().where(cls.person == person_id).order_by(cls.kept_at.desc(), cls.id.desc())
        )
