"""Courses that teachers write, and who wrote what waits for approval."""

from typing import Any

from peewee import (
    BigIntegerField,
    BooleanField,
    CharField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)


def up(migrator: Any, db: Any) -> None:
    """Make the eight tables."""

    class Base(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Person(Base):
        pass

    class Job(Base):
        pass

    class Arrival(Base):
        pass

    class Writer(Base):
        arrival = ForeignKeyField(Arrival, on_delete="CASCADE")
        person = ForeignKeyField(Person)

        class Meta:
            indexes = ((("arrival", "person"), True),)

    class WrittenCourse(Base):
        title = TextField()
        description = TextField(default="")
        language = CharField(max_length=12)
        level = CharField(max_length=16, default="")
        subject = CharField(max_length=16, default="")
        author = TextField()
        license = CharField(max_length=40)
        owner = ForeignKeyField(Person)
        shared = BooleanField(default=False)
        made_at = BigIntegerField()
        release = IntegerField(default=0)
        form_key = CharField(max_length=40, unique=True)

    class WrittenChapter(Base):
        course = ForeignKeyField(WrittenCourse)
        title = TextField()
        position = IntegerField()
        removed_at = BigIntegerField(null=True)
        form_key = CharField(max_length=40, unique=True)

    class WrittenLesson(Base):
        chapter = ForeignKeyField(WrittenChapter)
        title = TextField()
        version = IntegerField(default=1)
        position = IntegerField()
        removed_at = BigIntegerField(null=True)
        form_key = CharField(max_length=40, unique=True)

    class LessonVersion(Base):
        lesson = ForeignKeyField(WrittenLesson)
        number = IntegerField()
        title = TextField()
        kind = CharField(max_length=10)
        text = TextField()
        spoken = CharField(max_length=80, default="")
        person = ForeignKeyField(Person)
        saved_at = BigIntegerField()

        class Meta:
            indexes = ((("lesson", "number"), True),)

    class LessonDraft(Base):
        lesson = ForeignKeyField(WrittenLesson)
        person = ForeignKeyField(Person, on_delete="CASCADE")
        key = CharField(max_length=40)
        seen = IntegerField()
        title = TextField()
        kind = CharField(max_length=10)
        text = TextField()
        spoken = CharField(max_length=80, default="")
        written_at = BigIntegerField()

        class Meta:
            indexes = ((("lesson", "person", "key"), True),)

    class WrittenFile(Base):
        course = ForeignKeyField(WrittenCourse)
        name = CharField(max_length=80)
        written_sha256 = CharField(max_length=64)
        media_type = CharField(max_length=40)
        size = IntegerField()
        person = ForeignKeyField(Person)
        brought_at = BigIntegerField()

        class Meta:
            indexes = ((("course", "name"), True), (("course", "written_sha256"), True))

    class Proposal(Base):
        course = ForeignKeyField(WrittenCourse)
        release = IntegerField()
        person = ForeignKeyField(Person)
        proposed_at = BigIntegerField()
        versions = TextField()
        job = ForeignKeyField(Job, null=True)
        arrival = ForeignKeyField(Arrival, null=True, on_delete="SET NULL")

        class Meta:
            indexes = ((("course", "release"), True),)

    db.create_tables(
        [
            Writer,
            WrittenCourse,
            WrittenChapter,
            WrittenLesson,
            LessonVersion,
            LessonDraft,
            WrittenFile,
            Proposal,
        ]
    )
