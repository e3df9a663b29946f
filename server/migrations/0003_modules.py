"""Modules, whom they are assigned to, and the classes that open nothing else."""

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
    """Make the four tables."""

    class Base(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Person(Base):
        pass

    class SchoolClass(Base):
        pass

    class ClassGroup(Base):
        pass

    class Module(Base):
        title = TextField()
        note = TextField(default="")
        made_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
        made_at = BigIntegerField()
        removed_at = BigIntegerField(null=True)

    class ModulePage(Base):
        module = ForeignKeyField(Module, on_delete="CASCADE")
        node_id = FixedCharField(max_length=32)
        channel_id = CharField(max_length=64)
        title = TextField()
        position = IntegerField()

        class Meta:
            indexes = ((("module", "node_id"), True), (("module", "position"), False))

    class Assignment(Base):
        module = ForeignKeyField(Module, on_delete="CASCADE")
        school_class = ForeignKeyField(SchoolClass, on_delete="CASCADE")
        group = ForeignKeyField(ClassGroup, null=True, on_delete="CASCADE")
        person = ForeignKeyField(Person, null=True, backref="+", on_delete="CASCADE")
        begins_on = CharField(max_length=10)
        weeks = IntegerField(null=True)
        given_by = ForeignKeyField(Person, null=True, backref="+", on_delete="SET NULL")
        given_at = BigIntegerField()
        withdrawn_at = BigIntegerField(null=True)

    class OnlyAssigned(Base):
        school_class = ForeignKeyField(SchoolClass, unique=True, on_delete="CASCADE")
        since = BigIntegerField()

    db.create_tables([Module, ModulePage, Assignment, OnlyAssigned])
