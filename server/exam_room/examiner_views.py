"""The examiner's pages of a sitting that runs: the room, and one candidate's desk.

They are plain pages: a script only brings the figures up to date. Any examiner of the sitting sees
the same ones, wherever they signed in.
"""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from i18n.refusals import Conflict, Invalid, NotFound
from i18n.translate import N_
from i18n.translate import gettext as _
from server import clock
from server.database import writing
from server.exam_room import board, once, orders
from server.exam_room.hall import Hall
from server.exam_room.kinds import KINDS
from server.exam_room.orders import ONCE, Asked, Order
from server.exam_room.reasons import USUAL, reason_of, to_explain
from server.exam_room.running import INCIDENTS
from server.exam_room.telling import ASIDE_WORDS, as_clock, in_words, since, troubles_of
from server.exam_room.ticks import instant
from server.sittings import numbers
from server.sittings.candidates import candidate_of
from server.sittings.models import Candidate, Sitting
from server.sittings.operations import RUNNERS, sitting_of
from server.sittings.saying import STAGES, STATES, granted_in_words
from server.web.addresses import row_number
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.visitor import visitor

pages = Blueprint("watching", __name__, template_folder="templates")

SITTING_PLACES = (Place("watching.room", "seat", N_("Run the sitting"), RUNNERS),)


@pages.get("/sittings/<int:number>/room")
@open_to(*RUNNERS)
def room(number: int) -> ResponseReturnValue:
    """Show the room: a card for each candidate, and what can be done with all."""
    return _room(sitting_of(number, visitor().actor))


@pages.get("/sittings/<int:number>/room/board")
@open_to(*RUNNERS)
def cards(number: int) -> ResponseReturnValue:
    """Show the part of the room that changes by itself; a script asks for it."""
    found = sitting_of(number, visitor().actor)
    return render_template("exam_room/board.html", **_of_board(found))


@pages.post("/sittings/<int:number>/room")
@open_to(*RUNNERS)
def do_for_all(number: int) -> ResponseReturnValue:
    """Do with all candidates what a button of the room says."""
    found = sitting_of(number, visitor().actor)
    try:
        _obey(orders.FOR_ALL, found)
    except (Invalid, Conflict, NotFound) as refusal:
        return _room(found, refusal.in_words()), 422
    return redirect(url_for("watching.room", number=number), code=303)


@pages.get("/sittings/candidates/<int:number>/desk")
@open_to(*RUNNERS)
def desk(number: int) -> ResponseReturnValue:
    """Show one candidate: how far they are, what happened, what can be done."""
    return _desk(candidate_of(number, visitor().actor))


@pages.post("/sittings/candidates/<int:number>/desk")
@open_to(*RUNNERS)
def do_for_one(number: int) -> ResponseReturnValue:
    """Do with one candidate what a button says."""
    found = candidate_of(number, visitor().actor)
    try:
        _obey(orders.FOR_ONE, found.sitting, found)
    except (Invalid, Conflict, NotFound) as refusal:
        return _desk(found, refusal.in_words()), 422
    if request.form.get("back") == "desk":
        return redirect(url_for("watching.desk", number=number), code=303)
    back = url_for("watching.room", number=found.sitting_id)
    return redirect(f"{back}#card-{number}", code=303)


def _obey(table: dict[str, Order], sitting: Sitting, candidate: Candidate | None = None) -> None:
    """Do what the form asks for, once, and say so."""
    form, hall = request.form, _hall()
    name, key = form.get("do", ""), form.get("key", "")
    if name not in table:
        raise BadRequest
    asked = Asked(
        sitting,
        hall.act(visitor().actor, reason_of(name, form.get("reason", ""))),
        hall,
        form.get("text", ""),
        form.get("about", ""),
        form.get("minutes", 0, type=row_number),
        form.get("number", 0, type=row_number),
        candidate,
    )
    if name not in ONCE:
        flash(table[name](asked), "good")
        return
    with writing():
        fresh = once.take(sitting.id, key)
        told = table[name](asked) if fresh else _("This was done already, by the first press.")
    flash(told, "good" if fresh else "message")


def _hall() -> Hall:
    hall: Hall = current_app.config["HALL"]
    return hall


def _of_board(sitting: Sitting) -> dict[str, object]:
    now = instant()
    found = board.board_of(sitting, _hall(), now)
    return {
        "found": sitting,
        "board": found,
        "at": clock.now(),
        "states": STATES,
        "stages": STAGES,
        "as_clock": as_clock,
        "since": since,
        "troubles_of": troubles_of,
        "read_aloud": numbers.shown,
        "granted_in_words": granted_in_words,
    }


def _room(sitting: Sitting, error: str = "") -> str:
    return render_template(
        "exam_room/room.html",
        **_of_board(sitting),
        told=board.told_lately(sitting.id),
        kinds=KINDS,
        in_words=in_words,
        incidents=INCIDENTS,
        to_explain=to_explain(sitting.id),
        usual=USUAL,
        typed=request.form if error else {},
        key=once.new_key(),
        error=error,
        staff=True,
    )


def _desk(candidate: Candidate, error: str = "") -> str:
    now = instant()
    sitting = sitting_of(candidate.sitting_id, visitor().actor)
    return render_template(
        "exam_room/desk.html",
        found=candidate,
        sitting=sitting,
        card=board.card_of(candidate, sitting, _hall(), now),
        history=board.history_of(candidate),
        aside=board.put_aside_of(candidate),
        aside_words=ASIDE_WORDS,
        kinds=KINDS,
        in_words=in_words,
        incidents=INCIDENTS,
        usual=USUAL,
        states=STATES,
        as_clock=as_clock,
        since=since,
        troubles_of=troubles_of,
        granted_in_words=granted_in_words,
        number=numbers.shown(candidate.number),
        typed=request.form if error else {},
        key=once.new_key(),
        error=error,
        staff=True,
    )
