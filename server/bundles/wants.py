"""What the content of a release that waits would do, beside being read: for whoever decides."""

import re
from collections import Counter
from dataclasses import dataclass

from peewee import fn

from content import texts
from content.bundle import Manifest
from server.bundles.models import Arrival
from server.bundles.waiting import by_id
from server.console import Site
from server.records.models import Visit
from sync.describe import CHANGED, Described, Description

ADDRESS = re.compile(rb"""(?:(?:https?|ftp):)?//[\w-]+\.[^\s"'<>\\)\]]+|mailto:[^\s"'<>\\)\]]+""")
"""An address outside the library, in the text of a page or in an attribute of it."""

SPACES = "http://www.w3.org/"
"""The names of formulas and drawings begin so; they lead nowhere."""

MOST = 200
"""Addresses that are kept and listed, commonest first."""


@dataclass(frozen=True)
class Busy:
    """A page that people are in the middle of, and that would not be as before."""

    title: str
    is_removed: bool
    people: int


@dataclass(frozen=True)
class Wants:
    """What a release would do, and what it lacks."""

    sizes: dict[str, int]
    """Bytes of files by language, largest first."""
    undescribed: tuple[Described, ...]
    """Pages that show a picture without an alternative."""
    uncaptioned: tuple[Described, ...]
    """Recordings and videos with neither captions nor a transcript."""
    busy: tuple[Busy, ...]


def outside(site: Site, manifest: Manifest) -> dict[str, int]:
    """Return the addresses outside the library that lessons and exercises name, and how often.

    They are text on a page: what could be clicked or fetched was taken out when it was made, and
    is taken out again when it is shown.
    """
    found: Counter[str] = Counter()
    for stored in manifest.files:
        if stored.type in texts.TYPES:
            data = b"".join(site.quarantine.chunks(manifest.sha256, stored))
            addresses = (each.decode("utf-8", "replace") for each in ADDRESS.findall(data))
            found.update(each.rstrip(".,;:!?") for each in addresses)
    named = {each: count for each, count in found.most_common() if not each.startswith(SPACES)}
    return dict(list(named.items())[:MOST])


def wants(arrival: Arrival, description: Description) -> Wants:
    """Return what a described release would do."""
    pages = by_id(description)
    sizes: Counter[str] = Counter()
    for page in pages.values():
        for file in page.files:
            sizes[file.language] += file.size
    return Wants(
        sizes=dict(sizes.most_common()),
        undescribed=tuple(page for page in pages.values() if _shows_undescribed(page)),
        uncaptioned=tuple(page for page in pages.values() if _sounds_without_words(page)),
        busy=_busy(arrival, description, pages),
    )


def _shows_undescribed(page: Described) -> bool:
    return any(file.role == "picture" and not file.alt.strip() for file in page.files)


def _sounds_without_words(page: Described) -> bool:
    roles = {file.role for file in page.files}
    return page.kind in ("audio", "video") and not roles & {"captions", "transcript"}


def _busy(
    arrival: Arrival, description: Description, pages: dict[str, Described]
) -> tuple[Busy, ...]:
    """Return the pages that people have begun and not ended, and that change or go."""
    query = (
        Visit.select(Visit.node_id, fn.COUNT(Visit.id))
        .where(Visit.channel_id == arrival.channel_id, Visit.finished_at.is_null())
        .group_by(Visit.node_id)
    )
    begun = dict(query.tuples())
    changed = [
        Busy(page.title, False, begun[page.id])
        for page in pages.values()
        if page.change == CHANGED and page.id in begun
    ]
    gone = [Busy(old.title, True, begun[old.id]) for old in description.removed if old.id in begun]
    return tuple(sorted(gone + changed, key=lambda busy: -busy.people))
