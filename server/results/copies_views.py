"""The pages of correctors: the sittings whose copies they correct, one question after the other."""

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from content.store import BlobStore
from i18n import formats
from i18n.refusals import Conflict, Invalid
from i18n.translate import N_
from i18n.translate import gettext as _
from server import clock
from server.accounts.models import Person
from server.exams.points import in_writing
from server.results import correcting
from server.results.copies import ToMark, in_place, own_mark, questions_of, said, waits_for
from server.results.correcting import Given
from server.results.lines import lines_of
from server.results.models import Marking
from server.results.saying import figure
from server.sittings import numbers
from server.sittings.models import Candidate, Sitting
from server.web.addresses import row_number
from server.web.files import send_file
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.tidings import Tiding
from server.web.visitor import visitor

pages = Blueprint("copies", __name__, template_folder="templates")

PLACES = (Place("copies.mine", "approve", N_("Copies to correct"), correcting.CAN_CORRECT),)

FILES = "/bank/files/"
"""Below it are pictures and sounds of questions, those of a sealed subject that was opened too."""


def tidings() -> list[Tiding]:
    """Tell somebody of the copies that they correct, until the marks are locked."""
    return [
        Tiding(
            "info",
            _("You correct copies of an exam: %(title)s") % {"title": sitting.title},
            formats.moment(sitting.planned_at),
            url_for("copies.of_sitting", number=sitting.id),
            _("Correct the copies"),
        )
        for sitting, _round in correcting.to_correct_by(_me())
        if not Marking.of(sitting.id).is_locked
    ]


@pages.get("/copies/")
@open_to(*correcting.CAN_CORRECT)
def mine() -> ResponseReturnValue:
    """List the sittings that somebody corrects."""
    theirs = correcting.to_correct_by(_me())
    told = [
        (sitting, sum(each.waiting for each in questions_of(sitting.id, which)))
        for sitting, which in theirs
        if not Marking.of(sitting.id).is_locked
    ]
    locked = [sitting for sitting, _which in theirs if Marking.of(sitting.id).is_locked]
    return render_template("results/mine.html", told=told, locked=locked, staff=True)


@pages.get("/copies/<int:number>/")
@open_to(*correcting.CAN_CORRECT)
def of_sitting(number: int) -> ResponseReturnValue:
    """Show one question of a sitting with the answer of each copy."""
    return _page(number, request.args.get("q", 0, type=row_number))


@pages.post("/copies/<int:number>/")
@open_to(*correcting.CAN_CORRECT)
def give(number: int) -> ResponseReturnValue:
    """Give points for one answer, and come back to it."""
    form = request.form
    correcting.round_of(number, _me())
    copy, shown = form.get("copy", ""), form.get("q", 0, type=row_number)
    place = form.get("place", 0, type=row_number)
    given = Given(
        form.get("points", ""), form.get("remark", ""), form.get("seen", 0, type=row_number)
    )
    try:
        correcting.give(number, copy, place, given, visitor().actor, at=clock.now())
    except (Conflict, Invalid) as refusal:
        return _page(number, shown, copy, refusal.in_words()), 422
    flash(_("Copy %(number)s: kept.") % {"number": numbers.shown(copy)}, "good")
    back = url_for("copies.of_sitting", number=number, q=shown)
    return redirect(f"{back}#copy-{copy}", code=303)


@pages.get("/copies/<int:number>/<code>/<int:place>")
@open_to(*correcting.CAN_CORRECT)
def file(number: int, code: str, place: int) -> ResponseReturnValue:
    """Send a corrector the file that was handed in at a place of a copy, from 0."""
    correcting.round_of(number, _me())
    candidate = Candidate.get_or_none(Candidate.sitting == number, Candidate.number == code)
    lines = lines_of([candidate], Marking.of(number))[candidate.id] if candidate else []
    if place >= len(lines):
        abort(404)
    found = lines[place].revision
    if found is None or not found.sha256:
        abort(404)
    store = BlobStore(current_app.config["HOME"].handed)
    return send_file(store.path(found.sha256), found.texts[1], found.sha256)


def _page(number: int, shown: int, refused: str = "", error: str = "") -> str:
    """Return the page of a question.

    Args:
        number: of the sitting.
        shown: the question, from 1; 0 for the first that waits.
        refused: the number of the copy whose form was refused; "" for none.
        error: why.
    """
    which = correcting.round_of(number, _me())
    questions = questions_of(number, which)
    if not shown:
        waiting = (at for at, each in enumerate(questions, start=1) if each.waiting)
        shown = next(waiting, 1)
    if questions and shown > len(questions):
        abort(404)
    question: ToMark | None = questions[shown - 1] if questions else None
    return render_template(
        "results/copies.html",
        found=Sitting.get_by_id(number),
        marking=Marking.of(number),
        which=which,
        questions=questions,
        question=question,
        asked=question.shown(FILES) if question else None,
        shown=shown,
        refused=refused,
        error=error,
        typed=request.form,
        own_mark=own_mark,
        waits_for=waits_for,
        said=said,
        in_place=lambda line: in_place(line, FILES),
        in_writing=in_writing,
        figure=figure,
        read_aloud=numbers.shown,
        staff=True,
    )


def _me() -> Person:
    found: Person = Person.get_by_id(visitor().person_id)
    return found
