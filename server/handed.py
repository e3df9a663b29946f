"""Files and recordings that people hand in: where they are, who counts on them, what goes away.

    written ──row committed──> counted on ──no row names it any more──> swept
       └────refused──> gone

Each is once in ``handed/``, under its SHA-256, and on the disk before a row names it. Every column
that names one is a ``HandedField``: these columns together say who counts on what, so that a new
table cannot be forgotten. A kill between file and row leaves a file that nobody names; it goes with
those whose row went away. The server's own process alone writes here and sweeps.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock
from typing import Any

from peewee import CharField

from content.store import ARRIVING, BlobStore
from i18n.refusals import Refusal
from server.database import Table, database, writing

_RUNNERS_OWN = "schema_migration"
"""The table of the migrations, which is nobody's model."""


class _HandedField(CharField):
    """The SHA-256 of a file or recording in ``handed/``; "" for none."""

    def __init__(self, **how: Any) -> None:
        super().__init__(max_length=64, default="", **how)


HandedField: Any = _HandedField
"""As peewee's own fields, untyped: its value in a row is a text, in a query a column."""

_one_file = Lock()
"""Held while a file is written: two that are the same would write into one another."""
_lock = Lock()
_in_hand: Counter[str] = Counter()
"""What is being handed in now: on the disk or soon, not yet named by a row."""


class UnknownTable(Exception):
    """The database has a table whose model is not loaded: it might count on anything."""


@contextmanager
def handing(store: BlobStore, data: bytes) -> Iterator[str]:
    """Write a file to the disk, then let the block commit the row that names it by its SHA-256.

    Before the block ends no sweep takes it. What the block refuses goes at once: before a sweep
    comes, somebody could fill the disk with it. Not within ``writing()``: ten megabytes on a slow
    disk would keep everybody else from writing.

    Raises:
        OSError: the disk is full; nothing is kept.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    with _lock:
        _in_hand[sha256] += 1
    try:
        with _one_file:
            store.add(sha256, [data])
        yield sha256
    except Refusal:
        _take_back(store, sha256)
        raise
    finally:
        with _lock:
            _in_hand[sha256] -= 1
            if not _in_hand[sha256]:
                del _in_hand[sha256]


def _take_back(store: BlobStore, sha256: str) -> None:
    """Delete a file that was refused, unless somebody else hands in the same or a row names it."""
    with suppress(UnknownTable), writing(), _lock:
        if _in_hand[sha256] == 1 and not _named_of({sha256}):
            store.remove(sha256)


def columns() -> list[Any]:
    """Return every column that names a file of ``handed/``.

    Raises:
        UnknownTable: not all tables are loaded.
    """
    models = _all_below(Table)
    unknown = set(database.get_tables()) - {each._meta.table_name for each in models}
    if unknown - {_RUNNERS_OWN}:
        raise UnknownTable(*sorted(unknown))
    fields = [field for each in models for field in each._meta.sorted_fields]
    return [field for field in fields if isinstance(field, _HandedField)]


def _all_below(model: type[Table]) -> list[Any]:
    direct = model.__subclasses__()
    return direct + [each for found in direct for each in _all_below(found)]


def _named_of(names: set[str]) -> set[str]:
    """Return those of the names that a row counts on."""
    found: set[str] = set()
    for column in columns():
        query = column.model.select(column).where(column << names)
        found.update(sha256 for (sha256,) in query.tuples())
    return found


class Sweep:
    """Takes away, in its second look at it, what no row names.

    Once would be enough for what this process hands in, which it knows. The second look, a round
    later, spares what another process might be doing.
    """

    def __init__(self, store: BlobStore) -> None:
        """Sweep a store; nothing is suspected yet."""
        self._store = store
        self._suspects: set[str] = set()

    def once(self) -> int:
        """Look at everything once; return how many files were deleted.

        Raises:
            UnknownTable: not all tables are loaded; nothing was deleted.
        """
        paths = {path.name for path in self._store.root.glob("??/*")}
        paths |= {path.name for path in (self._store.root / ARRIVING).glob("*")}
        unnamed = {name for part in _parts(sorted(paths)) for name in part - _named_of(part)}
        gone = 0
        for part in _parts(sorted(unnamed & self._suspects)):
            gone += self._take(part)
        self._suspects = unnamed
        return gone

    def _take(self, names: set[str]) -> int:
        """Delete what no row names, now that none can be written."""
        with writing(), _lock:
            going = {name for name in names - _named_of(names) if name not in _in_hand}
            for name in going:
                self._store.remove(name)
                (self._store.root / ARRIVING / name).unlink(missing_ok=True)
        return len(going)


def _parts(names: list[str]) -> list[set[str]]:
    """Return the names in parts that one query can hold, and one moment of the write lock."""
    return [set(names[at : at + 500]) for at in range(0, len(names), 500)]
