"""A cartridge to a work: its items topics and pages, in their order."""

import posixpath
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from content.formats import licenses
from content.formats.archives import UNREADABLE, Archive
from content.formats.binding import Found
from content.formats.courses import Course
from content.formats.desk import Desk, FileFormat
from content.formats.kolibri.labels import language as known_language
from content.formats.markup import tree
from content.formats.questions.brought import FileNotRead, Read
from content.formats.questions.qti.package import read_item
from content.formats.questions.xml import Element
from content.formats.said import line, text, title_of
from content.formats.stores import Store
from content.formats.works import NotRead, Page, Work
from content.html import text_of
from content.outside import written
from content.wording import is_seen
from i18n.refusals import Phrase
from i18n.translate import N_

MANIFEST = "imsmanifest.xml"
LARGEST_PICTURE = 64 << 20
DEEPEST = 8
"""Items in each other; deeper ones stand beside those above."""
_BASE = re.compile(r"^(?:\$|%24)IMS-CC-FILEBASE(?:\$|%24)/*", re.IGNORECASE)
_WEB = re.compile(r"webcontent|learning-application-resource", re.IGNORECASE)
_TEST = re.compile(r"imsqti_|/assessment|/question-bank", re.IGNORECASE)
_ADDRESS = re.compile(r"imswl_", re.IGNORECASE)
_KINDS = (("imsdt_", "discussion"), ("imsbasiclti_", "LTI"), ("assignment", "assignment"))
_HTML = (".html", ".htm", ".xhtml")


def _recognises(path: Path) -> bool:
    if path.suffix.lower() == ".imscc":
        return True
    if path.suffix.lower() != ".zip":
        return False
    try:
        with closing(Archive(path)) as archive:
            return MANIFEST in archive.names and b"imscc" in archive.read(MANIFEST, 8 << 20)
    except UNREADABLE:
        return False


def _read(path: Path, desk: Desk) -> Work:
    store = Store(path, desk)
    try:
        return _Reading(store, desk, tree(store.read(MANIFEST))).work(path)
    finally:
        store.close()


@dataclass
class _Reading:
    """Reads one cartridge."""

    store: Store
    desk: Desk
    manifest: Element
    course: Course = field(init=False)
    resources: dict[str, Element] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    """Resources that an item names."""
    entries: dict[str, str] = field(default_factory=dict)
    """By entry of the archive, the name that its page has."""

    def __post_init__(self) -> None:
        self.course = Course(self.desk, self._find, self._link)
        for each in self.manifest.walk():
            if each.name == "resource":
                self.resources[each.get("identifier")] = each
                if entry := self._entry(each):
                    self.entries[entry] = each.get("identifier")

    def work(self, path: Path) -> Work:
        """Return the whole cartridge.

        Raises:
            NotRead: nothing of it can be read.
        """
        pages: list[Page] = []
        for organization in (e for e in self.manifest.walk() if e.name == "organization"):
            tops = list(organization.all("item"))
            if len(tops) == 1 and not tops[0].get("identifierref"):
                tops = list(tops[0].all("item"))
            for item in tops:
                pages += self._item(item, 1)
        pages += self._banks()
        about = self.manifest.first("metadata") or Element("", 0)
        rights = _said(about, "rights", "description")
        title = line(_said(about, "title"))
        return Work(
            title if is_seen(title) else title_of(path),
            self.course.done(pages),
            text(text_of(_said(about, "description"))),
            known_language(_said(about, "language")),
            license=licenses.known(rights),
            rights=text(rights)[:300],
        )

    def _item(self, item: Element, depth: int) -> list[Page]:
        title = line(_child(item, "title"))
        name = item.get("identifierref")
        pages = self._resource(name, title) if name else []
        below: list[Page] = []
        for each in item.all("item"):
            below += self._item(each, depth + 1)
        if not below:
            return pages
        if depth > DEEPEST:
            return [*pages, *below]
        return self.course.topic(f"item {item.get('identifier')}", title, [*pages, *below])

    def _resource(self, name: str, title: str) -> list[Page]:
        resource = self.resources.get(name)
        if resource is None:
            self.desk.leave_out(title or name, N_("its file is missing in the archive"))
            return []
        if name in self.used:
            return []
        self.used.add(name)
        title = title or self._entry(resource) or name
        try:
            pages = self._read(resource, name, title)
        except NotRead as reason:
            self.desk.leave_out(title, reason.args[0])
            return []
        return self.course.became(name, pages)

    def _read(self, resource: Element, name: str, title: str) -> list[Page]:
        kind, entry = resource.get("type"), self._entry(resource)
        if _TEST.search(kind):
            return self.course.exercise(name, title, self._questions(entry))
        if _ADDRESS.search(kind):
            return self._address(name, title, entry)
        if not _WEB.search(kind):
            known = next((ours for part, ours in _KINDS if part in kind), kind)
            self.course.has_no_counterpart(title, known)
            return []
        if entry.lower().endswith(_HTML):
            return self.course.text(name, title, self.store.read(entry, 8 << 20), entry)
        return self.course.file(name, title, self.store.path(entry))

    def _questions(self, entry: str) -> Read:
        def find(address: str) -> bytes | None:
            found = self._find(entry, address)
            return found[1] if found else None

        try:
            return read_item(self.store.read(entry), find)
        except FileNotRead as refusal:
            raise NotRead(Phrase(refusal.message, **refusal.values)) from None

    def _address(self, name: str, title: str, entry: str) -> list[Page]:
        root = tree(self.store.read(entry))
        links = (each.get("href") for each in root.walk() if each.name == "url")
        address = line(next(links, ""))
        message = N_("its address leads outside; it is only written")
        self.desk.change(title, message)
        return self.course.text(name, title, written(address))

    def _banks(self) -> Iterator[Page]:
        """Go through the tests and question banks that no item names."""
        for name, resource in self.resources.items():
            if name not in self.used and _TEST.search(resource.get("type")):
                yield from self._resource(name, self._title_of_test(resource))

    def _title_of_test(self, resource: Element) -> str:
        try:
            root = tree(self.store.read(self._entry(resource)))
        except NotRead:
            return ""
        return next((line(e.get("title")) for e in root.walk() if e.get("title")), "")

    def _entry(self, resource: Element) -> str:
        """Return the entry of a resource: the one it names, else its first file."""
        file = resource.first("file")
        address = resource.get("href") or (file.get("href") if file is not None else "")
        return self._named("", address)

    def _named(self, here: str, address: str) -> str:
        path = unquote(address.partition("#")[0].partition("?")[0].strip())
        if not path:
            return ""
        based = _BASE.sub("", path)
        if based != path:
            tries = [f"web_resources/{based}", based]
        else:
            tries = [posixpath.join(posixpath.dirname(here), path), path]
        names = (posixpath.normpath(each).lstrip("/") for each in tries)
        return next((name for name in names if name in self.store), "")

    def _find(self, here: str, address: str) -> Found | None:
        name = self._named(here, address)
        if not name:
            return None
        try:
            path = self.store.path(name, LARGEST_PICTURE)
            return name, path.read_bytes(), path
        except (NotRead, OSError):
            return None

    def _link(self, here: str, address: str) -> str:
        name = self._named(here, address)
        return f"../{self.desk.id_of(self.entries[name])}/" if name in self.entries else ""


def _child(element: Element, name: str) -> str:
    child = element.first(name)
    return child.text().strip() if child is not None else ""


def _said(about: Element, *names: str) -> str:
    """Return the first text of nested elements of LOM: general/title/string."""
    ahead = [about]
    for name in names:
        ahead = [each for one in ahead for each in one.walk() if each.name == name]
    return ahead[0].text().strip() if ahead else ""


FORMAT = FileFormat("Common Cartridge (imscc, zip)", _recognises, _read)
