"""Wishes, as content managers answer them: the list, one with its decision, the list as a file."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from content import browse, outside
from i18n.refusals import Conflict, Invalid
from i18n.translate import N_, ngettext
from i18n.translate import gettext as _
from server import clock
from server.accounts.models import Person
from server.roles import CONTENT
from server.web.addresses import row_number
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.sheets import send_sheet
from server.web.tidings import Tiding
from server.web.visitor import visitor
from server.wishes import listing, operations
from server.wishes.models import ASKED, OPEN, REASONS, STATES, Voice, Wish
from server.wishes.operations import LONGEST_ANSWER, Decision

pages = Blueprint("wished", __name__, template_folder="templates")

PLACES = (Place("wished.waiting", "list", N_("Asked for"), CONTENT),)
SHOWN = {"open": OPEN, "all": tuple(STATES), **{state: (state,) for state in STATES}}
"""Which states the list shows, by what its address says."""


def tidings() -> list[Tiding]:
    """Tell content managers how much nobody has looked at yet."""
    count = Wish.select().where(Wish.state == ASKED).count()
    told = ngettext(
        "%(num)s thing that learners asked for waits for an answer.",
        "%(num)s things that learners asked for wait for an answer.",
        count,
    )
    link = Tiding("info", told % {"num": count}, "", url_for("wished.waiting"), _("Asked for"))
    return [link] if count else []


@pages.get("/wishes/")
@open_to(*CONTENT)
def waiting() -> ResponseReturnValue:
    """List what learners asked for: those most asked for first, or sorted otherwise."""
    state, sort = request.args.get("state", "open"), request.args.get("sort", "often")
    lines = listing.lines(SHOWN.get(state, OPEN), sort, visitor().language)
    return render_template(
        "wishes/waiting.html",
        lines=lines,
        state=state,
        sort=sort,
        states=STATES,
        today=clock.day(clock.now()),
        staff=True,
    )


@pages.get("/wishes/list")
@open_to(*CONTENT)
def sheet() -> ResponseReturnValue:
    """Send the list as a file for a spreadsheet: what the site lacks, for its publisher."""
    state = request.args.get("state", "open")
    lines = listing.lines(SHOWN.get(state, OPEN), "often", visitor().language)
    return send_sheet("ardoise-wishes", listing.as_rows(lines))


@pages.get("/wishes/<int:number>")
@open_to(*CONTENT)
def one(number: int) -> ResponseReturnValue:
    """Show what was asked for, why, and the forms that decide."""
    return _shown(number)


@pages.post("/wishes/<int:number>")
@open_to(*CONTENT)
def decide(number: int) -> ResponseReturnValue:
    """Decide about a wish."""
    here, form = visitor(), request.form
    decision = Decision(*(form.get(name, "") for name in ("state", "course", "reason", "answer")))
    turn = form.get("turn", 0, type=row_number)
    person = Person.get_by_id(here.person_id)
    try:
        operations.decide(number, decision, turn, person, here.actor, at=clock.now())
    except (Invalid, Conflict) as refusal:
        return _shown(number, refusal.in_words()), 422
    flash(_("Whoever asked reads it when they sign in next."), "good")
    return redirect(url_for("wished.waiting"), code=303)


def _shown(number: int, error: str = "") -> str:
    here, wish = visitor(), operations.find(number)
    voices = list(wish.voices_.order_by(Voice.asked_at, Voice.id))
    ids = [each.node_id for each in voices if each.node_id]
    return render_template(
        "wishes/one.html",
        wish=wish,
        way=outside.way(wish.address),
        voices=voices,
        held=browse.items(ids, here.language, coach=True),
        channels=browse.channels(here.language),
        states=STATES,
        reasons=REASONS,
        longest=LONGEST_ANSWER,
        form=request.form,
        error=error,
        staff=True,
    )
