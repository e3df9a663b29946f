"""``ardoise job``."""

import json

import click

from i18n.refusals import words_of
from server import clock
from server.actors import CONSOLE
from server.console import Site, table
from server.jobs import operations
from server.jobs.doing import do
from server.jobs.models import Job


@click.group()
def job() -> None:
    """See, do and stop long work."""


@job.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for a script.")
@click.pass_obj
def list_(site: Site, as_json: bool) -> None:
    """List the newest jobs."""
    site.open()
    rows = [
        {
            "id": j.id,
            "kind": j.kind,
            "subject": j.subject,
            "state": j.state,
            "done": j.done,
            "total": j.total,
            "why": words_of(j.refused),
        }
        for j in Job.latest()
    ]
    click.echo(json.dumps(rows, ensure_ascii=False) if as_json else table(rows))


@job.command()
@click.argument("number", type=int)
@click.option("--quiet", is_flag=True, help="No progress bar.")
@click.pass_obj
def run(site: Site, number: int, quiet: bool) -> None:
    """Do a job now, in this program; the server calls this for each."""
    site.open()
    do(site, operations.find(number), quiet=quiet)


@job.command()
@click.argument("number", type=int)
@click.pass_obj
def cancel(site: Site, number: int) -> None:
    """Ask a job to stop at its next step."""
    site.open()
    operations.cancel(operations.find(number), CONSOLE, at=clock.now())
