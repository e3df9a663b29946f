"""``ardoise bundle build``: from what people have to bundles that a publisher can sign."""

import sys
from pathlib import Path

import click

from content import durable
from content.bundle import build as build_bundle
from content.bundle import open_bundle
from content.formats import notes
from content.formats.asked import Asked, Made
from content.formats.folder import FolderRefused
from content.formats.sources import Source, sources
from i18n.refusals import Refusal
from i18n.translate import gettext as _


@click.command()
@click.argument("source", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Where to write it.")
@click.option("--release", type=click.IntRange(min=1), help="Its number; else as the source says.")
@click.option(
    "--channel",
    "channels",
    multiple=True,
    help="Of a drive with several: the id of a channel, or its beginning; may be given again.",
)
@click.option(
    "--language", default="", help="Of a channel that does not say in which language it is: fr."
)
def build(
    source: Path, out: Path, release: int | None, channels: tuple[str, ...], language: str
) -> None:
    """Make a bundle of a folder of Markdown, or one of each channel of a Kolibri drive.

    What must be mended in a folder is said, by file and line. What was changed or left out of a
    channel is said too, and stands in a file beside the bundle.
    """
    found = sources(source, Asked(release, channels, language))
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
    """Say what was changed or left out, shortly here and whole in a file beside the bundle."""
    if not made.notes.about:
        return
    path = target.with_name(f"{target.name}.txt")
    durable.write(path, "\n".join([*made.notes.lines(), ""]).encode())
    for line in made.notes.lines(notes.FEW):
        click.echo(line, err=True)
    click.echo(_("All of it, with every page: {path}").format(path=path), err=True)
