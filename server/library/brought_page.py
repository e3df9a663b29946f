"""The page of a voice, a language of the pages or a translator, for who opens its course."""

from flask import render_template
from flask.typing import ResponseReturnValue

from server import clock
from server.library.around import beside
from server.library.reading import Reading, version_name
from server.records import operations as records
from server.web.visitor import visitor


def page(read: Reading, preview: dict[str, object] | None = None) -> ResponseReturnValue:
    """Show what it is.

    Args:
        read: the page.
        preview: see ``around.NodePage``.
    """
    here = visitor()
    if here.person_id is not None and preview is None:
        records.visited(here.person_id, read.node, version_name(read.version), at=clock.now())
    return render_template("library/brought.html", read=read, **(beside(read) | (preview or {})))
