"""Classes as those who look after them see them: the list, one class, its groups and teachers."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from content.vocabulary import LEVELS
from i18n.refusals import Refusal
from i18n.translate import N_
from i18n.translate import gettext as _
from server import clock
from server.accounts.models import Person
from server.classes import enrolling, operations
from server.classes.keepers import keeps_all
from server.classes.models import ClassGroup, Enrolment, SchoolClass, Teaching
from server.classes.standing import people_of, standing
from server.roles import KEEPERS, Role
from server.web.addresses import row_number
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.visitor import visitor

pages = Blueprint("classes", __name__, template_folder="templates")

PLACES = (Place("classes.mine", "list", N_("Classes"), KEEPERS),)


def _me() -> Person:
    person: Person = Person.get_by_id(visitor().person_id)
    return person


def _class(number: int) -> SchoolClass:
    return operations.class_of(number, visitor().actor)


@pages.get("/classes/")
@open_to(*KEEPERS)
def mine() -> ResponseReturnValue:
    """List the classes that somebody looks after."""
    at = clock.now()
    kept = [(each, standing(each, at=at)) for each in SchoolClass.kept_by(_me())]
    return render_template(
        "classes/mine.html",
        kept=kept,
        closed=operations.closed_of(visitor().actor),
        levels=LEVELS,
        staff=True,
    )


@pages.get("/classes/new")
@open_to(*KEEPERS)
def new() -> ResponseReturnValue:
    """Ask what a new class is called, its level and wing."""
    return _form(None, {})


@pages.post("/classes/new")
@open_to(*KEEPERS)
def open_class() -> ResponseReturnValue:
    """Open a class and show it."""
    try:
        made = operations.open_class(*_written(), visitor().actor, at=clock.now())
    except Refusal as refusal:
        return _form(None, request.form, refusal.in_words()), 422
    flash(_("The class is open. Add its people now, one by one or from a list."), "good")
    return redirect(url_for("classes.one", number=made.id), code=303)


@pages.get("/classes/<int:number>/change")
@open_to(*KEEPERS)
def change_form(number: int) -> ResponseReturnValue:
    """Show what can be changed about a class."""
    found = _class(number)
    return _form(found, {"name": found.name, "level": found.level, "wing": found.wing})


@pages.post("/classes/<int:number>/change")
@open_to(*KEEPERS)
def change(number: int) -> ResponseReturnValue:
    """Change the name, level and wing of a class."""
    try:
        operations.change_class(number, *_written(), visitor().actor, at=clock.now())
    except Refusal as refusal:
        return _form(_class(number), request.form, refusal.in_words()), 422
    return redirect(url_for("classes.one", number=number), code=303)


def _written() -> tuple[str, str, str | None]:
    """Return the name, level and wing that a form says; a teacher's form says no wing."""
    form = request.form
    return form.get("name", ""), form.get("level", ""), form.get("wing")


def _form(found: SchoolClass | None, form: object, error: str = "") -> str:
    return render_template(
        "classes/change.html",
        found=found,
        form=form,
        error=error,
        levels=LEVELS,
        wings=SchoolClass.wings(),
        sets_wing=keeps_all(visitor().actor),
        groups=list(found.groups.order_by(ClassGroup.name)) if found else [],
        staff=True,
    )


@pages.get("/classes/<int:number>/")
@open_to(*KEEPERS)
def one(number: int) -> ResponseReturnValue:
    """Show a class: who is in it, who is here, who has left."""
    found, at = _class(number), clock.now()
    return render_template(
        "classes/one.html",
        found=found,
        people=people_of(found, at=at),
        standing=standing(found, at=at),
        gone=Enrolment.gone(found),
        teachings=list(Teaching.now_of(found)),
        levels=LEVELS,
        staff=True,
    )


@pages.post("/classes/<int:number>/close")
@open_to(*KEEPERS)
def close(number: int) -> ResponseReturnValue:
    """Close a class; everybody leaves it."""
    enrolling.close_class(number, visitor().actor, at=clock.now())
    flash(_("The class is closed. The accounts of its people and their work are kept."), "good")
    return redirect(url_for("classes.mine"), code=303)


@pages.post("/classes/<int:number>/groups")
@open_to(*KEEPERS)
def add_group(number: int) -> ResponseReturnValue:
    """Make a group."""
    name = request.form.get("group", "")
    operations.add_group(number, name, visitor().actor, at=clock.now())
    return redirect(url_for("classes.change_form", number=number) + "#groups", code=303)


@pages.post("/classes/<int:number>/groups/remove")
@open_to(*KEEPERS)
def remove_group(number: int) -> ResponseReturnValue:
    """Remove a group; its people stay in the class."""
    group = request.form.get("group", 0, type=row_number)
    operations.remove_group(number, group, visitor().actor, at=clock.now())
    return redirect(url_for("classes.change_form", number=number) + "#groups", code=303)


@pages.get("/classes/<int:number>/teachers")
@open_to(*KEEPERS)
def teachers(number: int) -> ResponseReturnValue:
    """Show who teaches a class, and let it be shared or handed over."""
    found = _class(number)
    now = list(Teaching.now_of(found))
    others = Person.select().where(
        Person.role == Role.TEACHER, Person.active, Person.id.not_in([t.person_id for t in now])
    )
    return render_template(
        "classes/teachers.html",
        found=found,
        teachings=now,
        others=list(others.order_by(Person.name)),
        staff=True,
    )


@pages.post("/classes/<int:number>/teachers")
@open_to(*KEEPERS)
def add_teacher(number: int) -> ResponseReturnValue:
    """Let another teacher share a class."""
    person = request.form.get("person", 0, type=row_number)
    operations.add_teacher(number, person, visitor().actor, at=clock.now())
    return redirect(url_for("classes.teachers", number=number), code=303)


@pages.post("/classes/<int:number>/teachers/end")
@open_to(*KEEPERS)
def end_teaching(number: int) -> ResponseReturnValue:
    """Let a teacher share a class no more."""
    person = request.form.get("person", 0, type=row_number)
    operations.end_teaching(number, person, visitor().actor, at=clock.now())
    return _after_teachers(number)


@pages.post("/classes/<int:number>/hand-over")
@open_to(*KEEPERS)
def hand_over(number: int) -> ResponseReturnValue:
    """Hand a class over to another teacher."""
    form, here = request.form, visitor()
    leaving = form.get("leaving", 0, type=row_number) or here.person_id or 0
    person = form.get("person", 0, type=row_number)
    operations.hand_over(number, leaving, person, here.actor, at=clock.now())
    flash(_("The class is handed over. Its people, groups and work are as they were."), "good")
    return _after_teachers(number)


def _after_teachers(number: int) -> ResponseReturnValue:
    """Go on to the class, or to the list for whoever has just left it."""
    try:
        _class(number)
    except operations.NoSuchClass:
        return redirect(url_for("classes.mine"), code=303)
    return redirect(url_for("classes.teachers", number=number), code=303)
