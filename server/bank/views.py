"""The bank as those who write questions see it: the list, one question, categories, its files."""

from fractions import Fraction
from types import SimpleNamespace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from content.questions import wording
from content.questions.types import ForTeacher, Question
from i18n.refusals import Refusal
from i18n.translate import N_
from i18n.translate import gettext as _
from server import clock
from server.bank import bodies, operations, searching
from server.bank.around import FILES, asked_for, bank_store
from server.bank.files import type_of
from server.bank.forms import KINDS, TYPE_WORDS, kind_of
from server.bank.models import Category, QuestionVersion, Tag
from server.bank.refusals import CategoryInUse, NoSuchCategory, NoSuchFile
from server.library.questions import Setting, show
from server.roles import AUTHORS
from server.web.addresses import row_number
from server.web.files import send_file
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.visitor import visitor

pages = Blueprint("bank", __name__, template_folder="templates")

PLACES = (Place("bank.listed", "exercise", N_("Question bank"), AUTHORS),)


@pages.get("/bank/")
@open_to(*AUTHORS)
def listed() -> ResponseReturnValue:
    """List the questions that fit what is looked for."""
    wanted = asked_for()
    found = searching.find(wanted, request.args.get("page", 1, type=row_number))
    return render_template(
        "bank/list.html",
        wanted=wanted,
        found=found,
        paths=Category.paths(),
        tags=[tag.name for tag in Tag.select().order_by(Tag.name)],
        type_words=TYPE_WORDS,
        kinds=KINDS,
        staff=True,
    )


@pages.get("/bank/<int:number>")
@open_to(*AUTHORS)
def one(number: int) -> ResponseReturnValue:
    """Show a question: as a candidate sees it, what is right, its versions."""
    version = operations.version(number, request.args.get("version", type=row_number))
    question = version.asked
    versions = QuestionVersion.select().where(QuestionVersion.question == number)
    return render_template(
        "bank/one.html",
        found=version.question,
        version=version,
        latest=version.question.latest(),
        versions=list(versions.order_by(QuestionVersion.number.desc())),
        asked=as_asked(question, version.question.language),
        right=_right(question),
        path=Category.paths().get(version.question.category_id),
        kind=kind_of(question),
        type_words=TYPE_WORDS,
        question=question,
        staff=True,
    )


def as_asked(question: Question, language: str) -> SimpleNamespace:
    """Return a question as ``bank/asked.html`` shows it, nothing answered, no key."""
    setting = Setting("", bodies.written(question), files=FILES, language=language)
    shown = show(question, 0, setting, None)
    return SimpleNamespace(
        shown=shown, name="question-1", field="q0", language=language, points=Fraction(1), place=0
    )


def _right(question: Question) -> str:
    """Return what is right, in words; "" where a teacher decides."""
    return "" if isinstance(question, ForTeacher) else wording.key(question)


@pages.post("/bank/<int:number>/archive")
@open_to(*AUTHORS)
def archive(number: int) -> ResponseReturnValue:
    """Put a question into the archive, or take it out."""
    away = request.form.get("do") != "take_out"
    operations.archive(number, away, visitor().actor, at=clock.now())
    flash(_("It is in the archive.") if away else _("It is in the bank again."), "good")
    return redirect(url_for("bank.one", number=number), code=303)


@pages.get("/bank/files/<sha256>.<ending>")
@open_to(*AUTHORS)
def file(sha256: str, ending: str) -> ResponseReturnValue:
    """Send a picture or a sound of the bank."""
    store, media_type = bank_store(), type_of(ending)
    known = len(sha256) == 64 and sha256.isalnum() and sha256.islower()
    if not media_type or not (known or sha256.isdecimal()) or not store.has(sha256):
        raise NoSuchFile()
    return send_file(store.path(sha256), media_type, sha256)


@pages.get("/bank/categories")
@open_to(*AUTHORS)
def categories() -> ResponseReturnValue:
    """List the categories, each with its form."""
    return _categories()


def _categories(error: str = "") -> str:
    rows = {row.id: row for row in Category.select()}
    paths = Category.paths()
    return render_template(
        "bank/categories.html",
        listed=[(rows[number], path) for number, path in paths.items()],
        paths=paths,
        error=error,
        staff=True,
    )


@pages.post("/bank/categories")
@open_to(*AUTHORS)
def make_category() -> ResponseReturnValue:
    """Make a category, or change the one that the form names."""
    form = request.form
    number, parent = form.get("number", type=row_number), form.get("parent", type=row_number)
    by, at = visitor().actor, clock.now()
    try:
        operations.keep_category(number, form.get("name", ""), parent, by, at=at)
    except Refusal as refusal:
        return _categories(refusal.in_words()), 422
    flash(_("The categories are kept."), "good")
    return redirect(url_for("bank.categories"), code=303)


@pages.post("/bank/categories/<int:number>/remove")
@open_to(*AUTHORS)
def remove_category(number: int) -> ResponseReturnValue:
    """Remove a category in which nothing stands."""
    try:
        operations.remove_category(number, visitor().actor, at=clock.now())
    except CategoryInUse as refusal:
        return _categories(refusal.in_words()), 422
    except NoSuchCategory:
        pass  # a second press
    return redirect(url_for("bank.categories"), code=303)
