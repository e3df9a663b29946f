"""What runs in an exam: its clock, the chain of events, answers as they were sent, checkpoints; and
who is held at a seat meanwhile."""

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
    """Make the tables."""

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

    class Hold(Base):
        person = ForeignKeyField(Person, unique=True, on_delete="CASCADE")
        seat = IntegerField()
        lasting = BooleanField()
        since = BigIntegerField()

    class SittingClock(Base):
        sitting = ForeignKeyField(Sitting, unique=True)
        counted_ms = IntegerField()
        ran_ms = IntegerField()
        run = CharField(max_length=32)
        beat_at = BigIntegerField()
        boot = TextField()
        uptime = IntegerField()

    class Event(Base):
        sitting = ForeignKeyField(Sitting)
        number = IntegerField()
        at = BigIntegerField()
        clock_ms = IntegerField()
        actor = TextField()
        seat = IntegerField(null=True)
        candidate = ForeignKeyField(Candidate, null=True)
        named = CharField(max_length=5, default="")
        kind = CharField(max_length=32)
        details = TextField()
        before = FixedCharField(max_length=64)
        hash = FixedCharField(max_length=64)

        class Meta:
            indexes = (
                (("sitting", "number"), True),
                (("sitting", "kind"), False),
            )

    class Desk(Base):
        candidate = ForeignKeyField(Candidate, unique=True)
        places = IntegerField()
        begun_ms = IntegerField(null=True)
        begun_at = BigIntegerField(null=True)
        seen_ms = IntegerField(null=True)
        asks_at = IntegerField(null=True)
        handed_in_ms = IntegerField(null=True)
        handed_in_at = BigIntegerField(null=True)
        answers = IntegerField(default=0)
        receipt = CharField(max_length=16, default="")

    class Revision(Base):
        candidate = ForeignKeyField(Candidate)
        place = IntegerField()
        uuid = CharField(max_length=80)
        number = IntegerField()
        answer = TextField()
        client_ms = IntegerField()
        at = BigIntegerField()
        clock_ms = IntegerField()
        seat = IntegerField(null=True)
        late = IntegerField(default=0)
        aside = CharField(max_length=12, default="")
        sha256 = CharField(max_length=64, default="")
        event = ForeignKeyField(Event)

        class Meta:
            indexes = (
                (("candidate", "uuid"), True),
                (("candidate", "place", "number"), False),
                (("candidate", "aside"), False),
            )

    class Pause(Base):
        sitting = ForeignKeyField(Sitting)
        candidate = ForeignKeyField(Candidate, null=True)
        since_ms = IntegerField()
        until_ms = IntegerField(null=True)
        kind = CharField(max_length=10)
        reason = TextField()

    class Credit(Base):
        candidate = ForeignKeyField(Candidate)
        seconds = IntegerField()
        reason = TextField()
        loss = ForeignKeyField(Event, null=True)
        event = ForeignKeyField(Event, backref="+")

    class Play(Base):
        candidate = ForeignKeyField(Candidate)
        place = IntegerField()
        sound = IntegerField()
        times = IntegerField()
        since_ms = IntegerField()

        class Meta:
            indexes = ((("candidate", "place", "sound"), True),)

    class Checkpoint(Base):
        sitting = ForeignKeyField(Sitting)
        number = IntegerField()
        at = BigIntegerField()
        note = TextField()
        code = CharField(max_length=20)
        final = BooleanField(default=False)

        class Meta:
            indexes = ((("sitting", "number"), True),)

    tables = (Hold, SittingClock, Event, Desk, Revision, Pause, Credit, Play, Checkpoint)
    db.create_tables(tables)
