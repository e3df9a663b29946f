"""Wishes, as a learner has them: asking for something, and what became of it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from content import outside
from content.browse import ChannelItem, Item
from i18n.refusals import Conflict, Invalid
from i18n.translate import N_, ngettext
from i18n.translate import gettext as _
from server import clock
from server.library import outside_page
from server.records.shelf import courses_of, page_of, pages_of
from server.roles import Role
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.tidings import Tiding
from server.web.visitor import visitor
from server.wishes import operations
from server.wishes.models import REASONS, STATES, Voice
from server.wishes.operations import LONGEST_SENTENCE, LONGEST_WORDS, Wanted

pages = Blueprint("wishes", __name__, template_folder="templates")

LEARNERS = frozenset({Role.LEARNER})
MINE_PLACES = (Place("wishes.mine", "keep", N_("What I asked for"), LEARNERS),)
NOT_FOUND_PLACES = (
    Place("wishes.ask", "help", N_("Ask for something that is not here"), LEARNERS),
)


def tidings() -> list[Tiding]:
    """Tell a learner of answers that they have not had before them yet."""
    count = Voice.answered_unseen(_person()).count()
    if not count:
        return []
    told = ngettext(
        "There is an answer to what you asked for.",
        "There are answers to %(num)s things that you asked for.",
        count,
    )
    link = _("What I asked for")
    return [Tiding("good", told % {"num": count}, "", url_for("wishes.mine"), link)]


def kept(person_id: int) -> str:
    """Tell all that somebody has asked for, and the answers."""
    voices = list(Voice.of(person_id))
    return render_template("wishes/kept.html", **_told(voices)) if voices else ""


def outside_part(page: Item, address: str) -> str:
    """Return the form that asks for what a link leads to: for a learner; a sentence for a guest."""
    here = visitor()
    if here.role != Role.LEARNER and not here.is_guest:
        return ""
    asked = None
    if here.person_id is not None:
        key = outside.key_of(address)
        mine = Voice.of(here.person_id)
        asked = next(
            (v for v in mine if v.wish.address and outside.key_of(v.wish.address) == key), None
        )
    return render_template(
        "wishes/outside.html",
        page=page,
        address=address,
        voice=asked,
        sentence=request.form.get("sentence", ""),
        longest=LONGEST_SENTENCE,
        states=STATES,
    )


@pages.get("/mine/wishes/")
@open_to(Role.LEARNER)
def mine() -> ResponseReturnValue:
    """Show what one has asked for; the answers count as seen now."""
    voices = list(Voice.of(_person()))
    shown = render_template("wishes/mine.html", **_told(voices))
    operations.seen(voices, at=clock.now())
    return shown


@pages.get("/mine/wishes/ask")
@open_to(Role.LEARNER)
def ask() -> ResponseReturnValue:
    """Show the form that asks for something in words."""
    return _form(request.args.get("words", "")[:LONGEST_WORDS])


@pages.post("/mine/wishes/ask")
@open_to(Role.LEARNER)
def send() -> ResponseReturnValue:
    """Ask for something in words."""
    form = request.form
    wanted = Wanted(words=form.get("words", ""), sentence=form.get("sentence", ""))
    try:
        return _sent(wanted)
    except (Invalid, Conflict) as refusal:
        return _form(wanted.words, refusal.in_words()), 422


@pages.post("/mine/wishes/link/<node_id>")
@open_to(Role.LEARNER)
def send_link(node_id: str) -> ResponseReturnValue:
    """Ask for what a link of a page leads to."""
    page, form = page_of(visitor(), node_id), request.form
    wanted = Wanted(address=form.get("to", ""), sentence=form.get("sentence", ""), node_id=page.id)
    try:
        return _sent(wanted)
    except (Invalid, Conflict) as refusal:
        address = outside.address_of(wanted.address)
        return outside_page.page(page.id, address, refusal.in_words()), 422


def _sent(wanted: Wanted) -> ResponseReturnValue:
    voice, is_new = operations.ask(_person(), wanted, visitor().actor, at=clock.now())
    if not is_new:
        flash(_("You have asked for this already. It is in the list."), "info")
    elif voice.wish.is_open:
        flash(_("It is asked for. The answer will be on your first page, and here."), "good")
    else:
        flash(_("Others asked for this before: the answer is in the list."), "good")
    return redirect(url_for("wishes.mine"), code=303)


def _person() -> int:
    person_id = visitor().person_id
    assert person_id is not None
    return person_id


def _form(words: str, error: str = "") -> str:
    return render_template(
        "wishes/ask.html",
        words=words,
        sentence=request.form.get("sentence", ""),
        longest_words=LONGEST_WORDS,
        longest=LONGEST_SENTENCE,
        error=error,
    )


def _told(voices: list[Voice]) -> dict[str, object]:
    """Return what somebody asked for as templates tell it; courses are those that they find."""
    here = visitor()
    courses: dict[str, ChannelItem] = {each.id: each for each in courses_of(here)}
    return {
        "voices": voices,
        "held": pages_of(here, [each.node_id for each in voices if each.node_id]),
        "courses": courses,
        "states": STATES,
        "reasons": REASONS,
        "way": outside.way,
    }
