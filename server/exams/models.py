"""The tables of papers: their sections, items and documents."""

import json
from fractions import Fraction
from typing import Any

from peewee import (
    BlobField,
    BooleanField,
    CharField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from server.accounts.models import Person
from server.bank.models import Category, QuestionVersion
from server.database import MomentField, Table
from server.exams.policy import Policy


class Paper(Table):
    """What candidates are asked, being composed or locked."""

    title = TextField()
    instructions = TextField(default="")
    """Clean HTML."""
    language = CharField(max_length=12, default="fr")
    seconds = IntegerField(default=0)
    """The time for all of it; 0 while nobody has said so."""
    shuffle = BooleanField(default=False)
    """Whether the sections stand in another order for each candidate."""
    one_a_page = BooleanField(default=True)
    """Whether one question stands on a page, or all on one."""
    policy = TextField(default="{}")
    """How marks are made: JSON, see ``Policy``."""
    aids = TextField(default="[]")
    """What candidates may use: JSON, keys of ``policy.AIDS``."""
    made_by = ForeignKeyField(Person, null=True, backref="+", on_delete="SET NULL")
    made_at = MomentField()
    changed_at = MomentField()
    locked_at = MomentField(null=True)
    subject = BlobField(null=True)
    """The file of a locked paper: see ``subject``."""
    archived_at = MomentField(null=True)
    form_key = CharField(max_length=40, default="", index=True)
    """Of the form it was made by, so that one sent twice makes one; "" for none."""

    @property
    def rules(self) -> Policy:
        """Return how marks are made."""
        return Policy.of(json.loads(self.policy))

    @property
    def allowed(self) -> list[str]:
        """Return what candidates may use, keys of ``policy.AIDS``."""
        return list(json.loads(self.aids))

    @property
    def is_locked(self) -> bool:
        """Say whether it can be changed no more."""
        return self.locked_at is not None

    def sections(self) -> "list[Section]":
        """Return its sections, in their order."""
        query = Section.select().where(Section.paper == self)
        return list(query.order_by(Section.place, Section.id))

    def items(self) -> "dict[int, list[Item]]":
        """Return the items of each section in their order, by the id of the section."""
        sections = [each.id for each in self.sections()]
        found: dict[int, list[Item]] = {each: [] for each in sections}
        query = Item.select(Item, QuestionVersion).left_outer_join(QuestionVersion)
        for each in query.where(Item.section << sections).order_by(Item.place, Item.id):
            found[each.section_id].append(each)
        return found

    def documents(self) -> "list[PaperDocument]":
        """Return its documents, in their order."""
        query = PaperDocument.select().where(PaperDocument.paper == self)
        return list(query.order_by(PaperDocument.id))

    @classmethod
    def shown(cls, archived: bool = False) -> Any:
        """Select the papers that are, or are not, in the archive, the latest changed first."""
        there = cls.archived_at.is_null(not archived)
        return cls.select().where(there).order_by(cls.changed_at.desc(), cls.id.desc())


class PaperDocument(Table):
    """A file that all candidates of a paper may open: a text, a table, a map."""

    paper = ForeignKeyField(Paper, backref="+", on_delete="CASCADE")
    name = TextField()
    document = CharField(max_length=64)
    """The SHA-256 of its bytes in ``bank/``."""
    media_type = CharField(max_length=64)
    size = IntegerField()


class Section(Table):
    """A part of a paper, with what is to be known about it."""

    paper = ForeignKeyField(Paper, backref="+", on_delete="CASCADE")
    place = IntegerField()
    title = TextField(default="")
    instructions = TextField(default="")
    """Clean HTML."""
    seconds = IntegerField(default=0)
    """What is advised for it; 0 for nothing."""
    shuffle = BooleanField(default=False)
    """Whether its questions stand in another order for each candidate."""


class Item(Table):
    """A question of a section, or a draw of several."""

    section = ForeignKeyField(Section, backref="+", on_delete="CASCADE")
    place = IntegerField()
    version = ForeignKeyField(QuestionVersion, null=True, backref="+", on_delete="RESTRICT")
    """None for a draw."""
    category = ForeignKeyField(Category, null=True, backref="+", on_delete="RESTRICT")
    """What a draw takes from; None for the whole bank."""
    below = BooleanField(default=True)
    """Whether a draw takes from the categories in that one as well."""
    tags = TextField(default="[]")
    """What a question must bear to be drawn: JSON, names of tags."""
    count = IntegerField(default=1)
    """How many questions it is."""
    points = CharField(max_length=20, default="1")
    """What each question earns: "2", "1/2"; "" while nobody has said so."""

    @property
    def worth(self) -> Fraction:
        """Return what each question earns; 0 while nobody has said so."""
        return Fraction(self.points or 0)

    @property
    def is_draw(self) -> bool:
        """Say whether it draws its questions."""
        return self.version_id is None

    @property
    def wanted_tags(self) -> list[str]:
        """Return the tags that a question must bear to be drawn."""
        return list(json.loads(self.tags))
