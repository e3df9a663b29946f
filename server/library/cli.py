"""``ardoise library`` and ``ardoise search``."""

import json

import click

from i18n.translate import gettext as _
from search.query import Query
from server import clock
from server.actors import CONSOLE
from server.audit.operations import record
from server.console import Site, progress_bar, table
from server.database import writing
from server.jobs import operations as jobs
from server.library.indexing import bring_up_to_date


@click.group()
def library() -> None:
    """Look after the installed library."""


@library.command()
@click.pass_obj
def rebuild(site: Site) -> None:
    """Build the search index again from what is installed, and delete what nothing uses."""
    site.open()
    with jobs.lock(site.home.folder), progress_bar(_("Indexing")) as report:
        bring_up_to_date(site.library, site.index, report, anew=True)
        deleted = site.library.sweep(site.quarantine.blobs())
    with writing():
        record(CONSOLE, "library.rebuilt", "", at=clock.now(), deleted=deleted)


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
