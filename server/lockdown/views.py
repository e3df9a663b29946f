"""Locking a sitting (for examiners)."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from i18n.refusals import Conflict, Invalid
from i18n.translate import N_
from i18n.translate import gettext as _
from server import clock
from server.lockdown import operations, seb_files
from server.lockdown.keeping import Locks
from server.sittings.models import Sitting
from server.sittings.operations import RUNNERS, sitting_of
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.visitor import visitor

pages = Blueprint("lockdown", __name__, template_folder="templates")

SITTING_PLACES = (Place("lockdown.one", "seat", N_("Locked browser"), RUNNERS),)


@pages.get("/sittings/<int:number>/browser")
@open_to(*RUNNERS)
def one(number: int) -> ResponseReturnValue:
    """Show whether a sitting is locked to Safe Exam Browser."""
    return _page(_sitting(number))


@pages.post("/sittings/<int:number>/browser")
@open_to(*RUNNERS)
def change(number: int) -> ResponseReturnValue:
    """Lock a sitting, or unlock it with a reason."""
    found, form, by, at = _sitting(number), request.form, visitor().actor, clock.now()
    try:
        if form.get("do") == "unlock":
            operations.unlock(_locks(), found, form.get("reason", ""), by, at=at)
            flash(_("Any browser will do again."))
        else:
            password = form.get("password", "")
            operations.lock(_locks(), found, form.get("address", ""), password, by, at=at)
            flash(_("Locked. Take the file to the PCs now."), "good")
    except (Invalid, Conflict) as refusal:
        return _page(found, refusal.in_words()), 422
    return redirect(url_for("lockdown.one", number=number), code=303)


@pages.get("/sittings/<int:number>/browser/config.seb")
@open_to(*RUNNERS)
def settings(number: int) -> ResponseReturnValue:
    """Give the settings as the file that the PCs open."""
    locked = _locks().of(_sitting(number).id)
    if locked is None:
        raise NotFound
    headers = {
        "Content-Disposition": 'attachment; filename="config.seb"',
        "Cache-Control": "private, max-age=1, no-transform",
    }
    return current_app.response_class(
        seb_files.written(locked.settings), mimetype=seb_files.MEDIA_TYPE, headers=headers
    )


def _page(found: Sitting, error: str = "") -> str:
    return render_template(
        "lockdown/one.html",
        found=found,
        locked=_locks().of(found.id),
        address=request.form.get("address", request.host_url),
        error=error,
        staff=True,
    )


def _sitting(number: int) -> Sitting:
    return sitting_of(number, visitor().actor)


def _locks() -> Locks:
    locks: Locks = current_app.config["LOCKS"]
    return locks
