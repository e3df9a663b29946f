"""Assigning a module, how far people are, the list for who was absent, the modules of a class."""

from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from i18n.refusals import Conflict, Invalid
from i18n.translate import N_
from i18n.translate import gettext as _
from server import clock
from server.assigning.missing import Shelf
from server.assigning.standing import due_on_of, people_of, standings
from server.assigning.views import me
from server.classes.models import ClassGroup, Enrolment, SchoolClass
from server.classes.operations import class_of
from server.modules import giving, operations
from server.modules.deadlines import due_on, until
from server.modules.models import Assignment, Module, OnlyAssigned
from server.roles import KEEPERS
from server.web.addresses import row_number
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.visitor import visitor

pages = Blueprint("giving", __name__, template_folder="templates")

CLASS_PLACES = (Place("giving.of_class", "topic", N_("Modules"), KEEPERS),)

OFFERED_WEEKS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20)
"""Numbers of weeks to choose from; a form made by hand may say others."""


@pages.get("/classes/<int:number>/modules")
@open_to(*KEEPERS)
def of_class(number: int) -> ResponseReturnValue:
    """Show what is assigned in a class, how far its people are, and what else they may open."""
    here, at = visitor(), clock.now()
    found = class_of(number, here.actor)
    given = list(Assignment.running().where(Assignment.school_class == found))
    return render_template(
        "assigning/class.html",
        found=found,
        standings=standings(given, here.language, at=at),
        modules=list(Module.seen_by(me())),
        only_assigned=OnlyAssigned.is_so(found),
        until=until(at),
        staff=True,
    )


@pages.post("/classes/<int:number>/modules/library")
@open_to(*KEEPERS)
def open_library(number: int) -> ResponseReturnValue:
    """Let the people of a class open the library too, or only what is assigned."""
    is_open = request.form.get("library") == "too"
    giving.open_library(number, visitor().actor, at=clock.now(), is_open=is_open)
    flash(_("It is so from now on."), "good")
    return redirect(url_for("giving.of_class", number=number), code=303)


@pages.get("/modules/assign")
@open_to(*KEEPERS)
def ask() -> ResponseReturnValue:
    """Ask which module goes to which class; then to whom, from when, for how many weeks."""
    return _form(
        request.args.get("module", type=row_number), request.args.get("class", type=row_number), {}
    )


def _form(module: int | None, number: int | None, form: object, error: str = "") -> str:
    here, at = visitor(), clock.now()
    classes = list(SchoolClass.kept_by(me()))
    if number is None and len(classes) == 1:
        number = classes[0].id
    found = operations.seen(module, here.actor) if module else None
    school_class = class_of(number, here.actor) if number else None
    if found is None or school_class is None:
        return render_template(
            "assigning/choose.html",
            found=found,
            school_class=school_class,
            modules=list(Module.seen_by(me())),
            classes=classes,
            staff=True,
        )
    roll = Enrolment.roll(school_class)
    return render_template(
        "assigning/assign.html",
        found=found,
        school_class=school_class,
        groups=list(school_class.groups.order_by(ClassGroup.name)),
        roll=roll,
        missing=Shelf(found.pages(), here.language, at=at).missing_for(roll),
        weeks=_weeks(school_class.id, at),
        today=clock.day(at).isoformat(),
        form=form,
        error=error,
        staff=True,
    )


def _weeks(number: int, at: datetime) -> list[tuple[int, object]]:
    """Return numbers of weeks with the day on which each ends in a class, from today."""
    today = clock.day(at)
    return [(count, due_on(number, today, count, at=at)) for count in OFFERED_WEEKS]


@pages.post("/modules/assign")
@open_to(*KEEPERS)
def assign() -> ResponseReturnValue:
    """Assign a module, and show how far its people are."""
    form, at = request.form, clock.now()
    module, number = form.get("module", 0, type=row_number), form.get("class", 0, type=row_number)
    wanted = form.get("to", ""), form.get("begins_on", ""), form.get("weeks", "")
    try:
        made = giving.assign(module, number, *wanted, visitor().actor, at=at)
    except (Invalid, Conflict) as refusal:
        return _form(module, number, form, refusal.in_words()), 422
    flash(_("It is assigned. Its people find it on their first page."), "good")
    return redirect(url_for("giving.one", number=made.id), code=303)


@pages.get("/modules/assignments/<int:number>/")
@open_to(*KEEPERS)
def one(number: int) -> ResponseReturnValue:
    """Show an assignment: how far each person is, what they do not find, what can be changed."""
    return _one(number)


def _one(number: int, form: object = None, error: str = "") -> str:
    here, at = visitor(), clock.now()
    found = giving.assignment_of(number, here.actor)
    shelf = Shelf(found.module.pages(), here.language, at=at)
    return render_template(
        "assigning/assignment.html",
        standing=standings([found], here.language, at=at)[0],
        missing=shelf.missing_for(people_of(found)),
        form=form or {"begins_on": found.begins_on, "weeks": found.weeks or ""},
        weeks=sorted({*OFFERED_WEEKS, *([found.weeks] if found.weeks else [])}),
        error=error,
        until=until(at),
        staff=True,
    )


@pages.post("/modules/assignments/<int:number>/change")
@open_to(*KEEPERS)
def change(number: int) -> ResponseReturnValue:
    """Change the first day and the weeks of an assignment."""
    form = request.form
    begins_on, weeks = form.get("begins_on", ""), form.get("weeks", "")
    try:
        giving.change(number, begins_on, weeks, visitor().actor, at=clock.now())
    except Invalid as refusal:
        return _one(number, form, refusal.in_words()), 422
    flash(_("It is so from now on."), "good")
    return redirect(url_for("giving.one", number=number), code=303)


@pages.post("/modules/assignments/<int:number>/withdraw")
@open_to(*KEEPERS)
def withdraw(number: int) -> ResponseReturnValue:
    """Take an assignment back."""
    found = giving.withdraw(number, visitor().actor, at=clock.now())
    flash(_("It is withdrawn. What people did there is kept."), "good")
    return redirect(url_for("giving.of_class", number=found.school_class_id), code=303)


@pages.get("/modules/assignments/<int:number>/paper")
@open_to(*KEEPERS)
def paper(number: int) -> ResponseReturnValue:
    """Show a sheet for each person who was absent since it was assigned, or for all, to print."""
    here, at = visitor(), clock.now()
    found = giving.assignment_of(number, here.actor)
    standing = standings([found], here.language, at=at)[0]
    everybody = request.args.get("for") == "all"
    shelf = Shelf(found.module.pages(), here.language, at=at)
    return render_template(
        "assigning/paper.html",
        standing=standing,
        people=[
            (each, set(shelf.found_by(each.enrolment.person_id)))
            for each in standing.people
            if everybody or each.was_absent
        ],
        everybody=everybody,
        shelf=shelf,
        due=due_on_of(found, at=at),
        staff=True,
    )
