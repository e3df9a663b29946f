"""``ardoise translator``."""

import json

import click

from i18n.translate import gettext as _
from i18n.translate import language
from i18n.translation.translator import is_installed
from server.console import Site, table
from server.translators.installed import installed


@click.group()
def translator() -> None:
    """See the translators that draft translations for teachers."""


@translator.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for a script.")
@click.pass_obj
def list_(site: Site, as_json: bool) -> None:
    """List the translators that are installed, and from which language into which they draft."""
    site.open()
    rows = [
        {
            "from": held.pack.language,
            "to": held.pack.into,
            "translator": held.node.id,
            "title": held.title,
            "license": held.node.license,
            "size": held.pack.size,
        }
        for held in installed(site.library, language())
    ]
    if as_json:
        told = {"works": is_installed(), "translators": rows}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    click.echo(table(rows))
    if rows and not is_installed():
        click.echo(_("What runs translators is not installed on this server (ardoise[translate])."))
