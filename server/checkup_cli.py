"""``ardoise doctor``."""

import sys

import click

from i18n.translate import gettext as _
from server import checkup
from server.console import Site


@click.command()
@click.pass_obj
def doctor(site: Site) -> None:
    """Check that everything this installation needs is there; exit 1 if something is not."""
    failed = False
    for check in checkup.run(site):
        failed = failed or not check.well
        click.echo(f"{'✓' if check.well else '✗'} {_(check.name)}  {check.found}")
    if failed:
        sys.exit(1)
