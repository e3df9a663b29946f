"""Papers: what candidates of an exam are asked, in sections, with points."""

from typing import Any

from peewee import (
    BigIntegerField,
    BlobField,
    BooleanField,
    CharField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)


def up(migrator: Any, db: Any) -> None:
    """Make the four tables."""

    class Base(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Person(Base):
        pass

    class Category(Base):
        pass

    class QuestionVersion(Base):
        pass

    class Paper(Base):
        title = TextField()
        instructions = TextField(default="")
        language = CharField(max_length=12, default="fr")
        seconds = IntegerField(default=0)
        shuffle = BooleanField(default=False)
        one_a_page = BooleanField(default=True)
        policy = TextField(default="{}")
        aids = TextField(default="[]")
        made_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
        made_at = BigIntegerField()
        changed_at = BigIntegerField()
        locked_at = BigIntegerField(null=True)
        subject = BlobField(null=True)
        archived_at = BigIntegerField(null=True)
        form_key = CharField(max_length=40, default="", index=True)

    class PaperDocument(Base):
        paper = ForeignKeyField(Paper, on_delete="CASCADE")
        name = TextField()
        document = CharField(max_length=64)
        media_type = CharField(max_length=64)
        size = IntegerField()

    class Section(Base):
        paper = ForeignKeyField(Paper, on_delete="CASCADE")
        place = IntegerField()
        title = TextField(default="")
        instructions = TextField(default="")
        seconds = IntegerField(default=0)
        shuffle = BooleanField(default=False)

    class Item(Base):
        section = ForeignKeyField(Section, on_delete="CASCADE")
        place = IntegerField()
        version = ForeignKeyField(QuestionVersion, null=True, on_delete="RESTRICT")
        category = ForeignKeyField(Category, null=True, on_delete="RESTRICT")
        below = BooleanField(default=True)
        tags = TextField(default="[]")
        count = IntegerField(default=1)
        points = CharField(max_length=20, default="1")

    db.create_tables([Paper, PaperDocument, Section, Item])
