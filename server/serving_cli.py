"""``ardoise serve``."""

import logging
from dataclasses import replace

import click

from i18n.translate import gettext as _
from server import serving
from server.console import Site


@click.command()
@click.option("--host", help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port to listen on; 0: any free.")
@click.pass_obj
def serve(site: Site, host: str | None, port: int | None) -> None:
    """Serve the pages until stopped with Ctrl+C."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    serve_at(site, host, port)


def serve_at(site: Site, host: str | None, port: int | None) -> None:
    """Serve until the program is asked to end, and print where; None: as the site has chosen."""
    chosen = site.settings
    site.__dict__["settings"] = replace(
        chosen, host=host or chosen.host, port=chosen.port if port is None else port
    )
    serving.serve(
        site, on_ready=lambda address: click.echo(_("Ardoise answers at") + f" {address}")
    )
