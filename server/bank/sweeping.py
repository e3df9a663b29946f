"""Files of the bank that nothing names any more: looked for, and taken away.

    kept, or named by a question again ──seven days──> old ──nothing names it──> swept

A file is on the disk before a row names it, and a form may hold one for days before it is sent. So
only what is old goes, and whoever names a file makes it new again first (``files.keep``,
``files.renew``). Whether one is named is asked of the whole database, not of a list of columns: a
new table cannot be forgotten. What a table holds packed would not be seen; none does.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from content import durable
from content.store import ARRIVING, BlobStore
from server.bank.files import one_file
from server.database import database

OLD = timedelta(days=7)
"""How long a file stays that nothing names: a form is not left open for longer."""
_NUMBERS = ("INTEGER", "BIGINT", "REAL", "SMALLINT", "BOOLEAN", "DATE")
_TEXT, _BYTES = re.compile(r"(?=([0-9a-f]{64}))"), re.compile(rb"(?=([0-9a-f]{64}))")


def swept(store: BlobStore, *, at: datetime) -> int:
    """Delete all files that are old and that nothing names; return how many these were.

    It may be cut off anywhere and done again. A file that is being sent just now stays, where the
    system does not let it go.
    """
    before = (at - OLD).timestamp()
    old = {path.name: path for path in store.root.glob("??/*") if _is_old(path, before)}
    if old:
        for name in _named():
            old.pop(name, None)
    return sum(_take(store, path, before) for path in old.values())


def _is_old(path: Path, before: float) -> bool:
    try:
        return path.stat().st_mtime < before
    except FileNotFoundError:
        return False


def _named() -> Iterator[str]:
    """Go through everything in the database that could be the name of a file."""
    for table in database.get_tables():
        for column in database.get_columns(table):
            if column.data_type.upper() in _NUMBERS:
                continue
            query = f'SELECT "{column.name}" FROM "{table}" WHERE length("{column.name}") >= 64'  # noqa: S608 - our own
            for (value,) in database.execute_sql(query):
                if isinstance(value, bytes):
                    yield from (name.decode() for name in _BYTES.findall(value))
                elif isinstance(value, str):
                    yield from _TEXT.findall(value)


def _take(store: BlobStore, path: Path, before: float) -> bool:
    """Delete a file, unless somebody has named it in this very moment."""
    aside = store.root / ARRIVING / path.name
    with one_file, suppress(OSError):
        aside.parent.mkdir(exist_ok=True)
        path.replace(aside)  # who names it from now on finds it missing, and is told so
        if not _is_old(aside, before):
            aside.replace(path)
            return False
        durable.remove(aside)
        return True
    return False
