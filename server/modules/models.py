"""The tables of modules, their pages and assignments, and of classes without the library."""

from datetime import date, datetime
from typing import Any

from peewee import CharField, FixedCharField, ForeignKeyField, IntegerField, TextField

from server import clock
from server.accounts.models import Person
from server.classes.models import ClassGroup, Enrolment, SchoolClass, Teaching
from server.database import MomentField, Table
from server.roles import Role


class Module(Table):
    """A set of pages, with a title and a note to the learner."""

    title = TextField()
    note = TextField(default="")
    made_by = ForeignKeyField(Person, null=True, backref="+", on_delete="SET NULL")
    """None for the console."""
    made_at = MomentField()
    removed_at = MomentField(null=True)

    def pages(self) -> "list[ModulePage]":
        """Return its pages in their order, those that are in the library no more too."""
        query = ModulePage.select().where(ModulePage.module == self)
        return list(query.order_by(ModulePage.position, ModulePage.id))

    @classmethod
    def seen_by(cls, person: Person) -> Any:
        """Select the modules that a teacher may read and copy, by title.

        Their own, and those assigned to their classes; all for an administrator.
        """
        query = cls.select().where(cls.removed_at.is_null()).order_by(cls.title, cls.id)
        if person.role == Role.ADMINISTRATOR:
            return query
        given = Assignment.running().where(
            Assignment.school_class << Teaching.classes_of(person.id)
        )
        return query.where((cls.made_by == person) | (cls.id << given.select(Assignment.module)))


class ModulePage(Table):
    """A page in a module."""

    module = ForeignKeyField(Module, backref="+", on_delete="CASCADE")
    node_id = FixedCharField(max_length=32)
    channel_id = CharField(max_length=64)
    title = TextField()
    """As it was when the page was taken: it outlives the course."""
    position = IntegerField()

    class Meta:
        indexes = ((("module", "node_id"), True), (("module", "position"), False))

    @classmethod
    def ids_of(cls, modules: list[int]) -> dict[int, list[str]]:
        """Return the ids of the pages of some modules, in their order."""
        found: dict[int, list[str]] = {number: [] for number in modules}
        query = cls.select(cls.module, cls.node_id).where(cls.module << modules)
        for number, node_id in query.order_by(cls.position, cls.id).tuples():
            found[number].append(node_id)
        return found


class Assignment(Table):
    """A module given to a class, a group or one person of it."""

    module = ForeignKeyField(Module, backref="+", on_delete="CASCADE")
    school_class = ForeignKeyField(SchoolClass, backref="+", on_delete="CASCADE")
    group = ForeignKeyField(ClassGroup, null=True, backref="+", on_delete="CASCADE")
    """Of the class, None for all of it: a group that is removed takes its assignments with it."""
    person = ForeignKeyField(Person, null=True, backref="+", on_delete="CASCADE")
    """The only one it is for, None for all."""
    begins_on = CharField(max_length=10)
    """The first day on which it is open, in the site's own time: "2026-11-23"."""
    weeks = IntegerField(null=True)
    """How many weeks of the class there are for it, None for no end: see ``deadlines``."""
    given_by = ForeignKeyField(Person, null=True, backref="+", on_delete="SET NULL")
    given_at = MomentField()
    withdrawn_at = MomentField(null=True)

    @property
    def begins(self) -> date:
        """Return the first day on which it is open."""
        return date.fromisoformat(self.begins_on)

    @classmethod
    def running(cls) -> Any:
        """Select the assignments that are not withdrawn, of modules and classes that are there.

        With module, class, group and person; those that begin later too; the latest given first.
        """
        return (
            cls.select(cls, Module, SchoolClass, ClassGroup, Person)
            .join(Module)
            .switch(cls)
            .join(SchoolClass)
            .switch(cls)
            .left_outer_join(ClassGroup)
            .switch(cls)
            .left_outer_join(Person, on=cls.person == Person.id)
            .where(
                cls.withdrawn_at.is_null(),
                Module.removed_at.is_null(),
                SchoolClass.ended_at.is_null(),
            )
            .order_by(cls.given_at.desc(), cls.id.desc())
        )

    @classmethod
    def of_person(cls, person_id: int, *, at: datetime) -> Any:
        """Select what somebody is given today, as tuples: the road of every page of a learner.

        Columns: assignment, module, title, note, class, its group, its person, first day, weeks,
        when it was given, when the person came to the class.
        """
        today = clock.day(at).isoformat()
        for_all = cls.person.is_null() & (cls.group.is_null() | (cls.group == Enrolment.group))
        return (
            cls.select(
                *(cls.id, Module.id, Module.title, Module.note, SchoolClass.id, cls.group),
                *(cls.person, cls.begins_on, cls.weeks, cls.given_at, Enrolment.began_at),
            )
            .join(Module)
            .switch(cls)
            .join(SchoolClass)
            .join(Enrolment, on=Enrolment.school_class == SchoolClass.id)
            .where(
                Enrolment.person == person_id,
                Enrolment.ended_at.is_null(),
                Enrolment.back_on <= today,
                SchoolClass.ended_at.is_null(),
                cls.withdrawn_at.is_null(),
                cls.begins_on <= today,
                Module.removed_at.is_null(),
                (cls.person == person_id) | for_all,
            )
            .tuples()
        )

    def is_for(self, enrolment: Enrolment) -> bool:
        """Say whether it is given to somebody of its class."""
        if self.person_id is not None:
            return bool(self.person_id == enrolment.person_id)
        return self.group_id is None or self.group_id == enrolment.group_id


class OnlyAssigned(Table):
    """A class whose people open only what is assigned; others open the library too."""

    school_class = ForeignKeyField(SchoolClass, unique=True, backref="+", on_delete="CASCADE")
    since = MomentField()

    @classmethod
    def is_so(cls, school_class: SchoolClass) -> bool:
        """Say whether it is so in a class."""
        return bool(cls.select().where(cls.school_class == school_class).exists())
