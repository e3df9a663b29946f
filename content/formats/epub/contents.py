"""The contents of a book: a tree of titles, each with the place that it leads to."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from content.formats.archives import Archive
from content.formats.epub.opening import Book, read
from content.formats.markup import tree
from content.formats.questions.xml import Element
from content.formats.said import line
from content.formats.works import NotRead

MOST_ENTRIES = 20_000
DEEPEST = 6
"""Entries in each other; deeper ones stand beside those above."""


@dataclass
class Entry:
    """A line of the contents."""

    title: str
    document: str
    """The entry of the archive that it leads to, "" if to none."""
    spot: str = ""
    """The place in it, "" for its beginning."""
    below: "list[Entry]" = field(default_factory=list)


def entries(archive: Archive, book: Book) -> list[Entry]:
    """Return the contents of a book, those of version 3 before those of version 2.

    Contents that cannot be read are as good as none: the chapters have titles of their own.
    """
    for name, read_them in ((book.navigation, _of_nav), (book.ncx, _of_ncx)):
        if not name:
            continue
        try:
            found = read_them(_Reading(archive, name), tree(read(archive, name)))
        except NotRead:
            continue
        if found:
            return found
    return []


def spots(listed: Sequence[Entry], document: str, wanted: int) -> list[str]:
    """Return the places in a document that contents lead to, in their order.

    Args:
        listed: the contents.
        document: one that is too long.
        wanted: how many there should be at least: deeper entries count until there are.
    """
    found: list[str] = []
    level: list[Entry] = list(listed)
    while level and len(found) < wanted:
        found += [each.spot for each in level if each.document == document and each.spot]
        level = [below for each in level for below in each.below]
    return list(dict.fromkeys(found))


@dataclass
class _Reading:
    archive: Archive
    name: str
    left: int = MOST_ENTRIES

    def entry(self, title: str, address: str) -> Entry | None:
        """Return an entry with its place, None once there are too many."""
        self.left -= 1
        document = self.archive.named(self.name, address) if address else ""
        spot = address.partition("#")[2]
        return Entry(line(title), document, spot) if self.left >= 0 else None


def _of_nav(reading: _Reading, root: Element) -> list[Entry]:
    navs = [each for each in root.walk() if each.name == "nav"]
    wanted = [each for each in navs if "toc" in each.get("type").split()] or navs[:1]
    lists = [each for nav in wanted for each in nav.walk() if each.name == "ol"]
    return _of_list(reading, lists[0], 1) if lists else []


def _of_list(reading: _Reading, listed: Element, depth: int) -> list[Entry]:
    found: list[Entry] = []
    for item in listed.all("li"):
        label = item.first("a", "span")
        inner = item.first("ol")
        place = label.get("href") if label is not None else ""
        entry = reading.entry(label.text() if label is not None else "", place)
        if entry is None:
            break
        found.append(entry)
        below = _of_list(reading, inner, depth + 1) if inner is not None else []
        (entry.below if depth < DEEPEST else found).extend(below)
    return found


def _of_ncx(reading: _Reading, root: Element) -> list[Entry]:
    top = next((each for each in root.walk() if each.name == "navMap"), None)
    return _of_points(reading, top, 1) if top is not None else []


def _of_points(reading: _Reading, above: Element, depth: int) -> list[Entry]:
    found: list[Entry] = []
    for point in above.all("navPoint"):
        label, place = point.first("navLabel"), point.first("content")
        title = label.text() if label is not None else ""
        entry = reading.entry(title, place.get("src") if place is not None else "")
        if entry is None:
            break
        found.append(entry)
        below = _of_points(reading, point, depth + 1)
        (entry.below if depth < DEEPEST else found).extend(below)
    return found
