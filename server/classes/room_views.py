"""Who is at which seat now: to a teacher their own people, to an administrator everybody."""

from datetime import timedelta

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from i18n.translate import N_
from i18n.translate import gettext as _
from server import clock
from server.classes.models import Enrolment
from server.roles import KEEPERS, ROLE_NAMES, Role
from server.seats import operations
from server.seats.models import Session
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.visitor import visitor

pages = Blueprint("classroom", __name__, template_folder="templates")

PLACES = (Place("classroom.seats", "seat", N_("Seats"), KEEPERS),)


@pages.get("/seats")
@open_to(*KEEPERS)
def seats() -> ResponseReturnValue:
    """Show who is at which seat now; of other people's learners only that a seat is taken."""
    idle_after = timedelta(minutes=current_app.config["SITE"].sign_out_after)
    operations.end_forgotten(idle_after, at=clock.now())
    everybody = list(Session.open_now())
    shown = [each for each in everybody if _is_shown(each)]
    return render_template(
        "classes/room.html",
        sessions=shown,
        others=[each.seat_id for each in everybody if each not in shown],
        role_names=ROLE_NAMES,
        staff=True,
    )


@pages.post("/seats/<int:session_id>/end")
@open_to(*KEEPERS)
def end(session_id: int) -> ResponseReturnValue:
    """End the session of somebody whom one sees."""
    found = Session.get_or_none(Session.id == session_id)
    if found is None or not _is_shown(found):
        raise operations.NoSuchSession()
    operations.end_by_staff(session_id, visitor().actor, at=clock.now())
    flash(_("The session was ended. What was done is kept."), "good")
    return redirect(url_for("classroom.seats"), code=303)


def _is_shown(session: Session) -> bool:
    here = visitor()
    if here.role == Role.ADMINISTRATOR or session.person_id == here.person_id:
        return True
    mine = Enrolment.people_seen_by(here.person_id or 0)
    return bool(mine.where(Enrolment.person == session.person_id).exists())
