"""Papers as those who compose them see them: the list, one paper, its settings, preview, print."""

import secrets

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from content.wording import one_line
from i18n import languages
from i18n.refusals import Phrase, Refusal, words_of
from i18n.translate import N_
from i18n.translate import gettext as _
from server import clock
from server.bank.around import FILES, bank_store
from server.bank.fields import Fields
from server.bank.models import Category, QuestionVersion
from server.bank.texts import html_of, text_of
from server.exams import operations
from server.exams.checks import problems_of
from server.exams.models import Paper
from server.exams.operations import Settings
from server.exams.points import in_writing, points_in
from server.exams.policy import AIDS, NEGATIVES, ROUNDINGS, Policy
from server.exams.printing import printed, told
from server.exams.refusals import NotInThisPaper, TimeNotUnderstood, TitleNeeded
from server.exams.showing import introduced, sections_of
from server.roles import AUTHORS
from server.web.files import send_file
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.visitor import visitor

pages = Blueprint("papers", __name__, template_folder="templates")

PLACES = (Place("papers.listed", "document", N_("Exam papers"), AUTHORS),)
USUAL_SEED = "1"


@pages.get("/papers/")
@open_to(*AUTHORS)
def listed() -> ResponseReturnValue:
    """List the papers, or those in the archive."""
    archived = request.args.get("archived") == "yes"
    rows = [(each, operations.subject_of(each)) for each in Paper.shown(archived)]
    return render_template("exams/papers.html", rows=rows, archived=archived, staff=True)


@pages.get("/papers/new")
@open_to(*AUTHORS)
def new() -> ResponseReturnValue:
    """Ask what a new paper is called."""
    fields = Fields(minutes="60", one_a_page="yes", out_of="20", form_key=secrets.token_urlsafe(12))
    return _form(None, fields)


@pages.post("/papers/new")
@open_to(*AUTHORS)
def make() -> ResponseReturnValue:
    """Make a paper and show it."""
    fields = Fields.sent(request.form)
    try:
        key = fields.line("form_key")[:40]
        made = operations.make(_settings(fields), visitor().actor, at=clock.now(), key=key)
    except Refusal as refusal:
        return _form(None, fields, refusal.in_words()), 422
    return redirect(url_for("papers.one", number=made.id), code=303)


@pages.get("/papers/<int:number>/settings")
@open_to(*AUTHORS)
def settings_form(number: int) -> ResponseReturnValue:
    """Show what is said of a paper."""
    found = operations.open_to_change(number)
    rules = found.rules
    fields = Fields(
        title=found.title,
        instructions=text_of(found.instructions),
        language=found.language,
        minutes=str(found.seconds // 60 or ""),
        shuffle="yes" if found.shuffle else "",
        one_a_page="yes" if found.one_a_page else "",
        rounding=rules.rounding,
        negative=rules.negative,
        out_of=in_writing(rules.out_of),
    )
    fields |= {f"aid.{aid}": "yes" for aid in found.allowed}
    return _form(found, fields)


@pages.post("/papers/<int:number>/settings")
@open_to(*AUTHORS)
def change(number: int) -> ResponseReturnValue:
    """Change what is said of a paper."""
    found, fields = operations.find(number), Fields.sent(request.form)
    try:
        operations.change(number, _settings(fields), visitor().actor, at=clock.now())
    except Refusal as refusal:
        return _form(found, fields, refusal.in_words()), 422
    return redirect(url_for("papers.one", number=number), code=303)


def _settings(fields: Fields) -> Settings:
    """Return what a form says of a paper.

    Raises:
        TimeNotUnderstood, FormulaNotRead, PointsNotUnderstood
    """
    return Settings(
        fields.line("title"),
        html_of(fields.get("instructions", "")),
        fields.line("language") or "fr",
        seconds_of(fields.line("minutes")),
        fields.ticked("shuffle"),
        fields.ticked("one_a_page"),
        Policy(
            fields.line("rounding"),
            fields.line("negative"),
            points_in(fields.line("out_of")),
        ),
        tuple(aid for aid in AIDS if fields.ticked(f"aid.{aid}")),
    )


def seconds_of(minutes: str) -> int:
    """Return the time that a field says in minutes; 0 where it says none.

    Raises:
        TimeNotUnderstood
    """
    if not minutes:
        return 0
    if not minutes.isdecimal() or len(minutes) > 4:
        raise TimeNotUnderstood(most=operations.LONGEST_TIME // 60)
    return int(minutes) * 60


def _form(found: Paper | None, fields: Fields, error: str = "") -> str:
    return render_template(
        "exams/settings.html",
        found=found,
        fields=fields,
        error=error,
        aids=AIDS,
        roundings=ROUNDINGS,
        negatives=NEGATIVES,
        tongues=list(languages.LANGUAGES.values()),
        staff=True,
    )


@pages.get("/papers/<int:number>/")
@open_to(*AUTHORS)
def one(number: int) -> ResponseReturnValue:
    """Show a paper: what is missing, its sections and questions."""
    return paper_page(number)


def paper_page(number: int, error: str = "") -> str:
    """Return the page of a paper, with the reason why something was not done."""
    found = operations.find(number)
    subject = operations.subject_of(found)
    items = found.items()
    asked = {
        item.version.question_id
        for several in items.values()
        for item in several
        if not item.is_draw
    }
    pools = {
        item.id: len(operations.pool_of(item))
        for several in items.values()
        for item in several
        if item.is_draw
    }
    return render_template(
        "exams/paper.html",
        found=found,
        subject=subject,
        sections=found.sections(),
        items=items,
        pools=pools,
        latest=QuestionVersion.latest_of(asked),
        documents=found.documents(),
        problems=[] if found.is_locked else _in_words(problems_of(subject, bank_store())),
        points_in_field=in_writing,
        paths=Category.paths(),
        text_of=text_of,
        error=error,
        aids=AIDS,
        roundings=ROUNDINGS,
        negatives=NEGATIVES,
        form_key=secrets.token_urlsafe(12),
        staff=True,
    )


def _in_words(problems: list[Phrase]) -> list[str]:
    return [words_of({"message": each.message, "values": each.values}) for each in problems]


@pages.post("/papers/<int:number>/copy")
@open_to(*AUTHORS)
def copy(number: int) -> ResponseReturnValue:
    """Copy a paper, and show the copy."""
    form, by, at = request.form, visitor().actor, clock.now()
    title = one_line(form.get("title", ""))
    try:
        made = operations.copy(number, title, by, at=at, key=form.get("form_key", "")[:40])
    except TitleNeeded as refusal:
        return paper_page(number, refusal.in_words()), 422
    flash(_("This is the copy. Change it as you like."), "good")
    return redirect(url_for("papers.one", number=made.id), code=303)


@pages.post("/papers/<int:number>/archive")
@open_to(*AUTHORS)
def archive(number: int) -> ResponseReturnValue:
    """Put a paper into the archive, or take it out."""
    away = request.form.get("do") != "take_out"
    operations.archive(number, away, visitor().actor, at=clock.now())
    return redirect(url_for("papers.one", number=number), code=303)


@pages.get("/papers/<int:number>/documents/<int:document>")
@open_to(*AUTHORS)
def document(number: int, document: int) -> ResponseReturnValue:
    """Send a document of a paper."""
    for each in operations.find(number).documents():
        if each.id == document:
            return send_file(bank_store().path(each.document), each.media_type, each.document)
    raise NotInThisPaper()


def _seed() -> str:
    return one_line(request.args.get("seed", ""))[:40] or USUAL_SEED


@pages.get("/papers/<int:number>/preview")
@open_to(*AUTHORS)
def preview(number: int) -> ResponseReturnValue:
    """Show the copy of one candidate, by any seed; nothing is kept."""
    found = operations.find(number)
    try:
        copy = operations.copy_for(found, _seed())
    except ValueError:
        return paper_page(number, _("A draw finds too few questions: see below.")), 409
    return render_template(
        "exams/preview.html",
        found=found,
        copy=copy,
        instructions=introduced(found.instructions, found.language, FILES),
        sections=sections_of(copy, {}, FILES, heard=True),
        count=len(copy.questions),
        seed=_seed(),
        aids=AIDS,
        documents=found.documents(),
        staff=True,
    )


@pages.get("/papers/<int:number>/print")
@open_to(*AUTHORS)
def print_set(number: int) -> ResponseReturnValue:
    """Show the spare paper set: a copy to print, or what is right on it."""
    found = operations.find(number)
    try:
        copy = operations.copy_for(found, _seed())
    except ValueError:
        return paper_page(number, _("A draw finds too few questions: see below.")), 409
    right = request.args.get("answers") == "yes"
    return render_template(
        "exams/print.html",
        found=found,
        copy=copy,
        seed=_seed(),
        sections=[] if right else printed(copy, FILES),
        told=told(copy, FILES) if right else [],
        count=len(copy.questions),
        tongue=languages.named(found.language),
        aids=AIDS,
    )
