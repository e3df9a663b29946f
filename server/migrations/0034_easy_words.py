"""Whether somebody wants easy words: of the pages, and of lessons that have an easy version."""

from typing import Any

from peewee import CharField


def up(migrator: Any, db: Any) -> None:
    """Add the column."""
    migrator.migrate(migrator.add_column("person", "easy", CharField(max_length=8, default="no")))
