"""Notes about a learner: as teachers write them, and as the learner reads them."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from i18n.refusals import Conflict, Invalid
from i18n.translate import N_
from i18n.translate import gettext as _
from server import clock
from server.accounts.models import Person
from server.classes import with_you
from server.notes import operations
from server.notes.models import Note
from server.roles import Role
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.visitor import visitor

pages = Blueprint("notes", __name__, template_folder="templates")

PERSON_PLACES = (Place("notes.about", "edit", N_("Notes"), frozenset({Role.TEACHER})),)
MINE_PLACES = (Place("notes.mine", "lesson", N_("Notes about my work"), frozenset({Role.LEARNER})),)


A_PAGE = 50
"""Notes on a page."""


def kept(person_id: int) -> str:
    """Tell all notes about a learner; nothing where there is none."""
    notes = list(Note.about(person_id))
    return render_template("notes/kept.html", notes=notes) if notes else ""


@pages.get("/classes/people/<int:number>/notes")
@open_to(Role.TEACHER)
def about(number: int) -> ResponseReturnValue:
    """Show the notes about somebody of one's class, and the form for another."""
    return _shown(number)


def _shown(number: int, error: str = "") -> str:
    found = with_you.stay_of(number, visitor().actor)
    return render_template(
        "notes/about.html",
        enrolment=found,
        **_page(found.person_id, url_for("notes.about", number=number)),
        longest=operations.LONGEST,
        text=request.form.get("text", ""),
        error=error,
        staff=True,
    )


@pages.post("/classes/people/<int:number>/notes")
@open_to(Role.TEACHER)
def write(number: int) -> ResponseReturnValue:
    """Write a note about somebody of one's class."""
    here, text = visitor(), request.form.get("text", "")
    teacher = Person.get_by_id(here.person_id)
    try:
        operations.write(number, text, teacher, here.actor, at=clock.now())
    except (Invalid, Conflict) as refusal:
        return _shown(number, refusal.in_words()), 422
    flash(_("The note is kept. The learner reads it too."), "good")
    return redirect(url_for("notes.about", number=number), code=303)


@pages.post("/notes/<int:number>/strike")
@open_to(Role.TEACHER)
def strike_out(number: int) -> ResponseReturnValue:
    """Strike out a note about somebody of one's class."""
    here = visitor()
    teacher = Person.get_by_id(here.person_id)
    done = operations.strike_out(number, teacher, here.actor, at=clock.now())
    stay = with_you.stay_with(done.person_id, here.actor)
    return redirect(url_for("notes.about", number=stay.id), code=303)


@pages.get("/mine/notes")
@open_to(Role.LEARNER)
def mine() -> ResponseReturnValue:
    """Show a learner what teachers have noted about their work."""
    told = _page(visitor().person_id or 0, url_for("notes.mine"))
    return render_template("notes/mine.html", **told)


def _page(person_id: int, address: str) -> dict[str, Any]:
    """Return a page of the notes about somebody, and the way to the others."""
    found = Note.about(person_id)
    pages_in_all = max(1, -(-found.count() // A_PAGE))
    asked = request.args.get("page", "")
    page = max(1, min(int(asked), pages_in_all)) if asked.isdecimal() and len(asked) < 6 else 1
    notes = list(found.paginate(page, A_PAGE))
    return {"notes": notes, "page": page, "pages": pages_in_all, "href": f"{address}?page={{page}}"}
