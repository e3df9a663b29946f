"""Pages of others in a release that waits: shown in a frame to whoever decides, and to nobody else.

The door is that of the library, ``server.frames``; its capability names the release as well.
"""

from dataclasses import dataclass

from flask import current_app, request, url_for

from content.browse import FileItem
from content.framed.archives import ArchivePackage
from content.framed.opening import PACKED
from content.framed.packages import Package
from content.framed.zips import ZipPackage
from content.manifest import Stored
from content.store import Place
from content.zips.about import REPORTING, Part
from server import clock
from server.bundles import operations, waiting
from server.bundles.models import Arrival
from server.console import Site
from server.frames import origins, policies
from server.frames.beginning import beginning
from server.frames.capabilities import NotForThisFrame
from server.frames.opened import Doorkeeper, Packages
from server.roles import CONTENT
from server.web.addresses import row_number
from server.web.visitor import Visitor, visitor

ON_A_PAGE = 100
"""Titles listed at once."""


@dataclass(frozen=True)
class Framed:
    """A package that waits, for the page around its frame."""

    first: str
    """The address of its first page; "" where nothing of it is there without its programs."""
    name: str
    """Of the frame: links lead into it by this name, or its page finds in it what it is handed."""
    sandbox: str
    programs: bool
    """Whether it is shown with its programs."""
    policy: str
    titles: tuple[tuple[str, str], ...]
    """Titles of its pages and their addresses, from a place of its list on."""
    onward: int
    """The place from which the list goes on; 0 at its end."""
    parts: tuple[Part, ...] = ()
    """Of an interactive package."""
    part: str = ""
    """The id of the one that is shown."""


def package_of(reader: Visitor, number: int, node_id: str) -> tuple[FileItem, tuple[Place, ...]]:
    """Return the package of a page of a release that waits, and where it lies.

    Raises:
        NotForThisFrame: this person does not decide about releases, or it is no such page.
        NoSuchArrival, NotWaiting, NoSuchPage, Incomplete: it is not there to be looked at.
    """
    if reader.role not in CONTENT:
        raise NotForThisFrame()
    arrival = operations.find(number)
    stored = _packed(arrival, node_id)
    if stored is None:
        raise NotForThisFrame()
    with _site().quarantine.pieces(arrival.manifest, [stored]) as pieces:
        pieces.need(stored)
        places = tuple(pieces.places(stored))
    file = FileItem("main", "", False, stored.sha256, stored.size, stored.type, "")
    return file, places


def framed(arrival: Arrival, node_id: str) -> Framed | None:
    """Return what the page around the frame needs; None if this page is shown in none.

    Raises:
        Refusal: the package cannot be opened.
    """
    if _packed(arrival, node_id) is None:
        return None
    here, programs = visitor(), request.args.get("programs") == "yes"
    file, places = package_of(here, arrival.id, node_id)
    packages: Packages = current_app.config["PACKAGES"]
    package = packages.of(_site().library, file, arrival.title, places)
    doorkeeper: Doorkeeper = current_app.config["DOORKEEPER"]
    capability = doorkeeper.looking_at(
        here, arrival.id, node_id, interactive=programs, at=clock.now()
    )

    policy = policies.of_reader(origins.of_frames() or "'self'")
    sandbox = policies.SANDBOX[programs]
    if isinstance(package, ZipPackage):
        about, part = package.about, package.part(request.args.get("part", ""))
        begun = beginning(package, part, capability, node_id, here.language, interactive=programs)
        first = begun.address if programs or about.kind not in REPORTING else ""
        return Framed(first, begun.handed, sandbox, programs, policy, (), 0, about.parts, part.id)

    def address(path: str) -> str:
        place = url_for("frames.framed", capability=capability, node_id=node_id, path=path)
        return origins.of_frames() + place

    titles, onward = _titles(package)
    listed = tuple((title, address(path)) for title, path in titles)
    return Framed(address(package.first()), "pages", sandbox, programs, policy, listed, onward)


def _packed(arrival: Arrival, node_id: str) -> Stored | None:
    files = waiting.files(_site(), arrival, node_id)
    return next((stored for stored in files.values() if stored.type in PACKED), None)


def _titles(package: Package) -> tuple[list[tuple[str, str]], int]:
    """Return titles and paths of pages of an archive, and where the list goes on."""
    if not isinstance(package, ArchivePackage):
        return [], 0
    archive, first = package.archive, request.args.get("from", 0, type=row_number)
    entries, onward = archive.titles(min(first, archive.title_count()), ON_A_PAGE)
    listed = [(entry.shown, package.path_of(entry)) for entry in entries]
    return listed, onward if onward < archive.title_count() else 0


def _site() -> Site:
    site: Site = current_app.config["ARDOISE"]
    return site
