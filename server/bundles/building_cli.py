"""``ardoise bundle build``: from what people have to bundles that a publisher can sign."""

import sys
from pathlib import Path
from typing import Any

import click

from content import durable, vocabulary
from content.accessibility.drafts import of_draft
from content.bundle import build as build_bundle
from content.bundle import open_bundle
from content.formats import notes
from content.formats.asked import Asked, Made
from content.formats.folder import FolderRefused
from content.formats.sources import Source, sources
from i18n.refusals import Refusal
from i18n.translate import gettext as _


@click.command()
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Where to write it.")
@click.option("--release", type=click.IntRange(min=1), help="Its number; else as the source says.")
@click.option(
    "--channel",
    "channels",
    multiple=True,
    help="Of a drive with several: the id of a channel, or its beginning; may be given again.",
)
@click.option(
    "--language", default="", help="Of a source that does not say in which language it is: fr."
)
@click.option("--id", default="", help="Of the channel; else made of the name of the source.")
@click.option("--title", default="", help="Of the channel; else as the source says.")
@click.option(
    "--license",
    type=click.Choice(vocabulary.LICENSES),
    default=None,
    help="Of a source that does not say under which licence it is.",
)
@click.option("--license-owner", default="", help="Who holds the rights.")
@click.option("--author", default="", help="Who wrote it; else as the source says.")
@click.option(
    "--subject", type=click.Choice([*vocabulary.SUBJECTS]), default=None, help="Of the channel."
)
@click.option(
    "--level", type=click.Choice([*vocabulary.LEVELS]), default=None, help="Of the channel."
)
def build(source: Path, out: Path, **said: Any) -> None:
    """Make a bundle of a file, a folder of files or of Markdown, or a Kolibri drive.

    What must be mended in a folder is said, by file and line. What was changed or left out is
    said too, and stands in a file beside the bundle.
    """
    given = {name: value for name, value in said.items() if value is not None}
    found = sources(source, Asked(**given))
    refused = False
    for each in found:
        try:
            _build(each, out)
        except FolderRefused as refusal:
            for problem in refusal.problems:
                click.echo(problem.in_words(), err=True)
            raise
        except Refusal as refusal:  # the other channels of the drive may be sound
            if len(found) == 1:
                raise
            refused = True
            click.echo(refusal.in_words(), err=True)
    if refused:
        sys.exit(1)


def _build(source: Source, out: Path) -> None:
    made = source()
    target = build_bundle(made.draft, out)
    _report(made, target)
    click.echo(f"{target}  {open_bundle(target).sha256}")


def _report(made: Made, target: Path) -> None:
    """Say what was changed or left out and what bars somebody from the course: shortly here,
    whole in a file beside the bundle."""
    path = target.with_name(f"{target.name}.txt")
    judged = of_draft(made.draft)
    changed = [*made.notes.lines(), ""] if made.notes.about else []
    durable.write(path, "\n".join([*changed, *judged.lines(None), ""]).encode())
    for line in made.notes.lines(notes.FEW) if made.notes.about else ():
        click.echo(line, err=True)
    for line in judged.lines():
        click.echo(line, err=True)
    if made.notes.about or judged.found:
        click.echo(_("All of it, with every page: {path}").format(path=path), err=True)
