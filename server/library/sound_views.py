"""The pages of a course as sound files, for whoever takes them to a cell without a PC."""

from flask import Blueprint, Response, current_app, request, stream_with_context
from flask.typing import ResponseReturnValue

from i18n import languages
from server.library.sounds import NothingSpoken, zipped
from server.records.shelf import course_of
from server.roles import STAFF
from server.web.guards import open_to
from server.web.visitor import visitor

pages = Blueprint("sounds", __name__)


@pages.get("/sounds/<channel_id>.zip")
@open_to(*STAFF)
def whole_course(channel_id: str) -> ResponseReturnValue:
    """Send an MP3 of each page of a course in one language, while the rest is still spoken."""
    channel = course_of(visitor(), channel_id)
    code = request.args.get("language") or channel.language
    if not languages.known(code) or languages.get(code).voice is None:
        raise NothingSpoken()
    pieces = zipped(current_app.config["ARDOISE"], channel.id, code)
    name = f"{channel.id}-{code}.zip"
    return Response(
        stream_with_context(pieces),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
