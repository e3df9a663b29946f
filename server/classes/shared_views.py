"""What a teacher is told of people of theirs whom another class has taken in."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from i18n.translate import gettext as _
from i18n.translate import ngettext
from server import clock
from server.classes import shared
from server.roles import Role
from server.web.addresses import row_number
from server.web.guards import open_to
from server.web.tidings import Tiding
from server.web.visitor import visitor

pages = Blueprint("shared", __name__, template_folder="templates")


def tidings() -> list[Tiding]:
    """Tell a teacher that somebody of theirs has come to another class; until they have seen it."""
    here = visitor()
    if here.role != Role.TEACHER:
        return []
    count = shared.unseen_by(here.person_id or 0).count()
    told = ngettext(
        "%(num)s person of your classes was added to another class too.",
        "%(num)s people of your classes were added to another class too.",
        count,
    )
    href = url_for("shared.news")
    return [Tiding("info", told % {"num": count}, "", href, _("See who"))] if count else []


@pages.get("/classes/shared")
@open_to(Role.TEACHER)
def news() -> ResponseReturnValue:
    """List the people of a teacher's classes whom other classes have taken in."""
    told = list(shared.news_for(visitor().person_id or 0).limit(shared.MOST_SHOWN))
    return render_template("classes/shared.html", told=told, staff=True)


@pages.post("/classes/shared")
@open_to(Role.TEACHER)
def seen() -> ResponseReturnValue:
    """Note that they have seen it."""
    last = request.form.get("last", 0, type=row_number)
    shared.seen(visitor().person_id or 0, last, at=clock.now())
    return redirect(url_for("classes.mine"), code=303)
