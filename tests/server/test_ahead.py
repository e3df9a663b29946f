"""The write-ahead log is brought into the database beside the commits, and nobody misses any."""

import sqlite3
from contextlib import closing

import pytest

from server.ahead import LONG, Ahead, Pages


@pytest.fixture
def school(tmp_path):
    """A database whose commits nobody brings into it."""
    with closing(sqlite3.connect(tmp_path / "school.db", isolation_level=None)) as opened:
        opened.execute("PRAGMA journal_mode = wal")
        opened.execute("PRAGMA wal_autocheckpoint = 0")
        opened.execute("CREATE TABLE answer (id INTEGER PRIMARY KEY, text TEXT)")
        yield opened


class Copy:
    """A follower that keeps the newest form of each page."""

    def __init__(self):
        self.told: list[Pages] = []
        self.follows = True

    def wants(self):
        return self.follows

    def take(self, pages):
        self.told.append(pages)

    def texts(self, tmp_path, base):
        """Return what the copy of a database holds with all of this on top."""
        held = dict(enumerate(_pages(base), 1))
        for each in self.told:
            held |= each.pages
        path = tmp_path / "again.db"
        count = max(each.count for each in self.told)
        path.write_bytes(b"".join(held[number] for number in range(1, count + 1)))
        with closing(sqlite3.connect(path)) as again:
            assert again.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            return [text for (text,) in again.execute("SELECT text FROM answer ORDER BY id")]


def _pages(path):
    data = path.read_bytes()
    return [data[at : at + 4096] for at in range(0, len(data), 4096)]


class Looking:
    """What looks at the log of a database, when it is told to."""

    def __init__(self, path, follower=None):
        self.ahead = Ahead(path, follower)
        self.reader = sqlite3.connect(path, isolation_level=None)
        self.file = sqlite3.connect(path, isolation_level=None)

    def __call__(self):
        self.ahead.once(self.reader, self.file)


@pytest.fixture
def looking(tmp_path):
    made = []

    def begin(follower=None):
        made.append(Looking(tmp_path / "school.db", follower))
        return made[-1]

    yield begin
    for each in made:
        each.reader.close()
        each.file.close()


def answer(school, *texts):
    for text in texts:
        school.execute("INSERT INTO answer (text) VALUES (?)", (text,))


def backup(school, tmp_path):
    path = tmp_path / "base.db"
    with closing(sqlite3.connect(path)) as base:
        school.backup(base)
    return path


def test_a_log_that_has_grown_long_begins_anew_though_nobody_closes(school, looking):
    school.execute("BEGIN")
    answer(school, "x" * 4096 * (LONG + 10))
    school.execute("COMMIT")
    looking()()
    answer(school, "after")
    _, frames, _ = school.execute("PRAGMA wal_checkpoint").fetchone()
    assert frames < 10


def test_a_short_log_is_left_alone_while_nobody_follows_it(school, looking, tmp_path):
    before = (tmp_path / "school.db").read_bytes()
    answer(school, "one")
    looking()()
    assert (tmp_path / "school.db").read_bytes() == before


def test_whoever_follows_is_told_every_commit_also_when_the_log_begins_anew(
    school, looking, tmp_path
):
    copy = Copy()
    look = looking(copy)
    answer(school, "one")
    look()
    base = backup(school, tmp_path)
    for text in ("two", "three" * 3000, "four"):
        answer(school, text)
        look()
    school.execute("DELETE FROM answer WHERE id = 1")
    answer(school, "five")
    look()
    assert copy.texts(tmp_path, base) == ["two", "three" * 3000, "four", "five"]
    assert [each.follows for each in copy.told] == [False, True, True, True, True]


def test_nothing_is_told_twice(school, looking):
    copy = Copy()
    look = looking(copy)
    answer(school, "one")
    look()
    look()
    assert [len(each.pages) > 0 for each in copy.told] == [True, False]


def test_a_log_that_somebody_else_brought_in_is_noticed(school, looking):
    copy = Copy()
    look = looking(copy)
    answer(school, "one")
    look()
    for text in ("two", "three"):
        answer(school, text)
        school.execute("PRAGMA wal_checkpoint(RESTART)")
    answer(school, "four")
    look()
    assert [each.follows for each in copy.told] == [False, False]


def test_whoever_stops_following_and_begins_again_hears_that_something_lies_between(
    school, looking
):
    copy = Copy()
    look = looking(copy)
    answer(school, "one")
    look()
    copy.follows = False
    answer(school, "two")
    look()
    copy.follows = True
    answer(school, "three")
    look()
    assert [each.follows for each in copy.told] == [False, False]
