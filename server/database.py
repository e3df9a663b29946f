"""``school.db``: people, records, audit, jobs. The one module that knows which database it is.

Reads need no transaction. Every write is inside ``writing()``: one writer of this process at a
time, and ``BEGIN IMMEDIATE`` against the other processes, because a transaction that begins by
reading fails with "database is locked" as soon as somebody else has written.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Any

from peewee import BigIntegerField, SqliteDatabase
from playhouse import migrations

from content.selecting import Selecting

MIGRATIONS = Path(__file__).parent / "migrations"

LOG_AT_MOST = 20_000
"""Pages (80 MB) of the write-ahead log up to which no commit brings it into the file: while a
server runs, a thread does so long before; see ``server/ahead.py``."""

database = SqliteDatabase(None)
_one_writer = RLock()


class Table(Selecting):
    """What all tables of ``school.db`` share."""

    class Meta:
        database = database
        legacy_table_names = False


class _MomentField(BigIntegerField):
    """A moment: an aware UTC datetime in Python, milliseconds since 1970 in the file."""

    def db_value(self, value: datetime | None) -> int | None:
        """Return the milliseconds of a moment."""
        return None if value is None else milliseconds(value)

    def python_value(self, value: int | None) -> datetime | None:
        """Return the moment that the file holds."""
        return None if value is None else moment(value)


MomentField: Any = _MomentField
"""As peewee's own fields, untyped: its value in a row is a datetime, in a query a column."""


def milliseconds(value: datetime) -> int:
    """Return a moment as the file holds it."""
    return round(value.timestamp() * 1000)


def moment(value: int) -> datetime:
    """Return the moment of a number of milliseconds since 1970."""
    return datetime.fromtimestamp(value / 1000, UTC)


def open_school(path: Path) -> None:
    """Open the database, making it or bringing it to this version's tables first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not database.is_closed():
        database.close()
    database.init(
        str(path),
        pragmas={
            "journal_mode": "wal",
            "foreign_keys": 1,
            "synchronous": "full",
            "wal_autocheckpoint": LOG_AT_MOST,
        },
        timeout=5,
    )
    with database.connection_context():
        if not _is_of_this_version():
            migrations.Runner(database, str(MIGRATIONS)).up()


def _is_of_this_version() -> bool:
    """Say whether every migration was made, as the file itself tells: most often so."""
    if not database.table_exists("schema_migration"):
        return False
    made = {name for (name,) in database.execute_sql('SELECT "name" FROM "schema_migration"')}
    return made.issuperset(path.stem for path in MIGRATIONS.glob("[0-9]*.py"))


@contextmanager
def writing() -> Iterator[None]:
    """Write inside the block, whole or not at all; it is on the disk when the block ends."""
    with _one_writer, database.atomic("IMMEDIATE"):
        yield


@contextmanager
def nobody_writes() -> Iterator[None]:
    """Let nobody of this process write inside the block."""
    with _one_writer:
        yield


def row(sql: str, *values: Any) -> tuple[Any, ...] | None:
    """Return the first row of a query in SQL, for the few reads on the path of every page.

    Only standard SQL, each value a ``?``.
    """
    statement = sql.replace("?", database.param)
    found: tuple[Any, ...] | None = database.execute_sql(statement, values).fetchone()
    return found


def rows(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """Return all rows of such a query, in its order."""
    statement = sql.replace("?", database.param)
    found: list[tuple[Any, ...]] = database.execute_sql(statement, values).fetchall()
    return found


def insert(table: str, **values: Any) -> None:
    """Insert a row inside a transaction, for what is written many times a second.

    Names are those of columns, values as the file holds them.
    """
    names = ", ".join(f'"{name}"' for name in values)
    places = ", ".join([database.param] * len(values))
    statement = f'INSERT INTO "{table}" ({names}) VALUES ({places})'  # noqa: S608 - names are ours
    database.execute_sql(statement, tuple(values.values()))


def change(sql: str, *values: Any) -> None:
    """Carry out such an UPDATE, inside a transaction."""
    database.execute_sql(sql.replace("?", database.param), values)


def change_each(sql: str, values: Iterable[tuple[Any, ...]]) -> None:
    """Carry out such an UPDATE for each of some rows of values, inside a transaction."""
    database.cursor().executemany(sql.replace("?", database.param), values)
