"""The page on which content managers decide whether the pages of others may run programs."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from content import browse
from i18n.translate import gettext as _
from server import clock
from server.accounts.models import Person
from server.frames import operations
from server.frames.models import FramePlace, InteractiveCourse
from server.roles import CONTENT
from server.web.guards import open_to
from server.web.visitor import visitor

pages = Blueprint("interactive", __name__, template_folder="templates")


@pages.get("/interactive/<channel_id>")
@open_to(*CONTENT)
def course(channel_id: str) -> ResponseReturnValue:
    """Show how the pages of others in a course are shown, and let it be changed."""
    channel = browse.channel(channel_id, visitor().language)
    return render_template(
        "frames/interactive.html",
        channel=channel,
        nodes=operations.packages_of(channel_id, visitor().language),
        now=InteractiveCourse.is_so(channel_id, channel.manifest),
        staff=True,
    )


@pages.post("/interactive/<channel_id>")
@open_to(*CONTENT)
def change(channel_id: str) -> ResponseReturnValue:
    """Switch a course to interactive, or back to documents."""
    here, form = visitor(), request.form
    operations.switch(
        channel_id,
        form.get("release", ""),
        Person.get_by_id(here.person_id),
        here.actor,
        interactive=form.get("interactive") == "yes",
        at=clock.now(),
    )
    flash(_("It is so from now on."), "good")
    return redirect(url_for("interactive.course", channel_id=channel_id), code=303)


def kept(person_id: int) -> str:
    """Tell which pages of archives are kept as those somebody had before them last."""
    places = list(FramePlace.select().where(FramePlace.person == person_id))
    return render_template("frames/kept.html", places=places) if places else ""
