"""The page of a class from which pictures are given, shown and taken away."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from i18n import languages
from i18n.refusals import NotFound, Refusal
from i18n.translate import N_, in_language
from i18n.translate import gettext as _
from server import clock
from server.classes import cards
from server.classes.models import SchoolClass
from server.classes.operations import class_of
from server.pictures import operations
from server.pictures.drawings import EMBLEMS, SIGNS
from server.roles import KEEPERS
from server.web.addresses import inside, row_number
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.visitor import visitor

pages = Blueprint("giving_pictures", __name__, template_folder="templates")

CLASS_PLACES = (
    Place("giving_pictures.of_class", "picture", N_("Pictures"), KEEPERS, setting="pictures"),
)


@pages.get("/classes/<int:number>/pictures")
@open_to(*KEEPERS)
def of_class(number: int) -> ResponseReturnValue:
    """Show who has which emblem, and whether the class is on sign-in pages."""
    return _of_class(number)


def _of_class(number: int, error: str = "") -> str:
    by, at = visitor().actor, clock.now()
    found = class_of(number, by)
    people = operations.people_of(found)
    not_theirs = cards.shared((each.id for each in people), by)
    return render_template(
        "pictures/class.html",
        found=found,
        people=[each for each in people if each.id not in not_theirs],
        shared=[each for each in people if each.id in not_theirs],
        given=operations.emblems_of(people),
        state=operations.state_of(people),
        until=operations.open_until(found, at),
        hours=operations.HOURS,
        emblems=EMBLEMS,
        error=error,
        staff=True,
    )


@pages.post("/classes/<int:number>/pictures")
@open_to(*KEEPERS)
def give(number: int) -> ResponseReturnValue:
    """Give pictures to those who are ticked and show their cards, this once."""
    ticked = [int(each) for each in request.form.getlist("person") if each.isdecimal()]
    by, key = visitor().actor, current_app.config["SECRET_KEY"]
    seen = request.form.get("state", "")
    try:
        made = operations.give(number, ticked, key, by, at=clock.now(), seen=seen)
    except NotFound:
        raise
    except Refusal as refusal:
        return _of_class(number, refusal.in_words()), 422
    return render_template(
        "pictures/sheet.html",
        found=class_of(number, by),
        cards=[(card, languages.get(card.person.language), _words(card)) for card in made],
        staff=True,
    )


def _words(card: operations.Card) -> dict[str, str]:
    """Return the words of a card's drawings in the language of whose it is."""
    with in_language(card.person.language):
        named = {each: _(SIGNS[each]) for each in card.signs}
        return {card.emblem: _(EMBLEMS[card.emblem]), **named, "mine": _("My picture")}


@pages.post("/classes/<int:number>/pictures/list")
@open_to(*KEEPERS)
def show(number: int) -> ResponseReturnValue:
    """Open the list of the class on sign-in pages for some hours, or close it."""
    by, hours = visitor().actor, request.form.get("hours", "")
    if hours.isdecimal():
        operations.open_list(number, int(hours[:3]), by, at=clock.now())
    else:
        operations.close_list(number, by, at=clock.now())
    return redirect(url_for("giving_pictures.of_class", number=number), code=303)


def at_roll_call(found: SchoolClass) -> str:
    """Return the part of a roll by which its teacher opens a seat; "" where nobody could come."""
    if not current_app.config["SITE"].pictures:
        return ""
    by = visitor().actor
    people = operations.people_of(found)
    not_theirs = cards.shared((each.id for each in people), by)
    theirs = [each for each in people if each.id not in not_theirs]
    return render_template("pictures/at_roll.html", found=found, people=theirs) if theirs else ""


@pages.post("/classes/<int:number>/pictures/seat")
@open_to(*KEEPERS)
def open_seat(number: int) -> ResponseReturnValue:
    """Open a seat for somebody who has neither pictures nor a code at hand."""
    person, seat = (request.form.get(name, 0, type=row_number) for name in ("person", "seat"))
    by = visitor().actor
    try:
        opened = operations.open_seat(number, person, seat, by, at=clock.now())
    except (operations.NoSuchSeat, operations.NotYoursAlone) as refusal:
        return _of_class(number, refusal.in_words()), 422
    flash(_("Seat {seat} is open for {name} for five minutes.").format(seat=seat, name=opened.name))
    here = url_for("giving_pictures.of_class", number=number)
    return redirect(inside(request.form.get("next", here)), code=303)


@pages.post("/classes/<int:number>/pictures/take")
@open_to(*KEEPERS)
def take_away(number: int) -> ResponseReturnValue:
    """Take somebody's pictures away: they sign in with their code."""
    person = request.form.get("person", 0, type=row_number)
    try:
        operations.take_away(number, person, visitor().actor, at=clock.now())
    except operations.NotYoursAlone as refusal:
        return _of_class(number, refusal.in_words()), 422
    flash(_("The pictures were taken away."))
    return redirect(url_for("giving_pictures.of_class", number=number), code=303)
