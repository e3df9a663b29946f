"""Sittings of exams: who runs them, who sits them, and what each candidate is granted."""

from typing import Any

from peewee import (
    BigIntegerField,
    BlobField,
    BooleanField,
    CharField,
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

    class Seat(Base):
        pass

    class Paper(Base):
        pass

    class Sitting(Base):
        paper = ForeignKeyField(Paper, null=True, on_delete="RESTRICT")
        title = TextField()
        room = TextField()
        planned_at = BigIntegerField(index=True)
        seconds = IntegerField()
        opens_at = BigIntegerField(null=True)
        state = CharField(max_length=10, index=True)
        frozen = BlobField(null=True)
        made_by = ForeignKeyField(Person)
        made_at = BigIntegerField()
        opened_at = BigIntegerField(null=True)
        started_at = BigIntegerField(null=True)
        closed_at = BigIntegerField(null=True)

    class Examiner(Base):
        sitting = ForeignKeyField(Sitting, on_delete="CASCADE")
        person = ForeignKeyField(Person)

        class Meta:
            indexes = ((("sitting", "person"), True),)

    class Candidate(Base):
        sitting = ForeignKeyField(Sitting, on_delete="CASCADE")
        person = ForeignKeyField(Person)
        number = CharField(max_length=5)
        seat_wanted = IntegerField(null=True)
        seed = CharField(max_length=32)
        state = CharField(max_length=10)
        seat = ForeignKeyField(Seat, null=True)
        added_at = BigIntegerField()

        class Meta:
            indexes = (
                (("sitting", "person"), True),
                (("sitting", "number"), True),
            )

    class Accommodation(Base):
        candidate = ForeignKeyField(Candidate, on_delete="CASCADE")
        factor = CharField(max_length=9)
        decision = TextField()
        authority = CharField(max_length=16)
        medical_opinion = BooleanField()
        pause_seconds = IntegerField()
        larger_text = BooleanField()
        read_aloud = BooleanField()
        spell_check = BooleanField()
        separate_room = BooleanField()
        secretary = TextField()
        by = ForeignKeyField(Person, null=True)
        at = BigIntegerField()

    db.create_tables([Sitting, Examiner, Candidate, Accommodation])
