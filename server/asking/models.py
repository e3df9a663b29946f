"""The tables of questions and of what was said about them."""

from typing import Any

from peewee import CharField, ForeignKeyField, IntegerField, TextField, fn

from server.accounts.models import Person
from server.classes.models import Enrolment, SchoolClass, Teaching
from server.database import MomentField, Table
from server.handed import HandedField

STATES = ("asked", "answered", "understood")


class Question(Table):
    """What a learner asked, about one page or about none."""

    person = ForeignKeyField(Person, backref="questions")
    node_id = CharField(max_length=32, default="")
    """Of the page it is about; "" for none."""
    state = CharField(max_length=10)
    """One of ``STATES``."""
    began_at = MomentField()
    said_at = MomentField()
    """When something was last said about it."""
    waits_since = MomentField(null=True)
    """When the first was said that nobody has answered; None where nothing waits."""
    seen_at = MomentField(null=True)
    """When its learner had the latest answer before them; None until then."""

    class Meta:
        indexes = ((("state", "waits_since"), False), (("person", "said_at"), False))

    @property
    def waits(self) -> bool:
        """Say whether it waits for an answer."""
        return self.state == "asked"

    @classmethod
    def of(cls, person_id: int) -> Any:
        """Select the questions of a learner, those with the latest word first."""
        return (
            cls.select().where(cls.person == person_id).order_by(cls.said_at.desc(), cls.id.desc())
        )

    @classmethod
    def answered_unseen(cls, person_id: int) -> Any:
        """Select the questions whose answer their learner has not had before them yet."""
        return cls.of(person_id).where(cls.state == "answered", cls.seen_at.is_null())

    @classmethod
    def seen_by(cls, teacher_id: int) -> Any:
        """Select the questions that a teacher may read, with their learner: see the package."""
        stay = (
            Enrolment.select(Enrolment.id)
            .join(SchoolClass)
            .where(
                Enrolment.person == cls.person,
                Enrolment.ended_at.is_null(),
                SchoolClass.ended_at.is_null(),
                Enrolment.school_class << Teaching.classes_of(teacher_id),
                (cls.state == "asked") | (cls.said_at >= Enrolment.began_at),
            )
        )
        return cls.select(cls, Person).join(Person).where(fn.EXISTS(stay))

    @classmethod
    def waiting_for(cls, teacher_id: int) -> Any:
        """Select the questions that wait for a teacher, the longest waiting first."""
        return cls.seen_by(teacher_id).where(cls.state == "asked").order_by(cls.waits_since, cls.id)

    @classmethod
    def settled_for(cls, teacher_id: int) -> Any:
        """Select the questions that wait no more and that a teacher may read, latest first."""
        return (
            cls.seen_by(teacher_id)
            .where(cls.state != "asked")
            .order_by(cls.said_at.desc(), cls.id.desc())
        )


class Saying(Table):
    """One thing that was said about a question, by its learner or by a teacher."""

    question = ForeignKeyField(Question, backref="sayings", on_delete="CASCADE")
    person = ForeignKeyField(Person, backref="+")
    picture = CharField(max_length=12, default="")
    """A key of ``pictures.PICTURES``; "" for none."""
    text = TextField(default="")
    sha256 = HandedField()
    """Of the recording, in the site's own store; "" for none."""
    media_type = CharField(max_length=64, default="")
    size = IntegerField(default=0)
    said = TextField(default="")
    """What the recording says, in writing: see ``records.in_writing``."""
    said_in = CharField(max_length=8, default="")
    said_at = MomentField()

    @classmethod
    def about(cls, question_ids: list[int]) -> dict[int, list["Saying"]]:
        """Return what was said about questions, by their ids, the first word first."""
        found: dict[int, list[Saying]] = {each: [] for each in question_ids}
        rows = cls.select(cls, Person).join(Person).where(cls.question << question_ids)
        for each in rows.order_by(cls.id):
            found[each.question_id].append(each)
        return found
