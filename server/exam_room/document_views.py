"""The page of one document of a paper, in a frame beside the questions."""

from flask import Blueprint, Response, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue

from content.store import BlobStore
from content.vocabulary import ENDINGS
from i18n import languages
from server.exam_room import documents, presenting
from server.exam_room.copies import copy_for
from server.exam_room.ticks import instant
from server.roles import Role
from server.web.addresses import row_number
from server.web.guards import open_to
from server.web.headers import FRAMED_POLICY
from server.web.visitor import visitor

pages = Blueprint("exam_documents", __name__, template_folder="templates")


@pages.get("/exam/documents/<int:number>")
@open_to(Role.LEARNER)
def one(number: int) -> ResponseReturnValue:
    """Show a document of a candidate's own paper, counted from 1, while they write."""
    candidate = presenting.mine(visitor().person_id or 0)
    if candidate is None:
        abort(404)
    here = presenting.here_of(candidate, visitor().seat, instant())
    subject = copy_for(candidate).subject if here.is_writing else None
    if subject is None or not 1 <= number <= len(subject.documents):
        abort(404)
    document = subject.documents[number - 1]
    read = documents.Read(document, BlobStore(current_app.config["HOME"].bank), subject.language)
    page = min(max(1, request.args.get("page", 1, type=row_number)), max(1, read.pages))
    size = request.args.get("size", 0, type=row_number)
    shown = Response(
        render_template(
            "exam_room/document.html",
            number=number,
            document=document,
            read=read,
            page=page,
            leaf=read.leaf(page) if read.kind == "pdf" else None,
            tongue=languages.get(read.language),
            size=min(size, len(documents.SIZES) - 1),
            sizes=documents.SIZES,
            file=document.sha256 + ENDINGS.get(document.media_type, ""),
        )
    )
    shown.headers["Content-Security-Policy"] = FRAMED_POLICY
    return shown
