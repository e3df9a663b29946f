"""A package of QTI, to the questions in it; and a single item."""

import io
import posixpath
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from fractions import Fraction
from urllib.parse import unquote

from content.formats.archives import UNREADABLE, Archive
from content.formats.questions import xml
from content.formats.questions.attached import Find
from content.formats.questions.brought import (
    BadArchive,
    LeftOut,
    NotXml,
    Read,
    UnknownForm,
    named,
)
from content.formats.questions.percent import exact
from content.formats.questions.qti import older
from content.formats.questions.qti.item import Item, brought, plain_names
from content.formats.questions.texts import PLAIN, plain
from content.formats.questions.xml import Element
from i18n.refusals import Phrase
from i18n.translate import N_

LARGEST_XML = 16 << 20
"""Bytes of one item, with the pictures that some programs write into it."""
LARGEST_FILE = 64 << 20
MANIFEST = "imsmanifest.xml"
_ITEM = re.compile(r"imsqti_(?:apip)?item|imsqti_xmlv1|x-bb-qti", re.IGNORECASE)
_TEST = re.compile(r"imsqti_(?:apip)?(?:test|assessment)_|imsqti_test", re.IGNORECASE)

_FILE_BASE = re.compile(r"^\$IMS-CC-FILEBASE\$[./]*|^\$[A-Z_]+\$/?")
"""What Canvas and Common Cartridge put before the names of files, for where these lie."""
_FOLDERS = ("", "web_resources/", "Uploaded Media/", "csfiles/home_dir/")


def read_item(data: bytes, find: Find = lambda _: None) -> Read:
    """Read the items of a single file.

    Args:
        data: all of it.
        find: returns the bytes of a file that it names; by default, none is at hand.

    Raises:
        NotXml: it is no XML.
        UnknownForm: there is no item in it.
    """
    found = Read()
    if not _add_all(xml.parsed(data), find, "", (), Fraction(1), found):
        raise UnknownForm()
    return found


def read(data: bytes) -> Read:
    """Read all items of a package; what is wrong with one is noted with its name.

    Raises:
        BadArchive: it is damaged, or there is no item in it.
    """
    try:
        with closing(Archive(io.BytesIO(data))) as archive:
            return _Package(archive).read()
    except UNREADABLE as error:
        what = f"{type(error).__name__}: {error}"[:120]
        raise BadArchive(what=what) from None


@dataclass
class _Package:
    """Reads one archive."""

    archive: Archive
    found: Read = field(default_factory=Read)
    seen: int = 0
    """Items that were met, whatever became of them."""

    def read(self) -> Read:
        manifest = self._manifest()
        items, tests = self._listed(manifest)
        asked = list(self._asked(tests))
        order = [name for name, _category, _weight in asked]
        rest = [name for name in items if name not in order]
        about = {name: (category, weight) for name, category, weight in asked}
        listed = list(dict.fromkeys([*order, *rest]))
        for name in listed or self._any():
            category, weight = about.get(name, ((), Fraction(1)))
            self._item(name, category, weight)
        if not self.seen:
            raise BadArchive(what=Phrase(N_("it holds no question of QTI")))
        return self.found

    def _manifest(self) -> Element | None:
        names = [each for each in self.archive.names if posixpath.basename(each) == MANIFEST]
        if not names:
            return None
        self.root = posixpath.dirname(min(names, key=len))
        return self._parsed(min(names, key=len))

    root: str = ""

    def _parsed(self, name: str) -> Element | None:
        """Return the root of a file; note why there is none."""
        try:
            root = xml.parsed(self.archive.read(name, LARGEST_XML))
        except NotXml as refusal:
            what = Phrase(N_("it is not XML ({what})."), what=refusal.values["what"])
            self.found.leave_out(named(name), LeftOut(what))
            return None
        except UNREADABLE:
            what = Phrase(N_("it cannot be read, or is too large."))
            self.found.leave_out(named(name), LeftOut(what))
            return None
        plain_names(root)
        return root

    def _named(self, here: str, address: str) -> str:
        """Return the entry that an address means; note it where there is none."""
        name = self.archive.named(here, address)
        if not name:
            what = Phrase(N_("it is named in the package and is not in it."))
            self.found.leave_out(named(address), LeftOut(what))
        return name

    def _listed(self, manifest: Element | None) -> tuple[list[str], list[str]]:
        """Return the entries of items and of tests that the manifest names."""
        items: list[str] = []
        tests: list[str] = []
        if manifest is None:
            return items, tests
        here = posixpath.join(self.root, MANIFEST)
        for resource in (each for each in manifest.walk() if each.name == "resource"):
            kind, address = resource.get("type"), _address(resource)
            into = items if _ITEM.search(kind) else tests if _TEST.search(kind) else None
            if into is not None and address and (name := self._named(here, address)):
                into.append(name)
        return items, tests

    def _asked(self, tests: list[str]) -> Iterator[tuple[str, tuple[str, ...], Fraction]]:
        """Go through the items that tests name, with the test's title and the item's weight."""
        ahead: list[tuple[str, tuple[str, ...]]] = [(name, ()) for name in tests]
        done: set[str] = set()
        while ahead:
            name, category = ahead.pop(0)
            if name in done or len(done) > 1_000:
                continue
            done.add(name)
            root = self._parsed(name)
            if root is None:
                continue
            said = plain(root.get("title"), PLAIN)
            category = category or ((said,) if said else ())
            for each in root.walk():
                if each.name in ("assessmentItemRef", "assessmentSectionRef"):
                    entry = self._named(name, each.get("href"))
                    if entry and each.name == "assessmentSectionRef":
                        ahead.append((entry, category))
                    elif entry:
                        yield entry, category, _weight(each)

    def _any(self) -> Iterator[str]:
        """Go through all files that could be items, where nothing names them."""
        for name in sorted(self.archive.names):
            if name.lower().endswith(".xml") and posixpath.basename(name) != MANIFEST:
                yield name

    def _item(self, name: str, category: tuple[str, ...], weight: Fraction) -> None:
        root = self._parsed(name)
        if root is None:
            self.seen += 1
            return

        def find(address: str) -> bytes | None:
            bare = _FILE_BASE.sub("", unquote(address))
            within = (address, *(f"/{folder}{bare}" for folder in _FOLDERS if bare != address))
            entry = next(filter(None, (self.archive.named(name, each) for each in within)), "")
            try:
                return self.archive.read(entry, LARGEST_FILE) if entry else None
            except UNREADABLE:
                return None

        self.seen += _add_all(root, find, name, category, weight, self.found)


def _add_all(
    root: Element, find: Find, file: str, category: tuple[str, ...], weight: Fraction, found: Read
) -> int:
    """Read all items of one file; return how many there are, whatever becomes of them."""
    plain_names(root)
    if root.name == older.ROOT:
        return _add_older(root, find, file, category, found)
    several = [each for each in root.walk() if each.name == "assessmentItem"]
    for each in several:
        where = _where(each.get("title") or each.get("identifier"), file)
        _add(Item(each, find, where, category, weight), found)
    return len(several)


def _add_older(root: Element, find: Find, file: str, category: tuple[str, ...], found: Read) -> int:
    """Read all items of a file of QTI 1.2."""
    count = 0
    for each, path in older.items(root):
        count += 1
        where = _where(each.get("title") or each.get("ident"), file)
        try:
            item = Item(older.told_as_newer(each), find, where, category or path)
        except LeftOut as reason:
            found.leave_out(where, reason)
            continue
        _add(replace(item, points=older.points_of(each)), found)
    return count


def _add(item: Item, found: Read) -> None:
    try:
        found.add(brought(item, found))
    except LeftOut as reason:
        found.leave_out(item.where, reason)


def _where(name: str, file: str) -> Phrase:
    short = name if len(name) <= 80 else f"{name[:79]}…"
    if file:
        return Phrase(N_("“{name}” ({file})"), name=short, file=file)
    return Phrase(N_("“{name}”"), name=short) if name else Phrase("")


def _address(resource: Element) -> str:
    file = resource.first("file")
    return (
        resource.get("href")
        or resource.get("file")
        or (file.get("href") if file is not None else "")
    )


def _weight(reference: Element) -> Fraction:
    weights = list(reference.all("weight"))
    value = exact(weights[0].get("value")) if len(weights) == 1 else None
    return value if value is not None and value > 0 else Fraction(1)
