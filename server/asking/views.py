"""Asking, as a learner does it: from a page or from none, and what became of it."""

from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from content.browse import Item
from content.store import BlobStore
from i18n.refusals import Conflict, Invalid
from i18n.translate import N_, ngettext
from i18n.translate import gettext as _
from server import clock
from server.asking import operations, seeing
from server.asking.models import Question, Saying
from server.asking.pictures import PICTURES
from server.asking.saying import (
    LARGEST_RECORDING,
    LONGEST_RECORDING,
    LONGEST_TEXT,
    Words,
)
from server.records.in_writing import in_writing
from server.records.shelf import page_of, pages_of
from server.roles import Role
from server.web.files import send_file
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.tidings import Tiding
from server.web.visitor import visitor

pages = Blueprint("asking", __name__, template_folder="templates")

SETTING = "questions"
"""Of a site, without which nobody asks and nothing of it is anywhere."""
MOST_SHOWN = 50
"""Questions of a page, those with the latest word; "What is kept about me" has them all."""

LEARNERS = frozenset({Role.LEARNER})
PAGE_PLACES = (Place("asking.about", "help", N_("Ask the teacher"), LEARNERS, SETTING),)
MINE_PLACES = (
    Place("asking.mine", "mine", N_("My questions"), LEARNERS, SETTING),
    Place("asking.ask", "help", N_("Ask the teacher"), LEARNERS, SETTING),
)


def tidings() -> list[Tiding]:
    """Tell a learner of answers that they have not had before them yet."""
    if not current_app.config["SITE"].questions:
        return []
    count = Question.answered_unseen(_person()).count()
    if not count:
        return []
    told = ngettext(
        "The teacher has answered your question.",
        "The teacher has answered %(num)s of your questions.",
        count,
    )
    return [Tiding("good", told % {"num": count}, "", url_for("asking.mine"), _("My questions"))]


def kept(person_id: int) -> str:
    """Tell all that a learner has asked and was answered; nothing where the site does not ask."""
    questions = list(Question.of(person_id))
    if not questions or not current_app.config["SITE"].questions:
        return ""
    return render_template("asking/kept.html", **_told(questions))


@pages.get("/mine/questions/")
@open_to(Role.LEARNER)
def mine() -> ResponseReturnValue:
    """Show what one has asked, and the answers; they count as seen now."""
    questions = list(Question.of(_person()).limit(MOST_SHOWN))
    shown = render_template("asking/mine.html", **_told(questions))
    operations.seen(questions, at=clock.now())
    return shown


@pages.get("/mine/questions/ask")
@open_to(Role.LEARNER)
def ask() -> ResponseReturnValue:
    """Show the form that asks about no page."""
    return _form(None)


@pages.post("/mine/questions/ask")
@open_to(Role.LEARNER)
def send() -> ResponseReturnValue:
    """Ask about no page."""
    return _asked(None)


@pages.get("/mine/questions/about/<node_id>")
@open_to(Role.LEARNER)
def about(node_id: str) -> ResponseReturnValue:
    """Show the form that asks about a page."""
    return _form(page_of(visitor(), node_id))


@pages.post("/mine/questions/about/<node_id>")
@open_to(Role.LEARNER)
def send_about(node_id: str) -> ResponseReturnValue:
    """Ask about a page."""
    return _asked(page_of(visitor(), node_id))


@pages.get("/mine/questions/<int:number>")
@open_to(Role.LEARNER)
def again(number: int) -> ResponseReturnValue:
    """Show one question with the form that asks again; its answer counts as seen now."""
    return _again(number)


@pages.post("/mine/questions/<int:number>")
@open_to(Role.LEARNER)
def send_again(number: int) -> ResponseReturnValue:
    """Ask again about one's own question."""
    here, store = visitor(), recordings()
    try:
        operations.ask_again(number, _person(), words_sent(), store, here.actor, at=clock.now())
    except (Invalid, Conflict) as refusal:
        return _again(number, refusal.in_words()), 422
    return _sent()


@pages.post("/mine/questions/<int:number>/understood")
@open_to(Role.LEARNER)
def understood(number: int) -> ResponseReturnValue:
    """Say that one's own question is clear now."""
    operations.understood(number, _person(), visitor().actor, at=clock.now())
    flash(_("Good. This question is finished; you can ask again at any time."), "good")
    return redirect(url_for("asking.mine"), code=303)


@pages.get("/mine/questions/recordings/<int:number>")
@open_to(Role.LEARNER)
def recording(number: int) -> ResponseReturnValue:
    """Send a recording about one's own question."""
    found = seeing.recording_of(number, _person())
    return send_file(recordings().path(found.sha256), found.media_type, found.sha256)


@pages.post("/mine/questions/recordings/<int:number>/in-writing")
@open_to(Role.LEARNER)
def write_down(number: int) -> ResponseReturnValue:
    """Keep in writing what one has said oneself."""
    here, words = visitor(), in_writing(request.form)
    done = operations.write_down(number, words, here.actor, at=clock.now())
    flash(_("Kept."), "good")
    return redirect(url_for("asking.again", number=done.id), code=303)


def recordings() -> BlobStore:
    """Return where what learners and teachers say is kept."""
    return BlobStore(current_app.config["HOME"].handed)


def words_sent() -> Words:
    """Return what the form that was sent says."""
    sent = request.files.get("recording")
    data = sent.stream.read(LARGEST_RECORDING + 1) if sent else b""
    form = request.form
    return Words(form.get("picture", ""), form.get("text", ""), data, in_writing(form))


def limits() -> dict[str, Any]:
    """Return what a form to ask or to answer says of what it takes."""
    return {
        "longest": LONGEST_TEXT,
        "seconds": LONGEST_RECORDING,
        "largest": LARGEST_RECORDING,
        "pictures": PICTURES,
        "form": request.form,
        "spoken": bool(request.files.get("recording")),
    }


def _person() -> int:
    person_id = visitor().person_id
    assert person_id is not None
    return person_id


def _told(questions: list[Question]) -> dict[str, Any]:
    """Return questions as templates tell them."""
    return {
        "questions": questions,
        "said": Saying.about([each.id for each in questions]),
        "held": pages_of(visitor(), [each.node_id for each in questions if each.node_id]),
        "pictures": PICTURES,
        "today": clock.day(clock.now()),
    }


def _form(page: Item | None, error: str = "") -> str:
    return render_template(
        "asking/ask.html",
        page=page,
        in_class=seeing.is_in_a_class(_person()),
        error=error,
        **limits(),
    )


def _asked(page: Item | None) -> ResponseReturnValue:
    """Ask about a page, or say in the form why not: nothing that was written is lost."""
    here, node_id = visitor(), page.id if page else ""
    try:
        operations.ask(_person(), node_id, words_sent(), recordings(), here.actor, at=clock.now())
    except (Invalid, Conflict) as refusal:
        return _form(page, refusal.in_words()), 422
    return _sent()


def _sent() -> ResponseReturnValue:
    flash(_("Your question is with the teacher. The answer will be on your first page."), "good")
    return redirect(url_for("asking.mine"), code=303)


def _again(number: int, error: str = "") -> str:
    found = seeing.own(number, _person())
    shown = render_template(
        "asking/again.html", **{**_told([found]), **limits()}, question=found, error=error
    )
    operations.seen([found], at=clock.now())
    return shown
