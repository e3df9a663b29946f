"""Our pages around an archive: the reader page, its list of titles, a page as text alone."""

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from content import foreign
from content.browse import Item
from content.framed import types
from content.framed.archives import ArchivePackage
from content.framed.packages import Found
from i18n.speech import mp3
from search.index import Index
from search.query import Query
from server import clock
from server.frames import opened, origins, policies
from server.frames.opened import Doorkeeper, Packages
from server.frames.operations import Places
from server.library import speaking
from server.library.around import beside, coach, library, node_of, reading_of
from server.library.reading import (
    NoSuchFile,
    Reading,
    as_read,
    can_be_read,
    version_name,
)
from server.library.speaking import Voice
from server.records import operations as records
from server.roles import CONTENT, Role
from server.web.addresses import row_number
from server.web.files import send_file
from server.web.guards import open_to
from server.web.turns import in_turn
from server.web.visitor import visitor

pages = Blueprint("packages", __name__, template_folder="templates")

READERS = tuple(Role)
ON_A_PAGE = 100


def page(read: Reading, preview: dict[str, object] | None = None) -> ResponseReturnValue:
    """Show the reader page of an archive, where this reader was last or at the page asked for.

    Args:
        read: the page.
        preview: see ``around.NodePage``.
    """
    here, node = visitor(), read.node
    package = _package(node)
    path, finished = request.args.get("page", ""), False
    if here.person_id is not None and preview is None:
        visit = records.visited(here.person_id, node, version_name(read.version), at=clock.now())
        place = _places().of_person(here.person_id, node.id)
        path, finished = path or (place[0] if place else ""), bool(visit.finished_at)
    doorkeeper: Doorkeeper = current_app.config["DOORKEEPER"]
    capability = doorkeeper.capability(here, node, at=clock.now(), keeps=preview is None)
    frame = url_for("frames.framed", capability=capability, node_id=node.id, path=path)
    first = url_for("frames.framed", capability=capability, node_id=node.id, path=package.first())
    shown = Response(
        render_template(
            "frames/archive.html",
            read=read,
            frame=origins.of_frames() + frame,
            first=origins.of_frames() + first,
            capability=capability,
            sandbox=policies.SANDBOX[opened.is_interactive(node)],
            finished=finished,
            can_be_read=can_be_read(node),
            manages=here.role in CONTENT,
            **(preview or beside(read)),
        )
    )
    policy = policies.of_reader(origins.of_frames() or "'self'")
    shown.headers["Content-Security-Policy"] = policy
    return shown


def _places() -> Places:
    places: Places = current_app.config["FRAME_PLACES"]
    return places


def _package(node: Item) -> ArchivePackage:
    packages: Packages = current_app.config["PACKAGES"]
    found = packages.of(library(), opened.file_of(node), node.words.title)
    if not isinstance(found, ArchivePackage):
        raise NoSuchFile()
    return found


@pages.get("/library/<node_id>/pages")
@open_to(*READERS, guests=True)
@in_turn
def titles(node_id: str) -> ResponseReturnValue:
    """List the pages of an archive by title, or find some by what they say."""
    node = node_of(node_id)
    package, archive = _package(node), _package(node).archive
    words, begins = request.args.get("q", "").strip(), request.args.get("begins", "")
    first = request.args.get("from", 0, type=row_number)
    hits, titled = [], []
    if words:
        titled = package.titled(words)
        index: Index = current_app.config["INDEX"]
        query = Query(words, nodes=frozenset({node.id}), with_coach=coach(), per_page=50)
        named = {path for _, path in titled}
        hits = [hit for hit in index.search(query).hits if hit.part and hit.part not in named]
        begins = words
    if begins:
        first = archive.begins_at(begins)
    listed, onward = archive.titles(min(first, archive.title_count()), ON_A_PAGE)
    return render_template(
        "frames/titles.html",
        node=node,
        words=words,
        titled=titled,
        hits=hits,
        listed=[(entry.shown, package.path_of(entry)) for entry in listed],
        first=first,
        back=max(0, first - ON_A_PAGE),
        onward=onward if onward < archive.title_count() else None,
        **_around(node),
    )


def _around(node: Item) -> dict[str, object]:
    read = reading_of(node, None)
    return {"read": read, **{k: v for k, v in beside(read).items() if k != "node"}}


@pages.get("/library/<node_id>/text")
@open_to(*READERS, guests=True)
@in_turn
def text(node_id: str) -> ResponseReturnValue:
    """Show the text of a page of an archive alone, in our own letters: to listen to, to print."""
    node = node_of(node_id)
    found = _page_asked(node)
    read = _as_lesson(node, found)
    return render_template(
        "frames/text.html",
        read=read,
        title=found.title,
        path=found.path,
        **beside(read),
    )


def _page_asked(node: Item) -> Found:
    """Return the page of an archive that is asked for, or the last one shown in its frame."""
    package, path = _package(node), request.args.get("page", "")
    if not path:
        place = _places().of(request.args.get("frame", ""), node.id)
        path = place[0] if place else package.first()
    found = package.find(path)
    if found.type not in types.PAGES:
        raise NoSuchFile()
    return found


def _as_lesson(node: Item, found: Found) -> Reading:
    """Return a page of an archive as the text of a lesson: what it says, without pictures."""
    read = reading_of(node, None)
    fragment = foreign.lesson([foreign.read(found.read())], [(lambda a: "", lambda a: "")])
    return Reading(node, read.version, (), as_read(fragment, node.id, read.version.language), None)


@pages.get("/library/<node_id>/led-outside")
@open_to(*READERS, guests=True)
def led_outside(node_id: str) -> ResponseReturnValue:
    """Lead to the page that tells of the last link outside that was followed in a frame."""
    node = node_of(node_id)
    address = _places().led(request.args.get("frame", ""), node.id)
    return redirect(url_for("outside.told", node_id=node.id, to=address), code=303)


@pages.get("/library/<node_id>/text/speech")
@open_to(*READERS, guests=True)
def speech(node_id: str) -> ResponseReturnValue:
    """Say where the sound of each block of such a text is, and when each word is heard."""
    node = node_of(node_id)
    found = _page_asked(node)
    return speaking.spoken_as(
        speaking.speak(_as_lesson(node, found), _voice()),
        lambda name: url_for("packages.sound", node_id=node_id, block=name, page=found.path),
    )


@pages.get("/library/<node_id>/text/sound/<block>.mp3")
@open_to(*READERS, guests=True)
def sound(node_id: str, block: str) -> ResponseReturnValue:
    """Send the sound of one block of such a text, or of all of it as "all"."""
    node = node_of(node_id)
    read = _as_lesson(node, _page_asked(node))
    if block == "all":
        spoken = speaking.speak(read, _voice())
        whole = b"".join(mp3.join(each.spoken.mp3 for each in spoken))
        return Response(whole, content_type="audio/mpeg")
    path = speaking.sound_of(read, block, _voice(), request.args.get("voice", ""))
    return send_file(path, "audio/mpeg", path.stem)


def _voice() -> Voice:
    return Voice.of(current_app.config["ARDOISE"])
