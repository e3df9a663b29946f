"""The tables of the bank: categories, tags, questions and their versions."""

from collections.abc import Iterable
from typing import Any

from peewee import CharField, ForeignKeyField, IntegerField, TextField, fn

from content.questions.types import Question
from server.accounts.models import Person
from server.bank.bodies import read
from server.database import MomentField, Table


class Category(Table):
    """Where questions are kept: a subject, a chapter of it."""

    parent = ForeignKeyField("self", null=True, backref="+", on_delete="RESTRICT")
    name = TextField()

    @classmethod
    def paths(cls) -> dict[int, str]:
        """Return the whole name of each category by its id, "Maths / Fractions", by name."""
        rows = {row.id: row for row in cls.select()}

        def path(row: "Category", seen: tuple[int, ...] = ()) -> str:
            above = rows.get(row.parent_id) if row.id not in seen else None
            return f"{path(above, (*seen, row.id))} / {row.name}" if above else row.name

        named = {number: path(row) for number, row in rows.items()}
        return dict(sorted(named.items(), key=lambda each: each[1].casefold()))

    @classmethod
    def below(cls, number: int) -> set[int]:
        """Return the id of a category and of all that stand in it, however deep."""
        children: dict[int | None, list[int]] = {}
        for each, parent in cls.select(cls.id, cls.parent).tuples():
            children.setdefault(parent, []).append(each)
        found, ahead = {number}, [number]
        while ahead:
            fresh = [each for each in children.get(ahead.pop(), []) if each not in found]
            found.update(fresh)
            ahead += fresh
        return found


class Tag(Table):
    """A word by which questions of different categories are found together."""

    name = CharField(max_length=60, unique=True)


class BankQuestion(Table):
    """A question of the bank; what it asks is in its versions."""

    category = ForeignKeyField(Category, null=True, backref="+", on_delete="RESTRICT")
    """None: in none yet."""
    name = TextField()
    """What staff find it by; no candidate sees it."""
    language = CharField(max_length=12, default="fr")
    """What it is asked in: a code of ``i18n.languages``."""
    made_by = ForeignKeyField(Person, null=True, backref="+", on_delete="SET NULL")
    """None for the console."""
    made_at = MomentField()
    archived_at = MomentField(null=True)
    form_key = CharField(max_length=40, default="", index=True)
    """Of the form it was made by, so that one sent twice makes one; "" for none."""

    def latest(self) -> "QuestionVersion":
        """Return its latest version."""
        found: QuestionVersion = (
            QuestionVersion.select()
            .where(QuestionVersion.question == self)
            .order_by(QuestionVersion.number.desc())
            .first()
        )
        return found

    def tags(self) -> list[str]:
        """Return its tags, by name."""
        query = Tag.select(Tag.name).join(QuestionTag).where(QuestionTag.question == self)
        return [row.name for row in query.order_by(Tag.name)]

    @classmethod
    def of_category(cls, category: int | None, below: bool, tags: Iterable[str]) -> Any:
        """Select what is not archived in a category and bears every tag, by number.

        Args:
            category: its id; None for any.
            below: take the categories that stand in it as well.
            tags: names.
        """
        query = cls.select().where(cls.archived_at.is_null()).order_by(cls.id)
        if category is not None:
            query = query.where(cls.category << (Category.below(category) if below else {category}))
        for tag in tags:
            bearing = QuestionTag.select(QuestionTag.question).join(Tag).where(Tag.name == tag)
            query = query.where(cls.id << bearing)
        return query


class QuestionTag(Table):
    """That a question bears a tag."""

    question = ForeignKeyField(BankQuestion, backref="+", on_delete="CASCADE")
    tag = ForeignKeyField(Tag, backref="+", on_delete="CASCADE")

    class Meta:
        indexes = ((("question", "tag"), True),)


class QuestionVersion(Table):
    """What a question asked, and its key, from one change to the next. Never changed."""

    question = ForeignKeyField(BankQuestion, backref="versions", on_delete="CASCADE")
    number = IntegerField()
    """From 1."""
    type = CharField(max_length=16)
    """Of ``content.questions.types.TYPES``: to search by."""
    body = TextField()
    """The question, its key included: see ``bodies``."""
    text = TextField(default="")
    """What it says in plain words, folded: to search in."""
    made_by = ForeignKeyField(Person, null=True, backref="+", on_delete="SET NULL")
    made_at = MomentField()

    class Meta:
        indexes = ((("question", "number"), True),)

    @property
    def asked(self) -> Question:
        """Return the question, its key included."""
        return read(self.body)

    @property
    def name(self) -> str:
        """Return what files of papers call it: "12.3" is the third version of question 12."""
        return f"{self.question_id}.{self.number}"

    @classmethod
    def latest_of(cls, questions: Iterable[int]) -> dict[int, "QuestionVersion"]:
        """Return the latest version of each of some questions, by the question's id."""
        newest = (
            cls.select(cls.question, fn.MAX(cls.number).alias("number"))
            .where(cls.question << list(questions))
            .group_by(cls.question)
            .alias("newest")
        )
        same = (cls.question == newest.c.question_id) & (cls.number == newest.c.number)
        rows = cls.select(cls, BankQuestion).join(BankQuestion).switch(cls).join(newest, on=same)
        return {row.question_id: row for row in rows}
