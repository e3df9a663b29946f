"""Teachers are told when somebody of theirs comes to a class of somebody else."""

from typing import Any

from peewee import BigIntegerField, CharField, ForeignKeyField, Model


def up(migrator: Any, db: Any) -> None:
    """Make the table of what each is told."""

    class Base(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Person(Base):
        pass

    class Enrolment(Base):
        pass

    class Told(Base):
        teacher = ForeignKeyField(Person, backref="+", on_delete="CASCADE")
        enrolment = ForeignKeyField(Enrolment, backref="+", on_delete="CASCADE")
        by = CharField(max_length=200)
        seen_at = BigIntegerField(null=True)

        class Meta:
            indexes = ((("teacher", "enrolment"), True),)

    db.create_tables([Told])
