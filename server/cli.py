"""The ``ardoise`` command: its own verbs, and those of the slices."""

import logging
import sys
from dataclasses import replace
from pathlib import Path

import click

from i18n.languages import INTERFACE
from i18n.refusals import Refusal
from i18n.translate import gettext as _
from i18n.translate import use_language
from server import checkup, demo, serving
from server import settings as settings_
from server.console import Site
from server.settings import Home
from server.slices import COMMANDS, JOBS


@click.group()
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    help="The program's folder; else ARDOISE_HOME, else the platform's usual place.",
)
@click.option(
    "--language",
    type=click.Choice(INTERFACE),
    help="The language of messages; else the site's.",
)
@click.version_option(package_name="ardoise", prog_name="ardoise")
@click.pass_context
def ardoise(context: click.Context, home: Path | None, language: str | None) -> None:
    """Ardoise, the e-learning platform of a classroom without Internet."""
    site = Site(Home(home or settings_.default_home()), JOBS)
    context.obj = site
    use_language(language or site.settings.language)


@ardoise.command()
@click.option("--host", help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port to listen on; 0: any free.")
@click.pass_obj
def serve(site: Site, host: str | None, port: int | None) -> None:
    """Serve the pages until stopped with Ctrl+C."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    _serve(site, host, port)


@ardoise.command("demo")
@click.option("--port", type=click.IntRange(0, 65535), help="The port to listen on; 0: any free.")
@click.option("--serve/--no-serve", "serving_", default=True, help="Serve it, or only make it.")
@click.pass_obj
def demo_(site: Site, port: int | None, serving_: bool) -> None:
    """Make a site with the demo library, five people and a stick, and serve it."""
    logging.basicConfig(level=logging.WARNING)
    demo.make(site, click.echo)
    if serving_:
        _serve(site, None, port)


@ardoise.command()
@click.pass_obj
def doctor(site: Site) -> None:
    """Check that everything this installation needs is there; exit 1 if something is not."""
    failed = False
    for check in checkup.run(site):
        failed = failed or not check.well
        click.echo(f"{'✓' if check.well else '✗'} {_(check.name)}  {check.found}")
    if failed:
        sys.exit(1)


def _serve(site: Site, host: str | None, port: int | None) -> None:
    chosen = site.settings
    site.__dict__["settings"] = replace(
        chosen, host=host or chosen.host, port=chosen.port if port is None else port
    )
    serving.serve(
        site, on_ready=lambda address: click.echo(_("Ardoise answers at") + f" {address}")
    )


for command in COMMANDS:
    ardoise.add_command(command)


def main() -> None:
    """Run the command; a refusal is one line on stderr and exit 1."""
    try:
        ardoise.main(standalone_mode=False)
    except Refusal as refusal:
        click.echo(refusal.in_words(), err=True)
        sys.exit(1)
    except click.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
