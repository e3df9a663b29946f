"""What a reader asks of the search page, and what of its answers may be shown."""

from collections.abc import Mapping

from content.browse import Item
from content.library import Library
from search.query import Hit, Query

LAST_PAGE = 1000


def query_of(
    asked: Mapping[str, str],
    language: str,
    *,
    with_coach: bool,
    channels: frozenset[str],
    nodes: frozenset[str] | None = None,
) -> Query:
    """Return the query that the fields of an address say; a field that says nonsense is left out.

    Args:
        asked: ``q``, ``language``, ``subject``, ``kind``, ``level``, ``easy``, ``page``.
        language: of the reader.
        with_coach: whether pages for teachers may be found.
        channels: ids of the courses that the reader finds in the library.
        nodes: ids of the pages and topics that the reader finds there, None for all.
    """
    page = asked.get("page", "1")
    return Query(
        words=asked.get("q", "").strip(),
        language=asked.get("language") or None,
        subject=asked.get("subject") or None,
        kind=asked.get("kind") or None,
        level=asked.get("level") or None,
        easy_first=asked.get("easy") == "1",
        page=min(max(1, int(page)), LAST_PAGE) if page.isdecimal() and len(page) < 10 else 1,
        with_coach=with_coach,
        channels=channels,
        nodes=nodes,
        prefer=language,
    )


def shown(
    hits: list[Hit], held: Mapping[str, Item], library: Library
) -> list[tuple[Hit, Item, bool]]:
    """Return what was found with what it is now, and whether the index is behind there.

    A page found as it was in another release than learners see is shown once, and never with the
    words it was found by: they may have been taken back.
    """
    releases = {name: release.manifest for name, release in library.releases().items()}
    found: list[tuple[Hit, Item, bool]] = []
    behind: set[str] = set()
    for hit in hits:
        item = held.get(hit.node_id)
        if item is None or item.id in behind:
            continue
        is_behind = hit.release != releases.get(hit.channel_id)
        if is_behind:
            behind.add(item.id)
        found.append((hit, item, is_behind))
    return found


def leaf_of(hit: Hit) -> int:
    """Return the page of a document that was found, from 1; 0 where it is none."""
    page = hit.key.rpartition(":p")[2]
    return int(page) if page.isascii() and page.isdecimal() else 0
