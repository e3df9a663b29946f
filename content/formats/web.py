"""Web pages in an archive, as many HTML5 packages and articles are, to one lesson.

What is a document becomes a lesson: its pages one after the other, in the order in which they
lead to each other, with their pictures. What is a program is told apart, and refused.
"""

import base64
import hashlib
import io
import re
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from content import foreign, shape, vocabulary
from content.bundle import Blob
from content.drawings import plain
from content.foreign import Page
from content.formats.archives import UNREADABLE, Archive, Entry
from content.media import fault_in
from i18n.refusals import Phrase
from i18n.translate import N_

MOST_PAGES = 300
"""Pages of one archive that are read; a longer one should be a course."""
LARGEST_PAGE = 4 << 20
"""Bytes of one page as it was written."""
ENOUGH, ENOUGH_WITH_CONTROLS = 200, 1_500
"""Characters that a page with scripts must say to be worth reading without them; and one that has
fields and buttons too, which may be a game with its instructions."""

_PAGE = re.compile(r".+\.x?html?", re.IGNORECASE)
_DATA = re.compile(r"data:(image/[a-z+.-]+);base64,", re.IGNORECASE)


class NoLesson(Exception):
    """An archive cannot be shown as a lesson; its argument says why, in a phrase."""

    def __init__(self, why: str, *, is_program: bool = False) -> None:
        """Say why; ``is_program`` where it does something rather than says it."""
        super().__init__(why)
        self.is_program = is_program


@dataclass(frozen=True)
class Picture:
    """A picture of a lesson."""

    sha256: str
    size: int
    media_type: str
    blob: Blob


@dataclass
class Lesson:
    """What became of an archive."""

    html: bytes
    pictures: dict[str, Picture]
    """By SHA-256."""
    described: bool
    """Whether there are pictures, and each says in words what it shows."""
    changes: list[tuple[str, dict[str, Any]]]
    """What was taken out: messages and their values."""


def read_lesson(path: Path) -> Lesson:
    """Read an archive with an ``index.html`` as a lesson.

    Raises:
        NoLesson: it is damaged, a program, empty or too long.
    """
    try:
        with closing(Archive(path)) as archive:
            return _Reading(archive).lesson()
    except UNREADABLE as error:
        what = f"{type(error).__name__}: {error}"[:120]
        raise NoLesson(Phrase(N_("its archive cannot be read ({what})"), what=what)) from None


@dataclass
class _Reading:
    """Reads one archive."""

    archive: Archive
    pages: dict[str, Page] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    """What was taken out on the way, as messages."""
    _known: dict[str, str] = field(default_factory=dict)

    def lesson(self) -> Lesson:
        first = self._first()
        waiting = [first]
        while waiting and len(self.pages) < MOST_PAGES:
            name = waiting.pop(0)
            if name not in self.pages:
                page = foreign.read(self.archive.read(name, LARGEST_PAGE))
                if page.tangled:
                    raise NoLesson(Phrase(N_("HTML that is not written as a lesson's")))
                self.pages[name] = page
                waiting += self._leads_to(name, page)
        pages = list(self.pages.values())
        self._refuse_programs(pages)
        changes = self._changes(pages, cut=bool(set(waiting) - self.pages.keys()))
        described = all(image.get("alt") for page in pages for image in page.body.iter("img"))
        ways = [(partial(self._picture, name), partial(self._link, name)) for name in self.pages]
        html = foreign.lesson(pages, ways)
        if fault := shape.fault_in([html]):
            raise NoLesson(Phrase(N_("it would make no lesson: {fault}"), fault=fault))
        changes += [(message, {}) for message in sorted(self.missing)]
        return Lesson(html.encode(), self.pictures, described and bool(self.pictures), changes)

    def _first(self) -> str:
        pages = [name for name in self.archive.names if _PAGE.fullmatch(name)]
        if not pages:
            raise NoLesson(Phrase(N_("its archive holds no web page")))
        return min(pages, key=lambda name: (name != "index.html", name.count("/"), name))

    def _leads_to(self, here: str, page: Page) -> list[str]:
        links = (link.get("href", "") for link in page.body.iter("a"))
        found = (self._page(here, link) for link in links)
        return [name for name in dict.fromkeys(found) if name and name not in self.pages]

    def _page(self, here: str, address: str) -> str:
        if foreign.leads_out(address):
            return ""
        name = self.archive.named(here, address)
        return name if _PAGE.fullmatch(name) else ""

    def _refuse_programs(self, pages: list[Page]) -> None:
        said = sum(len(page.text) for page in pages)
        shown = sum(page.pictures() for page in pages)
        if not said and not shown:
            acts = any(page.acts for page in pages)
            raise NoLesson(Phrase(N_("it holds nothing that can be read")), is_program=acts)
        enough = ENOUGH_WITH_CONTROLS if any(page.controls for page in pages) else ENOUGH
        if any(page.acts for page in pages) and said < enough:
            raise NoLesson(Phrase(N_("it is a program, not a text")), is_program=True)

    def _changes(self, pages: list[Page], *, cut: bool) -> list[tuple[str, dict[str, Any]]]:
        changes: list[tuple[str, dict[str, Any]]] = []
        lost: Counter[str] = sum((page.lost for page in pages), Counter())
        if any(page.acts for page in pages):
            changes.append((N_("its scripts were taken out; its text and pictures stay"), {}))
        if lost:
            what = ", ".join(f"<{name}>" for name in sorted(lost))
            changes.append(
                (N_("what is neither text nor picture was taken out: {what}"), {"what": what})
            )
        if cut:
            changes.append((N_("only its first {count} pages were taken"), {"count": len(pages)}))
        return changes

    def _link(self, here: str, address: str) -> str:
        if foreign.leads_out(address):
            self.missing.add(N_("links that led outside only say now where they led"))
            return ""
        path, _, spot = address.partition("#")
        name = self._page(here, path) if path else here
        if name not in self.pages:
            self.missing.add(N_("links to what is not shown lead nowhere now"))
            return ""
        page = list(self.pages).index(name)
        if spot or len(self.pages) > 1:
            return f"#{foreign.place(page, spot)}"
        return ""

    def _picture(self, here: str, address: str) -> str:
        if address in self._known and address.startswith("data:"):
            return self._known[address]
        name = "" if foreign.leads_out(address) else self.archive.named(here, address)
        key = name or address
        if key not in self._known:
            self._known[key] = self._kept(name, address)
        if not self._known[key]:
            self.missing.add(N_("pictures that are missing or not allowed were taken out"))
        return self._known[key]

    def _kept(self, name: str, address: str) -> str:
        """Keep a picture; return the address it is shown under, "" if it cannot be."""
        inline = _DATA.match(address)
        ending = f".{name.rpartition('.')[2].lower()}"
        media_type = inline[1].lower() if inline else vocabulary.MEDIA_TYPES.get(ending, "")
        if not media_type.startswith("image/") or media_type not in vocabulary.ENDINGS:
            return ""
        blob: Blob
        try:
            if inline:
                data = blob = base64.b64decode(address[inline.end() :], validate=False)
                sha256 = hashlib.sha256(data).hexdigest()
            else:
                data, sha256 = self.archive.picture(name)
                blob = Entry(self.archive.path, name)
        except UNREADABLE:
            return ""
        if media_type == "image/svg+xml" and (made := plain(data)) != data:
            data = blob = made
            sha256 = hashlib.sha256(made).hexdigest()
        if fault_in(media_type, io.BytesIO(data)):
            return ""
        self.pictures[sha256] = Picture(sha256, len(data), media_type, blob)
        return f"files/{sha256}{vocabulary.ENDINGS[media_type]}"
