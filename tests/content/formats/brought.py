"""Building from a file or a folder of files, and looking at what came of it."""

import io
import zipfile
from pathlib import Path

from content.entries import NodeEntry
from content.formats.asked import Asked, Made
from content.formats.sources import sources
from content.questions.exercise import Exercise

GIFT = "::Capitale:: La capitale de la France ? {=Paris ~Lyon}\n"


def brought(path: Path, **asked) -> Made:
    """Make the one channel of a source, French and CC0 unless something else is asked."""
    said = {"language": "fr", "license": "CC0", **asked}
    (source,) = sources(path, Asked(**said))
    return source()


def tree(made: Made) -> list[tuple[int, str, str]]:
    """What a channel holds, in order: how deep, kind, title."""
    depth: dict[str | None, int] = {None: 0}
    found = []
    for node in made.draft.catalogue.nodes:
        depth[node.id] = depth[node.parent] + 1
        found.append((depth[node.id], node.kind, node.versions[0].title))
    return found


def node(made: Made, title: str) -> NodeEntry:
    """The one page of this title that is no topic."""
    nodes = made.draft.catalogue.nodes
    (found,) = [n for n in nodes if n.versions[0].title == title and n.kind != "topic"]
    return found


def text(made: Made, title: str) -> str:
    """The text of a lesson."""
    (main,) = [file for file in node(made, title).files if file.role == "main"]
    return made.draft.blobs[main.sha256].decode()


def exercise(made: Made, title: str) -> Exercise:
    """An exercise, as a site reads it."""
    return Exercise.from_bytes(text(made, title).encode())


def left_out(made: Made) -> dict[str, str]:
    """Why what was left out, by where it was."""
    return {note.where: note.why() for note in made.notes.left_out}


def changed(made: Made) -> list[tuple[str, str]]:
    """What was changed: where, and why."""
    return [(note.where, note.why()) for note in made.notes.changed]


def zipped(files: dict[str, str | bytes]) -> bytes:
    """A zip of files by their names."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            plain = zipfile.ZIP_STORED if name == "mimetype" else None
            archive.writestr(name, data, plain)
    return target.getvalue()
