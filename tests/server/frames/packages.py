"""Interactive packages in the library of a school."""

import html
import json
import re
from pathlib import Path

from content import browse
from content.bundle import build, open_bundle
from content.formats.asked import Asked
from content.formats.sources import sources
from content.library import Library
from server import clock
from server.frames.models import InteractiveCourse

FRAME = re.compile(
    r'<iframe[^>]* name="([^"]*)" src="([^"]+)" sandbox="([^"]*)"'
    r'(?:[^>]*data-capability="([^"]+)")?'
)


def install(
    library: Library, data: bytes, folder: Path, file: str = "paquet.zip", release: int = 1
) -> None:
    """Put a package into a library as an installation does, without its road."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file
    path.write_bytes(data)
    (source,) = sources(path, Asked(release, license="CC0", language="fr", id=path.stem))
    draft = source().draft
    manifest = open_bundle(build(draft, folder / "built"))
    for sha256, blob in draft.blobs.items():
        with blob.open() as kept:
            library.store.add(sha256, [kept.read()])
    library.switch(library.stage(draft.catalogue, manifest))


def allow(channel_id: str) -> None:
    """Let the programs of a course run, as a content manager does."""
    manifest = browse.channel(channel_id, "fr").manifest
    InteractiveCourse.create(channel_id=channel_id, manifest=manifest, decided_at=clock.now())


class Shown:
    """A reader page with a frame in it, as a browser finds it."""

    def __init__(self, seat, node, part=""):
        self.seat, self.node = seat, node
        answer = seat.get(f"/library/{node.id}/" + (f"?part={part}" if part else ""))
        found = FRAME.search(answer.text)
        assert found, answer.text
        self.page = html.unescape(answer.text)
        name, self.frame, self.sandbox, self.capability = map(html.unescape, found.groups(""))
        self.handed = json.loads(name) if name.startswith("{") else {}
        self.base = self.frame.partition("/p/")[0].partition("/player/")[0]

    def tells(self, **told):
        """Send what the page around the frame sends."""
        part = self.handed.get("part", {}).get("id", "")
        form = {"capability": self.capability, "part": part, **told}
        return self.seat.post(f"/library/{self.node.id}/reported", form)
