"""The bank of questions: categories, tags, questions, and versions that are never changed."""

from typing import Any

from peewee import (
    BigIntegerField,
    CharField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)


def up(migrator: Any, db: Any) -> None:
    """Make the five tables."""

    class Base(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Person(Base):
        pass

    class Category(Base):
        parent = ForeignKeyField("self", null=True, on_delete="RESTRICT")
        name = TextField()

    class Tag(Base):
        name = CharField(max_length=60, unique=True)

    class BankQuestion(Base):
        category = ForeignKeyField(Category, null=True, on_delete="RESTRICT")
        name = TextField()
        language = CharField(max_length=12, default="fr")
        made_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
        made_at = BigIntegerField()
        archived_at = BigIntegerField(null=True)
        form_key = CharField(max_length=40, default="", index=True)

    class QuestionTag(Base):
        question = ForeignKeyField(BankQuestion, on_delete="CASCADE")
        tag = ForeignKeyField(Tag, on_delete="CASCADE")

        class Meta:
            indexes = ((("question", "tag"), True),)

    class QuestionVersion(Base):
        question = ForeignKeyField(BankQuestion, on_delete="CASCADE")
        number = IntegerField()
        type = CharField(max_length=16)
        body = TextField()
        text = TextField(default="")
        made_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
        made_at = BigIntegerField()

        class Meta:
            indexes = ((("question", "number"), True),)

    db.create_tables([Category, Tag, BankQuestion, QuestionTag, QuestionVersion])
