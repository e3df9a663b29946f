"""What the content of a release that waits would do, beside being read: for whoever decides."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from peewee import fn

from content.likeness import is_mixed
from i18n.translate import language
from server.bundles.likeness import Alike, alike, known
from server.bundles.models import Arrival
from server.bundles.waiting import by_id
from server.records.models import Visit
from sync.describe import CHANGED, Described, Description
from sync.prepared import Prepared, sounds_without_words


@dataclass(frozen=True)
class Busy:
    """A page that people are in the middle of, and that would not be as before."""

    title: str
    is_removed: bool
    people: int


@dataclass(frozen=True)
class Listed:
    """Pages of which something is to be said."""

    count: int
    pages: tuple[Described, ...]
    """The first of them."""


@dataclass(frozen=True)
class Wants:
    """What a release would do, and what it lacks."""

    sizes: dict[str, int]
    """Bytes of files by language, largest first."""
    undescribed: Listed
    """Pages that show a picture without an alternative."""
    uncaptioned: Listed
    """Recordings and videos with neither captions nor a transcript."""
    busy: tuple[Busy, ...]
    alike: tuple[Alike, ...]
    """Other courses, here or on the way, whose title or name looks like the one of this."""
    mixed: tuple[str, ...]
    """Titles with letters of two alphabets in one word."""


def wants(arrival: Arrival, description: Description) -> Wants:
    """Return what a described release would do."""
    pages = by_id(description)
    sizes: Counter[str] = Counter()
    for page in pages.values():
        for file in page.files:
            sizes[file.language] += file.size
    return Wants(
        sizes=dict(sizes.most_common()),
        undescribed=_listed(
            page
            for page in pages.values()
            if any(file.sha256 in arrival.undescribed for file in page.files)
        ),
        uncaptioned=_listed(page for page in pages.values() if sounds_without_words(page)),
        busy=_busy(_begun(arrival), description, pages),
        alike=alike(arrival.channel_id, [each.title for each in description.versions], known()),
        mixed=tuple(title for title in _titles(description, pages) if is_mixed(title)),
    )


def wants_of(arrival: Arrival, prepared: Prepared, description: Description) -> Wants:
    """Return the same of a release whose description is kept."""
    begun = _begun(arrival)
    pages = {page.id: page for page in prepared.nodes(begun, language())}
    listed = {
        what: Listed(named.count, tuple(prepared.nodes(named.ids, language())))
        for what in ("undescribed", "uncaptioned")
        if (named := prepared.named(what))
    }
    return Wants(
        sizes=prepared.sizes(),
        busy=_busy(begun, description, pages),
        alike=alike(arrival.channel_id, [each.title for each in description.versions], known()),
        mixed=prepared.mixed(),
        **listed,
    )


def _listed(pages: Iterable[Described]) -> Listed:
    found = tuple(pages)
    return Listed(len(found), found)


def _titles(description: Description, pages: dict[str, Described]) -> list[str]:
    return [
        *(version.title for version in description.versions),
        *(p.title for p in pages.values()),
    ]


def _begun(arrival: Arrival) -> dict[str, int]:
    """Return how many people have begun and not ended each page."""
    query = (
        Visit.select(Visit.node_id, fn.COUNT(Visit.id))
        .where(Visit.channel_id == arrival.channel_id, Visit.finished_at.is_null())
        .group_by(Visit.node_id)
    )
    return dict(query.tuples())


def _busy(
    begun: dict[str, int], description: Description, pages: dict[str, Described]
) -> tuple[Busy, ...]:
    """Return the pages that people have begun and not ended, and that change or go."""
    changed = [
        Busy(page.title, False, begun[page.id])
        for page in pages.values()
        if page.change == CHANGED and page.id in begun
    ]
    gone = [Busy(old.title, True, begun[old.id]) for old in description.removed if old.id in begun]
    return tuple(sorted(gone + changed, key=lambda busy: -busy.people))
