"""The page on which content managers choose for whom an installed course is."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from content import browse
from i18n.refusals import Invalid
from i18n.translate import gettext as _
from server import clock
from server.accounts.models import Person
from server.audiences import operations
from server.audiences.models import AudienceAsked, ForWhom
from server.audiences.ticked import Ticked
from server.classes.models import SchoolClass
from server.roles import CONTENT
from server.web.guards import open_to
from server.web.visitor import visitor

pages = Blueprint("audiences", __name__, template_folder="templates")


def _me() -> Person:
    person: Person = Person.get_by_id(visitor().person_id)
    return person


def _page(channel_id: str, error: str = "", ticked: Ticked | None = None) -> str:
    channel = browse.channel(channel_id, visitor().language)
    now, asked = operations.of_course(channel_id), AudienceAsked.about(channel_id)
    return render_template(
        "audiences/course.html",
        channel=channel,
        now=now,
        ticked=ticked or Ticked.as_it_is(now),
        asked=asked,
        wanted=ForWhom.of_json(asked.for_whom) if asked else None,
        mine=asked is not None and asked.asked_by_id == visitor().person_id,
        classes=list(SchoolClass.open_now()),
        wings=SchoolClass.wings(),
        error=error,
        staff=True,
    )


@pages.get("/audiences/<channel_id>")
@open_to(*CONTENT)
def course(channel_id: str) -> ResponseReturnValue:
    """Show for whom a course is, and let it be changed."""
    return _page(channel_id)


@pages.post("/audiences/<channel_id>")
@open_to(*CONTENT)
def change(channel_id: str) -> ResponseReturnValue:
    """Narrow the audience of a course now, or ask for another one."""
    browse.channel(channel_id, visitor().language)
    try:
        chosen = operations.chosen(request.form.getlist)
        if chosen is None:
            raise operations.NobodyChosen()
    except Invalid as refusal:
        return _page(channel_id, refusal.in_words(), Ticked.by(request.form.getlist)), 422
    if operations.change(channel_id, chosen, _me(), visitor().actor, at=clock.now()):
        flash(_("It is so from now on."), "good")
    else:
        flash(_("Your choice waits for another content manager, who confirms it here."))
    return redirect(url_for("audiences.course", channel_id=channel_id), code=303)


@pages.post("/audiences/<channel_id>/confirm")
@open_to(*CONTENT)
def confirm(channel_id: str) -> ResponseReturnValue:
    """Confirm what somebody else has asked for, or give it up."""
    here, at, form = visitor(), clock.now(), request.form
    if form.get("confirm") == "no":
        operations.drop(channel_id, _me(), here.actor, at=at)
    else:
        operations.confirm(channel_id, form.get("asked", ""), _me(), here.actor, at=at)
        flash(_("It is so from now on."), "good")
    return redirect(url_for("audiences.course", channel_id=channel_id), code=303)
