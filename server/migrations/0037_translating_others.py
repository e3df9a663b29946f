"""Which installed course a written one translates, and which page and text of it a version is of.

Empty for whatever is written here: nothing changes for it.
"""

from typing import Any

from peewee import CharField


def up(migrator: Any, db: Any) -> None:
    """Add the columns."""
    text = CharField(max_length=64, default="")
    migrator.migrate(
        migrator.add_column("written_course", "of_channel", text),
        migrator.add_column("written_lesson", "of_page", CharField(max_length=32, default="")),
        migrator.add_column("written_lesson", "of_text", CharField(max_length=64, default="")),
    )
