"""The people of a class: adding somebody, and what can happen to a stay."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from content.vocabulary import LEVELS
from i18n import formats, languages
from i18n.translate import gettext as _
from server import clock
from server.accounts import operations as accounts
from server.accounts.models import Person
from server.classes import cards, enrolling, finding_people, operations
from server.classes.keepers import keeps_all
from server.classes.models import ClassGroup, Enrolment
from server.roles import KEEPERS, Role
from server.seats.models import Session
from server.web.addresses import row_number
from server.web.guards import open_to
from server.web.visitor import visitor

pages = Blueprint("people", __name__, template_folder="templates")


@pages.get("/classes/<int:number>/add")
@open_to(*KEEPERS)
def look_for(number: int) -> ResponseReturnValue:
    """Find by name somebody to be added to a class."""
    return _found(number, request.args.get("name", ""))


def _found(number: int, name: str, error: str = "") -> str:
    here = visitor()
    found = operations.class_of(number, here.actor)
    people = finding_people.fitting(name, here.actor)
    return render_template(
        "classes/add.html",
        found=found,
        name=name,
        people=[(each, enrolling.in_class(found, each)) for each in people],
        known=" ".join(str(each.id) for each in people),
        whole=here.role == Role.TEACHER,
        error=error,
        site_language=current_app.config["SITE"].language,
        staff=True,
    )


@pages.post("/classes/<int:number>/add")
@open_to(*KEEPERS)
def enrol(number: int) -> ResponseReturnValue:
    """Add somebody who has an account to a class."""
    by = visitor().actor
    operations.class_of(number, by)
    person = accounts.numbered(request.form.get("person", 0, type=row_number))
    if person not in finding_people.fitting(request.form.get("name", ""), by):
        raise accounts.NoSuchPerson(name=request.form.get("name", ""))
    enrolling.enrol(number, person, by, at=clock.now())
    flash(_("%(name)s is in the class.") % {"name": person.name}, "good")
    _say_if_kept_out(person)
    return redirect(url_for("classes.one", number=number), code=303)


@pages.post("/classes/<int:number>/new-person")
@open_to(*KEEPERS)
def add_person(number: int) -> ResponseReturnValue:
    """Add a new account to a class and show its card."""
    here, at, form = visitor(), clock.now(), request.form
    name, language = form.get("name", ""), form.get("language", "")
    if language not in languages.interface():
        language = current_app.config["SITE"].language
    try:
        known = form.get("known")
        added = enrolling.add_person(number, name, language, here.actor, at=at, known=known)
    except (accounts.NameMissing, accounts.NameTooLong, finding_people.NamesakeSince) as refusal:
        return _found(number, name, refusal.in_words()), 422
    return _card(added.id)


@pages.get("/classes/people/<int:number>/")
@open_to(*KEEPERS)
def one(number: int) -> ResponseReturnValue:
    """Show somebody's stays in a class, and what can be done."""
    return _page(number)


def _page(number: int, error: str = "") -> str:
    here, at = visitor(), clock.now()
    found = enrolling.enrolment_of(number, here.actor)
    elsewhere = enrolling.suspended_elsewhere(found, at=at)
    stays = list(Enrolment.stays(found.school_class, found.person))
    here_now = (Session.person == found.person_id) & Session.ended_at.is_null()
    session = Session.get_or_none(here_now) if found.is_running else None
    return render_template(
        "classes/person.html",
        enrolment=found,
        person_=found.person,
        stays=stays,
        is_latest=stays[0].id == found.id,
        is_suspended=found.is_suspended(at),
        elsewhere=elsewhere,
        named=[each for each in elsewhere if keeps_all(here.actor)],
        card_state=accounts.state_of_cards([found.person]),
        card_is_shared=bool(cards.shared([found.person_id], here.actor)),
        session=session,
        groups=list(found.school_class.groups.order_by(ClassGroup.name)),
        levels=LEVELS,
        error=error,
        staff=True,
    )


@pages.post("/classes/people/<int:number>/suspend")
@open_to(*KEEPERS)
def suspend(number: int) -> ResponseReturnValue:
    """Keep somebody away until a day."""
    by, day = visitor().actor, request.form.get("back_on", "")
    try:
        enrolling.suspend(number, day, by, at=clock.now())
    except enrolling.NotAComingDay as refusal:
        return _page(number, refusal.in_words()), 422
    return redirect(url_for("people.one", number=number), code=303)


@pages.post("/classes/people/<int:number>/let-back")
@open_to(*KEEPERS)
def let_back(number: int) -> ResponseReturnValue:
    """Let somebody come again before the day that was set."""
    enrolling.let_back(number, visitor().actor, at=clock.now())
    return redirect(url_for("people.one", number=number), code=303)


@pages.post("/classes/people/<int:number>/leave")
@open_to(*KEEPERS)
def leave(number: int) -> ResponseReturnValue:
    """End somebody's stay in a class."""
    found = enrolling.leave(number, visitor().actor, at=clock.now())
    flash(_("%(name)s has left the class. Their work is kept.") % {"name": found.person.name})
    return redirect(url_for("classes.one", number=found.school_class_id), code=303)


@pages.post("/classes/people/<int:number>/return")
@open_to(*KEEPERS)
def give_back(number: int) -> ResponseReturnValue:
    """Let somebody return to the class they left."""
    found = enrolling.give_back(number, visitor().actor, at=clock.now())
    _say_if_kept_out(found.person)
    return redirect(url_for("people.one", number=found.id), code=303)


def _say_if_kept_out(person: Person) -> None:
    """Say of somebody who has just been enrolled that a suspension holds here too."""
    if person.may_come_on and person.is_kept_out(clock.now()):
        said = _("%(name)s is suspended by another class and cannot sign in before %(day)s.")
        flash(said % {"name": person.name, "day": formats.day(person.may_come_on)}, "warning")


@pages.post("/classes/people/<int:number>/place")
@open_to(*KEEPERS)
def place(number: int) -> ResponseReturnValue:
    """Put somebody into a group, and say their level."""
    form, by = request.form, visitor().actor
    group = form.get("group", 0, type=row_number) or None
    enrolling.place(number, group, form.get("level", ""), by, at=clock.now())
    return redirect(url_for("people.one", number=number), code=303)


@pages.post("/classes/people/<int:number>/card")
@open_to(*KEEPERS)
def card(number: int) -> ResponseReturnValue:
    """Give somebody of a class a new code and show the card; the old code ends."""
    try:
        return _card(number, request.form.get("state", ""))
    except accounts.CardsMadeSince as refusal:
        flash(refusal.in_words(), "warning")
        return redirect(url_for("people.one", number=number), code=303)


def _card(number: int, seen: str = "") -> ResponseReturnValue:
    key = current_app.config["SECRET_KEY"]
    enrolment, code = cards.renew(number, key, visitor().actor, at=clock.now(), seen=seen)
    return render_template("classes/card.html", enrolment=enrolment, code=code, staff=True)
