"""How the frame of an interactive package begins: its address, and what its page is handed."""

from dataclasses import dataclass

from flask import request, url_for

from content.framed.zips import ZipPackage
from content.zips.about import Part
from server.frames import origins, playing
from server.frames.models import ContentReport


@dataclass(frozen=True)
class Beginning:
    """The frame of a part of a package."""

    address: str
    handed: str
    """The name of the frame, in which its page finds what it is handed."""


def beginning(
    package: ZipPackage,
    part: Part,
    capability: str,
    node_id: str,
    language: str,
    *,
    interactive: bool,
    kept: ContentReport | None = None,
) -> Beginning:
    """Return how the frame of a part begins.

    Args:
        package: is shown.
        part: of it.
        capability: lets the frame ask.
        node_id: of the page.
        language: of the reader.
        interactive: whether programs run in it.
        kept: what this part told of the reader before.
    """
    about, origin = package.about, origins.of_frames()
    base = url_for("frames.player", capability=capability, node_id=node_id, name="x")[:-1]
    whole = (origin or request.host_url.rstrip("/")) + base
    if about.kind == "h5p":
        address = base + playing.PAGE
    else:
        query = playing.launch(about, part, whole, language) if interactive else part.query
        path = part.first
        address = url_for("frames.framed", capability=capability, node_id=node_id, path=path)
        address += query
    handed = playing.handed(about, part, kept, whole, language) if interactive else "pages"
    return Beginning(origin + address, handed)
