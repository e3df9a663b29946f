"""Documents page by page: their words, made ahead by the job that indexes and kept in the cache.

Until that job has done its work a page is read from the document when somebody opens it; words
are then looked for in the pages of a short document only.
"""

import json
import re
import unicodedata
import zlib
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path

from content import browse, durable, pdf_pages
from content.browse import FileItem, Item
from content.library import Library
from content.pdf_pages import Facts, Leaf
from content.store import Place
from i18n import languages
from server.library.reading import Reading

FORMAT = 2
"""Raise it when the same document would be kept otherwise."""
MOST_FOUND = 60
"""Pages that are listed for a word; who finds more looks for another."""
READ_AT_ONCE = 60
"""Pages of a document that are read while somebody waits: two seconds."""
AROUND = 60
"""Characters shown before and after a word that was found."""
_PLACE = re.compile(r"p(\d{1,5})")


@dataclass(frozen=True)
class Found:
    """A page that holds the words looked for."""

    page: int
    before: str
    words: str
    after: str


def document_of(node: Item) -> FileItem | None:
    """Return the PDF that a page is, or goes with; None if there is none."""
    files = browse.files_of(node)
    return next((f for f in files if f.role == "main" and f.media_type == "application/pdf"), None)


class Document:
    """A document of the library."""

    def __init__(self, library: Library, cache: Path, file: FileItem) -> None:
        self._place: Place = library.store.place(file.sha256)
        self._kept = cache / "documents" / f"{file.sha256}.v{FORMAT}"

    @property
    def facts(self) -> Facts:
        """Return what it says of itself."""
        return pdf_pages.facts(self._place)

    def make_ahead(self) -> Sequence[Leaf]:
        """Return the words of all pages, and keep them for those who read."""
        kept = _read(self._kept)
        if kept is not None:
            return kept
        leaves = tuple(pdf_pages.leaves(self._place))
        self._kept.parent.mkdir(parents=True, exist_ok=True)
        durable.write(self._kept, zlib.compress(json.dumps([asdict(x) for x in leaves]).encode()))
        return leaves

    def leaf(self, number: int) -> Leaf:
        """Return the words of a page, from 1; nothing for one that is not there."""
        kept = _read(self._kept)
        if kept is None:
            return pdf_pages.leaf(self._place, number)
        return kept[number - 1] if 1 <= number <= len(kept) else pdf_pages.NOTHING

    def reading(self, read: Reading, number: int) -> Reading:
        """Return the words of one page as a page that is read aloud.

        Args:
            read: the page of the document.
            number: of the page, from 1.
        """
        version = replace(read.version, language=language_of(self.facts, read.node))
        return Reading(read.node, version, (), self.leaf(number).html(), None)

    def find(self, words: str) -> list[Found] | None:
        """Return the pages that hold all these words, in order; accents and capitals do not count.

        None while a long document is not ready to be looked through.
        """
        leaves = _read(self._kept)
        if leaves is None:
            if self.facts.pages > READ_AT_ONCE:
                return None
            leaves = tuple(self.leaf(number) for number in range(1, self.facts.pages + 1))
        sought = folded(words).split()
        found = (_in_leaf(number, leaf, sought) for number, leaf in enumerate(leaves, start=1))
        return [each for each in found if each][:MOST_FOUND] if sought else []


def language_of(facts: Facts, node: Item) -> str:
    """Return the language that a document is in: what it says, if we know it, else its page's."""
    base = facts.language.partition("-")[0].lower()
    return base if base and languages.known(base) else node.language


def place_of(place: str) -> int:
    """Return the page that a kept place means: "p12"; 0 for none."""
    found = _PLACE.fullmatch(place)
    return int(found[1]) if found else 0


def folded(text: str) -> str:
    """Return a text in small letters without accents, each sign one sign long."""
    return "".join(_plain(sign) for sign in text)


def sweep(cache: Path, kept: Collection[str]) -> None:
    """Forget the words of documents that are not in the library (any more).

    Args:
        cache: where they are kept.
        kept: SHA-256 of the documents that stay.
    """
    for path in (cache / "documents").glob("*"):
        if path.name.partition(".")[0] not in kept or path.suffix != f".v{FORMAT}":
            durable.remove(path)


@lru_cache(maxsize=4096)
def _plain(sign: str) -> str:
    return unicodedata.normalize("NFD", sign)[0].lower()[0]


def _in_leaf(number: int, leaf: Leaf, sought: list[str]) -> Found | None:
    text = unicodedata.normalize("NFC", leaf.text().replace("\n", " "))
    plain = folded(text)
    if not all(word in plain for word in sought):
        return None
    first = " ".join(sought) if " ".join(sought) in plain else sought[0]
    at = plain.index(first)
    end = at + len(first)
    return Found(number, text[max(0, at - AROUND) : at], text[at:end], text[end : end + AROUND])


def _read(path: Path) -> tuple[Leaf, ...] | None:
    return _read_kept(path) if path.exists() else None


@lru_cache(maxsize=4)
def _read_kept(path: Path) -> tuple[Leaf, ...]:
    told = json.loads(zlib.decompress(path.read_bytes()))
    return tuple(
        Leaf(tuple(each["paragraphs"]), bool(each["scanned"]), tuple(each["links"]))
        for each in told
    )
