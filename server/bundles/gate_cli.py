"""``ardoise bundle accessible``: what stands in somebody's way in a course, before it travels."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from content.accessibility.drafts import judged, of_draft
from content.accessibility.report import Report
from content.bundle import open_bundle
from content.catalogue import Catalogue
from content.entries import FileEntry
from content.formats.asked import Asked
from content.formats.sources import sources
from content.vocabulary import LICENSES
from i18n.translate import gettext as _
from sync.pieces import Pieces


@click.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--language", default="", help="Of a source that does not say in which language it is: fr."
)
@click.option("--floor", type=click.IntRange(0, 100), default=0, help="Exit 1 below this score.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for a script.")
def accessible(path: Path, language: str, floor: int, as_json: bool) -> None:
    """Say how accessible a bundle, or a source that could become one, is, and what it lacks.

    Each page that can be judged counts 100 where nothing was found, 90 where something tires, 50
    where something hinders, 0 where something bars somebody; the score is the average.
    """
    found = _of_bundle(path) if (path / "manifest.json").is_file() else _of_source(path, language)
    if as_json:
        told = [{"course": name, **asdict(report)} for name, report in found]
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        for name, report in found:
            click.echo(name)
            for line in report.lines(None):
                click.echo(line)
    if any(report.score is not None and report.score < floor for _name, report in found):
        click.echo(_("Below {floor} of 100.").format(floor=floor), err=True)
        sys.exit(1)


def _of_source(path: Path, language: str) -> list[tuple[str, Report]]:
    """Return each channel of a source by its title; its licence is no matter here."""
    asked = Asked(language=language, license=LICENSES[-1])
    made = [source() for source in sources(path, asked)]
    return [(each.draft.catalogue.channel.versions[0].title, of_draft(each.draft)) for each in made]


def _of_bundle(folder: Path) -> list[tuple[str, Report]]:
    manifest = open_bundle(folder)
    stored = {each.sha256: each for each in manifest.files}
    with Pieces(folder, {}) as pieces:

        def whole(file: FileEntry) -> bytes:
            return b"".join(pieces.chunks(stored[file.sha256]))

        listed = b"".join(pieces.chunks(manifest.catalogue))
        return [(manifest.title, judged(Catalogue.from_bytes(listed).nodes, whole))]
