"""What few switch on of how pages look: a line ruler, syllables, less at once, captions, signs.

A column each, as for colours and letters: the one query of every page reads them by their names.
"""

from typing import Any

from peewee import CharField

FIRST = {
    "ruler": "no",
    "syllables": "no",
    "less": "no",
    "still": "no",
    "captions": "usual",
    "caption_size": "100",
    "caption_colours": "light",
    "signs": "beside",
}


def up(migrator: Any, db: Any) -> None:
    """Add the columns."""
    migrator.migrate(
        *(
            migrator.add_column("person", name, CharField(max_length=8, default=value))
            for name, value in FIRST.items()
        )
    )
