"""Looking at all files of a course, wherever their bytes are."""

from collections.abc import Callable, Iterable
from pathlib import Path

from content.accessibility.documents import LARGEST
from content.accessibility.files import TYPES, Looked, look
from content.accessibility.report import Report, report
from content.bundle import Blob, Draft
from content.entries import FileEntry, NodeEntry


def of_draft(draft: Draft) -> Report:
    """Return what stands in somebody's way in a course that is being made.

    Raises:
        OSError: a file cannot be read any more.
    """
    return judged(draft.catalogue.nodes, lambda file: _whole(draft.blobs[file.sha256]))


def judged(nodes: Iterable[NodeEntry], whole: Callable[[FileEntry], bytes]) -> Report:
    """Return what stands in somebody's way in a course.

    Args:
        nodes: of its catalogue.
        whole: gives all bytes of a file; asked for each once, if it is not too large.
    """
    nodes = tuple(nodes)
    looked: dict[str, Looked] = {}
    for file in (file for node in nodes for file in node.files):
        if is_looked_at(file.type, file.size) and file.sha256 not in looked:
            looked[file.sha256] = look(whole(file), file.type, file.language)
    return report(nodes, looked)


def is_looked_at(media_type: str, size: int) -> bool:
    """Say whether a file is looked at: of a known type, and not too large."""
    return media_type in TYPES and size <= LARGEST


def _whole(blob: Blob) -> bytes:
    if isinstance(blob, bytes):
        return blob
    if isinstance(blob, Path):
        return blob.read_bytes()
    with blob.open() as file:
        return file.read()
