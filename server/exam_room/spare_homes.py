"""A home that is to be made of a spare: whether it holds more, and what was there put aside."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from content import durable
from i18n.refusals import Conflict
from i18n.translate import N_
from server.exam_room.spare_files import SECRETS, copied
from server.settings import Home


class HomeIsNewer(Conflict):
    """A home holds what the copy lacks."""

    message = N_(
        "The folder {folder} holds something that the copy lacks (the copy ends with entry {copy} "
        "of the log, the folder with entry {home}). Nothing was overwritten. Start the server with "
        "that folder, or take over into an empty one with --home."
    )


def compare(school: Path, made: Path, folder: Path) -> None:
    """Make sure that the copy holds all that the database of a home does.

    Raises:
        HomeIsNewer
    """
    if not school.exists():
        return
    lasts = [_last_entry(path) for path in (school, made)]
    with closing(sqlite3.connect(made)) as opened:
        entry = 'SELECT "hash" FROM "audit_entry" WHERE "id" = ?'
        there = opened.execute(entry, (lasts[0][0],)).fetchone()
        heads = {} if there is None else _heads(opened)
    with closing(sqlite3.connect(school)) as opened:
        is_older = lasts[0][0] == 0 or (there is not None and there[0] == lasts[0][1])
        is_older = is_older and all(heads.get(n, 0) >= last for n, last in _heads(opened).items())
    if not is_older:
        raise HomeIsNewer(folder=str(folder), copy=lasts[1][0], home=lasts[0][0])


def _last_entry(path: Path) -> tuple[int, str]:
    with closing(sqlite3.connect(path)) as opened:
        try:
            found = opened.execute(
                'SELECT "id", "hash" FROM "audit_entry" ORDER BY "id" DESC LIMIT 1'
            ).fetchone()
        except sqlite3.OperationalError:  # a database that was never used has no tables
            found = None
    return (found[0], found[1]) if found else (0, "")


def _heads(opened: sqlite3.Connection) -> dict[int, int]:
    try:
        found = opened.execute('SELECT "sitting_id", MAX("number") FROM "event" GROUP BY 1')
    except sqlite3.OperationalError:
        return {}
    return dict(found.fetchall())


def bring_files(files: Path, home: Home) -> None:
    """Bring keys and files of a spare into a home; settings only where it has none."""
    for path in sorted(each for each in files.rglob("*") if each.is_file()):
        target = home.folder / path.relative_to(files)
        if path.suffix != ".tmp" and (path.name in SECRETS or not target.exists()):
            copied(path, target)


def put_in_place(made: Path, home: Home, at: datetime) -> Path | None:
    """Give the database its name; what had it before is put aside, never deleted."""
    aside = None
    durable.flush_files([made])
    if home.school.exists():
        aside = home.school.with_name(f"school-before-{at:%Y%m%d-%H%M%S}.db")
        with closing(sqlite3.connect(home.school)) as opened:
            opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        home.school.replace(aside)
        for ending in ("-wal", "-shm"):
            home.school.with_name(home.school.name + ending).unlink(missing_ok=True)
    made.replace(home.school)
    durable.flush_folder(home.folder)
    return aside
