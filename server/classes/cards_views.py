"""Printing sign-in cards for a class."""

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue

from i18n import languages
from i18n.translate import gettext as _
from i18n.translate import in_language
from server import clock
from server.accounts import operations as accounts
from server.classes import cards, operations
from server.classes.models import Enrolment
from server.roles import KEEPERS
from server.web.guards import open_to
from server.web.visitor import visitor

pages = Blueprint("cards", __name__, template_folder="templates")


@pages.get("/classes/<int:number>/cards")
@open_to(*KEEPERS)
def ask(number: int) -> ResponseReturnValue:
    """Ask who gets a new card, and say what that does to the old ones."""
    return _ask(number)


def _ask(number: int, error: str = "") -> str:
    by = visitor().actor
    found = operations.class_of(number, by)
    people = [each.person for each in Enrolment.roll(found) if each.person.active]
    not_theirs = cards.shared((each.id for each in people), by)
    return render_template(
        "classes/cards.html",
        found=found,
        people=[each for each in people if each.id not in not_theirs],
        shared=[each for each in people if each.id in not_theirs],
        state=accounts.state_of_cards(people),
        error=error,
        staff=True,
    )


@pages.post("/classes/<int:number>/cards")
@open_to(*KEEPERS)
def give(number: int) -> ResponseReturnValue:
    """Give new codes to those who are ticked and show their cards, this once."""
    ticked = [int(each) for each in request.form.getlist("person") if each.isdecimal()]
    by, key = visitor().actor, current_app.config["SECRET_KEY"]
    try:
        seen = request.form.get("state", "")
        made = cards.give(number, ticked, key, by, at=clock.now(), seen=seen)
    except (cards.NobodyTicked, accounts.CardsMadeSince) as refusal:
        return _ask(number, refusal.in_words()), 422
    return render_template(
        "classes/sheet.html",
        found=operations.class_of(number, by),
        cards=[(card, languages.get(card.person.language), _my_code(card)) for card in made],
        staff=True,
    )


def _my_code(card: cards.Card) -> str:
    """Return the words on a card in the language of whose it is."""
    with in_language(card.person.language):
        return _("My code")
