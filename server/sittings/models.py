"""The tables of sittings, examiners, candidates and accommodations."""

from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction
from typing import Any

from peewee import (
    BlobField,
    BooleanField,
    CharField,
    ForeignKeyField,
    IntegerField,
    TextField,
    fn,
)

from server.accounts.models import Person
from server.database import MomentField, Table
from server.exams.models import Paper
from server.roles import Role
from server.seats.models import Seat


class Stage(StrEnum):
    """How far a sitting is."""

    PLANNED = "planned"
    OPEN = "open"
    RUNNING = "running"
    CLOSED = "closed"
    CANCELLED = "cancelled"


COMING = (Stage.PLANNED, Stage.OPEN, Stage.RUNNING)
"""Stages of what is not over."""


class State(StrEnum):
    """How far a candidate is."""

    EXPECTED = "expected"
    HERE = "here"
    CONFIRMED = "confirmed"
    WORKING = "working"
    PAUSED = "paused"
    HANDED_IN = "handed_in"
    ABSENT = "absent"
    EXCLUDED = "excluded"


OVER = (State.HANDED_IN, State.ABSENT, State.EXCLUDED)
"""States in which nothing more is written."""


class Sitting(Table):
    """A paper at a day and hour, in a room."""

    paper = ForeignKeyField(Paper, null=True, backref="+", on_delete="RESTRICT")
    """None as long as its subject is sealed."""
    title = TextField()
    """Of the exam, as convocations print it."""
    room = TextField()
    planned_at = MomentField(index=True)
    seconds = IntegerField()
    """Without any accommodation."""
    opens_at = MomentField(null=True)
    """Before this moment the subject opens for nobody; None for no such moment."""
    state = CharField(max_length=10, default=Stage.PLANNED.value, index=True)
    frozen = BlobField(null=True)
    """The paper as bytes, kept when it was opened: what is sat is what was there then."""
    made_by = ForeignKeyField(Person, backref="+")
    made_at = MomentField()
    opened_at = MomentField(null=True)
    started_at = MomentField(null=True)
    closed_at = MomentField(null=True)

    @property
    def is_over(self) -> bool:
        """Say whether nothing of it changes any more."""
        return self.state not in COMING

    @classmethod
    def kept_by(cls, person: Person) -> Any:
        """Select the sittings that somebody runs, the next first: all for an administrator."""
        query = cls.select(*cls.light()).order_by(cls.planned_at, cls.id)
        if person.role == Role.ADMINISTRATOR:
            return query
        mine = Examiner.select(Examiner.sitting).where(Examiner.person == person.id)
        return query.where(cls.id << mine)

    @classmethod
    def sizes(cls, sittings: list[int]) -> dict[int, int]:
        """Return how many candidates each of some sittings has."""
        query = (
            Candidate.select(Candidate.sitting, fn.COUNT(Candidate.id))
            .where(Candidate.sitting << sittings)
            .group_by(Candidate.sitting)
        )
        return dict.fromkeys(sittings, 0) | dict(query.tuples())

    @classmethod
    def light(cls) -> list[Any]:
        """Return its columns but the frozen paper, which is large and seldom wanted."""
        return [field for field in cls._meta.sorted_fields if field is not cls.frozen]

    @classmethod
    def numbered(cls, number: int) -> "Sitting | None":
        """Return a sitting without its frozen paper, None if there is none."""
        found: Sitting | None = cls.select(*cls.light()).where(cls.id == number).first()
        return found


class Examiner(Table):
    """Somebody who runs a sitting; any of them can do all of it."""

    sitting = ForeignKeyField(Sitting, backref="examiners", on_delete="CASCADE")
    person = ForeignKeyField(Person, backref="+")

    class Meta:
        indexes = ((("sitting", "person"), True),)

    @classmethod
    def of(cls, sitting_id: int) -> list[Person]:
        """Return who runs a sitting, by name."""
        query = Person.select().join(cls, on=(cls.person == Person.id))
        return list(query.where(cls.sitting == sitting_id).order_by(Person.sign_in_name))


class Candidate(Table):
    """A learner in a sitting."""

    sitting = ForeignKeyField(Sitting, backref="candidates", on_delete="CASCADE")
    person = ForeignKeyField(Person, backref="+")
    number = CharField(max_length=5)
    """Five digits, read aloud one by one; the last proves the others: see ``numbers.py``."""
    seat_wanted = IntegerField(null=True)
    """The number on the table where they are to sit; None for any."""
    seed = CharField(max_length=32)
    """What is drawn and shuffled for them follows from it alone."""
    state = CharField(max_length=10, default=State.EXPECTED.value)
    seat = ForeignKeyField(Seat, null=True, backref="+")
    """The PC that is bound to them; None before their identity was confirmed."""
    added_at = MomentField()

    class Meta:
        indexes = (
            (("sitting", "person"), True),
            (("sitting", "number"), True),
        )

    @property
    def is_over(self) -> bool:
        """Say whether they write nothing more."""
        return self.state in OVER

    @classmethod
    def of(cls, sitting_id: int) -> list["Candidate"]:
        """Return the candidates of a sitting with their people, by name."""
        return list(
            cls.select(cls, Person)
            .join(Person)
            .where(cls.sitting == sitting_id)
            .order_by(Person.sign_in_name, cls.id)
        )

    @classmethod
    def coming_of(cls, people: Iterable[int]) -> list["Candidate"]:
        """Return what some people are candidates of that is not over, the next first."""
        return list(
            cls.select(cls, *Sitting.light(), Paper.id, Paper.aids)
            .join(Sitting)
            .left_outer_join(Paper)
            .where(cls.person << list(people), Sitting.state << [each.value for each in COMING])
            .order_by(Sitting.planned_at, Sitting.id)
        )

    @classmethod
    def all_of(cls, person_id: int) -> list["Candidate"]:
        """Return all that somebody was ever a candidate of, the latest first."""
        return list(
            cls.select(cls, *Sitting.light())
            .join(Sitting)
            .where(cls.person == person_id)
            .order_by(Sitting.planned_at.desc(), cls.id.desc())
        )


class Accommodation(Table):
    """What a candidate is granted, from a moment until the next row."""

    candidate = ForeignKeyField(Candidate, backref="accommodations", on_delete="CASCADE")
    factor = CharField(max_length=9, default="1")
    """Of the time of the paper, as an exact fraction: "1", "4/3", "6/5"."""
    decision = TextField(default="")
    """The number of the decision; never a reason."""
    authority = CharField(max_length=16, default="")
    """Who decided: a key of ``granting.AUTHORITIES``, "" where nobody had to."""
    medical_opinion = BooleanField(default=False)
    """Whether a reasoned medical opinion asks for more than one third of the time."""
    pause_seconds = IntegerField(default=0)
    """Pauses that stop the clock, together."""
    larger_text = BooleanField(default=False)
    read_aloud = BooleanField(default=False)
    """Whether this paper may be read aloud to them."""
    spell_check = BooleanField(default=False)
    separate_room = BooleanField(default=False)
    secretary = TextField(default="")
    """The name of who reads or writes for them, "" for nobody."""
    by = ForeignKeyField(Person, null=True, backref="+")
    """None for the console."""
    at = MomentField()

    @property
    def share(self) -> Fraction:
        """Return the factor as a number."""
        return Fraction(self.factor)

    @property
    def is_anything(self) -> bool:
        """Say whether anything is granted."""
        given = (self.pause_seconds, self.larger_text, self.read_aloud, self.spell_check)
        return self.factor != "1" or any(given) or self.separate_room or bool(self.secretary)

    @classmethod
    def now_of(cls, candidate_id: int) -> "Accommodation":
        """Return what counts for a candidate; a row that is not kept where nothing was granted."""
        return cls.now_of_all([candidate_id])[candidate_id]

    @classmethod
    def now_of_all(cls, candidates: Iterable[int]) -> dict[int, "Accommodation"]:
        """Return what counts for each of some candidates, in one query."""
        wanted = list(candidates)
        found = cls.select().where(cls.candidate << wanted).order_by(cls.id)
        last = {each.candidate_id: each for each in found}
        return {one: last.get(one) or cls(candidate=one) for one in wanted}

    @classmethod
    def history(cls, candidate_id: int) -> list["Accommodation"]:
        """Return all that was ever granted to a candidate, the latest first."""
        return list(
            cls.select(cls, Person)
            .left_outer_join(Person)
            .where(cls.candidate == candidate_id)
            .order_by(cls.id.desc())
        )
