"""Writing a question: the choice of its kind, its form, saving it."""

import secrets
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from content.questions.types import Question
from i18n import languages
from i18n.refusals import Refusal
from i18n.translate import gettext as _
from server import clock
from server.bank import files, operations
from server.bank.around import bank_store
from server.bank.fields import Fields
from server.bank.form_pictured import clicked
from server.bank.forms import KINDS, fields_of, kind_of, new, question_of
from server.bank.models import Category, QuestionVersion, Tag
from server.bank.operations import About
from server.bank.refusals import ChangedMeanwhile, NoSuchQuestion
from server.bank.views import as_asked
from server.roles import AUTHORS
from server.web.guards import open_to
from server.web.visitor import visitor

pages = Blueprint("bank_writing", __name__, template_folder="templates")

MORE_ROWS = 4


@pages.get("/bank/new")
@open_to(*AUTHORS)
def kinds() -> ResponseReturnValue:
    """Ask what kind of question it shall be."""
    return render_template("bank/kinds.html", kinds=KINDS, staff=True)


@pages.get("/bank/new/<kind>")
@open_to(*AUTHORS)
def begin(kind: str) -> ResponseReturnValue:
    """Show the empty form of a kind of question."""
    fields = new(_known(kind))
    fields["category"] = request.args.get("category", "")[:9]
    fields["form_key"] = secrets.token_urlsafe(12)
    return _form(kind, fields, None)


@pages.post("/bank/new/<kind>")
@open_to(*AUTHORS)
def make(kind: str) -> ResponseReturnValue:
    """Save a new question, or show its form again with what was asked for."""
    return _written(_known(kind), None)


@pages.get("/bank/<int:number>/change")
@open_to(*AUTHORS)
def change_form(number: int) -> ResponseReturnValue:
    """Show a question in its form."""
    version = operations.version(number, None)
    kind, found = kind_of(version.asked), version.question
    if not kind:
        flash(_("A text with questions in it comes from a file: change it there."), "warning")
        return redirect(url_for("bank.one", number=number), code=303)
    fields = fields_of(version.asked)
    fields |= {"name": found.name, "category": str(found.category_id or "")}
    fields |= {"tags": ", ".join(found.tags()), "language": found.language}
    fields["seen"] = str(version.number)
    return _form(kind, Fields(fields), version)


@pages.post("/bank/<int:number>/change")
@open_to(*AUTHORS)
def change(number: int) -> ResponseReturnValue:
    """Save a question as its next version, or show its form again."""
    version = operations.version(number, None)
    return _written(kind_of(version.asked), version)


def _known(kind: str) -> str:
    if kind not in KINDS:
        raise NoSuchQuestion()
    return kind


def _written(kind: str, version: QuestionVersion | None) -> ResponseReturnValue:
    """Do what the button of a form says: save, show more lines, show the question."""
    fields = Fields.sent(request.form)
    try:
        _take_files(fields)
        clicked(fields, kind)
        question = None
        if fields.get("do") in ("save", "look"):
            question = question_of(kind, fields, version.asked if version else None)
        if fields.get("do") == "save" and question is not None:
            return _save(question, fields, version)
    except ChangedMeanwhile as refusal:
        fields["seen"] = str(operations.version(version.question_id, None).number if version else 0)
        return _form(kind, fields, version, refusal.in_words()), 409
    except Refusal as refusal:
        return _form(kind, fields, version, refusal.in_words()), 422
    return _form(kind, fields, version, question=question)


def _save(
    question: Question, fields: Fields, version: QuestionVersion | None
) -> ResponseReturnValue:
    about = About(
        fields.line("name"),
        fields.whole("category") or None,
        operations.tags_in(fields.line("tags")),
        fields.line("language") or "fr",
    )
    by, at, store = visitor().actor, clock.now(), bank_store()
    if version is None:
        key = fields.line("form_key")[:40]
        saved = operations.make(about, question, store, by, at=at, key=key)
    else:
        seen, number = fields.whole("seen"), version.question_id
        saved = operations.change(number, about, question, seen, store, by, at=at)
    flash(_("The question is saved: version %(number)s.") % {"number": saved.number}, "good")
    return redirect(url_for("bank.one", number=saved.question_id), code=303)


def _take_files(fields: Fields) -> None:
    """Put the files of a form into the bank, and their names into its fields.

    Raises:
        NotAPicture, NotASound
    """
    store = bank_store()
    for name, sent in request.files.items():
        data = sent.stream.read(files.LARGEST + 1)
        if not data or len(name) > 40:
            continue
        called = (sent.filename or "")[:80]
        if name == "picture_file":
            file, _width, _height = files.keep_picture(store, data, called)
            alt = fields.line("picture_alt").replace("[", "(").replace("]", ")")
            fields["prompt"] = f"{fields.get('prompt', '').rstrip()}\n\n![{alt}]({file})"
            fields["picture_alt"] = ""
        elif name == "image_file":
            file, width, height = files.keep_picture(store, data, called)
            fields |= {"image": file, "width": str(width), "height": str(height)}
        elif name.startswith(("sound_file.", "listen_file.")):
            fields[name.replace("_file", "")] = files.keep_sound(store, data, called)


def _form(
    kind: str,
    fields: Fields,
    version: QuestionVersion | None,
    error: str = "",
    question: Question | None = None,
) -> str:
    more = MORE_ROWS if fields.get("do") == "more" else 0
    shown: dict[str, Any] = {
        name: fields.shown(least, more, *names) for name, (least, *names) in ROWS.items()
    }
    return render_template(
        "bank/write.html",
        kind=kind,
        kinds=KINDS,
        fields=fields,
        rows=shown,
        version=version,
        error=error,
        asked=as_asked(question, fields.line("language") or "fr") if question else None,
        paths=Category.paths(),
        tags=[tag.name for tag in Tag.select().order_by(Tag.name).limit(100)],
        tongues=list(languages.LANGUAGES.values()),
        staff=True,
    )


ROWS: dict[str, tuple[Any, ...]] = {
    "choice": (4, "option"),
    "short": (3, "accepted"),
    "number": (1, "value"),
    "units": (1, "unit"),
    "match": (4, "left", "right"),
    "order": (4, "thing"),
    "parts": (3, "part"),
    "places": (0, "x"),
    "dictation": (2, "sound", "said"),
    "listen": (1, "listen"),
}
"""How many lines a form shows at least, and the fields that fill one."""
