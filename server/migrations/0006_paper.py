"""Packs that were printed, what came back of them, and who entered an attempt made on paper."""

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
    """Make the three tables, and the column of the attempts."""

    class Base(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Person(Base):
        pass

    class SchoolClass(Base):
        pass

    class Attempt(Base):
        pass

    class Pack(Base):
        code = FixedCharField(max_length=6, unique=True)
        school_class = ForeignKeyField(SchoolClass, on_delete="CASCADE")
        person = ForeignKeyField(Person, null=True, backref="+", on_delete="CASCADE")
        title = TextField()
        language = CharField(max_length=16)
        made_by = ForeignKeyField(Person, null=True, backref="+", on_delete="SET NULL")
        made_at = BigIntegerField()

    class PackPage(Base):
        pack = ForeignKeyField(Pack, on_delete="CASCADE")
        position = IntegerField()
        node_id = FixedCharField(max_length=32)
        title = TextField()
        kind = CharField(max_length=16)
        version = CharField(max_length=24)
        text_sha256 = FixedCharField(max_length=64)
        seed = CharField(max_length=16, default="")
        half = CharField(max_length=8, default="")

        class Meta:
            indexes = ((("pack", "position"), True),)

    class Returned(Base):
        page = ForeignKeyField(PackPage, on_delete="CASCADE")
        person = ForeignKeyField(Person, backref="+", on_delete="CASCADE")
        attempt = ForeignKeyField(Attempt, null=True, on_delete="SET NULL")
        entered_by = ForeignKeyField(Person, null=True, backref="+", on_delete="SET NULL")
        entered_at = BigIntegerField()

        class Meta:
            indexes = ((("page", "person"), True),)

    db.create_tables([Pack, PackPage, Returned])
    entered_by = ForeignKeyField(Person, field=Person.id, null=True)
    migrator.migrate(migrator.add_column("attempt", "entered_by_id", entered_by))
