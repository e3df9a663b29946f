"""Whether films say what is seen in them, as this person wants it: a column, as for captions."""

from typing import Any

from peewee import CharField


def up(migrator: Any, db: Any) -> None:
    """Add the column."""
    column = CharField(max_length=8, default="no")
    migrator.migrate(migrator.add_column("person", "described", column))
