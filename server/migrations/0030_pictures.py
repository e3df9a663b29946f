"""Signing in with pictures: emblems and signs, open lists, open seats."""

from typing import Any

from peewee import (
    BigIntegerField,
    CharField,
    FixedCharField,
    ForeignKeyField,
    IntegerField,
    Model,
)


def up(migrator: Any, db: Any) -> None:
    """Make the three tables."""

    class Base(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Person(Base):
        pass

    class SchoolClass(Base):
        pass

    class Pictured(Base):
        person = ForeignKeyField(Person, unique=True, backref="+", on_delete="CASCADE")
        emblem = CharField(max_length=20)
        signs = FixedCharField(max_length=64)
        given_at = BigIntegerField()

    class OpenList(Base):
        school_class = ForeignKeyField(SchoolClass, unique=True, backref="+", on_delete="CASCADE")
        until = BigIntegerField()

    class OpenSeat(Base):
        seat = IntegerField(unique=True)
        person = ForeignKeyField(Person, backref="+", on_delete="CASCADE")
        until = BigIntegerField()

    db.create_tables([Pictured, OpenList, OpenSeat])
