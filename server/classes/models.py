"""The tables of classes, groups, teachings and enrolments."""

from datetime import date, datetime
from typing import Any

from peewee import BooleanField, CharField, ForeignKeyField, TextField

from server import clock
from server.accounts.models import Person
from server.database import MomentField, Table
from server.roles import Role


class SchoolClass(Table):
    """People who learn together."""

    name = TextField()
    key = TextField(index=True)
    """The name folded: no two open classes have the same."""
    level = CharField(max_length=16, default="")
    """A key of ``content.vocabulary.LEVELS``, "" for several."""
    wing = TextField(default="")
    """Where its people live, as the site calls it; "" for anywhere."""
    began_at = MomentField()
    ended_at = MomentField(null=True)

    @property
    def is_open(self) -> bool:
        """Say whether it still meets."""
        return self.ended_at is None

    @classmethod
    def kept_by(cls, person: Person) -> Any:
        """Select the open classes that a person looks after, by name: all for an administrator."""
        query = cls.open_now()
        if person.role == Role.ADMINISTRATOR:
            return query
        return query.where(cls.id << Teaching.classes_of(person.id))

    @classmethod
    def open_now(cls) -> Any:
        """Select all open classes, by name."""
        return cls.select().where(cls.ended_at.is_null()).order_by(cls.name, cls.id)

    @classmethod
    def wings(cls) -> list[str]:
        """Return the wings that open classes name, in alphabetical order."""
        query = cls.select(cls.wing).where(cls.ended_at.is_null(), cls.wing != "").distinct()
        return sorted((wing for (wing,) in query.tuples()), key=str.casefold)


class ClassGroup(Table):
    """A part of a class."""

    school_class = ForeignKeyField(SchoolClass, backref="groups", on_delete="CASCADE")
    name = TextField()
    key = TextField()

    class Meta:
        indexes = ((("school_class", "key"), True),)


class Teaching(Table):
    """One teacher of a class, from a moment to another."""

    school_class = ForeignKeyField(SchoolClass, backref="teachings", on_delete="CASCADE")
    person = ForeignKeyField(Person, backref="+")
    began_at = MomentField()
    ended_at = MomentField(null=True)

    @classmethod
    def classes_of(cls, person_id: int) -> Any:
        """Select the ids of the classes that somebody teaches now."""
        return cls.select(cls.school_class).where(cls.person == person_id, cls.ended_at.is_null())

    @classmethod
    def now_of(cls, school_class: SchoolClass) -> Any:
        """Select those who teach a class now, the first of them first."""
        return (
            cls.select(cls, Person)
            .join(Person)
            .where(cls.school_class == school_class, cls.ended_at.is_null())
            .order_by(cls.id)
        )


class Enrolment(Table):
    """One stay of a person in a class."""

    school_class = ForeignKeyField(SchoolClass, backref="enrolments", on_delete="CASCADE")
    person = ForeignKeyField(Person, backref="+")
    group = ForeignKeyField(ClassGroup, null=True, backref="+", on_delete="SET NULL")
    level = CharField(max_length=16, default="")
    """Of the person, where it is not the level of the class."""
    began_at = MomentField()
    ended_at = MomentField(null=True)
    back_on = CharField(max_length=10, default="")
    """The first day after a suspension, in the site's own time: "2026-12-31"; "" for none."""

    @property
    def is_running(self) -> bool:
        """Say whether the person has not left."""
        return self.ended_at is None

    def is_suspended(self, at: datetime) -> bool:
        """Say whether the person may not come yet."""
        return bool(self.is_running and self.back_on > clock.day(at).isoformat())

    @property
    def returns(self) -> date | None:
        """Return the first day after the last suspension, None if there was none."""
        return date.fromisoformat(self.back_on) if self.back_on else None

    @classmethod
    def running(cls) -> Any:
        """Select the enrolments that have not ended, with person and class."""
        return (
            cls.select(cls, Person, SchoolClass)
            .join(Person)
            .switch(cls)
            .join(SchoolClass)
            .where(cls.ended_at.is_null())
        )

    @classmethod
    def roll(cls, school_class: SchoolClass) -> list["Enrolment"]:
        """Return who is in a class, suspended or not, by name."""
        found = cls.running().where(cls.school_class == school_class)
        return sorted(found, key=lambda each: (each.person.sign_in_name, each.id))

    @classmethod
    def gone(cls, school_class: SchoolClass) -> list["Enrolment"]:
        """Return the last stay of each person who left a class and is not there, latest first."""
        there = cls.select(cls.person).where(
            cls.school_class == school_class, cls.ended_at.is_null()
        )
        query = (
            cls.select(cls, Person)
            .join(Person)
            .where(cls.school_class == school_class, cls.person.not_in(there))
            .order_by(cls.ended_at.desc(), cls.id.desc())
        )
        last: dict[int, Enrolment] = {}
        for each in query:
            last.setdefault(each.person_id, each)
        return list(last.values())

    @classmethod
    def stays(cls, school_class: SchoolClass, person: Person) -> Any:
        """Select the stays of a person in a class, latest first."""
        here = (cls.school_class == school_class) & (cls.person == person)
        return cls.select().where(here).order_by(cls.id.desc())

    @classmethod
    def people_seen_by(cls, teacher_id: int) -> Any:
        """Select the ids of the people in the classes that somebody teaches now."""
        return (
            cls.select(cls.person)
            .join(SchoolClass)
            .where(
                cls.ended_at.is_null(),
                SchoolClass.ended_at.is_null(),
                cls.school_class << Teaching.classes_of(teacher_id),
            )
        )


class Told(Table):
    """A teacher is told that somebody of theirs has come to a class of somebody else."""

    teacher = ForeignKeyField(Person, backref="+", on_delete="CASCADE")
    enrolment = ForeignKeyField(Enrolment, backref="+", on_delete="CASCADE")
    """In the other class."""
    by = CharField(max_length=200)
    """The name of who enrolled them, as the log has it."""
    seen_at = MomentField(null=True)

    class Meta:
        indexes = ((("teacher", "enrolment"), True),)


class PeopleImport(Table):
    """A list of people that was imported."""

    file_name = TextField()
    imported_by = ForeignKeyField(Person, null=True, backref="+")
    """None for the console."""
    imported_at = MomentField()
    classes = TextField(default="[]")
    """JSON: ids of the classes that it opened."""
    undone_at = MomentField(null=True)


class Imported(Table):
    """Somebody whom an import added or enrolled."""

    source = ForeignKeyField(PeopleImport, backref="people", on_delete="CASCADE")
    person = ForeignKeyField(Person, null=True, backref="+", on_delete="SET NULL")
    enrolment = ForeignKeyField(Enrolment, null=True, backref="+", on_delete="SET NULL")
    name = TextField()
    is_new = BooleanField()
    """Whether the account was added by it."""
