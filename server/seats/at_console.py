"""Who signs in at the console, for what one person answers for."""

import click

from i18n.translate import gettext as _
from server.accounts import operations as accounts
from server.accounts.models import Person
from server.accounts.secrets import password_fits
from server.actors import Actor
from server.seats.signing_in import NotRecognised


def signed_in(name: str) -> tuple[Person, Actor]:
    """Ask for a person's password on the terminal; return the person, and as the log names them.

    Args:
        name: as they sign in.

    Raises:
        NoSuchPerson: there is no such account.
        NotRecognised: the password is not theirs, or the account is closed.
    """
    person = accounts.named(name)
    typed = click.prompt(_("Password"), hide_input=True)
    if not person.active or not password_fits(person.password, typed):
        raise NotRecognised()
    return person, Actor(person.name, None, person.id)
