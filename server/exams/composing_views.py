"""What the buttons of a paper do: sections, questions, draws, points, documents."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from i18n.refusals import Conflict, Invalid
from i18n.translate import gettext as _
from i18n.translate import ngettext
from server import clock
from server.bank import operations as bank
from server.bank import searching
from server.bank.around import asked_for, bank_store
from server.bank.fields import Fields
from server.bank.forms import TYPE_WORDS
from server.bank.models import Category, Tag
from server.bank.texts import html_of
from server.exams import attaching, composing, operations, sections
from server.exams.composing import Draw
from server.exams.documents import LARGEST_DOCUMENT
from server.exams.refusals import NotInThisPaper
from server.exams.views import paper_page, seconds_of
from server.roles import AUTHORS
from server.web.addresses import row_number
from server.web.guards import open_to
from server.web.visitor import visitor

pages = Blueprint("composing", __name__, template_folder="templates")


def _back(number: int, place: str = "") -> ResponseReturnValue:
    return redirect(url_for("papers.one", number=number, _anchor=place or None), code=303)


@pages.post("/papers/<int:number>/sections")
@open_to(*AUTHORS)
def add_section(number: int) -> ResponseReturnValue:
    """Add a section behind the others."""
    try:
        made = sections.add_section(number, visitor().actor, at=clock.now())
    except Conflict as refusal:
        return paper_page(number, refusal.in_words()), 409
    return _back(number, f"section-{made.id}")


@pages.post("/papers/<int:number>/sections/<int:section>")
@open_to(*AUTHORS)
def change_section(number: int, section: int) -> ResponseReturnValue:
    """Keep what is said of a section; or move or remove it, as the button says."""
    fields, by, at = Fields.sent(request.form), visitor().actor, clock.now()
    try:
        match fields.get("do"):
            case "remove":
                sections.remove_section(number, section, by, at=at)
            case "up" | "down" as way:
                sections.move_section(number, section, -1 if way == "up" else 1, at=at)
            case _:
                sections.change_section(
                    number,
                    section,
                    fields.line("title"),
                    html_of(fields.get("instructions", "")),
                    seconds_of(fields.line("minutes")),
                    fields.ticked("shuffle"),
                    by,
                    at=at,
                )
    except (Conflict, Invalid) as refusal:
        return paper_page(number, refusal.in_words()), 422
    except NotInThisPaper:
        flash(_("This section is not in the paper any more."), "info")
    return _back(number, f"section-{section}")


@pages.post("/papers/<int:number>/items")
@open_to(*AUTHORS)
def change_items(number: int) -> ResponseReturnValue:
    """Keep the points of all questions; and move, renew or remove one, as the button says."""
    form, by, at = request.form, visitor().actor, clock.now()
    points = {
        int(name.removeprefix("points.")): value
        for name, value in form.items()
        if name.startswith("points.") and name.removeprefix("points.").isdecimal()
    }
    do, _sign, item = form.get("do", "").partition("-")
    try:
        composing.set_points(number, points, by, at=at)
        if item.isdecimal() and len(item) < 10:
            match do:
                case "up" | "down":
                    composing.move_item(number, int(item), -1 if do == "up" else 1, at=at)
                case "remove":
                    composing.remove_item(number, int(item), by, at=at)
                case "latest":
                    composing.take_latest(number, int(item), by, at=at)
    except (Conflict, Invalid) as refusal:
        return paper_page(number, refusal.in_words()), 422
    except NotInThisPaper:
        flash(_("This question is not in the paper any more."), "info")
    return _back(number, f"item-{item}" if item and do != "remove" else "questions")


@pages.get("/papers/<int:number>/sections/<int:section>/add")
@open_to(*AUTHORS)
def choose(number: int, section: int) -> ResponseReturnValue:
    """Look for questions to add to a section, or describe a draw."""
    return _choose(number, section)


def _choose(number: int, section: int, error: str = "") -> str:
    found, wanted = operations.open_to_change(number), asked_for()
    into = next((each for each in found.sections() if each.id == section), None)
    if into is None:
        raise NotInThisPaper()
    listed = searching.find(wanted, request.args.get("page", 1, type=row_number))
    there = {
        item.version.question_id
        for several in found.items().values()
        for item in several
        if not item.is_draw
    }
    return render_template(
        "exams/choose.html",
        found=found,
        section=into,
        place=[each.id for each in found.sections()].index(section) + 1,
        wanted=wanted,
        listed=listed,
        there=there,
        paths=Category.paths(),
        tags=[tag.name for tag in Tag.select().order_by(Tag.name)],
        type_words=TYPE_WORDS,
        error=error,
        staff=True,
    )


@pages.post("/papers/<int:number>/sections/<int:section>/add")
@open_to(*AUTHORS)
def add(number: int, section: int) -> ResponseReturnValue:
    """Add the questions that are ticked."""
    form, by, at = request.form, visitor().actor, clock.now()
    chosen = form.getlist("question", type=row_number)
    points = form.get("points", "")
    try:
        count = composing.add_questions(number, section, chosen, points, by, at=at)
    except Invalid as refusal:
        return _choose(number, section, refusal.in_words()), 422
    except Conflict as refusal:
        return paper_page(number, refusal.in_words()), 409
    told = ngettext("%(num)s question is added.", "%(num)s questions are added.", count)
    flash(told % {"num": count}, "good")
    return _back(number, f"section-{section}")


@pages.post("/papers/<int:number>/sections/<int:section>/draw")
@open_to(*AUTHORS)
def draw(number: int, section: int) -> ResponseReturnValue:
    """Add a draw of so many questions."""
    fields, by, at = Fields.sent(request.form), visitor().actor, clock.now()
    wanted = Draw(
        fields.whole("category") or None,
        fields.ticked("below"),
        bank.tags_in(fields.line("tags")),
        fields.whole("count"),
    )
    try:
        composing.add_draw(number, section, wanted, fields.get("points", ""), by, at=at)
    except Invalid as refusal:
        return _choose(number, section, refusal.in_words()), 422
    except Conflict as refusal:
        return paper_page(number, refusal.in_words()), 409
    return _back(number, f"section-{section}")


@pages.post("/papers/<int:number>/documents")
@open_to(*AUTHORS)
def add_document(number: int) -> ResponseReturnValue:
    """Add a file that all candidates may open."""
    sent = request.files.get("file")
    data = sent.stream.read(LARGEST_DOCUMENT + 1) if sent else b""
    name, by, at = (sent.filename if sent else "") or "", visitor().actor, clock.now()
    try:
        attaching.add_document(number, name, data, bank_store(), by, at=at)
    except (Conflict, Invalid) as refusal:
        return paper_page(number, refusal.in_words()), 422
    return _back(number, "documents")


@pages.post("/papers/<int:number>/documents/<int:document>/remove")
@open_to(*AUTHORS)
def remove_document(number: int, document: int) -> ResponseReturnValue:
    """Take a document out of a paper."""
    try:
        attaching.remove_document(number, document, visitor().actor, at=clock.now())
    except Conflict as refusal:
        return paper_page(number, refusal.in_words()), 409
    return _back(number, "documents")
