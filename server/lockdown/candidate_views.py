"""Proving which browser asks (for candidates)."""

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.lockdown import doors, seb_keys
from server.lockdown.proofs import Proofs
from server.roles import Role
from server.web.guards import open_to
from server.web.visitor import visitor

pages = Blueprint("lockdown_candidate", __name__, template_folder="templates")


@pages.get("/exam/browser")
@open_to(Role.LEARNER)
def browser() -> ResponseReturnValue:
    """Say that another browser is needed; a script proves the right one and goes on by itself."""
    locked = doors.locked_now()
    if locked is None or doors.is_right(locked):
        return redirect(url_for("exam_room.exam"), code=303)
    question = _proofs().question(visitor().session_id or 0)
    if request.args.get("question") != question:
        return redirect(url_for("lockdown_candidate.browser", question=question), code=303)
    return render_template("lockdown/browser.html")


@pages.post("/exam/browser")
@open_to(Role.LEARNER)
def prove() -> ResponseReturnValue:
    """Take the hash that the browser's JavaScript interface gave for its page."""
    locked, session_id = doors.locked_now(), visitor().session_id or 0
    if locked is not None:
        question = _proofs().question(session_id)
        asked = url_for("lockdown_candidate.browser", question=question, _external=True)
        if seb_keys.is_from(asked, locked.key, request.form.get("hash", "")):
            _proofs().keep(session_id, locked.key)
            return redirect(url_for("exam_room.exam"), code=303)
        return render_template("lockdown/browser.html", refused=True), 403
    return redirect(url_for("exam_room.exam"), code=303)


def _proofs() -> Proofs:
    proofs: Proofs = current_app.config["PROOFS"]
    return proofs
