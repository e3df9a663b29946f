"""The page that tells in words where a link leads outside, with what slices add to it."""

from flask import current_app, render_template

from content import outside
from server.library.around import around, node_of


def page(node_id: str, address: str, error: str = "") -> str:
    """Return the page that tells of an address.

    Args:
        node_id: of the page that has the link.
        address: as ``content.outside`` keeps it; "" if none was followed.
        error: why what was asked there was not taken.

    Raises:
        NoSuchPage: the reader does not find that page.
    """
    node = node_of(node_id)
    offered = current_app.config["OUTSIDE_PARTS"]
    return render_template(
        "library/outside.html",
        node=node,
        address=address,
        way=outside.way(address),
        error=error,
        parts=[part(node, address) for part in offered] if address else [],
        crumbs=around(node)["crumbs"],
    )
