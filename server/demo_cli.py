"""``ardoise demo``."""

import logging

import click

from server.console import Site
from server.demo import make
from server.serving_cli import serve_at


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), help="The port to listen on; 0: any free.")
@click.option("--serve/--no-serve", "serving", default=True, help="Serve it, or only make it.")
@click.pass_obj
def demo(site: Site, port: int | None, serving: bool) -> None:
    """Make a site with the demo library, five people and a stick, and serve it."""
    logging.basicConfig(level=logging.WARNING)
    make(site, click.echo)
    if serving:
        serve_at(site, None, port)
