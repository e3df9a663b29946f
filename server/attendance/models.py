"""The tables of weekly times, meetings, presences and corrections."""

from datetime import date, time, timedelta
from typing import Any

from peewee import CharField, ForeignKeyField, IntegerField

from server.accounts.models import Person
from server.classes.models import SchoolClass
from server.database import MomentField, Table


class WeeklyTime(Table):
    """A time at which a class meets every week, from a day to another."""

    school_class = ForeignKeyField(SchoolClass, backref="+", on_delete="CASCADE")
    weekday = IntegerField()
    """0 for Monday."""
    begins = CharField(max_length=5)
    minutes = IntegerField()
    first_day = CharField(max_length=10)
    last_day = CharField(max_length=10, default="")
    """"" as long as it goes on."""

    def meets_on(self, day: date) -> bool:
        """Say whether it makes a meeting on a day."""
        written = day.isoformat()
        within = self.first_day <= written and (not self.last_day or written <= self.last_day)
        return within and day.weekday() == self.weekday

    @property
    def ends(self) -> time:
        """Return when it is over, by the clock on the wall."""
        return over_at(self.begins, self.minutes)

    @classmethod
    def of(cls, class_ids: list[int]) -> list["WeeklyTime"]:
        """Return all weekly times of classes, those that ended too, in the order of the week."""
        query = cls.select().where(cls.school_class << class_ids)
        return list(query.order_by(cls.weekday, cls.begins, cls.id))


class Meeting(Table):
    """One meeting of a class of which there is something to say."""

    school_class = ForeignKeyField(SchoolClass, backref="+", on_delete="CASCADE")
    day = CharField(max_length=10, index=True)
    begins = CharField(max_length=5)
    minutes = IntegerField()
    """As planned."""
    lasted = IntegerField(null=True)
    """Minutes, where it ended early."""
    cancelled = CharField(max_length=10, default="")
    """A key of ``saying.REASONS``; "" for none."""
    state = IntegerField(default=0)
    """Counts what was said of it, so that two who say something do not overwrite each other."""
    said_by = CharField(max_length=200, default="")
    """The name of who said something last, as the log has it."""
    rolled_at = MomentField(null=True)
    """When the roll was first taken."""

    class Meta:
        indexes = ((("school_class", "day", "begins"), True),)

    @property
    def given(self) -> int:
        """Return the minutes that it lasted."""
        return self.minutes if self.lasted is None else self.lasted

    @property
    def is_held(self) -> bool:
        """Say whether its hours count."""
        return self.rolled_at is not None and not self.cancelled

    @classmethod
    def between(cls, class_ids: list[int], first: date, last: date) -> Any:
        """Select what is said of meetings of classes from a day to another, the earliest first."""
        within = cls.day.between(first.isoformat(), last.isoformat())
        return (
            cls.select()
            .where(cls.school_class << class_ids, within)
            .order_by(cls.day, cls.begins, cls.id)
        )

    @classmethod
    def held(cls) -> Any:
        """Return the condition under which the hours of a meeting count."""
        return cls.rolled_at.is_null(False) & (cls.cancelled == "")


class Presence(Table):
    """What a roll says of one person."""

    meeting = ForeignKeyField(Meeting, backref="presences", on_delete="CASCADE")
    person = ForeignKeyField(Person, backref="+")
    said = CharField(max_length=12)
    """A key of ``saying.WORDS``."""
    late = IntegerField(default=0)
    """Minutes, 0 where nobody counted them."""

    class Meta:
        indexes = ((("meeting", "person"), True),)


class Correction(Table):
    """What a roll said of a person before somebody corrected it."""

    meeting = ForeignKeyField(Meeting, backref="corrections", on_delete="CASCADE")
    person = ForeignKeyField(Person, backref="+")
    before = CharField(max_length=12)
    """"" where the roll said nothing."""
    before_late = IntegerField(default=0)
    after = CharField(max_length=12)
    after_late = IntegerField(default=0)
    by = CharField(max_length=200)
    """The name of who corrected it."""
    at = MomentField()


def over_at(begins: str, minutes: int) -> time:
    """Return the time of day that many minutes after another; after midnight it begins again."""
    hour, minute = map(int, begins.split(":"))
    whole = timedelta(hours=hour, minutes=minute + minutes)
    seconds = int(whole.total_seconds()) % 86_400
    return time(seconds // 3600, seconds % 3600 // 60)
