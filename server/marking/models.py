"""The tables of what a teacher keeps for themselves while marking."""

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from server.accounts.models import Person
from server.database import MomentField, Table
from server.handed import HandedField
from server.records.models import Work


class Habit(Table):
    """How somebody likes to mark."""

    person = ForeignKeyField(Person, backref="+", unique=True, on_delete="CASCADE")
    by_levels = BooleanField(default=False)
    """By words, not by points."""
    hide_names = BooleanField(default=False)
    """Whose work it is, is not said before it is marked."""
    keys = BooleanField(default=True)
    """The keys 1 to 9 write ready comments."""

    @classmethod
    def of(cls, person_id: int | None) -> "Habit":
        """Return how somebody likes to mark; as most do, if they have never said."""
        found: Habit | None = cls.get_or_none(cls.person == person_id)
        return found or cls(person=person_id)


class ReadyComment(Table):
    """A sentence that a teacher writes often; nobody else sees it."""

    person = ForeignKeyField(Person, backref="+", on_delete="CASCADE")
    place = IntegerField()
    """From 1 to ``comments.MOST``: the key that writes it."""
    text = TextField()

    class Meta:
        indexes = ((("person", "place"), True),)

    @classmethod
    def of(cls, person_id: int | None) -> dict[int, str]:
        """Return somebody's sentences by their places, in order."""
        query = cls.select(cls.place, cls.text).where(cls.person == person_id)
        return dict(query.order_by(cls.place).tuples())


class SpokenRemark(Table):
    """What a teacher has said about a work and not given yet: nobody else hears it."""

    work = ForeignKeyField(Work, backref="+", on_delete="CASCADE")
    person = ForeignKeyField(Person, backref="+", on_delete="CASCADE")
    sha256 = HandedField()
    media_type = CharField(max_length=64)
    size = IntegerField()
    seconds = IntegerField(default=0)
    """As the browser told; 0 where it did not."""
    said = TextField(default="")
    """The same in writing."""
    said_in = CharField(max_length=8, default="")
    kept_at = MomentField()

    class Meta:
        indexes = ((("work", "person"), True),)

    @classmethod
    def of(cls, work_id: int, person_id: int | None) -> "SpokenRemark | None":
        """Return what somebody has said about a work, None for nothing."""
        found: SpokenRemark | None = cls.get_or_none(cls.work == work_id, cls.person == person_id)
        return found
