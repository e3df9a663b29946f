"""What a frame asks for: pages that others made, and what they show. No cookie is read here."""

from html import escape
from io import BytesIO
from typing import Any

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from content import outside as outside_places
from content.framed import documents, types
from content.framed.packages import Found, Package
from content.framed.zips import ZipPackage
from content.outside import LONGEST
from content.vocabulary import ENDINGS
from content.zips.refusals import NotInPackage
from i18n.refusals import Refusal
from i18n.translate import use_language
from server import clock
from server.frames import origins, playing, policies
from server.frames.opened import Asking, Documents, Doorkeeper, Packages
from server.frames.operations import Places
from server.library.around import library
from server.web.errors import STATUS
from server.web.files import send_bytes, send_file, send_place
from server.web.guards import open_to_all

pages = Blueprint("frames", __name__, template_folder="templates")

OPENED_DIRECTLY = ("document", "embed", "object")
"""What a browser says of where a page is shown, if it says so, when it is in no frame of ours."""

HEAD = (
    '<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="'
    'width=device-width, initial-scale=1"><title>{title}</title><style>html{{background:#fff;'
    "color:#000;font-family:sans-serif;line-height:1.5;zoom:{zoom}%}}body{{margin:1rem;overflow-wrap:break-word}}"
    "img,video,svg,table{{max-width:100%}}img,video{{height:auto}}"
    'a[href*="/outside?to="]::after{{content:" \\2197"}}</style></head>'
)
"""The first lines of a document: its language, its title, letters as large as its reader chose."""


@pages.get("/frames/<capability>/<node_id>/p/", defaults={"path": ""})
@pages.get("/frames/<capability>/<node_id>/p/<path:path>", merge_slashes=False)
@open_to_all
def framed(capability: str, node_id: str, path: str) -> ResponseReturnValue:
    """Send what lies under a path of a package, as far as a frame may show it."""
    doorkeeper: Doorkeeper = current_app.config["DOORKEEPER"]
    packages: Packages = current_app.config["PACKAGES"]
    asking = doorkeeper.asking(capability, node_id, at=clock.now())
    name = f"{node_id[:8]}{ENDINGS[asking.file.media_type]}"
    package = packages.of(library(), asking.file, name, asking.places)
    found = package.find(path or package.first())
    if found.path != path:
        onward = url_for("frames.framed", capability=capability, node_id=node_id, path=found.path)
        return _told(redirect(onward), asking.interactive)
    if found.type in types.PAGES:
        if request.headers.get("Sec-Fetch-Dest") in OPENED_DIRECTLY:
            return _page(asking, render_template("frames/outside.html", alone=True))
        if not isinstance(package, ZipPackage):
            _note(capability, node_id, asking, found)
        return _page(asking, *_html(found, asking, package, capability, node_id))
    return _file(found, asking)


@pages.get("/frames/<capability>/<node_id>/outside")
@open_to_all
def outside(capability: str, node_id: str) -> ResponseReturnValue:
    """Say where a link to elsewhere would lead; nothing leads there."""
    doorkeeper: Doorkeeper = current_app.config["DOORKEEPER"]
    asking = doorkeeper.asking(capability, node_id, at=clock.now())
    use_language(asking.reader.language)
    address = request.args.get("to", "")[:LONGEST]
    places: Places = current_app.config["FRAME_PLACES"]
    places.led_outside(capability, node_id, address)
    return _page(
        asking, render_template("frames/outside.html", to=address, way=outside_places.way(address))
    )


@pages.get("/frames/<capability>/<node_id>/player/<path:name>")
@open_to_all
def player(capability: str, node_id: str, name: str) -> ResponseReturnValue:
    """Send what runs beside the programs of a package: a closed list of files, and a page."""
    doorkeeper: Doorkeeper = current_app.config["DOORKEEPER"]
    asking = doorkeeper.asking(capability, node_id, at=clock.now())
    if not asking.interactive or request.headers.get("Sec-Fetch-Dest") in OPENED_DIRECTLY:
        return _page(asking, render_template("frames/outside.html", alone=True))
    if name == playing.PAGE:
        return _page(asking, playing.page_of_h5p("H5P", asking.reader.language), True)
    path = playing.files().get(name)
    if path is None:
        raise NotInPackage()
    media_type = playing.type_of(name)
    sent = send_file(path, media_type, f"player-{path.stat().st_mtime_ns:x}")
    return _told(sent, media_type in types.PROGRAMS)


@pages.errorhandler(Refusal)
def refused(refusal: Refusal) -> ResponseReturnValue:
    """Say in the frame why nothing is shown; the pages around it have words of their own."""
    status = next(code for kind, code in STATUS.items() if isinstance(refusal, kind))
    body = render_template("frames/outside.html", reason=refusal.in_words())
    page = Response(f"<!doctype html>{body}", status, content_type="text/html; charset=utf-8")
    return _told(page, False)


def _html(
    found: Found, asking: Asking, package: Package, capability: str, node_id: str
) -> tuple[str, bool]:
    """Return a page as its mode shows it, and whether it may run programs."""
    if asking.interactive and found.type == "text/html":
        first = policies.GUARD
        if isinstance(package, ZipPackage):
            at = url_for("frames.player", capability=capability, node_id=node_id, name="x")
            base = at.removesuffix("x")
            first = playing.scripts(package.about.kind, base)
        return first + documents.text_of(found.read()), True
    kept: Documents = current_app.config["DOCUMENTS"]
    body = kept.of(found, asking.file.sha256)
    zoom = asking.reader.look.get("size", "100")
    language = escape(asking.file.language)
    return HEAD.format(language=language, title=escape(found.title), zoom=int(zoom)) + body, False


def _note(capability: str, node_id: str, asking: Asking, found: Found) -> None:
    if not asking.keeps:
        return
    places: Places = current_app.config["FRAME_PLACES"]
    person_id = asking.reader.person_id
    places.turned_to(capability, person_id, node_id, found.path, found.title, clock.now())


def _page(asking: Asking, body: str, interactive: bool = False) -> Response:
    page = Response(f"<!doctype html>{body}", content_type="text/html; charset=utf-8")
    return _told(page, interactive)


def _file(found: Found, asking: Asking) -> Response:
    shown = types.is_shown(found.type, interactive=asking.interactive)
    media_type = found.type if shown else types.OTHERWISE
    if media_type.startswith("text/"):
        media_type += "; charset=utf-8"
    fingerprint = f"{asking.file.sha256[:32]}-{abs(hash(found.path)):x}"
    if found.place is not None:
        sent = send_place(found.place, media_type, fingerprint)
    else:
        data = found.read()

        def body(first: int, length: int) -> Any:
            return BytesIO(data[first : first + length])

        sent = send_bytes(body, len(data), media_type, fingerprint)
    if not shown:
        sent.headers["Content-Disposition"] = "attachment"
    return _told(sent, asking.interactive and found.type in types.PROGRAMS)


def _told(response: Any, interactive: bool) -> Response:
    """Add what the browser is told of everything in a frame."""
    headers = response.headers
    around = origins.of_application() or "'self'"
    headers["Content-Security-Policy"] = policies.policy(interactive=interactive, around=around)
    headers["Referrer-Policy"] = "no-referrer"
    headers["Permissions-Policy"] = policies.LEAVES_NOTHING
    headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    headers["Access-Control-Allow-Origin"] = "null"
    found: Response = response
    return found
