"""Bringing the search index to what is installed."""

import logging
from collections.abc import Callable, Iterator

from content import browse
from content.browse import ChannelItem, Item
from content.library import Library
from content.models import Node
from i18n.refusals import Refusal
from search.documents import Document
from search.index import Index
from server.library.reading import searchable_text, version_name

log = logging.getLogger(__name__)


def bring_up_to_date(
    library: Library, index: Index, report: Callable[[int, int], object], *, anew: bool = False
) -> None:
    """Index what is installed and forget what is not; cut off anywhere, do it again.

    Args:
        library: what is installed.
        index: what is found.
        report: told the documents done and to do.
        anew: index channels again whose release is there already.
    """
    wanted = {channel.id: channel for channel in browse.channels("fr")}
    held = index.releases()
    for channel_id in held.keys() - wanted.keys():
        index.remove(channel_id)
    due = [
        channel for channel in wanted.values() if anew or held.get(channel.id) != channel.release
    ]
    counts = {
        channel.id: Node.select().where(Node.release == channel.release).count() for channel in due
    }
    total, before = sum(counts.values()), 0
    for channel in due:
        documents = _documents(library, channel, report, before, total)
        index.replace(channel.id, channel.release, documents)
        before += counts[channel.id]
    report(total, total)


def _documents(
    library: Library,
    channel: ChannelItem,
    report: Callable[[int, int], object],
    before: int,
    total: int,
) -> Iterator[Document]:
    node_ids = [
        node_id
        for (node_id,) in Node.select(Node.node_id)
        .where(Node.release == channel.release)
        .order_by(Node.position)
        .tuples()
    ]
    for start in range(0, len(node_ids), 100):
        batch = browse.items(node_ids[start : start + 100], channel.language, coach=True)
        for number, node in enumerate(batch.values(), start=start + 1):
            yield from _versions_of(library, node)
            report(min(before + number, total), total)


def _versions_of(library: Library, node: Item) -> Iterator[Document]:
    """Go through the versions of a page; one that cannot be read is left out, and noted."""
    for version in browse.versions(node):
        try:
            text = searchable_text(library, version)
        except (Refusal, UnicodeError, OSError) as error:
            log.warning("page %s (%s) is not indexed: %s", node.id, version.language, error)
            continue
        yield Document(
            key=f"{node.id}:{version_name(version).replace('-', ':')}",
            node_id=node.id,
            channel_id=node.channel,
            release=node.release,
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
