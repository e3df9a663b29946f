"""The tables of marking: who corrects, what they gave, what stands in the end."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from peewee import BooleanField, CharField, FixedCharField, ForeignKeyField, IntegerField, TextField

from server.accounts.models import Person
from server.database import MomentField, Table
from server.sittings.models import Candidate, Sitting

FIRST, SECOND, SETTLED = 1, 2, 3
"""Rounds: the first corrector's, the second's, and what an examiner decided between them."""


class Marking(Table):
    """How a sitting is marked, and how far that is."""

    sitting = ForeignKeyField(Sitting, unique=True, backref="+", on_delete="CASCADE")
    twice = BooleanField(default=False)
    """Whether each answer marked by hand has a second corrector."""
    with_remarks = BooleanField(default=True)
    """Whether candidates read the remarks once marks are published."""
    locked_at = MomentField(null=True)
    locked_by = ForeignKeyField(Person, null=True, backref="+")
    published_at = MomentField(null=True)
    published_by = ForeignKeyField(Person, null=True, backref="+")

    @property
    def is_locked(self) -> bool:
        """Say whether its marks stand."""
        return self.locked_at is not None

    @property
    def is_published(self) -> bool:
        """Say whether candidates see their marks."""
        return self.published_at is not None

    @classmethod
    def of(cls, sitting_id: int) -> "Marking":
        """Return how a sitting is marked; a row that is not kept where nobody has said."""
        found: Marking | None = cls.get_or_none(cls.sitting == sitting_id)
        return found or cls(sitting=sitting_id)


class Corrector(Table):
    """Somebody who corrects copies of a sitting, as the first or the second to do so."""

    sitting = ForeignKeyField(Sitting, backref="+", on_delete="CASCADE")
    person = ForeignKeyField(Person, backref="+")
    round = IntegerField()

    class Meta:
        indexes = ((("sitting", "person"), True),)

    @classmethod
    def of(cls, sitting_id: int) -> "list[Corrector]":
        """Return the correctors of a sitting with their people, by name."""
        query = cls.select(cls, Person).join(Person).where(cls.sitting == sitting_id)
        return list(query.order_by(Person.sign_in_name))


class ExamMark(Table):
    """Points that somebody gave for an answer; the last row of a round counts."""

    candidate = ForeignKeyField(Candidate, backref="+", on_delete="CASCADE")
    place = IntegerField()
    """Of the question in the candidate's copy, from 0."""
    round = IntegerField()
    points = CharField(max_length=20)
    """As the text of a fraction: "3/2"."""
    remark = TextField(default="")
    by = ForeignKeyField(Person, backref="+")
    at = MomentField()

    class Meta:
        indexes = ((("candidate", "place", "round"), False),)

    @property
    def worth(self) -> Fraction:
        """Return the points."""
        return Fraction(self.points)

    @classmethod
    def last_of(cls, candidates: Iterable[int]) -> dict[tuple[int, int, int], "ExamMark"]:
        """Return the marks that count, by candidate, place and round."""
        rows = cls.select(cls, Person).join(Person).where(cls.candidate << list(candidates))
        return {(each.candidate_id, each.place, each.round): each for each in rows.order_by(cls.id)}

    @classmethod
    def history(cls, candidate_id: int, place: int) -> "list[ExamMark]":
        """Return all that was ever given for an answer, in that order."""
        rows = cls.select(cls, Person).join(Person)
        rows = rows.where(cls.candidate == candidate_id, cls.place == place)
        return list(rows.order_by(cls.id))


class FinalMark(Table):
    """What stands for an answer since the marks were locked."""

    candidate = ForeignKeyField(Candidate, backref="+", on_delete="CASCADE")
    place = IntegerField()
    points = CharField(max_length=20)
    how = CharField(max_length=9)
    """"auto", "hand" or "settled"."""
    remark = TextField(default="")

    class Meta:
        indexes = ((("candidate", "place"), True),)


class Result(Table):
    """The total of a candidate since the marks were locked."""

    candidate = ForeignKeyField(Candidate, unique=True, backref="+", on_delete="CASCADE")
    total = CharField(max_length=40)
    """The sum of the points, exact."""
    mark = CharField(max_length=40)
    """Scaled and rounded by the policy of the paper, exact."""
    whole = CharField(max_length=40)
    """What the mark is out of."""
    hash = FixedCharField(max_length=64)
    """The hash of the event with which the sitting was closed: what was marked."""

    @classmethod
    def published_of(cls, person_id: int) -> list[Any]:
        """Return the results that somebody may see, the latest sitting first."""
        return list(
            cls.select(cls, Candidate, Sitting)
            .join(Candidate)
            .join(Sitting)
            .join(Marking, on=(Marking.sitting == Sitting.id))
            .where(Candidate.person == person_id, Marking.published_at.is_null(False))
            .order_by(Sitting.planned_at.desc())
        )
