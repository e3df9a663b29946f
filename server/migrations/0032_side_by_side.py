"""Which two versions of a page somebody sees side by side: chosen once, for all pages.

And the paragraphs of translations that teachers write, each with its state and the paragraph of
the page that it was made of: so it is seen when that one changes afterwards.
"""

from typing import Any

from peewee import (
    BigIntegerField,
    BooleanField,
    CharField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)


def up(migrator: Any, db: Any) -> None:
    """Make both tables."""

    class Base(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Person(Base):
        pass

    class WrittenLesson(Base):
        pass

    class SideBySide(Base):
        person = ForeignKeyField(Person, unique=True, backref="+", on_delete="CASCADE")
        one = CharField(max_length=24, default="")
        other = CharField(max_length=24, default="")
        on = BooleanField(default=False)

    class TranslatedPart(Base):
        lesson = ForeignKeyField(WrittenLesson, backref="+", on_delete="CASCADE")
        place = IntegerField()
        original = TextField()
        text = TextField(default="")
        state = CharField(max_length=8)
        person = ForeignKeyField(Person, backref="+", null=True, on_delete="SET NULL")
        changed_at = BigIntegerField()

        class Meta:
            indexes = ((("lesson", "place"), True),)

    db.create_tables([SideBySide, TranslatedPart])
