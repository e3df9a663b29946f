"""Jobs as staff see them: how far, stop, what went wrong."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from i18n.refusals import words_of
from i18n.translate import N_
from server import clock
from server.jobs import operations
from server.jobs.models import DONE, Job
from server.roles import CONTENT
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.visitor import visitor

pages = Blueprint("jobs", __name__, template_folder="templates")

PLACES = (Place("jobs.jobs", "job", N_("Jobs"), CONTENT),)

KINDS = {
    "bundle.build": N_("Making a bundle"),
    "bundle.receive": N_("Bringing in"),
    "bundle.install": N_("Installing"),
    "bundle.let_go": N_("Removing what was refused"),
    "bundle.roll_back": N_("Showing another release"),
    "bundle.take_off": N_("Taking a course off"),
    "bundle.make_room": N_("Making room"),
    "bundle.put_back": N_("Putting courses back after an update"),
    "course.propose": N_("Building a proposed course"),
    "channel.fetch": N_("Nightly channel"),
    "library.index": N_("Indexing"),
    "library.speak": N_("Preparing the voice"),
    "library.archives": N_("Indexing collections of pages"),
    "prompts.make": N_("Preparing what buttons say"),
    "course.draft": N_("Draft by machine"),
}
FOLLOWED = {
    "bundle.install": "library.index",
    "bundle.put_back": "library.index",
    "bundle.roll_back": "library.index",
}
"""The kind of job that finishes what one of another kind began, shown on its page."""
STATES = {
    "waiting": N_("Waiting"),
    "running": N_("Under way"),
    "done": N_("Done"),
    "failed": N_("Failed"),
    "cancelled": N_("Stopped"),
}


@pages.get("/jobs")
@open_to(*CONTENT)
def jobs() -> ResponseReturnValue:
    """List the newest jobs."""
    return render_template(
        "jobs/jobs.html", jobs=list(Job.latest()), kinds=KINDS, states=STATES, staff=True
    )


@pages.get("/jobs/<int:number>")
@open_to(*CONTENT)
def job(number: int) -> ResponseReturnValue:
    """Show one job and how far it is, and once it is done the job that follows from it."""
    found = operations.find(number)
    kind = FOLLOWED.get(found.kind, "")
    following = Job.newest(kind) if found.state == DONE else None
    return render_template(
        "jobs/job.html",
        job=found,
        following=following,
        reason=words_of((following or found).refused),
        repeated=operations.REPEATED,
        kinds=KINDS,
        states=STATES,
        staff=True,
    )


@pages.get("/jobs/<int:number>/progress")
@open_to(*CONTENT)
def progress(number: int) -> ResponseReturnValue:
    """Say how far a job is, for the page that shows it."""
    found = operations.find(number)
    return {"done": found.done, "total": found.total, "over": found.is_over}


@pages.post("/jobs/<int:number>/cancel")
@open_to(*CONTENT)
def cancel(number: int) -> ResponseReturnValue:
    """Ask a job to stop."""
    operations.cancel(operations.find(number), visitor().actor, at=clock.now())
    return redirect(url_for("jobs.job", number=number), code=303)


@pages.post("/jobs/<int:number>/again")
@open_to(*CONTENT)
def again(number: int) -> ResponseReturnValue:
    """Ask once more for a job that failed or was stopped."""
    job = operations.again(operations.find(number), visitor().actor, at=clock.now())
    return redirect(url_for("jobs.job", number=job.id), code=303)
