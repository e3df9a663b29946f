"""Pages of HTML out of a file, bound to lessons: their text, their pictures, where links lead."""

import base64
import binascii
import posixpath
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from content import foreign, shape, vocabulary
from content.bundle import Blob
from content.drawings import plain
from content.entries import FileEntry
from content.foreign import Page as Foreign
from content.formats.archives import LARGEST_ENTRY, UNREADABLE, Archive, Entry
from content.formats.desk import Desk
from content.formats.said import line
from content.formats.sizing import LARGEST_SHEET, Looks, Size, fit, own_size, stand_in_line
from content.formats.works import NotRead, Page
from content.media import picture_type
from i18n.refusals import Phrase
from i18n.translate import N_

LARGEST_INLINE = 16 << 20
"""Characters of a picture that is written into the page itself."""
_DATA = re.compile(r"data:image/[a-z+.-]+(?:;[a-z]+=[\w-]+)*;base64,", re.IGNORECASE)
_TO_PAGE = re.compile(r' href="\.\./([0-9a-f]{32})/[^"]*"')

Found = tuple[str, bytes, Blob]
"""Of a picture: a name of its own, its bytes, and where they stay."""
Find = Callable[[str, str], Found | None]
"""Returns the picture that a page, by its name, means by an address; None where there is none."""
Link = Callable[[str, str], str]
"""Returns where an address of a page leads in the channel, "" where it leads nowhere."""


def found_in(archive: Archive) -> Find:
    """Return what finds pictures in an archive."""

    def find(here: str, address: str) -> Found | None:
        name = archive.named(here, address)
        try:
            return (name, archive.read(name, LARGEST_ENTRY), Entry(archive.path, name))
        except UNREADABLE:
            return None

    return find


@dataclass
class Bound:
    """A lesson that was bound and not yet kept."""

    page: Page
    html: str


@dataclass
class Binder:
    """Binds the pages of one file."""

    desk: Desk
    find: Find
    _known: dict[str, FileEntry | None] = field(default_factory=dict)
    _sizes: dict[str, Size] = field(default_factory=dict)
    """Of the pictures kept, by their hash."""
    _sheets: dict[tuple[str, str], str] = field(default_factory=dict)
    """Style sheets, by the folder of a page and the address in it."""

    def bind(
        self, identity: str, title: str, pages: Sequence[tuple[str, Foreign]], link: Link
    ) -> Bound:
        """Bind pages, one after the other, to one lesson; what goes is noted.

        Args:
            identity: the id of the lesson.
            title: its title.
            pages: each with the name by which ``find`` and ``link`` know it; used up.
            link: where links lead: to ``../<id>/#`` or ``#`` and ``foreign.place``.

        Raises:
            NotRead: it would make no lesson, or holds nothing.
        """
        if not any(page.text or page.pictures() for _, page in pages):
            raise NotRead(Phrase(N_("it holds nothing that can be read")))
        files: dict[str, FileEntry] = {}
        missing: set[str] = set()
        described = all(
            image.get("alt") is not None for _, page in pages for image in page.body.iter("img")
        )
        lost = self._lost(pages)
        _take_title(pages[0][1].body, title)
        ways = [
            (
                partial(self._picture, name, files, missing),
                partial(self._link, name, link, missing),
            )
            for name, _ in pages
        ]
        for name, each in pages:
            self._fit_pictures(name, each)
        html = foreign.lesson([page for _, page in pages], ways)
        if fault := shape.fault_in([html]):
            raise NotRead(Phrase(N_("it would make no lesson: {fault}"), fault=fault))
        for phrase in [*lost, *sorted(missing)]:
            self.desk.change(title, phrase)
        page = Page(identity, title, files=[*files.values()], described=described)
        return Bound(page, html)

    def _fit_pictures(self, here: str, page: Foreign) -> None:
        """Write at each picture of a page how large it is shown."""
        images = list(page.body.iter("img"))
        looks = Looks()
        for address in page.sheets if images else ():
            looks.read(self._sheet(here, address))
        looks.read(page.styles)
        for image in images:
            entry = self._kept(here, image.get("src", ""))
            fit(image, looks, self._sizes.get(entry.sha256, (0, 0)) if entry else (0, 0))
        stand_in_line(page.body)

    def _sheet(self, here: str, address: str) -> str:
        key = posixpath.dirname(here), address
        if key not in self._sheets:
            found = None if foreign.leads_out(address) else self.find(here, address)
            data = found[1] if found else b""
            self._sheets[key] = data[:LARGEST_SHEET].decode(errors="replace")
        return self._sheets[key]

    def _lost(self, pages: Sequence[tuple[str, Foreign]]) -> list[str]:
        lost: Counter[str] = sum((page.lost for _, page in pages), Counter())
        phrases: list[str] = []
        if any(page.acts for _, page in pages):
            phrases.append(N_("its scripts were taken out; its text and pictures stay"))
        if lost:
            what = ", ".join(f"<{name}>" for name in sorted(lost))
            message = N_("what is neither text nor picture was taken out: {what}")
            phrases.append(Phrase(message, what=what))
        return phrases

    def _link(self, here: str, link: Link, missing: set[str], address: str) -> str:
        if foreign.leads_out(address):
            missing.add(N_("links that led outside only say now where they led"))
            return ""
        target = link(here, address)
        if not target:
            missing.add(N_("links to what is not shown lead nowhere now"))
        return target

    def _picture(
        self, here: str, files: dict[str, FileEntry], missing: set[str], address: str
    ) -> str:
        entry = self._kept(here, address)
        if entry is None:
            missing.add(N_("pictures that are missing or not allowed were taken out"))
            return ""
        files[entry.sha256] = entry
        return f"files/{entry.sha256}{vocabulary.ENDINGS[entry.type]}"

    def _kept(self, here: str, address: str) -> FileEntry | None:
        if address.startswith("data:"):
            return self._inline(address)
        found = None if foreign.leads_out(address) else self.find(here, address)
        if found is None:
            return None
        name, data, blob = found
        if name not in self._known:
            self._known[name] = self.picture("picture", data, blob)
        return self._known[name]

    def _inline(self, address: str) -> FileEntry | None:
        begins = _DATA.match(address[:200])
        if begins is None or len(address) > LARGEST_INLINE:
            return None
        try:
            data = base64.b64decode(address[begins.end() :], validate=False)
        except (binascii.Error, ValueError):
            return None
        return self.picture("picture", data, data)

    def picture(self, role: str, data: bytes, blob: Blob) -> FileEntry | None:
        """Keep a picture; None if it is none that a page may show."""
        media_type = picture_type(data)
        if media_type == "image/svg+xml" and (made := plain(data)) != data:
            data = blob = made
        try:
            entry = self.desk.keep(role, media_type, blob, data=data) if media_type else None
            if entry is not None:
                self._sizes[entry.sha256] = own_size(entry.type, data)
            return entry
        except NotRead:
            return None

    def keep(self, bound: Sequence[Bound], others: Mapping[str, str] | None = None) -> list[Page]:
        """Keep lessons, and return their pages; links to what is not there go.

        Args:
            bound: the lessons.
            others: what links may lead to beside them: ids, each with the one it really has.
        """
        there = {each.page.id: each.page.id for each in bound} | dict(others or {})

        def led(to: re.Match[str]) -> str:
            return to[0].replace(to[1], there[to[1]], 1) if to[1] in there else ""

        for each in bound:
            html = _TO_PAGE.sub(led, each.html)
            main = self.desk.keep("main", "text/html", html.encode())
            each.page.files.insert(0, main)
        return [each.page for each in bound]


def _take_title(body: Element, title: str) -> None:
    """Take the heading out that only says the title again, which stands above every lesson."""
    above = body
    while not (above.text or "").strip() and len(above):
        first = above[0]
        if first.tag in ("h1", "h2", "h3", "p"):
            if line("".join(first.itertext())) == title and first.find(".//img") is None:
                spots = [each.get("id", "") for each in first.iter() if each.get("id")]
                kept = ElementTree.Element("div")
                kept.tail = first.tail
                for spot in spots:
                    ElementTree.SubElement(kept, "a", {"id": spot})
                above[0] = kept
                if not spots and not (first.tail or "").strip():
                    above.remove(kept)
            return
        if first.tag not in ("div", "section", "header", "article", "main"):
            return
        above = first
