"""The tables of packs, their pages, and what came back."""

from datetime import datetime
from typing import Any

from peewee import CharField, FixedCharField, ForeignKeyField, IntegerField, TextField, fn

from server.accounts.models import Person
from server.classes.models import SchoolClass
from server.database import MomentField, Table
from server.paper.codes import LENGTH, shown
from server.records.models import Attempt


class Pack(Table):
    """Sheets that were printed together."""

    code = FixedCharField(max_length=LENGTH, unique=True)
    school_class = ForeignKeyField(SchoolClass, backref="+", on_delete="CASCADE")
    """Those who look after it enter what comes back."""
    person = ForeignKeyField(Person, null=True, backref="+", on_delete="CASCADE")
    """Whose it is; None for one that is copied for a class: who it was is asked when it is back."""
    title = TextField()
    language = CharField(max_length=16)
    """Of its cover and of what stands around the texts."""
    made_by = ForeignKeyField(Person, null=True, backref="+", on_delete="SET NULL")
    made_at = MomentField()

    @property
    def shown(self) -> str:
        """Return its code as it is printed."""
        return shown(self.code)

    def pages(self) -> "list[PackPage]":
        """Return its pages in their order."""
        query = PackPage.select().where(PackPage.pack == self)
        return list(query.order_by(PackPage.position, PackPage.id))

    @classmethod
    def of_class(cls, school_class: SchoolClass) -> Any:
        """Select the packs made for a class or people of it, latest first, with their person."""
        return (
            cls.select(cls, Person)
            .left_outer_join(Person, on=cls.person == Person.id)
            .where(cls.school_class == school_class)
            .order_by(cls.made_at.desc(), cls.id.desc())
        )

    @classmethod
    def out_with(cls, school_class: SchoolClass, since: datetime) -> tuple[set[int], bool]:
        """Return who has sheets of a class that were printed since then and are not all back.

        Returns:
            The ids of those whose name is on a pack, and whether one was copied for the class.
        """
        back = Returned.select().where(Returned.page == PackPage.id, Returned.person == cls.person)
        rows = (
            cls.select(cls.person)
            .join(PackPage, on=PackPage.pack == cls.id)
            .where(cls.school_class == school_class, cls.made_at >= since, ~fn.EXISTS(back))
            .distinct()
        )
        people = {person for (person,) in rows.tuples()}
        return people - {None}, None in people


class PackPage(Table):
    """A page of a course in a pack, in the version that was printed."""

    pack = ForeignKeyField(Pack, backref="+", on_delete="CASCADE")
    position = IntegerField()
    """From 1."""
    node_id = FixedCharField(max_length=32)
    title = TextField()
    """As it was printed: it outlives the course."""
    kind = CharField(max_length=16)
    version = CharField(max_length=24)
    """Which version of it: "ar", "fr-easy"."""
    text_sha256 = FixedCharField(max_length=64)
    """The hash of the very text that was printed."""
    seed = CharField(max_length=16, default="")
    """What the questions of an exercise were drawn by."""
    half = CharField(max_length=8, default="")
    """Of an exercise with two tests, which one: see ``content.questions.mastery``."""

    class Meta:
        indexes = ((("pack", "position"), True),)


class Returned(Table):
    """A page of a pack that came back from somebody, done: one row, however often it is sent."""

    page = ForeignKeyField(PackPage, backref="+", on_delete="CASCADE")
    person = ForeignKeyField(Person, backref="+", on_delete="CASCADE")
    attempt = ForeignKeyField(Attempt, null=True, backref="+", on_delete="SET NULL")
    """What it became, of an exercise."""
    entered_by = ForeignKeyField(Person, null=True, backref="+", on_delete="SET NULL")
    entered_at = MomentField()

    class Meta:
        indexes = ((("page", "person"), True),)

    @classmethod
    def of(cls, pack: Pack, person: Person) -> "dict[int, Returned]":
        """Return what is entered of a pack for somebody, by page, with who entered it."""
        query = (
            cls.select(cls, Person)
            .left_outer_join(Person, on=cls.entered_by == Person.id)
            .switch(cls)
            .join(PackPage, on=cls.page == PackPage.id)
            .where(PackPage.pack == pack, cls.person == person)
        )
        return {each.page_id: each for each in query}

    @classmethod
    def about(cls, person_id: int) -> Any:
        """Select all that was entered for somebody, latest first, with page, pack and teacher."""
        return (
            cls.select(cls, PackPage, Pack, Person)
            .join(PackPage)
            .join(Pack)
            .switch(cls)
            .left_outer_join(Person, on=cls.entered_by == Person.id)
            .where(cls.person == person_id)
            .order_by(cls.entered_at.desc(), cls.id)
        )
