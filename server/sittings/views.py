"""Planning sittings: their list, one of them, its form."""

from datetime import date, datetime, time

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from i18n.refusals import Invalid
from i18n.translate import N_
from i18n.translate import gettext as _
from server import clock
from server.accounts.models import Person
from server.classes.models import SchoolClass
from server.exams.models import Paper
from server.exams.operations import find as paper_numbered
from server.sittings import numbers, operations
from server.sittings.candidates import Added
from server.sittings.ends import planned_of
from server.sittings.models import Examiner, Sitting, Stage
from server.sittings.operations import RUNNERS, Plan
from server.sittings.saying import STAGES, STATES, granted_in_words
from server.web.addresses import row_number
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.visitor import visitor

pages = Blueprint("sittings", __name__, template_folder="templates")

PLACES = (Place("sittings.all_of_them", "calendar", N_("Sittings"), RUNNERS),)


@pages.get("/sittings/")
@open_to(*RUNNERS)
def all_of_them() -> ResponseReturnValue:
    """Show the sittings that somebody runs: what comes first, then what is over."""
    mine = list(Sitting.kept_by(_me()))
    return render_template(
        "sittings/all.html",
        coming=[each for each in mine if not each.is_over],
        over=[each for each in reversed(mine) if each.is_over],
        stages=STAGES,
        today=clock.day(clock.now()),
        day_of=clock.day,
        counts=Sitting.sizes([each.id for each in mine]),
        staff=True,
    )


@pages.get("/sittings/new")
@open_to(*RUNNERS)
def new() -> ResponseReturnValue:
    """Ask for the plan of a sitting, with what is known of the paper that was chosen."""
    number = request.args.get("paper", 0, type=row_number)
    paper = paper_numbered(number) if number else None
    typed = {
        "title": paper.title if paper else "",
        "minutes": str(paper.seconds // 60) if paper and paper.seconds else "",
        "paper": str(number) if number else "",
        "time": "09:00",
    }
    return _form(None, typed, [visitor().person_id or 0])


@pages.post("/sittings/new")
@open_to(*RUNNERS)
def plan() -> ResponseReturnValue:
    """Plan a sitting."""
    here = visitor()
    try:
        made, is_new = operations.plan(_typed(), _me(), here.actor, at=clock.now())
    except Invalid as refusal:
        return _form(None, request.form, _ticked(), refusal.in_words()), 422
    if is_new:
        flash(_("The sitting is planned. Add its candidates now."), "good")
    else:
        flash(_("This sitting was planned already: here it is."))
    return redirect(url_for("sittings.one", number=made.id), code=303)


@pages.get("/sittings/<int:number>/change")
@open_to(*RUNNERS)
def change_form(number: int) -> ResponseReturnValue:
    """Ask for another plan of a sitting."""
    found = operations.sitting_of(number, visitor().actor)
    begins = found.planned_at.astimezone()
    typed = {
        "title": found.title,
        "room": found.room,
        "day": begins.date().isoformat(),
        "time": begins.strftime("%H:%M"),
        "minutes": str(found.seconds // 60),
        "paper": str(found.paper_id or ""),
    }
    return _form(found, typed, [each.id for each in Examiner.of(found.id)])


@pages.post("/sittings/<int:number>/change")
@open_to(*RUNNERS)
def change(number: int) -> ResponseReturnValue:
    """Change the plan of a sitting; of one that runs, its examiners alone."""
    by = visitor().actor
    found = operations.sitting_of(number, by)
    try:
        if found.state == Stage.PLANNED:
            operations.change(number, _typed(found.opens_at), by, at=clock.now())
        else:
            operations.change_examiners(number, _ticked(), by, at=clock.now())
    except Invalid as refusal:
        return _form(found, request.form, _ticked(), refusal.in_words()), 422
    flash(_("Kept."), "good")
    if not operations.runs(found, by):
        return redirect(url_for("sittings.all_of_them"), code=303)
    return redirect(url_for("sittings.one", number=number), code=303)


@pages.post("/sittings/<int:number>/cancel")
@open_to(*RUNNERS)
def cancel(number: int) -> ResponseReturnValue:
    """Cancel a sitting that has not begun."""
    operations.cancel(number, visitor().actor, at=clock.now())
    flash(_("The sitting is cancelled. Tell its candidates: their page does not show it any more."))
    return redirect(url_for("sittings.all_of_them"), code=303)


@pages.get("/sittings/<int:number>/")
@open_to(*RUNNERS)
def one(number: int) -> ResponseReturnValue:
    """Show a sitting with its candidates, and when each is to be ready."""
    return page_of(number)


def page_of(number: int, error: str = "", names: str = "", added: Added | None = None) -> str:
    """Return the page of a sitting.

    Args:
        number: of the sitting.
        error: what was refused; "" for nothing.
        names: what stays in the field for candidates.
        added: what became of a list, None where none was sent.
    """
    found = operations.sitting_of(number, visitor().actor)
    everybody = planned_of(found)
    return render_template(
        "sittings/one.html",
        found=found,
        paper=found.paper,
        examiners=Examiner.of(found.id),
        everybody=everybody,
        beyond=[each for each in everybody if each.beyond_a_third],
        classes=list(SchoolClass.open_now()) if not found.is_over else [],
        stages=STAGES,
        states=STATES,
        in_words=granted_in_words,
        read_aloud=numbers.shown,
        error=error,
        names=names,
        added=added,
        staff=True,
    )


def _form(found: Sitting | None, typed: object, ticked: list[int], error: str = "") -> str:
    return render_template(
        "sittings/plan.html",
        found=found,
        typed=typed,
        ticked=ticked,
        papers=list(Paper.shown()),
        runners=operations.runners(),
        today=clock.day(clock.now()).isoformat(),
        least=operations.SHORTEST // 60,
        most=operations.LONGEST_SECONDS // 60,
        error=error,
        staff=True,
    )


def _typed(opens_at: datetime | None = None) -> Plan:
    """Return the plan that the form says; where there is a paper, it may say the time."""
    form = request.form
    number = form.get("paper", 0, type=row_number)
    minutes = form.get("minutes", "").strip()
    seconds = int(minutes) * 60 if minutes.isdecimal() and len(minutes) < 5 else 0
    if not minutes and number:
        seconds = paper_numbered(number).seconds
    return Plan(
        form.get("title", ""),
        form.get("room", ""),
        _moment(form.get("day", ""), form.get("time", "")),
        seconds,
        tuple(_ticked()),
        number or None,
        opens_at,
    )


def _ticked() -> list[int]:
    return [row_number(each) for each in request.form.getlist("examiner") if each.isdecimal()]


def _moment(day: str, hour: str) -> datetime | None:
    """Return the moment of a day and an hour at the site, None if they are none."""
    try:
        return datetime.combine(date.fromisoformat(day), time.fromisoformat(hour)).astimezone()
    except (ValueError, OverflowError):
        return None


def _me() -> Person:
    person: Person = Person.get_by_id(visitor().person_id)
    return person
