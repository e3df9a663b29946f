"""The pages on which staff name spoken languages and record what controls say in them."""

from flask import (
    Blueprint,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from peewee import fn

from content.store import BlobStore
from i18n.refusals import Conflict, Invalid
from i18n.translate import N_, language
from i18n.translate import gettext as _
from server import clock
from server.aloud import jobs, operations
from server.aloud.models import RecordedPrompt, SpokenLanguage
from server.aloud.operations import LONGEST, NoSuchSentence, language_of
from server.aloud.prompts import name_of, prompts
from server.aloud.views import ENDS, heard_here
from server.records.works import LARGEST_FILE
from server.roles import Role
from server.web.addresses import inside, row_number
from server.web.guards import open_to, open_to_all
from server.web.navigation import Place
from server.web.visitor import visitor

pages = Blueprint("spoken", __name__, template_folder="templates")

RECORDERS = (Role.TEACHER, Role.CONTENT_MANAGER, Role.ADMINISTRATOR)
PLACES = (Place("spoken.overview", "listen", N_("Voice of the buttons"), frozenset(RECORDERS)),)
A_PAGE = 40
"""Sentences shown at once."""


@pages.get("/spoken/")
@open_to(*RECORDERS)
def overview() -> ResponseReturnValue:
    """List the spoken languages, and offer to have the usual voices prepared."""
    return _overview()


def _overview(error: str = "") -> str:
    counted = RecordedPrompt.select(RecordedPrompt.language, fn.COUNT(RecordedPrompt.id))
    counts = dict(counted.group_by(RecordedPrompt.language).tuples())
    return render_template(
        "aloud/overview.html",
        spoken=list(SpokenLanguage.select().order_by(SpokenLanguage.name)),
        counts=counts,
        total=len(prompts()),
        error=error,
        staff=True,
    )


@pages.post("/spoken/")
@open_to(*RECORDERS)
def name_one() -> ResponseReturnValue:
    """Add a spoken language."""
    try:
        made = operations.name_language(
            request.form.get("name", ""), visitor().actor, at=clock.now()
        )
    except (Invalid, Conflict) as refusal:
        return _overview(refusal.in_words()), 422
    return redirect(url_for("spoken.sentences", number=made.id), code=303)


@pages.post("/spoken/make")
@open_to(*RECORDERS)
def make() -> ResponseReturnValue:
    """Ask for the job that speaks the prompts ahead of time, in the site's first languages."""
    first = jobs.spoken_first(current_app.config["SITE"])
    jobs.ask(first, visitor().actor, at=clock.now())
    flash(_("What buttons say is being prepared. You can go on."), "good")
    return redirect(url_for("spoken.overview"), code=303)


@pages.get("/spoken/<int:number>")
@open_to(*RECORDERS)
def sentences(number: int) -> ResponseReturnValue:
    """List the sentences, those that are met first on top, and which of them were recorded."""
    found = language_of(number)
    recorded = {each.sentence: each for each in RecordedPrompt.of(found.id)}
    there = prompts()
    last = -(-len(there) // A_PAGE)
    page = min(max(request.args.get("page", 1, type=row_number), 1), last)
    shown = there[(page - 1) * A_PAGE : page * A_PAGE]
    return render_template(
        "aloud/sentences.html",
        found=found,
        shown=[(name_of(each), each, recorded.get(each)) for each in shown],
        ends=ENDS,
        count=len(recorded),
        total=len(there),
        page=page,
        pages=last,
        staff=True,
    )


@pages.get("/spoken/<int:number>/<name>")
@open_to(*RECORDERS)
def one(number: int, name: str) -> ResponseReturnValue:
    """Show a sentence, with what says it now, and the form that records it."""
    return _one(number, name)


def _one(number: int, name: str, error: str = "") -> str:
    found, sentence = language_of(number), _sentence(name)
    return render_template(
        "aloud/one.html",
        found=found,
        name=name,
        sentence=sentence,
        recorded=RecordedPrompt.said(found.id, sentence),
        ends=ENDS,
        seconds=LONGEST,
        largest=LARGEST_FILE,
        usual=language(),
        error=error,
        staff=True,
    )


def _sentence(name: str) -> str:
    """Return the prompt that is called so. Raises NoSuchSentence."""
    for each in prompts():
        if name_of(each) == name:
            return each
    raise NoSuchSentence()


@pages.post("/spoken/<int:number>/<name>")
@open_to(*RECORDERS)
def record(number: int, name: str) -> ResponseReturnValue:
    """Keep a recording, and go on to the next sentence that has none."""
    sent = request.files.get("recording")
    data = sent.stream.read(LARGEST_FILE + 1) if sent else b""
    store = BlobStore(current_app.config["HOME"].handed)
    sentence = _sentence(name)
    try:
        operations.keep(number, sentence, data, store, visitor().actor, at=clock.now())
    except (Invalid, Conflict) as refusal:
        return _one(number, name, refusal.in_words()), 422
    flash(_("Kept."), "good")
    done = {each.sentence for each in RecordedPrompt.of(number)}
    there = prompts()
    rest = [each for each in there[there.index(sentence) :] if each not in done]
    if rest:
        return redirect(url_for("spoken.one", number=number, name=name_of(rest[0])), code=303)
    return redirect(url_for("spoken.sentences", number=number), code=303)


@pages.post("/spoken/<int:number>/<name>/remove")
@open_to(*RECORDERS)
def take_away(number: int, name: str) -> ResponseReturnValue:
    """Forget a recording."""
    operations.take_away(number, _sentence(name), visitor().actor, at=clock.now())
    flash(_("The recording was removed. The usual voice says this sentence again."))
    return redirect(url_for("spoken.one", number=number, name=name), code=303)


@pages.post("/spoken/<int:number>/remove")
@open_to(*RECORDERS)
def remove(number: int) -> ResponseReturnValue:
    """Remove a spoken language with its recordings."""
    operations.remove_language(number, visitor().actor, at=clock.now())
    flash(_("The language and its recordings were removed."))
    return redirect(url_for("spoken.overview"), code=303)


def look_part() -> str:
    """Return the part of the page of displays on which a spoken language is chosen, "" for none."""
    spoken = list(SpokenLanguage.select().order_by(SpokenLanguage.name))
    if not spoken:
        return ""
    return render_template("aloud/choosing.html", spoken=spoken, heard=heard_here())


@pages.post("/sound/language")
@open_to_all
def choose() -> ResponseReturnValue:
    """Have controls speak in a spoken language to this person, or to this guest for now."""
    chosen = request.form.get("heard", 0, type=row_number) or None
    here = visitor()
    if here.person_id is not None:
        operations.hear(here.person_id, chosen)
    else:
        session["heard"] = language_of(chosen).id if chosen else None
    return redirect(inside(request.form.get("next")), code=303)
