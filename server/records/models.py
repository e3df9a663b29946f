"""The tables of visits, attempts and answers."""

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from peewee import JOIN, CharField, FixedCharField, ForeignKeyField, IntegerField, TextField, fn

from content.questions.mastery import Result
from server.accounts.models import Person
from server.database import MomentField, Table, moment
from server.handed import HandedField
from server.seats.models import Session

WAYS = ("read", "watched", "mastery", "teacher", "paper", "reported")
"""What finishes a page: read to its end, watched or heard, an exercise done, the teacher's word,
read on paper, reported by the programs of a package."""


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
    watched = TextField(default="")
    """JSON list of the seconds of its recording that were really heard: see ``watching``."""
    watched_at = MomentField(null=True)
    """When that was last told."""
    finished_at = MomentField(null=True)
    """When it was done."""
    done_by = CharField(max_length=8, default="")
    """What finished it, one of ``WAYS``; "" until then."""

    class Meta:
        indexes = ((("person", "node_id"), True),)

    @classmethod
    def latest_of(cls, person_id: int, count: int | None) -> Any:
        """Select a person's visits, newest first; all of them where ``count`` is None."""
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
    """How many it has; 0 where it goes on until the exercise is mastered."""
    seed = FixedCharField(max_length=16)
    """What its questions are drawn by: the same ones after a break."""
    half = CharField(max_length=8, default="")
    """"before" or "after" where there are two tests, else ""."""
    session = ForeignKeyField(Session, null=True, backref="+", on_delete="SET NULL")
    """In which it was last worked on: paused, once that one is over."""
    started_at = MomentField()
    finished_at = MomentField(null=True)
    mastered_at = MomentField(null=True)
    entered_by = ForeignKeyField(Person, null=True, backref="+")
    """Who entered it from paper; None for what was answered at a seat."""

    class Meta:
        indexes = ((("person", "node_id", "started_at"), False),)

    @property
    def is_paused(self) -> bool:
        """Say whether somebody stopped in the middle: nothing is lost, nothing failed."""
        here = self.session
        return self.finished_at is None and (here is None or here.ended_at is not None)

    def given(self) -> "list[AnswerGiven]":
        """Return its answers, by their places."""
        return list(self.answers.order_by(AnswerGiven.place))

    def marks(self) -> dict[int, Fraction]:
        """Return the mark of each question that has one, by its place from 0."""
        rows = self.answers.select(AnswerGiven.place, AnswerGiven.mark).tuples()
        return {place: Fraction(mark) for place, mark in rows if mark}

    @classmethod
    def latest_of(cls, person_id: int, count: int) -> Any:
        """Select a person's attempts in which something was answered, newest first, and in which
        session."""
        return (
            cls.select(cls, Session)
            .join(Session, JOIN.LEFT_OUTER)
            .where(cls.person == person_id, cls.id << AnswerGiven.select(AnswerGiven.attempt))
            .order_by(cls.started_at.desc(), cls.id.desc())
            .limit(count)
        )

    @classmethod
    def mastered_by(cls, person_id: int) -> dict[str, datetime]:
        """Return the exercises that a person has mastered, by node, with the first time."""
        first = fn.MIN(cls.mastered_at)
        query = cls.select(cls.node_id, first).where(
            cls.person == person_id, cls.mastered_at.is_null(False)
        )
        return {
            node_id: moment(at) if isinstance(at, int) else at
            for node_id, at in query.group_by(cls.node_id).tuples()
        }


class AnswerGiven(Table):
    """The answer at one place of an attempt: the latest, where there are several tries."""

    attempt = ForeignKeyField(Attempt, backref="answers", on_delete="CASCADE")
    place = IntegerField()
    """From 0."""
    question = IntegerField()
    """Its number in the exercise, from 0."""
    answer = TextField()
    """JSON list of texts: see ``content.questions.scoring.Answer``."""
    tries = IntegerField(default=1)
    first_mark = CharField(max_length=20)
    """What the first try earned."""
    mark = CharField(max_length=20)
    """An exact fraction of the question: "2/3"; "" while it waits for the teacher."""
    given_at = MomentField()

    class Meta:
        indexes = ((("attempt", "place"), True),)

    @classmethod
    def results_of(cls, attempts: Any) -> dict[int, tuple[int, int]]:
        """Return for each of the attempts how many answers have a mark, and how many are right.

        Args:
            attempts: their ids, or a query that selects these.
        """
        rows = (
            cls.select(cls.attempt, fn.COUNT(cls.id), fn.SUM(cls.mark == "1"))
            .where(cls.attempt << attempts, cls.mark != "")
            .group_by(cls.attempt)
            .tuples()
        )
        return {attempt: (answered, right) for attempt, answered, right in rows}

    @property
    def earned(self) -> Fraction | None:
        """Return its mark, None while it waits for the teacher."""
        return Fraction(self.mark) if self.mark else None

    @property
    def result(self) -> Result:
        """Return what it tells about mastery."""
        if self.earned is None:
            return Result(False, None)
        return Result(Fraction(self.first_mark) == 1, self.earned == 1)

    def is_closed(self, tries: int) -> bool:
        """Say whether it stays as it is: right, tried as often as one may, or handed in."""
        return self.tries >= tries or self.earned in (None, 1)


WORK_STATES = ("draft", "waiting", "marked")
WHOLE = 20
"""Points that pages say for all of a work: marks are of twenty in French schools."""


class Work(Table):
    """What somebody made for a teacher to mark: a text, a file, a recording."""

    person = ForeignKeyField(Person, backref="works")
    attempt = ForeignKeyField(Attempt, backref="works", on_delete="CASCADE")
    place = IntegerField()
    """Of the question in the attempt, from 0."""
    node_id = FixedCharField(max_length=32)
    kind = CharField(max_length=8)
    """The type of the question: "text", "file", "voice"."""
    state = CharField(max_length=8)
    """One of ``WORK_STATES``."""
    prompt = TextField()
    """What was asked, as plain text: it outlives the course."""
    text = TextField(default="")
    words = IntegerField(default=0)
    sha256 = HandedField()
    """Of the file or recording; "" for a text."""
    media_type = CharField(max_length=64, default="")
    size = IntegerField(default=0)
    said = TextField(default="")
    """What a recording says, see ``in_writing``; "" where nobody has written it."""
    said_in = CharField(max_length=8, default="")
    kept_at = MomentField()
    handed_in_at = MomentField(null=True, index=True)
    mark = CharField(max_length=20, default="")
    """An exact fraction of the question, "" until it is marked."""
    remark = TextField(default="")
    """What the teacher wrote."""
    marked_by = ForeignKeyField(Person, null=True, backref="+")
    marked_at = MomentField(null=True)
    level = CharField(max_length=8, default="")
    """The word that its mark was given as, a key of ``marks.LEVELS``; "" for points."""
    spoken = HandedField()
    """What the teacher said; "" for nothing."""
    spoken_type = CharField(max_length=64, default="")
    spoken_size = IntegerField(default=0)
    spoken_seconds = IntegerField(default=0)
    """As the browser that recorded it told; 0 where none did."""
    spoken_said = TextField(default="")
    """What the teacher said, in writing."""
    spoken_said_in = CharField(max_length=8, default="")
    marked_times = IntegerField(default=0)
    """How often it was marked, corrected or sent back: a form says which of them it has seen."""
    corrected_at = MomentField(null=True)
    """When the mark or the remark was last changed."""
    sent_back_at = MomentField(null=True)
    """When it was last given back to be carried on with."""

    class Meta:
        indexes = ((("attempt", "place"), True), (("state", "handed_in_at"), False))

    @property
    def is_sent_back(self) -> bool:
        """Say whether its author is to carry on with it."""
        return self.state == "draft" and self.sent_back_at is not None

    @property
    def told_at(self) -> datetime | None:
        """Return when the teacher last said something about it, None if never."""
        told: datetime | None = self.corrected_at or self.marked_at or self.sent_back_at
        return told

    @property
    def points(self) -> Decimal | None:
        """Return its mark of ``WHOLE`` to the hundredth, None while it has none."""
        if not self.mark:
            return None
        of_whole = Fraction(self.mark) * WHOLE
        return round(Decimal(of_whole.numerator) / of_whole.denominator, 2)

    @classmethod
    def waiting_of(cls, people: Collection[int]) -> Any:
        """Select what waits for a mark from these people, the longest waiting first."""
        return (
            cls.select(cls, Person)
            .join(Person, on=cls.person == Person.id)
            .where(cls.state == "waiting", cls.person << list(people))
            .order_by(cls.handed_in_at, cls.id)
        )

    @classmethod
    def news_for(cls, person_id: int) -> Any:
        """Select what the teacher said since its author last had the page before them."""
        seen = Visit.select(Visit.visited_at).where(
            Visit.person == cls.person, Visit.node_id == cls.node_id
        )
        told = fn.COALESCE(cls.corrected_at, cls.marked_at, cls.sent_back_at)
        return (
            cls.select()
            .where(cls.person == person_id, cls.state != "waiting", told > seen)
            .order_by(told.desc(), cls.id.desc())
            .limit(6)
        )

    @classmethod
    def of(cls, person_id: int, count: int) -> Any:
        """Select what a person has handed in, the last marked or handed in first."""
        latest = fn.COALESCE(cls.corrected_at, cls.marked_at, cls.handed_in_at, cls.sent_back_at)
        return (
            cls.select()
            .where(cls.person == person_id, latest.is_null(False))
            .order_by(latest.desc(), cls.id.desc())
            .limit(count)
        )

    @classmethod
    def marked_of(cls, people: Collection[int]) -> Any:
        """Select what these people have had marked, the latest told first."""
        told = fn.COALESCE(cls.corrected_at, cls.marked_at)
        return (
            cls.select(cls, Person)
            .join(Person, on=cls.person == Person.id)
            .where(cls.state == "marked", cls.person << list(people))
            .order_by(told.desc(), cls.id.desc())
        )
