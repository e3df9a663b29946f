"""The tables of ``library.db``: what is installed, after Kolibri's channel, node and file.

This file can be made again from the store, so it has no migrations: another ``SCHEMA`` number
means an empty library, whose releases are then put back (see ``content.held``). A *release* of a
channel lies here beside the others; which one learners see is one row, ``Channel.current``.
"""

from typing import Any

from peewee import (
    BooleanField,
    CharField,
    FixedCharField,
    ForeignKeyField,
    IntegerField,
    SqliteDatabase,
    TextField,
)

from content.selecting import Selecting

SCHEMA = 6

database = SqliteDatabase(None)


class Table(Selecting):
    """What all tables of the library share."""

    class Meta:
        database = database
        legacy_table_names = False

    @classmethod
    def insert_rows(cls, rows: list[dict[str, Any]]) -> None:
        """Insert rows that have the same fields, each with a value SQLite knows.

        One prepared statement for all: the SQL that ``insert_many`` writes for each value took a
        quarter of an installation. Fields left out get no default.
        """
        if not rows:
            return
        columns = ", ".join(f'"{cls._meta.fields[name].column_name}"' for name in rows[0])
        marks = ", ".join("?" * len(rows[0]))
        sql = f'INSERT INTO "{cls._meta.table_name}" ({columns}) VALUES ({marks})'  # noqa: S608 - our names
        database.connection().executemany(sql, [tuple(row.values()) for row in rows])


class Release(Table):
    """One release of a channel, whole (``complete``) or being written."""

    channel_id = CharField(max_length=64)
    number = IntegerField()
    language = CharField(max_length=16)
    author = TextField()
    license = TextField()
    license_owner = TextField()
    level = TextField()
    subject = TextField()
    manifest = FixedCharField(max_length=64)
    """SHA-256 of the signed manifest it came from."""
    size = IntegerField()
    complete = BooleanField(default=False)

    class Meta:
        indexes = ((("channel_id", "number"), True),)


class Channel(Table):
    """A channel and the one release of it that learners see."""

    id = CharField(primary_key=True, max_length=64)
    position = IntegerField(default=0)
    current = ForeignKeyField(Release, null=True, backref="+")
    previous = ForeignKeyField(Release, null=True, backref="+")
    retired = BooleanField(default=False)
    """Whether its publisher has taken back the current release as outdated: nobody begins it."""


class Node(Table):
    """One place in the tree of a release. ``parent`` is "" directly below the channel."""

    release = ForeignKeyField(Release, on_delete="CASCADE", backref="nodes")
    node_id = FixedCharField(max_length=32)
    parent = CharField(max_length=32)
    content_id = FixedCharField(max_length=32, index=True)
    kind = CharField(max_length=16)
    position = IntegerField()
    """Its place in the whole release when read from beginning to end."""
    language = CharField(max_length=16)
    license = TextField()
    license_owner = TextField()
    author = TextField()
    level = TextField()
    subject = TextField()
    minutes = IntegerField()
    coach = BooleanField()
    reviewed = CharField(max_length=10)
    labels = TextField()
    """Accessibility labels, separated by spaces."""
    completion = CharField(max_length=16)

    class Meta:
        indexes = (
            (("node_id", "release"), True),
            (("release", "parent", "position"), False),
            (("release", "position"), False),
        )


class Title(Table):
    """The words of a node, or of a release if ``node`` is null, in one language and level."""

    release = ForeignKeyField(Release, on_delete="CASCADE", backref="titles")
    node = ForeignKeyField(Node, null=True, on_delete="CASCADE", backref="titles")
    language = CharField(max_length=16)
    easy = BooleanField()
    title = TextField()
    description = TextField()
    checked = TextField()
    translated = CharField(max_length=16, default="")
    """"machine" where no person translated it."""


class Wording(Table):
    """That a node is no page but a version of one of another channel, see ``made_here``.

    It came without another ``SCHEMA``: where it is missing, it is made, and nothing is in it.
    """

    node = ForeignKeyField(Node, primary_key=True, on_delete="CASCADE", backref="+")
    release = ForeignKeyField(Release, on_delete="CASCADE", backref="+")
    of_channel = CharField(max_length=64)
    of_page = FixedCharField(max_length=32)
    """The id of its node."""
    text_sha256 = FixedCharField(max_length=64)
    """Of what the page said when this was made of it."""
    easy = BooleanField()

    class Meta:
        indexes = ((("of_page",), False),)


class File(Table):
    """One file of a node, or of a release if ``node`` is null; its bytes are in the store."""

    release = ForeignKeyField(Release, on_delete="CASCADE", backref="files")
    node = ForeignKeyField(Node, null=True, on_delete="CASCADE", backref="files")
    role = CharField(max_length=16)
    language = CharField(max_length=16)
    easy = BooleanField()
    sha256 = FixedCharField(max_length=64, index=True)
    size = IntegerField()
    media_type = TextField()
    alt = TextField()


class Held(Table):
    """What learners saw of a channel before an update, until it is put back or brought in again."""

    channel_id = CharField(primary_key=True, max_length=64)
    position = IntegerField()
    retired = BooleanField()
    number = IntegerField()
    """Of the release they saw."""
    current = FixedCharField(max_length=64)
    """SHA-256 of its manifest."""
    previous = FixedCharField(max_length=64, null=True)
    """SHA-256 of the manifest of the release before."""
    lost = BooleanField(default=False)
    """Whether it was tried, and something of it is gone: it is to be brought in again."""


class Packed(Table):
    """Where a file lies in a part that it shares with others, see ``content.packed``.

    It outlives another ``SCHEMA``, for no manifest tells it again: its form never changes.
    """

    sha256 = FixedCharField(primary_key=True, max_length=64)
    part = FixedCharField(max_length=64)
    offset = IntegerField()
    size = IntegerField()

    class Meta:
        without_rowid = True

    @classmethod
    def place_all(cls, rows: list[tuple[str, str, int, int]]) -> None:
        """Say where files lie now: SHA-256, part, offset, size of each."""
        database.connection().executemany('REPLACE INTO "packed" VALUES (?, ?, ?, ?)', rows)

    @classmethod
    def forget(cls, sha256s: list[str]) -> None:
        """Say of no file of these any more where it lies."""
        rows = [(sha256,) for sha256 in sha256s]
        database.connection().executemany('DELETE FROM "packed" WHERE "sha256" = ?', rows)


TABLES = (Release, Channel, Node, Wording, Title, File, Held)
"""What is made anew under another ``SCHEMA``."""
