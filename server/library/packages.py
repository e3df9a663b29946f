"""The pages inside interactive packages, brought into the search index.

A manual as a folder of web pages is one page of a course: without this, only its title is found.
Only packages of plain pages are read: those that ask questions hold their answers in their files.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from content import browse
from content.browse import FileItem, Item
from content.framed import inside
from content.framed.zips import ZipPackage
from content.library import Library
from content.models import File, Node, Release
from content.vocabulary import MEDIA_TYPES
from content.zips.about import REPORTING
from content.zips.archive import Package
from i18n.refusals import Refusal
from search.documents import Document
from search.index import Index

log = logging.getLogger(__name__)

TOGETHER = 200
"""Packages in one commit; each has few pages, or most of the time is theirs."""
DONE = 1
"""What the index keeps of a package whose pages are in it."""


@dataclass(frozen=True)
class Due:
    """A release with packages whose pages are not in the index."""

    release: Release
    packages: list[tuple[Item, FileItem]]


def due(library: Library, index: Index) -> list[Due]:
    """Return the releases that hold packages of which pages may be missing in the index."""
    done, held, found = index.done(), index.releases(), []
    for release in library.releases().values():
        if held.get(release.channel_id) != release.manifest:
            continue
        missing = [each for each in _packages_of(release) if each[0].id not in done]
        if missing:
            found.append(Due(release, missing))
    return found


def bring_in(library: Library, index: Index, report: Callable[[int, int], object]) -> None:
    """Index the pages inside packages; cut off anywhere, do it again.

    Args:
        library: what is installed.
        index: what is found.
        report: told the packages done and to do.
    """
    todo = due(library, index)
    total, before = sum(len(each.packages) for each in todo), 0
    for each in todo:
        channel, manifest = each.release.channel_id, each.release.manifest
        for begin in range(0, len(each.packages), TOGETHER):
            report(before + begin, total)
            some = each.packages[begin : begin + TOGETHER]
            documents = (made for node, file in some for made in _documents(library, node, file))
            if not index.extend(channel, manifest, documents, {node.id: DONE for node, _ in some}):
                break  # another release came meanwhile: it is due by itself
        before += len(each.packages)
    report(total, total)


def _packages_of(release: Release) -> list[tuple[Item, FileItem]]:
    zipped = MEDIA_TYPES[".zip"]
    query = (
        Node.select(Node.node_id)
        .join(File, on=File.node == Node.id)
        .where(Node.release == release, File.media_type == zipped, File.role == "main")
    )
    nodes = browse.items((node_id for (node_id,) in query.tuples()), release.language, coach=True)
    return [
        (node, file)
        for node in nodes.values()
        for file in browse.files_of(node)
        if file.media_type == zipped and file.role == "main"
    ]


def _documents(library: Library, node: Item, file: FileItem) -> Iterator[Document]:
    try:
        package = ZipPackage(Package(library.store.place(file.sha256), node.words.title))
    except (Refusal, OSError) as error:
        log.warning("package %s is not indexed: %s", file.sha256[:12], error)
        return
    if package.about.kind in REPORTING:
        return
    for page in inside.pages(package):
        yield Document(
            key=f"{node.id}:{node.language}",
            node_id=node.id,
            channel_id=node.channel,
            kind=node.kind,
            language=node.language,
            easy=False,
            title=page.title or node.words.title,
            description="",
            text=page.text,
            subject=node.subject,
            level=node.level,
            coach=node.coach,
            part=page.path,
        )
