"""``ardoise audit``."""

from pathlib import Path

import click

from i18n.translate import gettext as _
from i18n.translate import ngettext
from server.audit import operations
from server.console import Site


@click.group()
def audit() -> None:
    """Check and export the audit log."""


@audit.command()
@click.pass_obj
def verify(site: Site) -> None:
    """Follow the chain of the log from its first entry; exit 1 if it does not hold."""
    site.open()
    count = operations.verify()
    sentence = ngettext(
        "The audit log is whole: %(n)s entry.", "The audit log is whole: %(n)s entries.", count
    )
    click.echo(sentence % {"n": count})
    click.echo(_("Seal of the last entry, to be kept on paper:") + f" {operations.seal()}")


@audit.command()
@click.option("--out", type=click.Path(path_type=Path), help="The file to write; else the screen.")
@click.pass_obj
def export(site: Site, out: Path | None) -> None:
    """Write the log as lines of JSON, after checking it."""
    site.open()
    operations.verify()
    with click.open_file(str(out or "-"), "w", encoding="utf-8") as file:
        for line in operations.exported():
            file.write(line + "\n")
