"""Modules as teachers see them: the list, one module, its pages, and what can be put into it."""

from dataclasses import replace

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from content import browse
from content.browse import Item
from content.vocabulary import KINDS, LEVELS, SUBJECTS
from i18n.refusals import Invalid
from i18n.translate import N_, ngettext
from i18n.translate import gettext as _
from search.index import Index
from server import clock
from server.accounts.models import Person
from server.assigning.missing import Shelf
from server.assigning.standing import standings
from server.classes.models import SchoolClass
from server.library.finding import query_of
from server.modules import operations
from server.modules.models import Assignment, Module, ModulePage
from server.records.shelf import courses_of
from server.roles import KEEPERS
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.visitor import visitor

pages = Blueprint("modules", __name__, template_folder="templates")

PLACES = (Place("modules.mine", "topic", N_("Modules"), KEEPERS),)

FOUND_AT_ONCE = 20
"""Results on a page of the search for what to put in: more than readers are shown."""


def me() -> Person:
    """Return the account of whoever asks."""
    person: Person = Person.get_by_id(visitor().person_id)
    return person


@pages.get("/modules/")
@open_to(*KEEPERS)
def mine() -> ResponseReturnValue:
    """List the modules that somebody has made, and those of their classes."""
    found = list(Module.seen_by(me()))
    ids = ModulePage.ids_of([each.id for each in found])
    kept = [each.id for each in SchoolClass.kept_by(me())]
    given: dict[int, list[Assignment]] = {each.id: [] for each in found}
    for each in Assignment.running().where(Assignment.school_class << kept):
        given.setdefault(each.module_id, []).append(each)
    return render_template(
        "assigning/mine.html",
        modules=[(each, len(ids[each.id]), given[each.id]) for each in found],
        me=visitor().person_id,
        staff=True,
    )


@pages.get("/modules/new")
@open_to(*KEEPERS)
def new() -> ResponseReturnValue:
    """Ask for the title of a new module, and whether a whole course goes into it."""
    return _form(None, {})


@pages.post("/modules/new")
@open_to(*KEEPERS)
def make() -> ResponseReturnValue:
    """Make a module, with the pages of a course if one was chosen, and let pages be added."""
    form, by, at = request.form, visitor().actor, clock.now()
    try:
        made = operations.make(form.get("title", ""), form.get("note", ""), by, at=at)
        if form.get("course"):
            operations.add_course(made.id, form["course"], by, at=at)
    except Invalid as refusal:
        return _form(None, form, refusal.in_words()), 422
    target = "modules.one" if form.get("course") else "modules.look_for"
    return redirect(url_for(target, number=made.id), code=303)


def _form(found: Module | None, form: object, error: str = "") -> str:
    return render_template(
        "assigning/change.html",
        found=found,
        form=form,
        error=error,
        courses=[] if found else courses_of(visitor()),
        staff=True,
    )


@pages.get("/modules/<int:number>/")
@open_to(*KEEPERS)
def one(number: int) -> ResponseReturnValue:
    """Show a module: its pages, to whom it is assigned, how far they are."""
    here, at = visitor(), clock.now()
    found = operations.seen(number, here.actor)
    kept = [each.id for each in SchoolClass.kept_by(me())]
    given = Assignment.running().where(Assignment.module == found, Assignment.school_class << kept)
    shelf = Shelf(found.pages(), here.language, at=at)
    return render_template(
        "assigning/one.html",
        found=found,
        shelf=shelf,
        kinds=KINDS,
        standings=standings(list(given), here.language, at=at),
        can_change=operations.may_change(found, here.actor),
        staff=True,
    )


@pages.get("/modules/<int:number>/change")
@open_to(*KEEPERS)
def change_form(number: int) -> ResponseReturnValue:
    """Show the title and the note of a module, to be changed."""
    found = operations.seen(number, visitor().actor)
    return _form(found, {"title": found.title, "note": found.note})


@pages.post("/modules/<int:number>/change")
@open_to(*KEEPERS)
def change(number: int) -> ResponseReturnValue:
    """Change the title and the note of a module."""
    form, by = request.form, visitor().actor
    try:
        title, note = form.get("title", ""), form.get("note", "")
        operations.change(number, title, note, by, at=clock.now())
    except Invalid as refusal:
        return _form(operations.seen(number, by), form, refusal.in_words()), 422
    return redirect(url_for("modules.one", number=number), code=303)


@pages.post("/modules/<int:number>/copy")
@open_to(*KEEPERS)
def copy(number: int) -> ResponseReturnValue:
    """Take a copy of a module, to be changed."""
    by, at = visitor().actor, clock.now()
    title = _("%(title)s (copy)") % {"title": operations.seen(number, by).title[:80]}
    made = operations.copy(number, title, by, at=at)
    flash(_("This copy is yours: change it as you like."), "good")
    return redirect(url_for("modules.change_form", number=made.id), code=303)


@pages.post("/modules/<int:number>/remove")
@open_to(*KEEPERS)
def remove(number: int) -> ResponseReturnValue:
    """Remove a module that nobody has."""
    operations.remove(number, visitor().actor, at=clock.now())
    flash(_("The module is removed. What people did there is kept."), "good")
    return redirect(url_for("modules.mine"), code=303)


@pages.post("/modules/<int:number>/pages")
@open_to(*KEEPERS)
def arrange(number: int) -> ResponseReturnValue:
    """Order the pages of a module by their numbers, move one up or down, or take one out."""
    form, by, at = request.form, visitor().actor, clock.now()
    if form.get("out"):
        operations.take_out(number, form["out"], by, at=at)
    elif form.get("up") or form.get("down"):
        node_id, steps = (form["up"], -1) if form.get("up") else (form["down"], 1)
        operations.move(number, node_id, steps, by, at=at)
    else:
        named = ((name.partition(".")[2], text) for name, text in form.items() if "place." in name)
        places = {each: int(text) for each, text in named if text.isdecimal() and len(text) < 5}
        operations.arrange(number, places, by, at=at)
    return redirect(url_for("modules.one", number=number) + "#pages", code=303)


@pages.get("/modules/<int:number>/add")
@open_to(*KEEPERS)
def look_for(number: int) -> ResponseReturnValue:
    """Search the library, or look through a course, for pages to put into a module."""
    here, asked = visitor(), request.args
    found = operations.seen(number, here.actor)
    courses = courses_of(here)
    course = next((each for each in courses if each.id == asked.get("course")), None)
    items, total, page, last = _searched() if asked.get("q", "").strip() else ([], 0, 1, 1)
    if course is not None:
        items = browse.children(course.release, "", here.language, coach=False)
    return render_template(
        "assigning/add.html",
        found=found,
        here_already={page.node_id for page in found.pages()},
        courses=courses,
        course=course,
        items=items,
        below={each.id: operations.pages_below(each) for each in items if each.kind == "topic"},
        asked=asked,
        total=total,
        page=page,
        last=last,
        kinds=KINDS,
        levels=LEVELS,
        subjects=SUBJECTS,
        staff=True,
    )


def _searched() -> tuple[list[Item], int, int, int]:
    """Return what the search finds, each page once; how many; which page of how many this is."""
    here, asked = visitor(), request.args
    channels = frozenset(each.id for each in courses_of(here))
    query = query_of(asked, here.language, with_coach=False, channels=channels)
    query = replace(query, per_page=FOUND_AT_ONCE)
    index: Index = current_app.config["INDEX"]
    results = index.search(query)
    ids = dict.fromkeys(hit.node_id for hit in results.hits)
    held = browse.items(ids, here.language, coach=False)
    last = max(1, -(-results.total // FOUND_AT_ONCE))
    return [held[each] for each in ids if each in held], results.total, query.page, last


@pages.post("/modules/<int:number>/add")
@open_to(*KEEPERS)
def add(number: int) -> ResponseReturnValue:
    """Put pages, topics or a whole course into a module."""
    form, by, at = request.form, visitor().actor, clock.now()
    if form.get("course"):
        count = operations.add_course(number, form["course"], by, at=at)
    else:
        count = operations.add(number, form.getlist("node"), by, at=at)
    told = ngettext("%(num)s page was added.", "%(num)s pages were added.", count)
    flash(told % {"num": count}, "good")
    if form.get("then") == "more":
        words, level = form.get("q") or None, form.get("level") or None
        back = url_for("modules.look_for", number=number, q=words, level=level)
        return redirect(back, code=303)
    return redirect(url_for("modules.one", number=number), code=303)
