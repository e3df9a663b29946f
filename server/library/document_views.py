"""The pages of a document: one after the other as pictures, or their words, heard and searched."""

from flask import Blueprint, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from content import outside
from content.browse import FileItem, Item
from i18n import languages
from server import clock
from server.console import Site
from server.library.around import beside, library, node_of, reading_of, recordings
from server.library.documents import Document, document_of, language_of, place_of
from server.library.reading import NoSuchFile, Reading, version_name
from server.library.speaking import Voice, sound_of, speak, spoken_as
from server.records import operations as records
from server.roles import Role
from server.web.addresses import row_number
from server.web.files import send_file
from server.web.guards import open_to
from server.web.visitor import visitor

pages = Blueprint("documents", __name__, template_folder="templates")

READERS = tuple(Role)


def document_page(read: Reading, preview: dict[str, object] | None = None) -> ResponseReturnValue:
    """Show a document: the page asked for, else the one where somebody was.

    Args:
        read: the page of it.
        preview: see ``around.NodePage``.

    Raises:
        NoSuchFile: it has no document.
    """
    file = document_of(read.node)
    if file is None:
        raise NoSuchFile()
    here, args = visitor(), request.args
    document = _document(file)
    facts = document.facts
    words = args.get("find", "").strip()[:100]
    found = document.find(words) if words else []
    asked = args.get("page", type=row_number) or (found[0].page if found else 0)
    place, finished = "", False
    if here.person_id is not None and preview is None:
        name, at = version_name(read.version), clock.now()
        visit = records.visited(here.person_id, read.node, name, at=at)
        place, finished = visit.place, bool(visit.finished_at)
        if asked:
            records.reached(here.person_id, read.node, name, f"p{asked}", at=at)
    number = min(max(1, asked or place_of(place)), max(1, facts.pages))
    return render_template(
        "library/document.html",
        read=read,
        document=facts,
        file=file,
        number=number,
        leaf=document.leaf(number),
        leaf_language=languages.get(language_of(facts, read.node)),
        links=[(each, outside.way(each)) for each in document.leaf(number).links],
        as_text=args.get("view") == "text",
        words=words,
        found=found,
        finished=finished,
        **{**recordings(read), "media": file},
        **(preview or beside(read)),
    )


@pages.get("/library/<node_id>/speech/pages/<int:number>")
@open_to(*READERS, guests=True)
def speech(node_id: str, number: int) -> ResponseReturnValue:
    """Say where the sound of each paragraph of a page is, and when each word is heard."""
    spoken = speak(_reading(node_of(node_id), number), _voice())
    return spoken_as(
        spoken,
        lambda name: url_for("documents.sound", node_id=node_id, number=number, block=name),
    )


@pages.get("/library/<node_id>/speech/pages/<int:number>/<block>.mp3")
@open_to(*READERS, guests=True)
def sound(node_id: str, number: int, block: str) -> ResponseReturnValue:
    """Send the sound of one paragraph of a page."""
    asked = request.args.get("voice", "")
    path = sound_of(_reading(node_of(node_id), number), block, _voice(), asked)
    return send_file(path, "audio/mpeg", path.stem)


def _document(file: FileItem) -> Document:
    site: Site = current_app.config["ARDOISE"]
    return Document(library(), site.home.cache, file)


def _voice() -> Voice:
    return Voice.of(current_app.config["ARDOISE"])


def _reading(node: Item, number: int) -> Reading:
    """Return the words of one page of a document as a page that is read aloud.

    Raises:
        NoSuchFile: the page is no document.
    """
    file = document_of(node)
    if file is None:
        raise NoSuchFile()
    return _document(file).reading(reading_of(node, None), number)
