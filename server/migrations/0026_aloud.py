"""Controls that speak: whether somebody wants it, how loud, and languages that are only spoken."""

from typing import Any

from peewee import (
    BigIntegerField,
    CharField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)


def up(migrator: Any, db: Any) -> None:
    """Add two columns, and make the three tables."""
    migrator.migrate(
        migrator.add_column("person", "speaks", CharField(max_length=8, default="no")),
        migrator.add_column("person", "volume", CharField(max_length=8, default="60")),
    )

    class Base(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Person(Base):
        pass

    class SpokenLanguage(Base):
        name = TextField(unique=True)
        made_at = BigIntegerField()

    class RecordedPrompt(Base):
        language = ForeignKeyField(SpokenLanguage, backref="+", on_delete="CASCADE")
        sentence = TextField()
        sha256 = CharField(max_length=64, default="")
        media_type = CharField(max_length=40)
        size = IntegerField()
        kept_at = BigIntegerField()

        class Meta:
            indexes = ((("language", "sentence"), True),)

    class HeardLanguage(Base):
        person = ForeignKeyField(Person, unique=True, backref="+", on_delete="CASCADE")
        language = ForeignKeyField(SpokenLanguage, backref="+", on_delete="CASCADE")

    db.create_tables([SpokenLanguage, RecordedPrompt, HeardLanguage])
