"""Our page around an interactive package, and what comes back from it."""

from typing import Any

from flask import Blueprint, Response, current_app, render_template, request
from flask.typing import ResponseReturnValue

from content.browse import Item
from content.framed.zips import ZipPackage
from content.zips.about import REPORTING, Part
from i18n.translate import gettext as _
from server import clock
from server.frames import opened, origins, policies, reported
from server.frames.beginning import beginning
from server.frames.models import ContentReport
from server.frames.opened import Doorkeeper, Packages
from server.frames.saying import in_words
from server.library.around import beside, library, node_of
from server.library.reading import NoSuchFile, Reading, can_be_read, version_name
from server.records import operations as records
from server.roles import CONTENT, Role
from server.web.guards import open_to
from server.web.visitor import visitor

pages = Blueprint("interactions", __name__, template_folder="templates")


def page(read: Reading, preview: dict[str, object] | None = None) -> ResponseReturnValue:
    """Show an interactive package: one of its parts in a frame, or why it is not shown.

    Args:
        read: the page.
        preview: see ``around.NodePage``; nothing that it reports is then kept.
    """
    here, node = visitor(), read.node
    package = _package(node)
    finished = False
    kept: dict[str, ContentReport] = {}
    if here.person_id is not None and preview is None:
        visit = records.visited(here.person_id, node, version_name(read.version), at=clock.now())
        kept = ContentReport.of(here.person_id, node.id)
        finished = bool(visit.finished_at)
    part = package.at(request.args.get("part", ""), request.args.get("page", ""))
    interactive, about = opened.is_interactive(node), package.about
    told: dict[str, Any] = {}
    if interactive or about.kind not in REPORTING:
        told = _frame(
            package, part, kept.get(part.id), _capability(node, keeps=preview is None), node
        )
    shown = Response(
        render_template(
            "frames/package.html",
            read=read,
            about=about,
            part=part,
            kept=kept,
            said=in_words(kept[part.id]) if part.id in kept else "",
            interactive=interactive,
            finished=finished,
            can_be_read=can_be_read(node) and bool(told),
            reports=interactive and preview is None,
            manages=here.role in CONTENT,
            sandbox=policies.SANDBOX[interactive],
            **told,
            **(preview or beside(read)),
        )
    )
    shown.headers["Content-Security-Policy"] = policies.of_reader(origins.of_frames() or "'self'")
    return shown


def _capability(node: Item, *, keeps: bool) -> str:
    doorkeeper: Doorkeeper = current_app.config["DOORKEEPER"]
    return doorkeeper.capability(visitor(), node, at=clock.now(), keeps=keeps)


def _frame(
    package: ZipPackage, part: Part, kept: ContentReport | None, capability: str, node: Item
) -> dict[str, Any]:
    """Return what the page says of the frame in it."""
    begun = beginning(
        package,
        part,
        capability,
        node.id,
        visitor().language,
        interactive=opened.is_interactive(node),
        kept=kept,
    )
    return {"frame": begun.address, "capability": capability, "handed": begun.handed}


def _package(node: Item) -> ZipPackage:
    packages: Packages = current_app.config["PACKAGES"]
    found = packages.of(library(), opened.file_of(node), node.words.title)
    if not isinstance(found, ZipPackage):
        raise NoSuchFile()
    return found


@pages.post("/library/<node_id>/reported")
@open_to(*Role)
def report(node_id: str) -> ResponseReturnValue:
    """Keep what the programs of a package told of this reader, and say what is kept by now."""
    here, node, form = visitor(), node_of(node_id), request.form
    if here.person_id is None or node.kind != "html5":
        raise NoSuchFile()
    doorkeeper: Doorkeeper = current_app.config["DOORKEEPER"]
    doorkeeper.refuse_others(form.get("capability", ""), here, node_id, at=clock.now())
    package = _package(node)
    part = package.part(form.get("part", ""))
    told = reported.read(form)
    pace: reported.Pace = current_app.config["REPORTS_PACE"]
    pace.take(here.person_id, node_id, at=clock.now())
    kept = reported.keep(here.person_id, node, package.about, part, told, at=clock.now())
    return {"said": in_words(kept), "label": _("Reported by the content")}


def kept(person_id: int) -> str:
    """Tell what packages reported of somebody."""
    rows = [(row, in_words(row)) for row in ContentReport.all_of(person_id)]
    return render_template("frames/kept_reports.html", rows=rows) if rows else ""
