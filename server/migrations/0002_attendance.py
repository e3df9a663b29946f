"""When classes meet, who came to each meeting, and what was corrected."""

from typing import Any

from peewee import BigIntegerField, CharField, ForeignKeyField, IntegerField, Model


def up(migrator: Any, db: Any) -> None:
    """Make the tables of the roll call."""

    class Person(Model):
        class Meta:
            database = db
            table_name = "person"

    class SchoolClass(Model):
        class Meta:
            database = db
            table_name = "school_class"

    class WeeklyTime(Model):
        school_class = ForeignKeyField(SchoolClass, on_delete="CASCADE")
        weekday = IntegerField()
        begins = CharField(max_length=5)
        minutes = IntegerField()
        first_day = CharField(max_length=10)
        last_day = CharField(max_length=10, default="")

        class Meta:
            database = db
            table_name = "weekly_time"

    class Meeting(Model):
        school_class = ForeignKeyField(SchoolClass, on_delete="CASCADE")
        day = CharField(index=True, max_length=10)
        begins = CharField(max_length=5)
        minutes = IntegerField()
        lasted = IntegerField(null=True)
        cancelled = CharField(max_length=10, default="")
        state = IntegerField(default=0)
        said_by = CharField(max_length=200, default="")
        rolled_at = BigIntegerField(null=True)

        class Meta:
            database = db
            table_name = "meeting"
            indexes = ((("school_class", "day", "begins"), True),)

    class Presence(Model):
        meeting = ForeignKeyField(Meeting, on_delete="CASCADE")
        person = ForeignKeyField(Person)
        said = CharField(max_length=12)
        late = IntegerField(default=0)

        class Meta:
            database = db
            table_name = "presence"
            indexes = ((("meeting", "person"), True),)

    class Correction(Model):
        meeting = ForeignKeyField(Meeting, on_delete="CASCADE")
        person = ForeignKeyField(Person)
        before = CharField(max_length=12)
        before_late = IntegerField(default=0)
        after = CharField(max_length=12)
        after_late = IntegerField(default=0)
        by = CharField(max_length=200)
        at = BigIntegerField()

        class Meta:
            database = db
            table_name = "correction"

    db.create_tables([WeeklyTime, Meeting, Presence, Correction])
