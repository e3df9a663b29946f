"""The teacher's side: offering it to somebody of a class, their sheets, one's own judgement."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from i18n import languages
from i18n.refusals import Conflict, Invalid
from i18n.translate import gettext as _
from server import clock
from server.accounts.models import Person
from server.classes import with_you
from server.modules.models import Module
from server.positioning import operations
from server.positioning.deciding import LADDERS
from server.positioning.drawn import drawn
from server.positioning.models import Positioning
from server.positioning.operations import Judgement
from server.positioning.pages import languages_here
from server.positioning.prompts import ANSWERS, DOUBTS, LADDER_NAMES, NEEDS, PROMPTS, STEP_NAMES
from server.positioning.sheet import Sheet, sheet_of
from server.positioning.suggesting import fitting
from server.positioning.views import WHERE_TO_START
from server.records.shelf import courses_of
from server.roles import Role
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.visitor import visitor

pages = Blueprint("starts", __name__, template_folder="templates")

PERSON_PLACES = (Place("starts.of", "continue", WHERE_TO_START, frozenset({Role.TEACHER})),)
Starts = list[tuple[str, str, str]]
"""What a person may begin with: what is kept, its title, the heading it stands under."""


@pages.get("/classes/people/<int:number>/start")
@open_to(Role.TEACHER)
def of(number: int) -> ResponseReturnValue:
    """Show what was offered to somebody of one's class, and offer it."""
    return _of(number)


def _of(number: int, error: str = "") -> str:
    stay = with_you.stay_of(number, visitor().actor)
    return render_template(
        "positioning/of.html",
        enrolment=stay,
        found=list(Positioning.of(stay.person_id)),
        tongues=[languages.get(code) for code in languages_here()],
        error=error,
        staff=True,
    )


@pages.post("/classes/people/<int:number>/start")
@open_to(Role.TEACHER)
def offer(number: int) -> ResponseReturnValue:
    """Offer it to somebody of one's class."""
    here, language = visitor(), request.form.get("language", "")
    teacher = Person.get_by_id(here.person_id)
    try:
        operations.offer(number, language, teacher, here.actor, at=clock.now())
    except Conflict as refusal:
        return _of(number, refusal.in_words()), 409
    flash(_("It waits on their first page."), "good")
    return redirect(url_for("starts.of", number=number), code=303)


@pages.post("/starts/<int:number>/withdraw")
@open_to(Role.TEACHER)
def withdraw(number: int) -> ResponseReturnValue:
    """Take back what was offered and not begun."""
    by = visitor().actor
    person = operations.withdraw(number, by, at=clock.now())
    stay = with_you.stay_with(person, by)
    return redirect(url_for("starts.of", number=stay.id), code=303)


@pages.get("/starts/<int:number>")
@open_to(Role.TEACHER)
def sheet(number: int) -> ResponseReturnValue:
    """Show a sheet, the one before beside it, and the form for one's own judgement."""
    return _sheet(operations.look(number, visitor().actor, at=clock.now()))


def _sheet(found: Positioning, error: str = "") -> str:
    here = visitor()
    others = [each for each in Positioning.of(found.person_id) if each.id < found.id]
    before = next((each for each in others if each.begun_at), None)
    shown = sheet_of(found)
    return render_template(
        "positioning/sheet.html",
        stay=with_you.stay_with(found.person_id, here.actor),
        sheet=shown,
        before=sheet_of(before) if before else None,
        starts=_starts(shown),
        drawn=drawn,
        needs=NEEDS,
        doubts=DOUBTS,
        answers=ANSWERS,
        prompts=PROMPTS,
        ladders=LADDER_NAMES,
        steps=STEP_NAMES,
        longest=operations.LONGEST_REMARK,
        error=error,
        staff=True,
    )


def _starts(shown: Sheet) -> Starts:
    courses, count = fitting(shown.need, courses_of(visitor()))
    fits, rest = _("These fit"), _("Other courses")
    found = [
        (f"course:{each.id}", each.words.title, fits if place < count else rest)
        for place, each in enumerate(courses)
    ]
    modules = Module.seen_by(Person.get_by_id(visitor().person_id))
    return [*found, *((f"module:{each.id}", each.title, _("Modules")) for each in modules)]


@pages.post("/starts/<int:number>")
@open_to(Role.TEACHER)
def judge(number: int) -> ResponseReturnValue:
    """Keep one's own judgement."""
    here, form = visitor(), request.form
    found = operations.look(number, here.actor, at=clock.now())
    titles = {value: title for value, title, _heading in _starts(sheet_of(found))}
    start = form.get("start", "")
    judged = Judgement(
        {name: _level(form.get(name, "")) for name in LADDERS},
        form.get("need", ""),
        form.get("remark", ""),
        start if start in titles else found.start if start == found.start else "",
        titles.get(start, found.start_title if start == found.start else ""),
    )
    teacher = Person.get_by_id(here.person_id)
    try:
        operations.judge(number, judged, teacher, here.actor, at=clock.now())
    except Invalid as refusal:
        return _sheet(found, refusal.in_words()), 422
    flash(_("Your judgement is kept. The learner reads it too."), "good")
    return redirect(url_for("starts.sheet", number=number), code=303)


def _level(text: str) -> int | None:
    return int(text) if text in {"0", "1", "2", "3", "4"} else None
