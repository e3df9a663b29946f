"""``ardoise channel``."""

import json

import click

from i18n.translate import gettext as _
from server import clock
from server.accounts import operations as accounts
from server.accounts.models import Person
from server.accounts.secrets import password_fits
from server.actors import CONSOLE, Actor
from server.channel import operations, telling
from server.channel.models import Receipt
from server.console import Site, table
from server.jobs.doing import do
from server.seats.signing_in import NotRecognised


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
        person = _signed_in(name)
        by = Actor(person.name, None, person.id)
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


def _signed_in(name: str) -> Person:
    """Ask for a person's password on the terminal.

    Raises:
        NotRecognised: it is not theirs.
    """
    person = accounts.named(name)
    typed = click.prompt(_("Password"), hide_input=True)
    if not person.active or not password_fits(person.password, typed):
        raise NotRecognised
    return person
