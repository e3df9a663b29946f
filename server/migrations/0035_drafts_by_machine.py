"""Whether a machine wrote a paragraph of a translation, and so some of a version of it.

Readers are told, and so is who checks: a draft by machine is never taken for a person's words.
"""

from typing import Any

from peewee import BooleanField, CharField


def up(migrator: Any, db: Any) -> None:
    """Add the columns."""
    migrator.migrate(
        migrator.add_column("translated_part", "by_machine", BooleanField(default=False)),
        migrator.add_column("lesson_version", "translated", CharField(max_length=8, default="")),
        migrator.add_column("lesson_draft", "translated", CharField(max_length=8, default="")),
    )
