"""The tables of frames: where somebody is, what packages report, which courses are interactive."""

from decimal import Decimal

from peewee import CharField, FixedCharField, ForeignKeyField, IntegerField, TextField

from server.accounts.models import Person
from server.database import MomentField, Table


class FramePlace(Table):
    """The page of an archive that somebody had before them last."""

    person = ForeignKeyField(Person, backref="+", on_delete="CASCADE")
    node_id = FixedCharField(max_length=32)
    path = TextField()
    title = TextField()
    at = MomentField()

    class Meta:
        indexes = ((("person", "node_id"), True),)

    @classmethod
    def of(cls, person_id: int, node_id: str) -> "FramePlace | None":
        """Return where somebody was in an archive, None if they never opened it."""
        found: FramePlace | None = cls.get_or_none(cls.person == person_id, cls.node_id == node_id)
        return found


class ContentReport(Table):
    """What the programs of a package last told of what somebody did in one part of it.

    It is what they say, and nothing of it was checked here: every page that shows it says so.
    """

    person = ForeignKeyField(Person, backref="+", on_delete="CASCADE")
    node_id = FixedCharField(max_length=32)
    content_id = FixedCharField(max_length=32)
    channel_id = CharField(max_length=64)
    part = CharField(max_length=64)
    """The id of the part."""
    title = TextField()
    """Of the page, and of the part where there are several: it outlives the course."""
    state = TextField(default="")
    """What they want to be handed when they begin again: nobody here reads it."""
    completed_at = MomentField(null=True)
    """When it was first told that it is done."""
    passed = CharField(max_length=3, default="")
    """"yes" or "no", "" while nothing is told of it."""
    raw = CharField(max_length=24, default="")
    """The score, the least and the most there is, decimals; "" for what is not told."""
    least = CharField(max_length=24, default="")
    most = CharField(max_length=24, default="")
    scaled = CharField(max_length=24, default="")
    """The score from -1 to 1."""
    answered = IntegerField(null=True)
    questions = IntegerField(null=True)
    seconds = IntegerField(default=0)
    """That it was before somebody, no more than can have been."""
    begun_at = MomentField()
    at = MomentField()

    class Meta:
        indexes = ((("person", "node_id", "part"), True),)

    @classmethod
    def of(cls, person_id: int, node_id: str) -> "dict[str, ContentReport]":
        """Return what the parts of a package told of somebody, by their ids."""
        rows = cls.select().where(cls.person == person_id, cls.node_id == node_id)
        return {row.part: row for row in rows}

    @classmethod
    def all_of(cls, person_id: int) -> "list[ContentReport]":
        """Return all that packages told of somebody, the latest first."""
        query = cls.select().where(cls.person == person_id)
        return list(query.order_by(cls.at.desc(), cls.id.desc()))

    @property
    def share(self) -> Decimal | None:
        """Return the score from 0 to 1, as far as what was told makes one; else None."""
        if self.scaled:
            return Decimal(self.scaled)
        if not self.raw or not self.most:
            return None
        least, most = Decimal(self.least or 0), Decimal(self.most)
        return (Decimal(self.raw) - least) / (most - least) if most > least else None


class InteractiveCourse(Table):
    """A course whose pages of others may run programs: its release, as somebody decided."""

    channel_id = CharField(max_length=64, unique=True)
    manifest = FixedCharField(max_length=64)
    """The release that was looked at; another one is shown as documents until decided again."""
    decided_by = ForeignKeyField(Person, null=True, backref="+", on_delete="SET NULL")
    decided_at = MomentField()

    @classmethod
    def is_so(cls, channel_id: str, manifest: str) -> bool:
        """Say whether a release of a course was switched to interactive."""
        query = cls.select().where(cls.channel_id == channel_id, cls.manifest == manifest)
        return bool(query.exists())
