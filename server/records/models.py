"""The tables of visits, attempts and answers."""

from fractions import Fraction
from typing import Any

from peewee import CharField, FixedCharField, ForeignKeyField, IntegerField, TextField

from server.accounts.models import Person
from server.database import MomentField, Table


class Visit(Table):
    """The last time a person had a page before them."""

    person = ForeignKeyField(Person, backref="visits")
    node_id = FixedCharField(max_length=32)
    content_id = FixedCharField(max_length=32)
    channel_id = CharField(max_length=64)
    visited_at = MomentField(index=True)
    version = CharField(max_length=24, default="")
    """The version of the page that was open: "ar", "fr-easy"."""
    place = CharField(max_length=16, default="")
    """The block of this version that was last in view: "b12"; "" for its top."""
    finished_at = MomentField(null=True)
    """When the page was read to its end, or the exercise done."""

    class Meta:
        indexes = ((("person", "node_id"), True),)

    @classmethod
    def latest_of(cls, person_id: int, count: int) -> Any:
        """Select a person's visits, newest first."""
        return (
            cls.select()
            .where(cls.person == person_id)
            .order_by(cls.visited_at.desc(), cls.id.desc())
            .limit(count)
        )

    @classmethod
    def channels_of(cls, person_id: int) -> set[str]:
        """Return the ids of the channels a person has ever opened a page of."""
        query = cls.select(cls.channel_id).where(cls.person == person_id).distinct()
        return {channel_id for (channel_id,) in query.tuples()}

    @classmethod
    def finished_by(cls, person_id: int) -> set[str]:
        """Return the ids of the nodes a person has finished."""
        query = cls.select(cls.node_id).where(
            cls.person == person_id, cls.finished_at.is_null(False)
        )
        return {node_id for (node_id,) in query.tuples()}


class Attempt(Table):
    """One go of a person at an exercise."""

    person = ForeignKeyField(Person, backref="attempts")
    node_id = FixedCharField(max_length=32)
    content_id = FixedCharField(max_length=32)
    exercise = FixedCharField(max_length=64)
    """SHA-256 of the very text that was answered: marks keep their meaning after an update."""
    questions = IntegerField()
    started_at = MomentField()
    finished_at = MomentField(null=True)

    class Meta:
        indexes = ((("person", "node_id", "started_at"), False),)

    def marks(self) -> dict[int, Fraction]:
        """Return the mark of each question answered, by its number from 0."""
        rows = self.answers.select(AnswerGiven.question, AnswerGiven.mark).tuples()
        return {question: Fraction(mark) for question, mark in rows}


class AnswerGiven(Table):
    """The answer to one question of an attempt; the first one counts."""

    attempt = ForeignKeyField(Attempt, backref="answers", on_delete="CASCADE")
    question = IntegerField()
    """Its number, from 0."""
    answer = TextField()
    """JSON list of texts: see ``content.questions.scoring.Answer``."""
    mark = CharField(max_length=20)
    """An exact fraction of the question: "2/3"."""
    given_at = MomentField()

    class Meta:
        indexes = ((("attempt", "question"), True),)
