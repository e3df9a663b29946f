"""What recordings of people say, in writing, and in which language: for whoever cannot hear them.

Two columns beside each recording of questions, works and remarks: they go where it goes.
"""

from typing import Any

from peewee import CharField, TextField

BESIDE = (
    ("saying", "said"),
    ("work", "said"),
    ("work", "spoken_said"),
    ("spoken_remark", "said"),
)


def up(migrator: Any, db: Any) -> None:
    """Add the columns."""
    for table, name in BESIDE:
        migrator.migrate(
            migrator.add_column(table, name, TextField(default="")),
            migrator.add_column(table, f"{name}_in", CharField(max_length=8, default="")),
        )
