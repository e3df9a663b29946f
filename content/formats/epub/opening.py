"""What a book says of itself: its documents in order, its title, language, rights and cover."""

from dataclasses import dataclass, field

from content.formats import licenses
from content.formats.archives import UNREADABLE, Archive
from content.formats.kolibri.labels import language as known_language
from content.formats.markup import tree
from content.formats.questions.xml import Element
from content.formats.said import line, text
from content.formats.works import NotRead
from content.html import text_of
from i18n.refusals import Phrase
from i18n.translate import N_

LARGEST_XML = 8 << 20
"""Bytes of a package file, or of the contents: a book of a thousand chapters has half of one."""
MOST_DOCUMENTS = 5_000
_FONTS = frozenset(("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"))
"""How fonts are veiled, which no other content is; they are not taken anyway."""
_LOCKED = ("META-INF/rights.xml", "META-INF/sinf.xml", "META-INF/license.lcpl")
_PAGES = ("application/xhtml+xml", "text/html", "text/x-oeb1-document", "image/svg+xml")


@dataclass
class Book:
    """A book, as its package file describes it."""

    title: str
    language: str
    author: str
    description: str
    rights: str
    license: str
    spine: list[str]
    """Entries of the archive, in reading order, those last that are not read in order."""
    navigation: str = ""
    """The entry of the contents of version 3, "" if there are none."""
    ncx: str = ""
    """The entry of the contents of version 2, "" if there are none."""
    cover: str = ""
    fixed: bool = False
    """Whether each page has a fixed layout: it is a picture rather than a text."""
    missing: list[str] = field(default_factory=list)
    """Documents of the spine that are not in the archive."""


def read_book(archive: Archive) -> Book:
    """Read what an archive says of its book.

    Raises:
        NotRead: it is locked, or no book.
    """
    _refuse_locks(archive)
    package = _package(archive)
    root = tree(read(archive, package))
    listed = {
        each.get("id"): each for each in root.walk() if each.name == "item" and each.get("href")
    }
    spine = next((each for each in root.walk() if each.name == "spine"), None)
    if spine is None or not listed:
        raise NotRead(Phrase(N_("it is no EPUB: it does not say what it holds")))
    about = {each.name: each for each in root.walk() if each.name == "metadata"}.get("metadata")
    book = _described(about or root)
    _take_spine(book, archive, package, spine, listed)
    for item in listed.values():
        if "nav" in item.get("properties").split():
            book.navigation = archive.named(package, item.get("href"))
        if "cover-image" in item.get("properties").split():
            book.cover = archive.named(package, item.get("href"))
    ncx = listed.get(spine.get("toc")) or next(
        (each for each in listed.values() if "dtbncx" in each.get("media-type")), None
    )
    book.ncx = archive.named(package, ncx.get("href")) if ncx else ""
    cover = next((m for m in root.walk() if m.name == "meta" and m.get("name") == "cover"), None)
    if not book.cover and cover and cover.get("content") in listed:
        book.cover = archive.named(package, listed[cover.get("content")].get("href"))
    return book


def read(archive: Archive, name: str, most: int = LARGEST_XML) -> bytes:
    """Return the bytes of an entry.

    Raises:
        NotRead: it cannot be read, or has more than ``most``.
    """
    try:
        return archive.read(name, most)
    except UNREADABLE as error:
        what = f"{type(error).__name__}: {error}"[:120]
        raise NotRead(
            Phrase(N_("“{file}” in it cannot be read ({what})"), file=name, what=what)
        ) from None


def _refuse_locks(archive: Archive) -> None:
    locked = Phrase(N_("its seller has locked it (DRM); ask its publisher for a copy without"))
    if any(name in archive.names for name in _LOCKED):
        raise NotRead(locked)
    if "META-INF/encryption.xml" not in archive.names:
        return
    for each in tree(read(archive, "META-INF/encryption.xml")).walk():
        if each.name == "EncryptionMethod" and each.get("Algorithm") not in _FONTS:
            raise NotRead(locked)


def _package(archive: Archive) -> str:
    """Return the entry of the package file: the one that the container names, or the only one."""
    if "META-INF/container.xml" in archive.names:
        for each in tree(read(archive, "META-INF/container.xml")).walk():
            name = archive.named("container.xml", each.get("full-path"))
            if each.name == "rootfile" and name:
                return name
    found = [name for name in archive.names if name.lower().endswith(".opf")]
    if not found:
        raise NotRead(Phrase(N_("it is no EPUB: it does not say what it holds")))
    return min(found, key=lambda name: (name.count("/"), name))


def _described(about: Element) -> Book:
    def all_of(name: str) -> list[str]:
        return [text(each.text()) for each in about.walk() if each.name == name]

    rights = "\n".join(part for part in all_of("rights") if part)
    links = [
        each.get("href")
        for each in about.walk()
        if each.name == "link" and "license" in each.get("rel")
    ]
    languages = (known_language(code.strip()) for code in all_of("language"))
    layouts = [
        each.text() + each.get("content")
        for each in about.walk()
        if each.name == "meta" and "layout" in (each.get("property") + each.get("name"))
    ]
    return Book(
        title=line(next(iter(all_of("title")), "")),
        language=next((code for code in languages if code), ""),
        author=line(", ".join(dict.fromkeys(part for part in all_of("creator") if part))),
        description=text(text_of(next(iter(all_of("description")), ""))),
        rights=rights,
        license=licenses.known(" ".join([rights, *links])),
        spine=[],
        fixed=any("pre-paginated" in each or each == "true" for each in layouts),
    )


def _take_spine(
    book: Book, archive: Archive, package: str, spine: Element, listed: dict[str, Element]
) -> None:
    ordered: list[str] = []
    beside: list[str] = []
    for each in spine.all("itemref"):
        item = listed.get(each.get("idref"))
        if item is None or item.get("media-type", _PAGES[0]) not in _PAGES:
            continue
        name = archive.named(package, item.get("href"))
        if not name:
            book.missing.append(item.get("href"))
        elif name not in ordered and name not in beside:
            (beside if each.get("linear") == "no" else ordered).append(name)
    book.spine = [*ordered, *beside]
    if len(book.spine) > MOST_DOCUMENTS:
        raise NotRead(Phrase(N_("it has more than {most} chapters"), most=MOST_DOCUMENTS))
    if not book.spine:
        raise NotRead(Phrase(N_("it holds no chapter that can be read")))
