"""The page “Room on the disk”."""

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server import clock
from server.bundles import room
from server.console import Site
from server.roles import CONTENT
from server.web.addresses import row_number
from server.web.guards import open_to
from server.web.visitor import visitor

pages = Blueprint("room", __name__, template_folder="templates")


def _site() -> Site:
    site: Site = current_app.config["ARDOISE"]
    return site


def _number() -> int:
    return request.form.get("number", 0, type=row_number)


@pages.get("/bundles/room")
@open_to(*CONTENT)
def on_the_disk() -> ResponseReturnValue:
    """Show what takes the room, and offer what can be given up."""
    return render_template("bundles/room.html", room=room.look(_site()), staff=True)


@pages.post("/bundles/room/speech")
@open_to(*CONTENT)
def forget_speech() -> ResponseReturnValue:
    """Give up all speech; it is made again when somebody listens."""
    job = room.forget_speech(visitor().actor, at=clock.now())
    return redirect(url_for("jobs.job", number=job.id), code=303)


@pages.post("/bundles/courses/<channel_id>/give-up-before")
@open_to(*CONTENT)
def give_up_before(channel_id: str) -> ResponseReturnValue:
    """Give up the release before of a course: the one the page named, if it still is."""
    library, by = _site().library, visitor().actor
    job = room.give_up_before(library, channel_id, by, number=_number(), at=clock.now())
    return redirect(url_for("jobs.job", number=job.id), code=303)


@pages.post("/bundles/courses/<channel_id>/retire")
@open_to(*CONTENT)
def retire(channel_id: str) -> ResponseReturnValue:
    """Let nobody begin a course any more."""
    room.retire(_site().library, channel_id, visitor().actor, number=_number(), at=clock.now())
    return redirect(url_for("room.on_the_disk"), code=303)


@pages.post("/bundles/courses/<channel_id>/offer-again")
@open_to(*CONTENT)
def offer_again(channel_id: str) -> ResponseReturnValue:
    """Let anybody begin a course again."""
    site, by = _site(), visitor().actor
    room.offer_again(site.library, site.trust, channel_id, by, number=_number(), at=clock.now())
    return redirect(url_for("room.on_the_disk"), code=303)


@pages.post("/bundles/courses/<channel_id>/take-off")
@open_to(*CONTENT)
def take_off(channel_id: str) -> ResponseReturnValue:
    """Take a course off the library: the release the page named, if learners still see it."""
    library, by = _site().library, visitor().actor
    job = room.take_off(library, channel_id, by, number=_number(), at=clock.now())
    return redirect(url_for("jobs.job", number=job.id), code=303)
