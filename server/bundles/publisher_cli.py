"""``ardoise publisher``: the content team's side, on its own computer."""

from pathlib import Path

import click

from i18n.translate import gettext as _
from server import clock
from sync import pending
from sync import publish as publishing
from sync.publish import MACHINE
from sync.trust import fingerprint

HOME = click.Path(file_okay=False, path_type=Path)
HOME_OPTION = click.option(
    "--home",
    type=HOME,
    default=Path("publisher"),
    show_default=True,
    help="The publisher's folder: keys, lists, parts.",
)


@click.group()
def publisher() -> None:
    """Make keys and roles, sign with two people, write a medium to carry or to serve."""


@publisher.command()
@HOME_OPTION
@click.argument("people", nargs=-1, required=True)
def init(home: Path, people: tuple[str, ...]) -> None:
    """Make a publisher of three people or more; each types a passphrase of their own."""
    names = [*people, MACHINE]
    passphrases = {name: _new_passphrase(name) for name in names}
    root = publishing.init(home, list(people), passphrases, at=clock.now())
    path = home / "root.json"
    path.write_bytes(root)
    click.echo(_("Sites pin this file:") + f" {path}")
    click.echo(_("Its fingerprint, to be compared on paper:") + f" {fingerprint(root)}")
    click.echo(
        _("Now move each key “….root.pem” out of {folder} into that person's safe.").format(
            folder=home / "keys"
        )
    )


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
def renew(home: Path) -> None:
    """Let the list of content be signed again as it is, before its thirteen months end."""
    _show(publishing.renew(home, at=clock.now()))


@publisher.command("renew-root")
@HOME_OPTION
@click.argument("people", nargs=-1, required=True)
def renew_root(home: Path, people: tuple[str, ...]) -> None:
    """Sign root and top list again, once a year, with the keys of two people from their safes."""
    passphrases = {name: _passphrase(name) for name in people}
    publishing.renew_top(home, passphrases, at=clock.now())


@publisher.command()
@HOME_OPTION
@click.argument("person")
def sign(home: Path, person: str) -> None:
    """Show what waits, and add one person's signature; two people are needed."""
    shown = pending.look(home)
    _show(shown)
    click.confirm(_("Sign this?"), abort=True)
    _show(publishing.sign(home, person, _passphrase(person), expected=shown))


@publisher.command()
@HOME_OPTION
@click.option("--out", type=HOME, required=True, help="The medium: a stick, or a folder to serve.")
def publish(home: Path, out: Path) -> None:
    """Publish what two people have signed, and write it to a medium."""
    carried = publishing.publish(home, out, _passphrase(MACHINE), at=clock.now())
    for name in carried.bundles:
        click.echo(name)


def _passphrase(name: str) -> str:
    typed: str = click.prompt(_("Passphrase of {name}").format(name=name), hide_input=True)
    return typed


def _new_passphrase(name: str) -> str:
    typed: str = click.prompt(
        _("New passphrase of {name}").format(name=name), hide_input=True, confirmation_prompt=True
    )
    return typed


def _show(shown: pending.Pending) -> None:
    """Print what waits for signatures, and whose are there."""
    for sign_, names in (("+", shown.added), ("-", shown.removed)):
        for name in names:
            click.echo(f"{sign_} {name}")
    click.echo(_("Signed by:") + " " + (", ".join(shown.signed_by) or "-"))
    click.echo(_("Signatures still needed:") + f" {shown.missing}")
