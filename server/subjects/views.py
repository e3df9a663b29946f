"""The page of a sitting's sealed subject: boards, the file, the rehearsal, the two keys."""

from collections.abc import Callable

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from i18n.refusals import Conflict, Invalid, NotAllowed, NotFound, Refusal, Unavailable
from i18n.translate import N_
from i18n.translate import gettext as _
from server import clock
from server.exam_room.hall import Hall
from server.sittings.models import Sitting, Stage
from server.sittings.operations import RUNNERS, sitting_of
from server.subjects import operations
from server.subjects.keeping import Shelf
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.visitor import visitor
from sync.sealing import parcels

pages = Blueprint("subjects", __name__, template_folder="templates")

SITTING_PLACES = (Place("subjects.one", "bundle", N_("Sealed subject"), RUNNERS),)

_CARD = 64 * 1024


@pages.get("/sittings/<int:number>/subject")
@open_to(*RUNNERS)
def one(number: int) -> ResponseReturnValue:
    """Show what has arrived for a sitting, and what can be done with it."""
    return _page(_sitting(number))


@pages.post("/sittings/<int:number>/subject")
@open_to(*RUNNERS)
def receive(number: int) -> ResponseReturnValue:
    """Take in a sealed subject."""

    def do(found: Sitting) -> str:
        came = request.files.get("file")
        chunks = iter(lambda: came.stream.read(parcels.CHUNK), b"") if came else iter(())
        operations.receive(_shelf(), found, chunks, visitor().actor, at=clock.now())
        return _(
            "The subject is here and whole; it stays shut. Rehearse it once more the day before."
        )

    return _done(number, do)


@pages.post("/sittings/<int:number>/subject/rehearse")
@open_to(*RUNNERS)
def rehearse(number: int) -> ResponseReturnValue:
    """Check everything but the content, and say so in the log."""

    def do(found: Sitting) -> str:
        operations.rehearse(_shelf(), found, visitor().actor, at=clock.now())
        return _("Signature, room, hours, program and each byte are right. The content stays shut.")

    return _done(number, do)


@pages.post("/sittings/<int:number>/subject/open")
@open_to(*RUNNERS)
def open_(number: int) -> ResponseReturnValue:
    """Open the sitting with the keys of two people."""
    found, form = _sitting(number), request.form
    if found.state in (Stage.OPEN, Stage.RUNNING):
        flash(_("This sitting is open already. Nothing has changed."))
        return redirect(url_for("watching.room", number=number), code=303)
    hall: Hall = current_app.config["HALL"]
    typed = (form.get("key_1", ""), form.get("key_2", ""))
    names = (form.get("name_1", ""), form.get("name_2", ""))
    try:
        header = operations.open_(
            _shelf(), found, typed, names, hall, visitor().actor, at=clock.now()
        )
    except (Invalid, Conflict, NotAllowed, NotFound, Unavailable) as refusal:
        return _page(found, refusal), 422
    told = _("The subject is open. Read its number aloud: {number}.")
    flash(told.format(number=header.number), "good")
    return redirect(url_for("watching.room", number=number), code=303)


@pages.post("/sittings/<int:number>/subject/board")
@open_to(*RUNNERS)
def pin(number: int) -> ResponseReturnValue:
    """Let the signature of a board count, or (``forget``) count no more."""

    def do(_found: Sitting) -> str:
        by, at = visitor().actor, clock.now()
        if forgotten := request.form.get("forget"):
            operations.unpin(_shelf(), forgotten, by, at=at)
            return _("The signature of this board does not count any more.")
        came = request.files.get("card")
        data = came.stream.read(_CARD) if came else b""
        card = operations.pin(_shelf(), data, request.form.get("letters", ""), by, at=at)
        return _("The signature of {name} counts from now on.").format(name=card.name)

    return _done(number, do)


def _done(number: int, do: Callable[[Sitting], str]) -> ResponseReturnValue:
    """Do something with a sitting's subject, and show its page again."""
    found = _sitting(number)
    try:
        flash(do(found), "good")
    except (Invalid, Conflict, NotAllowed, NotFound) as refusal:
        return _page(found, refusal), 422
    return redirect(url_for("subjects.one", number=number), code=303)


def _page(found: Sitting, refusal: Refusal | None = None) -> str:
    header, problem = None, None
    waits = found.state == Stage.PLANNED and found.paper_id is None
    if _shelf().subject(found.id).exists() and waits:
        try:
            header = operations.look(_shelf(), found, at=clock.now())
        except Refusal as wrong:
            problem = wrong.in_words()
    return render_template(
        "subjects/one.html",
        found=found,
        waits=waits,
        header=header,
        problem=problem,
        boards=_shelf().boards(),
        names=(request.form.get("name_1", ""), request.form.get("name_2", "")),
        error=refusal.in_words() if refusal else "",
        too_early=bool(header and clock.now() < header.opens_at),
        staff=True,
    )


def _sitting(number: int) -> Sitting:
    return sitting_of(number, visitor().actor)


def _shelf() -> Shelf:
    return Shelf(current_app.config["HOME"].subjects)
