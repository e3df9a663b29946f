"""The pages of a release that whoever approves it must have opened: drawn at random, not chosen."""

import math
import random
from collections.abc import Iterable

from content.entries import NodeEntry

FEWEST, MOST = 3, 12
"""Pages to open: the square root of their number, between these; or all, if there are fewer."""


def draw(nodes: Iterable[NodeEntry], seed: str) -> list[str]:
    """Return the ids of the pages to open, in the order of the course.

    At least one is of each kind and one in each language there is, even if these are more than
    ``MOST``. Neither the publisher nor who brought the release in can know them before, since the
    number of its arrival is part of the seed; for one seed they are always the same.

    Args:
        nodes: of the catalogue; topics are no pages.
        seed: the hash of the manifest and the number of the arrival.
    """
    pages = [node for node in nodes if node.kind != "topic"]
    mixed = pages[:]
    random.Random(seed).shuffle(mixed)  # noqa: S311 - must be repeatable; nothing rests on secrecy
    drawn: set[str] = set()
    seen: set[str] = set()
    for page in mixed:
        shows = {page.kind, *(f"in {version.language}" for version in page.versions)}
        if not shows <= seen:
            drawn.add(page.id)
            seen |= shows
    wanted = min(max(FEWEST, math.isqrt(max(len(pages) - 1, 0)) + 1), MOST)
    for page in mixed:
        if len(drawn) >= wanted:
            break
        drawn.add(page.id)
    return [page.id for page in pages if page.id in drawn]
