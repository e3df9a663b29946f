"""``ardoise question``: files of questions looked into and converted, without any bank."""

from pathlib import Path

import click

from content.formats.questions import reading, writing
from content.formats.questions.brought import Problem
from i18n.translate import gettext as _
from i18n.translate import ngettext
from server.bank.forms import TYPE_WORDS
from server.console import table

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def question() -> None:
    """Look into files of questions of other programs, and convert them."""


@question.command()
@click.argument("file", type=FILE)
def check(file: Path) -> None:
    """Show what a file of questions holds, and what could not be read of it.

    Nothing is changed. Ends with 1 if something could not be read.
    """
    read = reading.read(file.read_bytes(), file.name)
    rows = [
        {
            "name": each.name,
            "type": _(TYPE_WORDS.get(each.question.type, each.question.type)),
            "category": " / ".join(each.category),
        }
        for each in read.questions
    ]
    if rows:
        click.echo(table(rows))
    _tell([*read.left_out, *read.changed], len(rows))
    if read.left_out:
        raise SystemExit(1)


@question.command()
@click.argument("file", type=FILE)
@click.option(
    "--to", "form", type=click.Choice(list(writing.FORMS)), required=True, help="The format."
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The new file."
)
def convert(file: Path, form: str, out: Path) -> None:
    """Write the questions of a file in another format, and say what is not in it.

    Ends with 1 if something could not be read or written.
    """
    read = reading.read(file.read_bytes(), file.name)
    done = writing.put(read.questions, form)
    out.write_bytes(done.data)
    missing = [*read.left_out, *done.left_out]
    _tell([*missing, *read.changed, *done.changed], len(read.questions) - len(done.left_out))
    if missing:
        raise SystemExit(1)


def _tell(problems: list[Problem], count: int) -> None:
    for problem in problems:
        click.echo(problem.in_words(), err=True)
    click.echo(ngettext("%(num)s question.", "%(num)s questions.", count) % {"num": count})
