"""Importing a list of people: the file, what it would do, what it did, undoing it."""

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from content.vocabulary import LEVELS
from content.wording import one_line
from i18n.refusals import Conflict, Invalid
from i18n.translate import gettext as _
from i18n.translate import ngettext
from server import clock
from server.accounts.models import Person
from server.classes import importing, planning, spreadsheet, undoing
from server.classes.models import SchoolClass
from server.classes.planning import Asked
from server.roles import KEEPERS
from server.web.addresses import row_number
from server.web.guards import open_to
from server.web.visitor import visitor

pages = Blueprint("imports", __name__, template_folder="templates")

LONGEST_FILE_NAME = 255
"""Characters that are kept of it: more has no file."""


def _classes() -> list[SchoolClass]:
    return list(SchoolClass.kept_by(Person.get_by_id(visitor().person_id)))


@pages.get("/classes/import")
@open_to(*KEEPERS)
def ask() -> ResponseReturnValue:
    """Ask for the file, and show the imports that may still be undone."""
    return _ask()


def _ask(error: str = "") -> str:
    return render_template(
        "classes/import.html",
        classes=_classes(),
        number=request.args.get("number", 0, type=row_number),
        lately=undoing.lately(visitor().actor, at=clock.now()),
        headers=spreadsheet.HEADERS.get(visitor().language, spreadsheet.HEADERS["fr"]),
        error=error,
        staff=True,
    )


@pages.get("/classes/import/template")
@open_to(*KEEPERS)
def template() -> ResponseReturnValue:
    """Send a list to fill in."""
    response = Response(spreadsheet.template(visitor().language), content_type="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="ardoise-liste.csv"'
    return response


@pages.post("/classes/import")
@open_to(*KEEPERS)
def bring() -> ResponseReturnValue:
    """Show what a file would do; or do it, once it was shown."""
    form = request.form
    try:
        file = request.files.get("file")
        if file is not None:
            text = spreadsheet.text_of(file.read())
            return _preview(_asked(text, file.filename or ""))
        asked = _asked(form.get("text", ""), form.get("file_name", ""))
        return _import(asked) if form.get("do") == "import" else _preview(asked)
    except Invalid as refusal:
        return _ask(refusal.in_words()), 422


def _asked(text: str, file_name: str) -> Asked:
    """Return a list with what the form has chosen; who is meant stands in fields "line-7"."""
    form = request.form
    lines = {
        name.removeprefix("line-"): value
        for name, value in form.items()
        if name.startswith("line-")
    }
    return Asked(
        text,
        current_app.config["SITE"].language,
        form.get("class", ""),
        {int(line): value for line, value in lines.items() if line.isdecimal() and len(line) < 10},
        one_line(file_name)[:LONGEST_FILE_NAME],
    )


def _preview(asked: Asked, error: str = "") -> ResponseReturnValue:
    return render_template(
        "classes/preview.html",
        plan=planning.plan(asked, visitor().actor),
        asked=asked,
        classes=_classes(),
        levels=LEVELS,
        error=error,
        staff=True,
    )


def _import(asked: Asked) -> ResponseReturnValue:
    shown = request.form.get("shown", "")
    try:
        made = importing.do(asked, visitor().actor, at=clock.now(), shown=shown)
    except Conflict as refusal:
        return _preview(asked, refusal.in_words())
    flash(_("The list is imported. It can be undone for seven days."), "good")
    return redirect(url_for("imports.one", number=made.id), code=303)


@pages.get("/classes/imports/<int:number>")
@open_to(*KEEPERS)
def one(number: int) -> ResponseReturnValue:
    """Show whom an import brought, and what undoing it would do."""
    found = undoing.import_of(number, visitor().actor)
    people = undoing.look(found)
    at = clock.now()
    return render_template(
        "classes/imported.html",
        found=found,
        people=people,
        at=at,
        classes=_touched(people),
        may_undo=found.undone_at is None and at - found.imported_at <= undoing.GOOD_FOR,
        staff=True,
    )


def _touched(people: list[undoing.Undone]) -> list[SchoolClass]:
    """Return the classes of an import that this person looks after."""
    ids = {each.row.enrolment.school_class_id for each in people if each.row.enrolment}
    return [each for each in _classes() if each.id in ids]


@pages.post("/classes/imports/<int:number>/undo")
@open_to(*KEEPERS)
def undo(number: int) -> ResponseReturnValue:
    """Undo an import for everybody who has not worked since."""
    everybody = undoing.undo(number, visitor().actor, at=clock.now())
    stay = sum(each.why_not is not None for each in everybody)
    flash(_("The import is undone."), "good")
    if stay:
        words = ngettext(
            "%(num)s person stays, for the reason below.",
            "%(num)s people stay, for the reasons below.",
            stay,
        )
        flash(words % {"num": stay})
    return redirect(url_for("imports.one", number=number), code=303)
