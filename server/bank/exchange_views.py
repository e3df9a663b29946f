"""Bringing questions from a file of another program, and giving them to one."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from content.formats.questions import reading, writing
from content.formats.questions.brought import FileNotRead, Read
from content.wording import one_line
from i18n.refusals import Refusal
from i18n.translate import gettext as _
from i18n.translate import ngettext
from server import clock
from server.bank import exchange, searching
from server.bank.around import asked_for, bank_store
from server.bank.files import keep
from server.bank.forms import TYPE_WORDS
from server.bank.models import Category
from server.bank.refusals import NoSuchFile
from server.roles import AUTHORS
from server.web.addresses import row_number
from server.web.guards import open_to
from server.web.visitor import visitor

pages = Blueprint("bank_exchange", __name__, template_folder="templates")

LARGEST_FILE = 64 << 20
"""Bytes of a file of questions with their pictures: it is read in memory, on a small PC."""


@pages.get("/bank/import")
@open_to(*AUTHORS)
def ask() -> ResponseReturnValue:
    """Ask for a file of questions."""
    return _ask()


def _ask(error: str = "") -> str:
    return render_template("bank/import.html", error=error, staff=True)


@pages.get("/bank/import/table")
@open_to(*AUTHORS)
def table() -> ResponseReturnValue:
    """Send a table to fill in, with an example of each type of question."""
    response = Response(writing.template(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="questions.csv"'
    return response


@pages.post("/bank/import")
@open_to(*AUTHORS)
def bring() -> ResponseReturnValue:
    """Show what a file would bring, with every problem; nothing is added yet."""
    sent = request.files.get("file")
    data = sent.stream.read(LARGEST_FILE + 1) if sent else b""
    name = one_line((sent.filename if sent else "") or "")[:120]
    if not data:
        return _ask(_("Choose a file first.")), 422
    try:
        read = reading.read(data, name)
    except FileNotRead as refusal:
        return _ask(refusal.in_words()), 422
    return _preview(read, keep(bank_store(), data), name)


def _preview(read: Read, sha256: str, name: str, error: str = "") -> str:
    return render_template(
        "bank/import_preview.html",
        read=read,
        sha256=sha256,
        name=name,
        error=error,
        paths=Category.paths(),
        type_words=TYPE_WORDS,
        staff=True,
    )


@pages.post("/bank/import/keep")
@open_to(*AUTHORS)
def keep_all() -> ResponseReturnValue:
    """Add all questions of a file that was looked at."""
    form, store = request.form, bank_store()
    sha256, name = form.get("sha256", ""), one_line(form.get("name", ""))[:120]
    if len(sha256) != 64 or not sha256.isalnum() or not store.has(sha256):
        raise NoSuchFile()
    parent, at = form.get("parent", type=row_number), clock.now()
    try:
        read = reading.read(store.read(sha256), name)
        result = exchange.bring(read, sha256, name, parent, store, visitor().actor, at=at)
    except Refusal as refusal:
        return _ask(refusal.in_words()), 422
    told = ngettext(
        "%(num)s question is in the bank now.",
        "%(num)s questions are in the bank now.",
        result.made,
    ) % {"num": result.made}
    if result.there:
        told += " " + ngettext(
            "%(num)s was there already, from the same file.",
            "%(num)s were there already, from the same file.",
            result.there,
        ) % {"num": result.there}
    flash(told, "good")
    return redirect(url_for("bank.listed"), code=303)


@pages.get("/bank/export")
@open_to(*AUTHORS)
def offer() -> ResponseReturnValue:
    """Ask for the format, and say what a file in it would not hold."""
    versions = searching.everything(asked_for())
    form = writing.FORMS.get(request.args.get("form", ""))
    left_out = []
    if form is not None:
        left_out = writing.put(exchange.to_give(versions, bank_store()), form.name).left_out
    return render_template(
        "bank/export.html",
        count=len(versions),
        forms=writing.FORMS,
        form=form,
        left_out=left_out,
        wanted=asked_for(),
        staff=True,
    )


@pages.get("/bank/export/file")
@open_to(*AUTHORS)
def give() -> ResponseReturnValue:
    """Send the questions that were looked for as a file."""
    form = writing.FORMS.get(request.args.get("form", ""))
    if form is None:
        raise NoSuchFile()
    versions = searching.everything(asked_for())
    data = writing.written(exchange.to_give(versions, bank_store()), form.name)
    response = Response(data, content_type=form.media_type)
    day = clock.day(clock.now()).isoformat()
    response.headers["Content-Disposition"] = f'attachment; filename="questions-{day}{form.ending}"'
    return response
