"""``ardoise library`` and ``ardoise search``."""

import json
from pathlib import Path

import click

from content.library import NoSuchChannel
from i18n.translate import gettext as _
from i18n.translate import ngettext
from search.query import Query
from server import clock
from server.actors import CONSOLE
from server.audit.operations import record
from server.console import Site, progress_bar, table
from server.database import writing
from server.jobs import operations as jobs
from server.library.indexing import bring_up_to_date
from server.library.sounds import write_sounds


@click.group()
def library() -> None:
    """Look after the installed library."""


@library.command()
@click.pass_obj
def rebuild(site: Site) -> None:
    """Build the search index again from what is installed, and delete what nothing uses."""
    site.open()
    with jobs.lock(site.home.folder), progress_bar(_("Indexing")) as report:
        bring_up_to_date(site.library, site.index, site.home.cache, report, anew=True)
        deleted = site.library.sweep(site.quarantine.blobs())
    with writing():
        record(CONSOLE, "library.rebuilt", "", at=clock.now(), deleted=deleted)


@library.command()
@click.argument("channel")
@click.option("--language", default="fr", help="Of the pages: fr, en, ar...")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder they are written in.",
)
@click.pass_obj
def sounds(site: Site, channel: str, language: str, out: Path) -> None:
    """Write the pages of a course as MP3 files, for somebody who has no PC."""
    site.open()
    if site.library.current(channel) is None:
        raise NoSuchChannel(channel=channel)
    with progress_bar(channel) as report:
        written = write_sounds(site, channel, language, out, report)
    count = ngettext("%(num)s sound file", "%(num)s sound files", len(written))
    click.echo(count % {"num": len(written)})


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--language", help="Only pages in this language: fr, en, ar...")
@click.option("--kind", help="Only pages of this kind: lesson, exercise, audio...")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for a script.")
@click.pass_obj
def search(
    site: Site, words: tuple[str, ...], language: str | None, kind: str | None, as_json: bool
) -> None:
    """Search the library as a learner would."""
    site.open()
    results = site.index.search(Query(words=" ".join(words), language=language, kind=kind))
    current = {name: release.manifest for name, release in site.library.releases().items()}
    rows = [
        {
            "title": hit.title,
            "kind": hit.kind,
            "language": hit.language,
            "page": f"/library/{hit.node_id}/",
            "text": "".join(text for text, _ in hit.snippet),
        }
        for hit in results.hits
        if hit.release == current.get(hit.channel_id)
    ]
    if as_json:
        body = {"total": results.total, "suggestion": results.suggestion, "hits": rows}
        click.echo(json.dumps(body, ensure_ascii=False))
    else:
        if results.suggestion:
            click.echo(f"→ {results.suggestion}")
        click.echo(table([{k: v for k, v in row.items() if k != "text"} for row in rows]))
