"""What a reader asks of the search page, and what of its answers may be shown."""

from collections.abc import Mapping

from content import browse
from content.browse import Item
from content.library import Library
from content.marks import Mark
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


def mark_of(hit: Hit, item: Item) -> Mark | None:
    """Return what is said of the version that was found; None where it is the page itself, or
    where nobody said anything."""
    if hit.part or (hit.language == item.language and not hit.easy):
        return None
    wanted = (hit.language, hit.easy)
    versions = browse.versions(item)
    found = next((each for each in versions if (each.language, each.easy) == wanted), None)
    said = found.words.mark if found else None
    return said if said and (said.by_machine or said.who) else None


def leaf_of(hit: Hit) -> int:
    """Return the page of a document that was found, from 1; 0 where it is none."""
    page = hit.key.rpartition(":p")[2]
    return int(page) if page.isascii() and page.isdecimal() else 0
