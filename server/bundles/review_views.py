"""What reviewers do beside deciding: remarks."""

from flask import Blueprint, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from i18n.translate import gettext as _
from server import clock
from server.accounts.models import Person
from server.bundles import operations, review, waiting
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
