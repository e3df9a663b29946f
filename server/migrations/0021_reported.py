"""What interactive packages report of what somebody did in them."""

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
    """Make the table."""

    class Base(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Person(Base):
        pass

    class ContentReport(Base):
        person = ForeignKeyField(Person, backref="+", on_delete="CASCADE")
        node_id = FixedCharField(max_length=32)
        content_id = FixedCharField(max_length=32)
        channel_id = CharField(max_length=64)
        part = CharField(max_length=64)
        title = TextField()
        state = TextField(default="")
        completed_at = BigIntegerField(null=True)
        passed = CharField(max_length=3, default="")
        raw = CharField(max_length=24, default="")
        least = CharField(max_length=24, default="")
        most = CharField(max_length=24, default="")
        scaled = CharField(max_length=24, default="")
        answered = IntegerField(null=True)
        questions = IntegerField(null=True)
        seconds = IntegerField(default=0)
        begun_at = BigIntegerField()
        at = BigIntegerField()

        class Meta:
            indexes = ((("person", "node_id", "part"), True),)

    db.create_tables([ContentReport])
