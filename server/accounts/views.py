"""Accounts as the administrator keeps them."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from i18n.refusals import Refusal
from i18n.translate import N_
from i18n.translate import gettext as _
from server import clock
from server.accounts import operations
from server.accounts.models import Person
from server.roles import ROLE_NAMES, Role
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.visitor import visitor

pages = Blueprint("accounts", __name__, template_folder="templates")

PLACES = (Place("accounts.people", "people", N_("Accounts"), frozenset({Role.ADMINISTRATOR})),)


@pages.get("/accounts")
@open_to(Role.ADMINISTRATOR)
def people() -> ResponseReturnValue:
    """List the accounts, with a form for a new one."""
    return _list()


def _list(error: str = "", name: str = "", role: str = "") -> str:
    return render_template(
        "accounts/people.html",
        people=list(Person.select().order_by(Person.active.desc(), Person.sign_in_name)),
        state_of=lambda person: operations.state_of_cards([person]),
        role_names=ROLE_NAMES,
        error=error,
        name=name,
        role=role,
        staff=True,
    )


@pages.post("/accounts")
@open_to(Role.ADMINISTRATOR)
def add() -> ResponseReturnValue:
    """Add an account and show its card."""
    here, at, form = visitor(), clock.now(), request.form
    role = form.get("role", "")
    try:
        person = operations.add(
            form.get("name", ""),
            Role(role) if role in set(Role) else Role.LEARNER,
            by=here.actor,
            at=at,
            language=current_app.config["SITE"].language,
        )
    except Refusal as refusal:
        return _list(refusal.in_words(), form.get("name", ""), role), 422
    return _card(person)


@pages.post("/accounts/<int:number>/code")
@open_to(Role.ADMINISTRATOR)
def code(number: int) -> ResponseReturnValue:
    """Give a person a new code and show the card; the old code ends."""
    try:
        return _card(operations.numbered(number), request.form.get("state", ""))
    except operations.CardsMadeSince as refusal:
        flash(refusal.in_words(), "warning")
        return redirect(url_for("accounts.people"), code=303)


@pages.get("/accounts/<int:number>/close")
@open_to(Role.ADMINISTRATOR)
def ask_to_close(number: int) -> ResponseReturnValue:
    """Say what closing an account does, and ask once more."""
    return _ask_to_close(operations.numbered(number))


def _ask_to_close(person: Person, error: str = "") -> str:
    return render_template(
        "accounts/close.html", whom=person, role_names=ROLE_NAMES, error=error, staff=True
    )


@pages.post("/accounts/<int:number>/close")
@open_to(Role.ADMINISTRATOR)
def close(number: int) -> ResponseReturnValue:
    """Close an account; its records are kept."""
    person = operations.numbered(number)
    try:
        operations.close(person, by=visitor().actor, at=clock.now())
    except (operations.YourOwnAccount, operations.LastAdministrator) as refusal:
        return _ask_to_close(person, refusal.in_words()), 409
    flash(_("The account of %(name)s is closed.") % {"name": person.called}, "good")
    return redirect(url_for("accounts.people"), code=303)


@pages.post("/accounts/<int:number>/reopen")
@open_to(Role.ADMINISTRATOR)
def reopen(number: int) -> ResponseReturnValue:
    """Open a closed account again."""
    person = operations.numbered(number)
    operations.reopen(person, by=visitor().actor, at=clock.now())
    told = _("The account of %(name)s is open again. Their card works as before.")
    flash(told % {"name": person.called}, "good")
    return redirect(url_for("accounts.people"), code=303)


def _card(person: Person, seen: str = "") -> ResponseReturnValue:
    by, key = visitor().actor, current_app.config["SECRET_KEY"]
    given = operations.give_code(person, key, by=by, at=clock.now(), seen=seen)
    return render_template(
        "accounts/card.html", card=person, code=given, role_names=ROLE_NAMES, staff=True
    )
