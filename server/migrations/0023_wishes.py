"""What learners ask for that is not here, and what was decided about it."""

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
    """Make the tables of wishes and of the voices that ask for them."""

    class Base(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Person(Base):
        pass

    class Wish(Base):
        key = TextField(unique=True)
        address = TextField(default="")
        words = TextField(default="")
        state = CharField(max_length=8, index=True)
        turn = IntegerField(default=0)
        channel_id = CharField(max_length=64, default="")
        reason = CharField(max_length=8, default="")
        answer = TextField(default="")
        asked_at = BigIntegerField()
        decided_by = ForeignKeyField(Person, null=True, backref="+")
        decided_at = BigIntegerField(null=True)

    class Voice(Base):
        wish = ForeignKeyField(Wish, on_delete="CASCADE")
        person = ForeignKeyField(Person, backref="+", on_delete="CASCADE")
        node_id = CharField(max_length=32, default="")
        words = TextField(default="")
        sentence = TextField(default="")
        asked_at = BigIntegerField()
        seen_at = BigIntegerField(null=True)

        class Meta:
            indexes = ((("wish", "person"), True), (("person", "asked_at"), False))

    db.create_tables([Wish, Voice])
