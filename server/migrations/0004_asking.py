"""What learners ask their teachers, the answers, and the notes that teachers write for them."""

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
    """Make the tables of questions, of what is said about them, and of notes."""

    class Person(Model):
        class Meta:
            database = db
            table_name = "person"

    class Question(Model):
        person = ForeignKeyField(Person)
        node_id = CharField(max_length=32, default="")
        state = CharField(max_length=10)
        began_at = BigIntegerField()
        said_at = BigIntegerField()
        waits_since = BigIntegerField(null=True)
        seen_at = BigIntegerField(null=True)

        class Meta:
            database = db
            table_name = "question"
            indexes = ((("state", "waits_since"), False), (("person", "said_at"), False))

    class Saying(Model):
        question = ForeignKeyField(Question, on_delete="CASCADE")
        person = ForeignKeyField(Person)
        picture = CharField(max_length=12, default="")
        text = TextField(default="")
        sha256 = CharField(max_length=64, default="")
        media_type = CharField(max_length=64, default="")
        size = IntegerField(default=0)
        said_at = BigIntegerField()

        class Meta:
            database = db
            table_name = "saying"

    class Note(Model):
        person = ForeignKeyField(Person)
        text = TextField()
        written_by = ForeignKeyField(Person)
        written_at = BigIntegerField()
        struck_by = ForeignKeyField(Person, null=True)
        struck_at = BigIntegerField(null=True)

        class Meta:
            database = db
            table_name = "note"

    db.create_tables([Question, Saying, Note])
