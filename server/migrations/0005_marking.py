"""Marking by levels and by voice, marks that are corrected, works sent back, a teacher's habits."""

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
    """Add what a mark can be to works, and the tables of what teachers keep for themselves."""
    migrator.migrate(
        migrator.add_column("work", "level", CharField(max_length=8, default="")),
        migrator.add_column("work", "spoken", CharField(max_length=64, default="")),
        migrator.add_column("work", "spoken_type", CharField(max_length=64, default="")),
        migrator.add_column("work", "spoken_size", IntegerField(default=0)),
        migrator.add_column("work", "spoken_seconds", IntegerField(default=0)),
        migrator.add_column("work", "marked_times", IntegerField(default=0)),
        migrator.add_column("work", "corrected_at", BigIntegerField(null=True)),
        migrator.add_column("work", "sent_back_at", BigIntegerField(null=True)),
    )
    db.execute_sql("UPDATE work SET marked_times = 1 WHERE state = 'marked'")

    class Person(Model):
        class Meta:
            database = db
            table_name = "person"

    class Work(Model):
        class Meta:
            database = db
            table_name = "work"

    class Habit(Model):
        person = ForeignKeyField(Person, unique=True, on_delete="CASCADE")
        by_levels = BooleanField(default=False)
        hide_names = BooleanField(default=False)
        keys = BooleanField(default=True)

        class Meta:
            database = db
            table_name = "habit"

    class ReadyComment(Model):
        person = ForeignKeyField(Person, on_delete="CASCADE")
        place = IntegerField()
        text = TextField()

        class Meta:
            database = db
            table_name = "ready_comment"
            indexes = ((("person", "place"), True),)

    class SpokenRemark(Model):
        work = ForeignKeyField(Work, on_delete="CASCADE")
        person = ForeignKeyField(Person, on_delete="CASCADE")
        sha256 = CharField(max_length=64, default="")
        media_type = CharField(max_length=64)
        size = IntegerField()
        seconds = IntegerField(default=0)
        kept_at = BigIntegerField()

        class Meta:
            database = db
            table_name = "spoken_remark"
            indexes = ((("work", "person"), True),)

    db.create_tables([Habit, ReadyComment, SpokenRemark])
