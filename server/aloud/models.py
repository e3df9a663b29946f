"""The tables of languages that are only spoken."""

from typing import Any

from peewee import CharField, ForeignKeyField, IntegerField, TextField

from server.accounts.models import Person
from server.database import MomentField, Table
from server.handed import HandedField


class SpokenLanguage(Table):
    """A language that staff named, and that has no text here."""

    name = TextField(unique=True)
    """As its speakers and the staff call it."""
    made_at = MomentField()


class RecordedPrompt(Table):
    """A prompt as a person said it."""

    language = ForeignKeyField(SpokenLanguage, backref="+", on_delete="CASCADE")
    sentence = TextField()
    """The message id of the prompt; a sentence that is gone from the program is not heard."""
    sha256 = HandedField()
    media_type = CharField(max_length=40)
    size = IntegerField()
    """Bytes."""
    kept_at = MomentField()

    @classmethod
    def said(cls, language_id: int, sentence: str) -> "RecordedPrompt | None":
        """Return a prompt as it was recorded in a language; None where nobody has yet."""
        found: RecordedPrompt | None = cls.get_or_none(
            cls.language == language_id, cls.sentence == sentence
        )
        return found

    @classmethod
    def of(cls, language_id: int) -> Any:
        """Select all that was recorded in a language."""
        return cls.select().where(cls.language == language_id)

    class Meta:
        indexes = ((("language", "sentence"), True),)


class HeardLanguage(Table):
    """The spoken language in which controls speak to somebody."""

    person = ForeignKeyField(Person, unique=True, backref="+", on_delete="CASCADE")
    language = ForeignKeyField(SpokenLanguage, backref="+", on_delete="CASCADE")

    @classmethod
    def of(cls, person_id: int) -> int | None:
        """Return the number of the language that somebody hears; None for the written one."""
        found: HeardLanguage | None = cls.get_or_none(cls.person == person_id)
        return found.language_id if found else None
