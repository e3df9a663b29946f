"""The ``ardoise`` command: which site, which language, and how a refusal ends it."""

import errno
import sqlite3
import sys
from pathlib import Path

import click
from peewee import DatabaseError

from i18n.languages import INTERFACE
from i18n.refusals import Refusal, Unavailable
from i18n.translate import N_, use_language
from server.console import Site
from server.settings import Home, default_home
from server.slices.commands import COMMANDS, JOBS


class DiskFull(Unavailable):
    """There is no room for what the command writes."""

    message = N_(
        "The disk is full ({why}). Make room, then give this command again: what was whole before "
        "is whole still."
    )


class BusyForLong(Unavailable):
    """Another process writes the same thing and does not end."""

    message = N_(
        "Another program has been writing here all the while ({why}). Wait until it has ended, "
        "then give this command again."
    )


class SystemRefuses(Unavailable):
    """The system or a device does not do what the command needs."""

    message = N_(
        "The system does not let this be done ({why}). Check the disk and who may write to the "
        "folder, then give this command again."
    )


NOT_OURS: dict[int, type[Refusal]] = {
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_BUSY: BusyForLong,
    sqlite3.SQLITE_LOCKED: BusyForLong,
    sqlite3.SQLITE_IOERR: SystemRefuses,
    sqlite3.SQLITE_READONLY: SystemRefuses,
    sqlite3.SQLITE_CANTOPEN: SystemRefuses,
    sqlite3.SQLITE_CORRUPT: SystemRefuses,
    sqlite3.SQLITE_NOTADB: SystemRefuses,
}
"""What a database refuses for a reason outside the program; anything else keeps its traceback."""


@click.group()
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    help="The program's folder; else ARDOISE_HOME, else the platform's usual place.",
)
@click.option(
    "--language",
    type=click.Choice(INTERFACE),
    help="The language of messages; else the site's.",
)
@click.version_option(package_name="ardoise", prog_name="ardoise")
@click.pass_context
def ardoise(context: click.Context, home: Path | None, language: str | None) -> None:
    """Ardoise, the e-learning platform of a classroom without Internet."""
    site = Site(Home(home or default_home()), JOBS)
    context.obj = site
    use_language(language or site.settings.language)


for command in COMMANDS:
    ardoise.add_command(command)


def _refuse(refusal: Refusal) -> None:
    click.echo(refusal.in_words(), err=True)
    sys.exit(1)


def _refusal_of_system(error: OSError) -> Refusal:
    """Return what the system did not do, as one of our refusals."""
    why = error.strerror or str(error)
    where = f"{why}: {error.filename}" if error.filename else why
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DiskFull(why=where)
    return BusyForLong(why=where) if isinstance(error, TimeoutError) else SystemRefuses(why=where)


def _refusal_of_database(error: BaseException | None) -> Refusal | None:
    """Return why the database could not be read or written; None for a fault of the program.

    SQLite undoes a transaction by itself when the disk is full, so that peewee's own undoing
    fails in its turn: the reason then stands behind the error that arrives here.
    """
    while error is not None:
        kind = NOT_OURS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if kind is not None:
            return kind(why=str(error))
        error = error.__cause__ or error.__context__
    return None


def main() -> None:
    """Run the command; a refusal, ours or the system's, is one line on stderr and exit 1."""
    try:
        ardoise.main(standalone_mode=False)
    except Refusal as refusal:
        _refuse(refusal)
    except OSError as error:
        _refuse(_refusal_of_system(error))
    except DatabaseError as error:
        found = _refusal_of_database(error)
        if found is None:
            raise
        _refuse(found)
    except click.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
