"""Which two versions of a page somebody sees side by side: chosen once, for all pages."""

from typing import Any

from peewee import BooleanField, CharField, ForeignKeyField, Model


def up(migrator: Any, db: Any) -> None:
    """Make the table."""

    class Base(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Person(Base):
        pass

    class SideBySide(Base):
        person = ForeignKeyField(Person, unique=True, backref="+", on_delete="CASCADE")
        one = CharField(max_length=24, default="")
        other = CharField(max_length=24, default="")
        on = BooleanField(default=False)

    db.create_tables([SideBySide])
