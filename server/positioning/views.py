"""The learner's side: finding out where to start, page by page, and the sheet."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from i18n import languages
from i18n.translate import N_
from i18n.translate import gettext as _
from server import clock
from server.accounts.models import Person
from server.positioning import operations
from server.positioning.course import choices_of
from server.positioning.drawn import drawn
from server.positioning.models import Positioning
from server.positioning.pages import Page, languages_here, page_of
from server.positioning.prompts import ANSWERS, LADDER_NAMES, NEEDS, PROMPTS
from server.positioning.sheet import sheet_of
from server.records.shelf import courses_of
from server.roles import Role
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.tidings import Tiding
from server.web.visitor import visitor

pages = Blueprint("positioning", __name__, template_folder="templates")

WHERE_TO_START = N_("Where to start")
MINE_PLACES = (Place("positioning.hub", "continue", WHERE_TO_START, frozenset({Role.LEARNER})),)
LONGEST_ALOUD = 1_000
"""Signs of a sheet that are said aloud: what the door of sounds takes."""
BEFORE = {"sound": ("yes", "no"), "schooled": ("never", "french", "other", "unsaid")}
"""What may be pressed on the pages before the items, by keys of ``ANSWERS``."""


def tidings() -> list[Tiding]:
    """Tell a learner that it is offered, or waits to be gone on with."""
    here = visitor()
    found = Positioning.open_of(here.person_id or 0)
    if found is None:
        return []
    link = _("Go on") if found.begun_at else _("Begin")
    about = _("Ten minutes with pictures and sound. No mark. You can stop and go on later.")
    return [Tiding("info", _(WHERE_TO_START), about, url_for("positioning.step"), link, "continue")]


def kept(person_id: int) -> str:
    """Tell all that is kept of where somebody starts; nothing where there is nothing."""
    found = [sheet_of(each) for each in Positioning.of(person_id)]
    return render_template("positioning/kept.html", sheets=found, **_words()) if found else ""


def _words() -> dict[str, Any]:
    return {"needs": NEEDS, "answers": ANSWERS, "ladders": LADDER_NAMES, "drawn": drawn}


@pages.get("/mine/start/")
@open_to(Role.LEARNER)
def hub() -> ResponseReturnValue:
    """Show what waits for somebody, and their sheets."""
    found = list(Positioning.of(visitor().person_id or 0))
    return render_template(
        "positioning/hub.html",
        waiting=next((each for each in found if each.is_open), None),
        sheets=[each for each in found if not each.is_open],
    )


@pages.get("/mine/start/go")
@open_to(Role.LEARNER)
def step() -> ResponseReturnValue:
    """Show the page that comes next."""
    found = Positioning.open_of(visitor().person_id or 0)
    page = page_of(found) if found else None
    if found is None or page is None:
        return redirect(url_for("positioning.hub"))
    return render_template("positioning/step.html", page=page, **_shown(found, page))


def _shown(found: Positioning, page: Page) -> dict[str, Any]:
    item = page.item
    return {
        "prompt": PROMPTS[page.ask],
        "answers": ANSWERS,
        "before": BEFORE.get(page.name, ()),
        "tongues": [languages.get(code) for code in languages_here()],
        "choices": choices_of(item, found.seed) if item else [],
        "drawn": drawn,
        "ladders": LADDER_NAMES,
        "tongue_": languages.named(item.language) if item and item.language else None,
        "longest": operations.LONGEST_WORD,
    }


@pages.post("/mine/start/go")
@open_to(Role.LEARNER)
def answer() -> ResponseReturnValue:
    """Keep what was pressed, and go on."""
    form = request.form
    name, given = form.get("page", ""), form.get("given", "")[:200]
    page = operations.answer(_person(), name, given, at=clock.now())
    if page is not None:
        return redirect(url_for("positioning.step"), code=303)
    return _to_the_sheet()


def _to_the_sheet() -> ResponseReturnValue:
    last = Positioning.of(visitor().person_id or 0).first()
    return redirect(url_for("positioning.sheet", number=last.id), code=303)


@pages.post("/mine/start/finish")
@open_to(Role.LEARNER)
def finish() -> ResponseReturnValue:
    """End it with what was answered so far."""
    operations.finish(_person(), at=clock.now())
    return _to_the_sheet()


@pages.get("/mine/start/sheets/<int:number>")
@open_to(Role.LEARNER)
def sheet(number: int) -> ResponseReturnValue:
    """Show somebody their own sheet, in plain words."""
    here = visitor()
    found = operations.mine(number, here.person_id or 0)
    shown = sheet_of(found)
    course = found.start.removeprefix("course:") if found.start.startswith("course:") else ""
    return render_template(
        "positioning/mine.html",
        sheet=shown,
        course=course if course in {each.id for each in courses_of(here)} else "",
        aloud=shown.in_words()[:LONGEST_ALOUD],
        **_words(),
    )


@pages.post("/mine/start/sheets/<int:number>/erase")
@open_to(Role.LEARNER)
def erase(number: int) -> ResponseReturnValue:
    """Erase a sheet of one's own."""
    operations.erase(number, _person(), visitor().actor, at=clock.now())
    flash(_("The sheet and its answers are erased."))
    return redirect(url_for("positioning.hub"), code=303)


def _person() -> Person:
    return Person.get_by_id(visitor().person_id)
