"""Marks of exams: who corrects, what they gave, what stands in the end."""

from typing import Any

from peewee import (
    BigIntegerField,
    BooleanField,
    CharField,
    FixedCharField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)


def up(migrator: Any, db: Any) -> None:
    """Make the five tables."""

    class Base(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Person(Base):
        pass

    class Sitting(Base):
        pass

    class Candidate(Base):
        pass

    class Marking(Base):
        sitting = ForeignKeyField(Sitting, unique=True, on_delete="CASCADE")
        twice = BooleanField(default=False)
        with_remarks = BooleanField(default=True)
        locked_at = BigIntegerField(null=True)
        locked_by = ForeignKeyField(Person, null=True)
        published_at = BigIntegerField(null=True)
        published_by = ForeignKeyField(Person, null=True)

    class Corrector(Base):
        sitting = ForeignKeyField(Sitting, on_delete="CASCADE")
        person = ForeignKeyField(Person)
        round = IntegerField()

        class Meta:
            indexes = ((("sitting", "person"), True),)

    class ExamMark(Base):
        candidate = ForeignKeyField(Candidate, on_delete="CASCADE")
        place = IntegerField()
        round = IntegerField()
        points = CharField(max_length=20)
        remark = TextField(default="")
        by = ForeignKeyField(Person)
        at = BigIntegerField()

        class Meta:
            indexes = ((("candidate", "place", "round"), False),)

    class FinalMark(Base):
        candidate = ForeignKeyField(Candidate, on_delete="CASCADE")
        place = IntegerField()
        points = CharField(max_length=20)
        how = CharField(max_length=9)
        remark = TextField(default="")

        class Meta:
            indexes = ((("candidate", "place"), True),)

    class Result(Base):
        candidate = ForeignKeyField(Candidate, unique=True, on_delete="CASCADE")
        total = CharField(max_length=40)
        mark = CharField(max_length=40)
        whole = CharField(max_length=40)
        hash = FixedCharField(max_length=64)

    db.create_tables([Marking, Corrector, ExamMark, FinalMark, Result])
