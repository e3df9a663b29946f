"""Remarks, approval for a day, the appeal against a refusal, and the list of what is stale."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from i18n.refusals import Invalid
from i18n.translate import gettext as _
from server import clock
from server.accounts.models import Person
from server.audiences import operations as audiences
from server.bundles import arrival_page, operations, planned, refusing, review, waiting
from server.bundles.stale import stale
from server.console import Site
from server.roles import CONTENT
from server.web.guards import open_to
from server.web.visitor import visitor

pages = Blueprint("review", __name__, template_folder="templates")


def _site() -> Site:
    site: Site = current_app.config["ARDOISE"]
    return site


def _me() -> Person:
    person: Person = Person.get_by_id(visitor().person_id)
    return person


@pages.post("/bundles/<int:number>/pages/<node_id>/remarks")
@open_to(*CONTENT)
def remark(number: int, node_id: str) -> ResponseReturnValue:
    """Keep a remark about a page that waits."""
    found, by, at = operations.find(number), visitor().actor, clock.now()
    node, _texts = waiting.page(_site(), found, node_id, by, at=at)
    review.remark(found, node, _me(), request.form.get("words", ""), by, at=at)
    flash(_("Your remark is kept with the bundle."), "good")
    return redirect(url_for("bundles.preview", number=number, node_id=node_id), code=303)


@pages.post("/bundles/<int:number>/approve-from")
@open_to(*CONTENT)
def approve_from(number: int) -> ResponseReturnValue:
    """Approve a release that learners see from a day on."""
    found, form, by = operations.find(number), request.form, visitor().actor
    try:
        for_whom = audiences.chosen(form.getlist)
        day = form.get("day", "")
        floor, word = _site().settings.accessibility_floor, form.get("word", "")
        at = clock.now()
        planned.approve_from(
            found, _me(), day, by, at=at, for_whom=for_whom, floor=floor, word=word
        )
    except Invalid as refusal:
        return arrival_page.show(found, refusal), 422
    flash(_("The bundle is approved. It is installed on that day by itself."), "good")
    return redirect(url_for("bundles.arrival", number=number), code=303)


@pages.post("/bundles/<int:number>/take-back")
@open_to(*CONTENT)
def take_back(number: int) -> ResponseReturnValue:
    """Let a release that was approved for a day wait for a decision again."""
    planned.take_back(operations.find(number), _me(), visitor().actor, at=clock.now())
    return redirect(url_for("bundles.arrival", number=number), code=303)


@pages.post("/bundles/<int:number>/appeal")
@open_to(*CONTENT)
def appeal(number: int) -> ResponseReturnValue:
    """Appeal against a refusal."""
    found, words = operations.find(number), request.form.get("words", "")
    refusing.appeal(found, _me(), words, visitor().actor, at=clock.now())
    flash(_("Your appeal is kept. A third person decides."), "good")
    return redirect(url_for("bundles.arrival", number=number), code=303)


@pages.post("/bundles/<int:number>/appeal/answer")
@open_to(*CONTENT)
def answer_appeal(number: int) -> ResponseReturnValue:
    """Let a refused release wait again, or confirm its refusal."""
    form = request.form
    refusing.answer_appeal(
        operations.find(number),
        _me(),
        form.get("words", ""),
        _site().quarantine,
        visitor().actor,
        at=clock.now(),
        admit=form.get("admit") == "yes",
    )
    return redirect(url_for("bundles.arrival", number=number), code=303)


@pages.get("/bundles/stale")
@open_to(*CONTENT)
def to_look_at_again() -> ResponseReturnValue:
    """List the installed pages that nobody has looked at for a year."""
    today = clock.now().astimezone().date()
    found = stale(visitor().language, today)
    return render_template("bundles/stale.html", pages=found, day=today, staff=True)
