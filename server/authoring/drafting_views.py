"""The page on which a draft by machine is followed, and what asks for one and stops it."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from i18n.refusals import words_of
from server import clock
from server.authoring import courses, drafting, wordings
from server.authoring.views import WRITERS
from server.library.around import library
from server.web.guards import open_to
from server.web.visitor import visitor

pages = Blueprint("drafting", __name__, template_folder="templates")


@pages.post("/writing/lessons/<int:number>/translate/machine")
@open_to(*WRITERS)
def ask(number: int) -> ResponseReturnValue:
    """Ask for a draft of the empty paragraphs."""
    is_declared = request.form.get("neither") == "yes"
    drafting.ask(number, is_declared, library(), visitor().actor, at=clock.now())
    return redirect(url_for("drafting.follow", number=number), code=303)


@pages.get("/writing/lessons/<int:number>/translate/machine")
@open_to(*WRITERS)
def follow(number: int) -> ResponseReturnValue:
    """Show how far a draft is, or why it failed; once it is done, the translation."""
    wording = courses.lesson(number, visitor().actor)
    job = drafting.job_of(wording)
    if job is None or (job.is_over and not job.refused):
        return redirect(url_for("translating.page", number=number), code=303)
    return render_template(
        "authoring/drafting.html",
        course=wording.chapter.course,
        wording=wording,
        original=wordings.original_of(wording),
        job=job,
        reason=words_of(job.refused),
        staff=True,
    )


@pages.get("/writing/lessons/<int:number>/translate/machine/progress")
@open_to(*WRITERS)
def progress(number: int) -> ResponseReturnValue:
    """Say how far a draft is, for the page that shows it."""
    job = drafting.job_of(courses.lesson(number, visitor().actor))
    if job is None:
        return {"done": 0, "total": 0, "over": True}
    return {"done": job.done, "total": job.total, "over": job.is_over}


@pages.post("/writing/lessons/<int:number>/translate/machine/stop")
@open_to(*WRITERS)
def stop(number: int) -> ResponseReturnValue:
    """Stop a draft; what is drafted stays."""
    drafting.stop(number, visitor().actor, at=clock.now())
    return redirect(url_for("drafting.follow", number=number), code=303)
