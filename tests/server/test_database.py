"""The database is opened at once where it is of this version, and brought to it where it is not."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from content.library import open_library
from server import database
from server.database import open_school


@pytest.mark.parametrize(
    ("name", "open_"),
    [
        pytest.param("school.db", open_school, id="the school"),
        pytest.param(
            "library/library.db", lambda file: open_library(file.parent), id="the library"
        ),
    ],
)
def test_it_is_opened_while_another_program_writes(home, name, open_):
    file = home.folder / name
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        open_(file)


def test_a_migration_that_came_with_a_newer_program_is_made(home, tmp_path, monkeypatch):
    newer = shutil.copytree(database.MIGRATIONS, tmp_path / "migrations")
    (newer / "9999_chalk.py").write_text(
        "def up(migrator, db):\n    db.execute_sql('CREATE TABLE chalk (colour TEXT)')\n"
    )
    monkeypatch.setattr(database, "MIGRATIONS", newer)
    open_school(home.school)
    assert database.database.table_exists("chalk")
