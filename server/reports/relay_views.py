"""The summary of a class, made to be printed for a substitute."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from content.vocabulary import LEVELS
from i18n.translate import N_
from server import clock
from server.attendance.timetable import weekly_times
from server.classes.models import Enrolment, Teaching
from server.reports.asking import whom
from server.reports.given import given_to
from server.reports.relay import LATELY, oldest_waiting, threads_of
from server.roles import KEEPERS
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.visitor import visitor

pages = Blueprint("relay", __name__, template_folder="templates")

CLASS_PLACES = (Place("relay.summary", "print", N_("Summary to print"), KEEPERS),)


@pages.get("/classes/<int:number>/summary")
@open_to(*KEEPERS)
def summary(number: int) -> ResponseReturnValue:
    """Show on a page who does what, who is stuck, what waits and what is due."""
    told, at = whom(number), clock.now()
    found = told.school_class
    waiting, oldest = oldest_waiting(told)
    return render_template(
        "reports/summary.html",
        found=found,
        chosen=told,
        at=at,
        threads=threads_of(told, visitor().language, at=at),
        given=given_to(told, at=at),
        waiting=waiting,
        oldest=oldest,
        times=weekly_times(found),
        teachings=list(Teaching.now_of(found)),
        gone=[each for each in Enrolment.gone(found) if at - each.ended_at < LATELY],
        weeks=LATELY.days // 7,
        levels=LEVELS,
        staff=True,
    )
