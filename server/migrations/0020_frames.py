"""Where somebody is in an archive of pages, and which courses are shown as interactive."""

from typing import Any

from peewee import BigIntegerField, CharField, FixedCharField, ForeignKeyField, Model, TextField


def up(migrator: Any, db: Any) -> None:
    """Make both tables."""

    class Base(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Person(Base):
        pass

    class FramePlace(Base):
        person = ForeignKeyField(Person, backref="+", on_delete="CASCADE")
        node_id = FixedCharField(max_length=32)
        path = TextField()
        title = TextField()
        at = BigIntegerField()

        class Meta:
            indexes = ((("person", "node_id"), True),)

    class InteractiveCourse(Base):
        channel_id = CharField(max_length=64, unique=True)
        manifest = FixedCharField(max_length=64)
        decided_by = ForeignKeyField(Person, null=True, backref="+", on_delete="SET NULL")
        decided_at = BigIntegerField()

    db.create_tables([FramePlace, InteractiveCourse])
