"""What the gate for accessible content found in each release, and what was decided below it."""

from typing import Any

from peewee import (
    BigIntegerField,
    CharField,
    FixedCharField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)


def up(migrator: Any, db: Any) -> None:
    """Make the table of what was found."""

    class Base(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Person(Base):
        pass

    class GateReport(Base):
        manifest = FixedCharField(max_length=64, unique=True)
        channel_id = CharField(max_length=64)
        score = IntegerField(null=True)
        found = TextField()
        looked_at = BigIntegerField()
        word = TextField(default="")
        let_in_by = ForeignKeyField(Person, null=True, backref="+", on_delete="SET NULL")
        let_in_at = BigIntegerField(null=True)

    db.create_tables([GateReport])
