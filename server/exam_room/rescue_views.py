"""The examiner's form for a rescue file."""

from flask import Blueprint, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from i18n.refusals import Refusal
from i18n.translate import gettext as _
from i18n.translate import ngettext
from server.exam_room.hall import Hall
from server.exam_room.rescue import take_in
from server.sittings.candidates import candidate_of
from server.sittings.operations import RUNNERS
from server.web.guards import open_to
from server.web.visitor import visitor
from sync.sealing.rescue import LARGEST

pages = Blueprint("rescue", __name__, template_folder="templates")


@pages.post("/sittings/candidates/<int:number>/rescue")
@open_to(*RUNNERS)
def bring(number: int) -> ResponseReturnValue:
    """Take in the rescue file of a candidate: what it holds is kept aside, and shown."""
    found = candidate_of(number, visitor().actor)
    hall: Hall = current_app.config["HALL"]
    sent = request.files.get("file")
    try:
        kept = take_in(hall, found, sent.read(LARGEST + 1) if sent else b"", visitor().actor)
    except Refusal as refusal:
        flash(refusal.in_words(), "danger")
        return redirect(url_for("watching.desk", number=number), code=303)
    if kept is None:
        flash(_("This file was taken in before: nothing has changed."))
    else:
        words = ngettext(
            "%(num)s answer of the rescue file is kept aside: look at it below.",
            "%(num)s answers of the rescue file are kept aside: look at them below.",
            len(kept.kept),
        )
        flash(words % {"num": len(kept.kept)}, "good")
    return redirect(url_for("watching.desk", number=number), code=303)
