"""The page of one document of a paper, in a frame beside the questions."""

from flask import Blueprint, Response, abort, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from content.store import BlobStore
from content.vocabulary import ENDINGS
from i18n import languages
from server.exam_room import documents, presenting
from server.exam_room.aloud_views import is_read_to, sent, told
from server.exam_room.copies import copy_for
from server.exam_room.ticks import instant
from server.exams.subject import Document
from server.roles import Role
from server.sittings.models import Candidate
from server.web.addresses import row_number
from server.web.guards import open_to
from server.web.headers import FRAMED_POLICY
from server.web.visitor import visitor

pages = Blueprint("exam_documents", __name__, template_folder="templates")


@pages.get("/exam/documents/<int:number>")
@open_to(Role.LEARNER)
def one(number: int) -> ResponseReturnValue:
    """Show a document of a candidate's own paper, counted from 1, while they write."""
    candidate, document, read = _read(number)
    page = min(max(1, request.args.get("page", 1, type=row_number)), max(1, read.pages))
    size = request.args.get("size", 0, type=row_number)
    spoken = is_read_to(candidate) and languages.get(read.language).voice is not None
    shown = Response(
        render_template(
            "exam_room/document.html",
            number=number,
            document=document,
            read=read,
            page=page,
            leaf=read.leaf(page) if read.kind == "pdf" else None,
            tongue=languages.get(read.language),
            spoken=spoken,
            as_text=spoken and request.args.get("view") == "text",
            size=min(size, len(documents.SIZES) - 1),
            sizes=documents.SIZES,
            file=document.sha256 + ENDINGS.get(document.media_type, ""),
        )
    )
    shown.headers["Content-Security-Policy"] = FRAMED_POLICY
    return shown


@pages.get("/exam/documents/<int:number>/speech/<int:place>.json")
@open_to(Role.LEARNER)
def speech(number: int, place: int) -> ResponseReturnValue:
    """Say where the sound of each paragraph of a page is, and when each word is heard."""
    read = _heard(number, place)

    def address(name: str) -> str:
        return url_for("exam_documents.sound", number=number, place=place, block=name)

    return told(read.blocks(place), read.language, address)


@pages.get("/exam/documents/<int:number>/speech/<int:place>/<block>.mp3")
@open_to(Role.LEARNER)
def sound(number: int, place: int, block: str) -> ResponseReturnValue:
    """Send the sound of one paragraph of a page."""
    read = _heard(number, place)
    return sent(read.blocks(place), block, read.language)


def _read(number: int) -> tuple[Candidate, Document, documents.Read]:
    """Return a candidate who writes, and a document of their own paper, counted from 1."""
    candidate = presenting.mine(visitor().person_id or 0)
    if candidate is None:
        abort(404)
    here = presenting.here_of(candidate, visitor().seat, instant())
    subject = copy_for(candidate).subject if here.is_writing else None
    if subject is None or not 1 <= number <= len(subject.documents):
        abort(404)
    document = subject.documents[number - 1]
    store = BlobStore(current_app.config["HOME"].bank)
    return candidate, document, documents.Read(document, store, subject.language)


def _heard(number: int, place: int) -> documents.Read:
    """Return a document of which a page, counted from 1, may be read to who asks."""
    candidate, _, read = _read(number)
    if not is_read_to(candidate) or not 1 <= place <= read.pages:
        abort(404)
    return read
