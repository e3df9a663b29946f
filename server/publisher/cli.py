"""``ardoise publisher``: the content team's side, on its own computer."""

from pathlib import Path

import click

from i18n.translate import gettext as _
from server import clock
from server.publisher import ceremony_cli, medium_cli
from server.publisher.ceremony_cli import HOME_OPTION, passphrase
from sync import pending
from sync import publish as publishing
from sync.withdrawal import KINDS


@click.group()
def publisher() -> None:
    """Make keys and roles, sign with two people, write a medium to carry or to serve."""


for command in (*ceremony_cli.COMMANDS, *medium_cli.COMMANDS):
    publisher.add_command(command)


@publisher.command()
@HOME_OPTION
@click.argument("bundle", type=click.Path(exists=True, file_okay=False, path_type=Path))
def add(home: Path, bundle: Path) -> None:
    """Put a built bundle on the list that waits for signatures."""
    _show(publishing.add(home, bundle, at=clock.now()))


@publisher.command()
@HOME_OPTION
@click.argument("bundle_id")
def remove(home: Path, bundle_id: str) -> None:
    """Take a course off the list that waits for signatures; sites keep what they installed."""
    _show(publishing.remove(home, bundle_id, at=clock.now()))


@publisher.command()
@HOME_OPTION
@click.argument("bundle_id")
@click.argument("release", type=click.IntRange(min=1))
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    required=True,
    help="outdated: who reads it may finish; dangerous: nobody reads on.",
)
@click.option("--reason", required=True, help="For the content managers of every site.")
def withdraw(home: Path, bundle_id: str, release: int, kind: str, reason: str) -> None:
    """Take back a release for good, at every site that has it; two people sign it."""
    _show(publishing.withdraw(home, bundle_id, release, kind, reason, at=clock.now()))


@publisher.command()
@HOME_OPTION
def renew(home: Path) -> None:
    """Let the list of content be signed again as it is, before its thirteen months end."""
    _show(publishing.renew(home, at=clock.now()))


@publisher.command()
@HOME_OPTION
@click.argument("person")
def sign(home: Path, person: str) -> None:
    """Show what waits, and add one person's signature; two people are needed."""
    shown = pending.look(home)
    _show(shown)
    click.confirm(_("Sign this?"), abort=True)
    _show(publishing.sign(home, person, passphrase(person), expected=shown))


def _show(shown: pending.Pending) -> None:
    """Print what waits for signatures, and whose are there."""
    for sign_, names in (("+", shown.added), ("-", shown.removed)):
        for name in names:
            click.echo(f"{sign_} {name}")
    for taken_back in shown.withdrawn:
        click.echo(f"! {taken_back.name} {taken_back.kind}: {taken_back.reason}")
    click.echo(_("Signed by:") + " " + (", ".join(shown.signed_by) or "-"))
    click.echo(_("Signatures still needed:") + f" {shown.missing}")
