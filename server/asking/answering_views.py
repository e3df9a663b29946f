"""Questions, as a teacher answers them: the list, one with its form, the recordings."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from i18n.refusals import Invalid
from i18n.translate import N_, ngettext
from i18n.translate import gettext as _
from server import clock
from server.accounts.models import Person
from server.asking import operations, seeing
from server.asking.models import Question, Saying
from server.asking.pictures import PICTURES
from server.asking.views import SETTING, limits, recordings, words_sent
from server.marking.waiting import MOST_SHOWN, lines
from server.records.in_writing import in_writing
from server.roles import Role
from server.web.addresses import row_number
from server.web.files import send_file
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.tidings import Tiding
from server.web.visitor import visitor

pages = Blueprint("answering", __name__, template_folder="templates")

PLACES = (
    Place("answering.waiting", "message", N_("Questions"), frozenset({Role.TEACHER}), SETTING),
)
SETTLED_SHOWN = 30
"""Answered questions of the list: those of the last weeks."""


def tidings() -> list[Tiding]:
    """Tell a teacher how many questions wait for them."""
    here = visitor()
    if here.role != Role.TEACHER or not current_app.config["SITE"].questions:
        return []
    count = Question.waiting_for(here.person_id or 0).count()
    told = ngettext(
        "%(num)s question waits for your answer.", "%(num)s questions wait for your answer.", count
    )
    link = Tiding("info", told % {"num": count}, "", url_for("answering.waiting"), _("Questions"))
    return [link] if count else []


@pages.get("/questions/")
@open_to(Role.TEACHER)
def waiting() -> ResponseReturnValue:
    """List the questions of one's people: those that wait, the oldest first; then the others."""
    here = visitor()
    asked = Question.waiting_for(here.person_id or 0)
    settled = Question.settled_for(here.person_id or 0)
    shown = [*asked.limit(MOST_SHOWN), *settled.limit(SETTLED_SHOWN)]
    told = lines(shown, here.actor, here.language)
    return render_template(
        "asking/waiting.html",
        asked=[line for line in told if line.what.waits],
        settled=[line for line in told if not line.what.waits],
        all_asked=asked.count(),
        said=Saying.about([each.id for each in shown]),
        pictures=PICTURES,
        staff=True,
    )


@pages.get("/questions/<int:number>")
@open_to(Role.TEACHER)
def one(number: int) -> ResponseReturnValue:
    """Show a question, what was said about it, and the form that answers."""
    return _shown(number)


def _shown(number: int, error: str = "") -> str:
    here = visitor()
    found = seeing.question_for(number, here.actor)
    said = Saying.about([found.id])[found.id]
    return render_template(
        "asking/question.html",
        question=found,
        line=lines([found], here.actor, here.language)[0],
        said=said,
        following=_next_after(found),
        waiting=Question.waiting_for(here.person_id or 0).count(),
        error=error,
        staff=True,
        **limits(),
    )


@pages.post("/questions/<int:number>")
@open_to(Role.TEACHER)
def answer(number: int) -> ResponseReturnValue:
    """Answer a question, and go on to the next one."""
    here, last = visitor(), request.form.get("last", 0, type=row_number)
    teacher = Person.get_by_id(here.person_id)
    try:
        done = operations.answer(
            number, teacher, words_sent(), last, recordings(), here.actor, at=clock.now()
        )
    except Invalid as refusal:
        return _shown(number, refusal.in_words()), 422
    except operations.SomethingNew as refusal:
        return _shown(number, refusal.in_words()), 409
    flash(
        _("Answered: %(name)s reads it when they come next.") % {"name": done.person.name}, "good"
    )
    following = _next_after(done) or Question.waiting_for(teacher.id).first()
    if following is None:
        return redirect(url_for("answering.waiting"), code=303)
    return redirect(url_for("answering.one", number=following.id), code=303)


@pages.get("/questions/recordings/<int:number>")
@open_to(Role.TEACHER)
def recording(number: int) -> ResponseReturnValue:
    """Send a recording about a question that one may read."""
    found = seeing.recording_for(number, visitor().actor)
    return send_file(recordings().path(found.sha256), found.media_type, found.sha256)


@pages.post("/questions/recordings/<int:number>/in-writing")
@open_to(Role.TEACHER)
def write_down(number: int) -> ResponseReturnValue:
    """Keep in writing what a recording says that one may hear."""
    here, words = visitor(), in_writing(request.form)
    done = operations.write_down(number, words, here.actor, at=clock.now())
    flash(_("Kept."), "good")
    return redirect(url_for("answering.one", number=done.id), code=303)


def _next_after(question: Question) -> Question | None:
    """Return the question that has waited longest of those behind another; None for the last."""
    waiting = Question.waiting_for(visitor().person_id or 0).where(Question.id != question.id)
    if question.waits:
        behind = (Question.waits_since > question.waits_since) | (
            (Question.waits_since == question.waits_since) & (Question.id > question.id)
        )
        waiting = waiting.where(behind)
    found: Question | None = waiting.first()
    return found
