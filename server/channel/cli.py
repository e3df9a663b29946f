"""``ardoise channel``."""

import json

import click

from i18n.translate import gettext as _
from server import clock
from server.actors import CONSOLE
from server.channel import operations, telling
from server.channel.models import Receipt
from server.console import Site, table
from server.jobs.doing import do
from server.seats.at_console import signed_in


@click.group()
def channel() -> None:
    """Fetch from the nightly channel, and read its receipts."""


@channel.command()
@click.option("--now", is_flag=True, help="Also outside its hours; needs --as.")
@click.option("--as", "name", help="The administrator who opens it; asks for the password.")
@click.pass_obj
def fetch(site: Site, now: bool, name: str | None) -> None:
    """Fetch what is new into quarantine, without waiting for this site's turn of the night."""
    site.open()
    if now:
        if not name:
            raise click.UsageError(_("--now needs --as and the name of an administrator."))
        person, by = signed_in(name)
        receipt = operations.fetch_now(site.settings, person, by, at=clock.now())
    else:
        receipt = operations.fetch_tonight(site.settings, CONSOLE, at=clock.now())
    try:
        do(site, receipt.job)
    finally:
        ended = operations.find(receipt.id)
        click.echo(telling.last_night(ended, site.settings, at=clock.now()))


@channel.command()
@click.option("--count", type=click.IntRange(1, 1000), default=30, help="How many, newest first.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for a script.")
@click.pass_obj
def receipts(site: Site, count: int, as_json: bool) -> None:
    """List the receipts of the nightly channel, newest first."""
    site.open()
    found = list(Receipt.fetched(count))
    if as_json:
        records = [telling.record_of(receipt) for receipt in found]
        click.echo(json.dumps(records, ensure_ascii=False))
    else:
        click.echo(table([telling.row_of(receipt) for receipt in found]))
