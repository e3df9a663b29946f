"""``ardoise bundle inventory``."""

from pathlib import Path

import click

from content import durable
from server import clock
from server.actors import CONSOLE
from server.bundles import inventories
from server.console import Site


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="The file to write, or the folder that gets it: the stick that goes back.",
)
@click.option(
    "--site", "name", default="", help="The short name of this site; else made of its own."
)
@click.pass_obj
def inventory(site: Site, out: Path, name: str) -> None:
    """Write what this site has, for its publisher; nothing about people."""
    site.open()
    file, data = inventories.write(site, CONSOLE, at=clock.now(), name=name)
    path = out / file if out.is_dir() else out
    durable.write(path, data)
    click.echo(path)
