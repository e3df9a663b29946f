"""The pages of a PDF as text: to be read aloud, searched, and read by who sees no picture of them.

A document was looked through before (``content.pdf``); what cannot be read here is none the less
passed over page by page, because documents are seldom quite as their rules say. A page that has
pictures and no words is *scanned*.
"""

import io
import logging
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

from content import outside
from content.store import Place

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

log = logging.getLogger(__name__)
logging.getLogger("pypdf").setLevel(logging.CRITICAL)
"""As in ``content.pdf``."""

MOST_PAGES = 5_000
MOST_HEADINGS = 2_000
DEEPEST = 6
LARGEST_PAGE = 4 << 20
"""Bytes of the drawing of one page that are read for its words: a page of a book has some ten
thousand, one of a map may have a hundred million."""
LONGEST_PAGE = 100_000
"""Characters of one page."""
LONGEST_TITLE = 200
MOST_LINKS = 500
"""Links of one page that are looked at."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u00ad]")
_SHAPES = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]+")
"""Letters as they are drawn, joined or at the end of a word: what is read are plain letters."""
_BULLET = re.compile(r"(?:[•◦▪‣●■–—-]|\d{1,3}[.)]|[a-z]\))\s")
_DOES = re.compile(rb"\bDo\b")
"""What draws a picture."""
_ENDS = re.compile(r"[.!?:;…»”\"]$")


@dataclass(frozen=True)
class Heading:
    """An entry of a document's outline."""

    title: str
    page: int
    """From 1."""
    depth: int
    """From 1."""


@dataclass(frozen=True)
class Facts:
    """What a document says of itself."""

    pages: int
    title: str
    language: str
    """As the document says: "fr", "fr-FR"; "" if it says nothing."""
    tagged: bool
    """Whether it marks its headings, lists and tables for who cannot see them."""
    outline: tuple[Heading, ...]


@dataclass(frozen=True)
class Leaf:
    """The words of one page."""

    paragraphs: tuple[str, ...]
    scanned: bool
    """Whether it has pictures and no words."""
    links: tuple[str, ...] = ()
    """Where its links lead outside, each once."""

    def text(self) -> str:
        """Return its words, a paragraph a line."""
        return "\n".join(self.paragraphs)

    def html(self) -> str:
        """Return its words as the fragment of a lesson."""
        lines = (
            f'<p data-block="b{number}">{escape(text, quote=False)}</p>'
            for number, text in enumerate(self.paragraphs, start=1)
        )
        return "\n".join(lines)


NOTHING = Leaf((), scanned=False)


@lru_cache(maxsize=32)
def facts(place: Place) -> Facts:
    """Return what a document says of itself; blobs never change, so it is kept.

    A document that cannot be read has no pages.
    """
    try:
        with _opened(place) as reader:
            count = min(len(reader.pages), MOST_PAGES)
            said = reader.metadata
            return Facts(
                pages=count,
                title=_clean(str(said.title or "") if said else "")[:LONGEST_TITLE],
                language=_language(reader.root_object.get("/Lang")),
                tagged=bool(reader.root_object.get("/StructTreeRoot")),
                outline=_outline(reader),
            )
    except Exception as error:  # a hostile file can make a parser raise anything
        log.info("a document is not read: %s", type(error).__name__)
        return Facts(0, "", "", tagged=False, outline=())


@lru_cache(maxsize=64)
def leaf(place: Place, number: int) -> Leaf:
    """Return the words of one page, from 1; nothing for one that cannot be read."""
    try:
        with _opened(place) as reader:
            if not 1 <= number <= min(len(reader.pages), MOST_PAGES):
                return NOTHING
            return _leaf(reader.pages[number - 1])
    except Exception as error:  # as above
        log.info("page %s of a document is not read: %s", number, type(error).__name__)
        return NOTHING


def leaves(place: Place) -> Iterator[Leaf]:
    """Go through the words of all pages: a thousand take about half a minute."""
    try:
        with _opened(place) as reader:
            for page in reader.pages[:MOST_PAGES]:
                try:
                    yield _leaf(page)
                except Exception:  # as above; the other pages may well be read
                    yield NOTHING
    except GeneratorExit:
        raise
    except Exception as error:  # as above
        log.info("a document is not read: %s", type(error).__name__)


@contextmanager
def _opened(place: Place) -> Iterator["PdfReader"]:
    from pypdf import PdfReader  # see content.media

    path, first, size = place
    with path.open("rb") as file:
        whole = first == 0 and size == path.stat().st_size
        if not whole:
            file.seek(first)
        yield PdfReader(file if whole else io.BytesIO(file.read(size)), strict=False)


def _leaf(page: "PageObject") -> Leaf:
    contents = page.get_contents()
    if contents is None:
        return NOTHING
    drawn = contents.get_data()
    if len(drawn) > LARGEST_PAGE:
        return Leaf((), scanned=_has_pictures(page, drawn), links=_links(page))
    paragraphs = tuple(_paragraphs(page.extract_text()[:LONGEST_PAGE]))
    scanned = not paragraphs and _has_pictures(page, drawn)
    return Leaf(paragraphs, scanned, _links(page))


def _links(page: "PageObject") -> tuple[str, ...]:
    found: list[str] = []
    listed: Any = page.get("/Annots")
    for each in list(listed.get_object() if listed is not None else [])[:MOST_LINKS]:
        action: Any = each.get_object().get("/A")
        said = action.get_object().get("/URI") if action is not None else None
        found.append(outside.address_of(said) if isinstance(said, str) else "")
    return tuple(dict.fromkeys(address for address in found if address))


def _has_pictures(page: "PageObject", drawn: bytes) -> bool:
    if not _DOES.search(drawn):
        return False
    held: Any = page.get("/Resources", {})
    pictures: Any = held.get_object().get("/XObject", {}).get_object() if held else {}
    return any(each.get_object().get("/Subtype") == "/Image" for each in pictures.values())


def _clean(text: str) -> str:
    plain = _SHAPES.sub(lambda drawn: unicodedata.normalize("NFKC", drawn[0]), text)
    return " ".join(_UNSEEN.sub("", plain).split())


def _language(said: object) -> str:
    found = _LANGUAGE.fullmatch(str(said or ""))
    return found[0] if found else ""


def _paragraphs(text: str) -> Iterator[str]:
    """Put lines together that were one sentence before they were set: a new paragraph begins after
    an empty line, at a bullet, and behind a short line that ends a sentence."""
    lines = [_clean(line) for line in text.split("\n")]
    widest = max((len(line) for line in lines), default=0)
    kept = ""
    for line in lines:
        if kept and (not line or _BULLET.match(line)):
            yield kept
            kept = ""
        if not line:
            continue
        if kept.endswith("-") and line[:1].islower():
            kept = kept[:-1] + line
        else:
            kept = f"{kept} {line}".strip()
        if _ENDS.search(line) and len(line) < widest * 0.8:
            yield kept
            kept = ""
    if kept:
        yield kept


def _outline(reader: "PdfReader") -> tuple[Heading, ...]:
    """Return the outline in reading order; entries that lead nowhere are left out."""
    try:
        numbers = {
            page.indirect_reference.idnum: number
            for number, page in enumerate(reader.pages[:MOST_PAGES], start=1)
            if page.indirect_reference
        }
        return tuple(_entries(reader, reader.outline, numbers))[:MOST_HEADINGS]
    except Exception:  # as above; pages can be read without an outline
        return ()


def _entries(
    reader: "PdfReader", listed: list[Any], numbers: dict[int, int], depth: int = 1
) -> Iterator[Heading]:
    for entry in listed:
        if isinstance(entry, list):
            if depth < DEEPEST:
                yield from _entries(reader, entry, numbers, depth + 1)
            continue
        page = getattr(entry.page, "idnum", None)
        title = _clean(str(entry.title or ""))[:LONGEST_TITLE]
        if title and page in numbers:
            yield Heading(title, numbers[page], depth)
