"""The tables of where somebody starts."""

from datetime import datetime
from typing import Any

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from server.accounts.models import Person
from server.database import MomentField, Table


class Positioning(Table):
    """One time that somebody is offered to find out where to start."""

    person = ForeignKeyField(Person, backref="+", on_delete="CASCADE")
    offered_by = ForeignKeyField(Person, null=True, backref="+", on_delete="SET NULL")
    offered_at = MomentField()
    seed = IntegerField()
    """Decides which items of each step are taken, and how choices are ordered."""
    language = CharField(max_length=8, default="")
    """The one they read or speak best; "other" for one without items, "" before they said."""
    sound = CharField(max_length=3, default="")
    """Whether they hear this seat: "yes", "no", "" before they said."""
    schooled = CharField(max_length=8, default="")
    """What they told: a key of ``deciding.SCHOOLED``, "" before they did."""
    begun_at = MomentField(null=True)
    touched_at = MomentField()
    """Of the last answer or judgement."""
    finished_at = MomentField(null=True)
    oral = IntegerField(null=True)
    """The level as the teacher judges it; None where they leave it as it was found. So the next."""
    french = IntegerField(null=True)
    own = IntegerField(null=True)
    numbers = IntegerField(null=True)
    need = CharField(max_length=10, default="")
    """The starting point as the teacher judges it, "" to leave what the rule proposes."""
    remark = TextField(default="")
    start = CharField(max_length=80, default="")
    """Where they begin: "course:maths-cfg" or "module:3", "" while nothing is chosen."""
    start_title = TextField(default="")
    """Its title then: it outlives the course."""
    judged_by = ForeignKeyField(Person, null=True, backref="+", on_delete="SET NULL")
    judged_at = MomentField(null=True)

    @property
    def is_open(self) -> bool:
        """Say whether it can be begun or gone on with."""
        return self.finished_at is None

    @classmethod
    def of(cls, person_id: int) -> Any:
        """Select all of somebody, the latest first, with who offered and who judged."""
        judge = Person.alias()
        return (
            cls.select(cls, Person, judge)
            .left_outer_join(Person, on=cls.offered_by == Person.id)
            .switch(cls)
            .left_outer_join(judge, on=cls.judged_by == judge.id)
            .where(cls.person == person_id)
            .order_by(cls.offered_at.desc(), cls.id.desc())
        )

    @classmethod
    def open_of(cls, person_id: int) -> "Positioning | None":
        """Return the one that somebody can begin or go on with."""
        found: Positioning | None = (
            cls.select().where(cls.person == person_id, cls.finished_at.is_null()).first()
        )
        return found

    @classmethod
    def untouched_since(cls, moment: datetime) -> Any:
        """Select those that nobody has touched since then."""
        return cls.select().where(cls.touched_at < moment)


class PositioningAnswer(Table):
    """What was answered to one item, once."""

    positioning = ForeignKeyField(Positioning, backref="+", on_delete="CASCADE")
    item = CharField(max_length=40)
    """Its key; "try" and "write" for the first and the last page."""
    given = CharField(max_length=80)
    """The choice as ``items`` writes it, "" for "I do not know"; the word that was written."""
    right = BooleanField(null=True)
    """None where nothing is right or wrong."""
    given_at = MomentField()

    class Meta:
        indexes = ((("positioning", "item"), True),)

    @classmethod
    def of(cls, positioning: Positioning) -> "list[PositioningAnswer]":
        """Return all answers in the order they were given."""
        return list(cls.select().where(cls.positioning == positioning).order_by(cls.id))
