"""Help with words: whether somebody has it, and the words that they keep."""

from typing import Any

from peewee import BigIntegerField, BooleanField, CharField, ForeignKeyField, Model, TextField


def up(migrator: Any, db: Any) -> None:
    """Make both tables."""

    class Base(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Person(Base):
        pass

    class WordHelp(Base):
        person = ForeignKeyField(Person, unique=True, backref="+", on_delete="CASCADE")
        on = BooleanField(default=False)
        language = CharField(max_length=16, default="")

    class KeptWord(Base):
        person = ForeignKeyField(Person, backref="+", on_delete="CASCADE")
        word = CharField(max_length=100)
        language = CharField(max_length=16)
        means = TextField(default="")
        told = TextField(default="")
        into = CharField(max_length=16, default="")
        source = TextField(default="")
        kept_at = BigIntegerField()

        class Meta:
            indexes = ((("person", "language", "word"), True),)

    db.create_tables([WordHelp, KeptWord])
