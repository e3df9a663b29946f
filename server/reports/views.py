"""The class now: a page that brings itself up to date, and the part of it that changes."""

from datetime import timedelta

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue

from i18n.translate import N_
from server import clock
from server.attendance.saying import ABSENCES, WORDS
from server.reports.asking import whom
from server.reports.board import NOTHING_FOR, SEVERAL_WRONG, SILENT_FOR, board_of
from server.roles import KEEPERS
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.visitor import visitor

pages = Blueprint("reports", __name__, template_folder="templates")

CLASS_PLACES = (Place("reports.now", "clock", N_("Now"), KEEPERS),)


@pages.get("/classes/<int:number>/now")
@open_to(*KEEPERS)
def now(number: int) -> ResponseReturnValue:
    """Show who of a class is where, and who may need the teacher."""
    return _board("reports/now.html", number)


@pages.get("/classes/<int:number>/now/board")
@open_to(*KEEPERS)
def board(number: int) -> ResponseReturnValue:
    """Send what changes of the page of now; asking for it is no sign of life."""
    return _board("reports/board.html", number)


def _board(template: str, number: int) -> str:
    at, told = clock.now(), whom(number)
    idle_after = timedelta(minutes=current_app.config["SITE"].sign_out_after)
    return render_template(
        template,
        found=told.school_class,
        chosen=told,
        board=board_of(told, idle_after, visitor().language, at=at),
        at=at,
        words=WORDS,
        absences=ABSENCES,
        several=SEVERAL_WRONG,
        silent=SILENT_FOR.seconds // 60,
        nothing=NOTHING_FOR.seconds // 60,
        staff=True,
    )
