"""Bringing the search index to what is installed."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from content import browse
from content.browse import Item
from content.library import Library
from content.models import File, Node, Release
from i18n.refusals import Refusal
from search.documents import Document
from search.index import Index
from server.actors import Actor
from server.console import Site
from server.jobs import operations as jobs
from server.jobs.models import Job
from server.library import archives, packages
from server.library import documents as papers
from server.library.asking_to_index import ask_to_index
from server.library.reading import searchable_text, version_name

log = logging.getLogger(__name__)

NAMED = 5
"""Titles that a job of pages in packages is called by."""


def bring_up_to_date(
    library: Library,
    index: Index,
    cache: Path,
    report: Callable[[int, int], object],
    *,
    anew: bool = False,
) -> None:
    """Index what is installed and forget what is not; cut off anywhere, do it again.

    Args:
        library: what is installed.
        index: what is found.
        cache: where the words of documents are kept for their readers.
        report: told the documents done and to do.
        anew: index channels again whose release is there already.
    """
    wanted = library.releases()
    differing = due(library, index)
    for channel_id in set(differing) - wanted.keys():
        index.remove(channel_id)
    again = [wanted[name] for name in sorted(wanted) if anew or name in differing]
    counts = {release.id: Node.select().where(Node.release == release).count() for release in again}
    total, before = sum(counts.values()), 0
    for release in again:
        documents = _documents(library, cache, release, report, before, total)
        index.replace(release.channel_id, release.manifest, documents)
        before += counts[release.id]
    if again:
        pdfs = File.select(File.sha256).where(File.media_type == "application/pdf").distinct()
        papers.sweep(cache, {sha256 for (sha256,) in pdfs.tuples()})
    report(total, total)


def due(library: Library, index: Index) -> list[str]:
    """Return the ids of the channels of which the index holds something else than learners see.

    A release is known by the hash of its manifest: a row's number may come to mean another when
    the library is made anew.
    """
    wanted = {name: release.manifest for name, release in library.releases().items()}
    held = index.releases()
    return sorted(
        name for name in {*wanted, *held} if name not in held or held[name] != wanted.get(name)
    )


def ask_if_due(site: Site, by: Actor, *, at: datetime) -> Job | None:
    """Ask for that job if the index is not what it should be; so at each start of the server."""
    names = due(site.library, site.index)
    if not names:
        ask_for_archives(site, by, at=at)
    return ask_to_index(", ".join(names), by, at=at) if names else None


def ask_for_archives(site: Site, by: Actor, *, at: datetime) -> Job | None:
    """Ask for the job that lets pages in packages and archives be found, if some cannot be yet."""
    nodes = [each.node for each in archives.due(site.library, site.index)]
    for each in packages.due(site.library, site.index):
        nodes += [node for node, _ in each.packages]
    names = ", ".join(node.words.title for node in nodes[:NAMED])
    return jobs.ask("library.archives", names, by, at=at, background=True) if nodes else None


def _documents(
    library: Library,
    cache: Path,
    release: Release,
    report: Callable[[int, int], object],
    before: int,
    total: int,
) -> Iterator[Document]:
    node_ids = [
        node_id
        for (node_id,) in Node.select(Node.node_id)
        .where(Node.release == release)
        .order_by(Node.position)
        .tuples()
    ]
    for start in range(0, len(node_ids), 100):
        batch = browse.items(node_ids[start : start + 100], release.language, coach=True)
        for number, node in enumerate(batch.values(), start=start + 1):
            yield from _versions_of(library, cache, node)
            report(min(before + number, total), total)


def _versions_of(library: Library, cache: Path, node: Item) -> Iterator[Document]:
    """Go through the versions of a page; one that cannot be read is left out, and noted.

    Each page of a document follows as one of its own, so that the very page is found.
    """
    own: Document | None = None
    for version in browse.published(node):
        try:
            text = searchable_text(library, version)
        except (Refusal, UnicodeError, OSError) as error:
            log.warning("page %s (%s) is not indexed: %s", node.id, version.language, error)
            continue
        found = Document(
            key=f"{node.id}:{version_name(version).replace('-', ':')}",
            node_id=node.id,
            channel_id=node.channel,
            kind=node.kind,
            language=version.language,
            easy=version.easy,
            title=version.words.title,
            description=version.words.description,
            text=text,
            subject=node.subject,
            level=node.level,
            coach=node.coach,
        )
        own = own or found
        yield found
    file = papers.document_of(node)
    if own is None or file is None:
        return
    document = papers.Document(library, cache, file)
    language = papers.language_of(document.facts, node)
    for number, leaf in enumerate(document.make_ahead(), start=1):
        if leaf.paragraphs:
            key = f"{own.key}:p{number}"
            yield replace(own, key=key, language=language, text=leaf.text())
