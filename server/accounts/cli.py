"""``ardoise account``."""

import json

import click

from i18n.translate import gettext as _
from server import clock
from server.accounts import operations
from server.accounts.models import Person
from server.actors import CONSOLE
from server.console import Site, table
from server.roles import Role


@click.group()
def account() -> None:
    """Add people, list them, give them a new code or password."""


@account.command()
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    default=Role.LEARNER.value,
    help="What the person does here; learner by default.",
)
@click.option(
    "--sign-in-name", default="", help="What they type to sign in; their name by default."
)
@click.pass_obj
def add(site: Site, name: str, role: str, sign_in_name: str) -> None:
    """Add a person and print the short code to sign in with."""
    site.open()
    at = clock.now()
    person = operations.add(
        name,
        Role(role),
        by=CONSOLE,
        at=at,
        sign_in_name=sign_in_name,
        language=site.settings.language,
    )
    click.echo(operations.give_code(person, site.home.secret(), by=CONSOLE, at=at))


@account.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for a script.")
@click.pass_obj
def list_(site: Site, as_json: bool) -> None:
    """List the accounts."""
    site.open()
    rows = [
        {"id": p.id, "name": p.name, "role": p.role, "active": p.active}
        for p in Person.select().order_by(Person.name)
    ]
    click.echo(json.dumps(rows, ensure_ascii=False) if as_json else table(rows))


@account.command()
@click.argument("name")
@click.option("--password", is_flag=True, help="Ask for a new password instead of making a code.")
@click.pass_obj
def reset(site: Site, name: str, password: bool) -> None:
    """Give a person a new code, or a new password; the one before ends."""
    site.open()
    person, at = operations.named(name), clock.now()
    if password:
        typed = click.prompt(_("Password"), hide_input=True, confirmation_prompt=True)
        operations.set_password(person, typed, by=CONSOLE, at=at)
    else:
        click.echo(operations.give_code(person, site.home.secret(), by=CONSOLE, at=at))


@account.command()
@click.argument("name")
@click.pass_obj
def close(site: Site, name: str) -> None:
    """Close an account: it keeps its records and cannot sign in."""
    site.open()
    operations.close(operations.named(name), by=CONSOLE, at=clock.now())


@account.command()
@click.argument("name")
@click.pass_obj
def reopen(site: Site, name: str) -> None:
    """Open a closed account again, with the card and password it had."""
    site.open()
    operations.reopen(operations.named(name), by=CONSOLE, at=clock.now())
