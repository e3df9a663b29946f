"""Where links lead outside: nowhere but to a page that says so."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from content import outside
from server.library import outside_page
from server.roles import Role
from server.web.guards import open_to

pages = Blueprint("outside", __name__, template_folder="templates")


@pages.get("/library/<node_id>/outside")
@open_to(*Role, guests=True)
def told(node_id: str) -> ResponseReturnValue:
    """Say in words where a link of a page leads; nothing leads there."""
    return outside_page.page(node_id, outside.address_of(request.args.get("to", "")))
