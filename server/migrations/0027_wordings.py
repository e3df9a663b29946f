"""What written courses lacked: other wordings of a page, the rule of an exercise, a cover."""

from typing import Any

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, Model, TextField


def up(migrator: Any, db: Any) -> None:
    """Add the columns."""

    class WrittenLesson(Model):
        class Meta:
            database = db
            table_name = "written_lesson"

    changes = [
        migrator.add_column("written_course", "picture", CharField(max_length=80, default="")),
        migrator.add_column("written_course", "picture_alt", TextField(default="")),
        migrator.add_column(
            "written_lesson",
            "original_id",
            ForeignKeyField(WrittenLesson, field=WrittenLesson.id, null=True),
        ),
        migrator.add_column("written_lesson", "language", CharField(max_length=12, default="")),
        migrator.add_column("written_lesson", "easy", BooleanField(default=False)),
    ]
    for table in ("lesson_version", "lesson_draft"):
        changes += [
            migrator.add_column(table, "mastery", CharField(max_length=40, default="")),
            migrator.add_column(table, "tries", IntegerField(default=1)),
            migrator.add_column(table, "draw", IntegerField(default=0)),
            migrator.add_column(table, "checked", TextField(default="")),
        ]
    migrator.migrate(*changes)
