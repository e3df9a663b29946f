"""``ardoise prompts``."""

import click

from i18n.translate import gettext, in_language
from server import clock
from server.actors import CONSOLE
from server.aloud import jobs
from server.aloud.prompts import prompts as prompts_there
from server.console import Site
from server.jobs.doing import do


@click.group()
def prompts() -> None:
    """Have the sentences of the pages spoken, for those who ask for sound."""


@prompts.command()
@click.argument("codes", nargs=-1)
@click.pass_obj
def make(site: Site, codes: tuple[str, ...]) -> None:
    """Speak the sentences of the pages ahead of time, in the site's first languages or in CODES."""
    site.open()
    do(site, jobs.ask(codes or jobs.spoken_first(site.settings), CONSOLE, at=clock.now()))


@prompts.command("list")
@click.argument("code", default="fr")
def list_(code: str) -> None:
    """List the sentences of the language CODE that can be heard, first met first."""
    if code not in jobs.spoken():
        raise jobs.NoPromptsIn(code=code, codes=" ".join(jobs.spoken()))
    with in_language(code):
        click.echo("\n".join(gettext(each) for each in prompts_there()))
