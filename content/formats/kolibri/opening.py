"""Opening a database that came from outside: read and nothing else, whatever is in it.

A crafted database can make whoever asks it a harmless question run functions, walk without end,
fill the memory or read other files. So it is opened unchanging and read-only, its schema is not
trusted, it may attach and load nothing, every size and the work for each question has a limit, it
is checked before it is asked, and what is asked are plain tables, never views.

Source of the measures: https://www.sqlite.org/security.html, "Untrusted SQLite Database Files".
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from i18n.formats import Size
from i18n.refusals import Conflict, Invalid, Phrase
from i18n.translate import N_

LARGEST = 4 << 30
"""Bytes of a database: the largest channels that are published take a tenth."""
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 16 << 20,  # a picture of the channel is in one value
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 200,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 20,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 3,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 25_000,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 8,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 50,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 10,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_PRAGMAS = ("trusted_schema=0", "cell_size_check=1", "mmap_size=0", "query_only=1")
_STEP, _MOST_STEPS = 100_000, 50_000
"""Instructions of SQLite between two looks at the budget, and looks for one database: to check
and read a gigabyte takes a tenth."""
_ASKED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ})


class NotAChannel(Invalid):
    """A database is damaged, or not one of a Kolibri channel."""

    message = N_(
        "The database {name} is damaged or not one of a Kolibri channel ({what}). Nothing was "
        "made of it; export the channel to this drive again, then start again."
    )


class StillOpen(Conflict):
    """Kolibri has not finished writing a database."""

    message = N_(
        "The database {name} is not finished: {beside} lies beside it. Stop Kolibri in the "
        "ordinary way, or export the channel again, then start again."
    )


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Give a checked database to be read inside the block.

    Raises:
        StillOpen: what was last written to it is in another file.
        NotAChannel: it is damaged, too large, or asks for more than reading.
    """
    for ending in ("-wal", "-journal"):
        beside = path.with_name(path.name + ending)
        if beside.exists() and beside.stat().st_size:
            raise StillOpen(name=path.name, beside=beside.name)
    if path.stat().st_size > LARGEST:
        raise NotAChannel(name=path.name, what=Phrase(N_("more than {size}"), size=Size(LARGEST)))
    try:
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as database:
            _restrict(database)
            _check(database)
            database.set_authorizer(_only_reading)
            yield database
    except (sqlite3.Error, sqlite3.Warning, UnicodeError, OverflowError) as error:
        raise NotAChannel(name=path.name, what=str(error)) from error


def columns(database: sqlite3.Connection, table: str) -> set[str]:
    """Return the names of a table's columns, an empty set if there is no such table.

    Raises:
        sqlite3.DatabaseError: it is a view, made by a module, or has columns that are worked out:
            asking it would run something.
    """
    asked = "SELECT type, sql FROM sqlite_master WHERE name = ?"
    for kind, sql in database.execute(asked, (table,)).fetchall():
        if kind != "table" or "VIRTUAL" in str(sql).upper().split("(")[0].split():
            raise sqlite3.DatabaseError(f"{table} is no table")
    told = database.execute(f'PRAGMA table_xinfo("{table}")').fetchall()
    if any(hidden for *_, hidden in told):
        raise sqlite3.DatabaseError(f"{table} has columns that are worked out")
    return {name for _, name, *_ in told}


def _restrict(database: sqlite3.Connection) -> None:
    for limit, value in _LIMITS.items():
        database.setlimit(limit, value)
    for pragma in _PRAGMAS:
        database.execute(f"PRAGMA {pragma}")
    database.text_factory = lambda data: data.decode("utf-8", "replace")
    left = [_MOST_STEPS]

    def is_too_long() -> bool:
        left[0] -= 1
        return left[0] < 0

    database.set_progress_handler(is_too_long, _STEP)


def _check(database: sqlite3.Connection) -> None:
    told = database.execute("PRAGMA quick_check(1)").fetchone()
    if told is None or told[0] != "ok":
        raise sqlite3.DatabaseError(str(told[0] if told else "")[:200])


def _only_reading(action: int, about: str | None, *_more: str | None) -> int:
    looks = action == sqlite3.SQLITE_PRAGMA and about == "table_xinfo"
    return sqlite3.SQLITE_OK if looks or action in _ASKED else sqlite3.SQLITE_DENY
