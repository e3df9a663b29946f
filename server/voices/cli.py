"""``ardoise voice``."""

import json

import click

from i18n import languages
from i18n.refusals import NotFound
from i18n.speech.piper import is_installed
from i18n.translate import N_, language
from i18n.translate import gettext as _
from server import clock
from server.actors import CONSOLE
from server.console import Site, table
from server.jobs.doing import do
from server.voices import choosing, operations


class NoSuchLanguage(NotFound):
    """A code is of no language that has a voice."""

    message = N_("There is no language “{code}” here that is read aloud.")


@click.group()
def voice() -> None:
    """See and choose the voices that read pages aloud."""


@voice.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for a script.")
@click.pass_obj
def list_(site: Site, as_json: bool) -> None:
    """List the voices of each language that has a better one, and which of them speaks."""
    site.open()
    speaks = choosing.speaking(site.library)
    rows = [
        {
            "language": held.voice.language,
            "voice": held.node.id,
            "title": held.title,
            "license": held.node.license,
            "size": held.voice.size,
            "speaks": is_installed() and speaks.get(held.voice.language) == held,
        }
        for held in choosing.installed(site.library, language())
    ]
    if as_json:
        click.echo(json.dumps({"works": is_installed(), "voices": rows}, ensure_ascii=False))
        return
    click.echo(table(rows))
    if rows and not is_installed():
        click.echo(
            _("These voices do not speak: what runs them is not installed (ardoise[piper]).")
        )


@voice.command()
@click.argument("code")
@click.argument("name")
@click.pass_obj
def use(site: Site, code: str, name: str) -> None:
    """Let the voice NAME, of the list, read the language CODE aloud; "usual" for eSpeak NG."""
    site.open()
    operations.choose(site.library, code, name, CONSOLE, at=clock.now())


@voice.command()
@click.argument("code", default="")
@click.pass_obj
def speak(site: Site, code: str) -> None:
    """Have all courses spoken ahead of time, now; or those with pages in the language CODE."""
    site.open()
    if code and not (languages.known(code) and languages.get(code).voice):
        raise NoSuchLanguage(code=code)
    codes = {code} if code else {each.code for each in languages.LANGUAGES.values() if each.voice}
    for job in operations.speak_anew(codes, CONSOLE, at=clock.now()):
        do(site, job)
