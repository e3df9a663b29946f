"""The documents of a paper as a candidate reads them beside the questions: in pages, never a tab.

A kiosk shows one tab. So each document has a page of its own in a frame of the paper: a PDF as
pictures or as its words, a picture in four sizes, a text in pieces. Recordings play where they are.
"""

from functools import lru_cache
from pathlib import Path

from content import pdf_pages
from content.pdf_pages import Facts, Leaf
from content.store import BlobStore, Place
from i18n import languages
from server.exams.subject import Document

LONGEST_PIECE = 20_000
"""Characters of a text on one page: some eight pages of paper."""
SIZES = (100, 150, 200, 300)
"""Of a picture, in hundredths of the width there is."""
_FRAMED = {"application/pdf": "pdf", "text/plain": "text"}


def kind_of(document: Document) -> str:
    """Return how a document is shown: "pdf", "text", "picture", or "sound" that needs no page."""
    if document.media_type.startswith("audio/"):
        return "sound"
    return _FRAMED.get(document.media_type, "picture")


class Read:
    """One document, a page at a time; pages count from 1."""

    def __init__(self, document: Document, store: BlobStore, language: str) -> None:
        """Read from a store.

        Args:
            document: of a paper.
            store: where its file lies.
            language: of the paper: what the words are in where the document does not say.
        """
        self._place: Place = store.place(document.sha256)
        self._paper_language = language
        self.kind = kind_of(document)

    @property
    def facts(self) -> Facts:
        """Return what a PDF says of itself; no pages where it cannot be read."""
        return pdf_pages.facts(self._place)

    @property
    def pages(self) -> int:
        """Return how many pages there are; 0 where it cannot be read."""
        if self.kind == "pdf":
            return self.facts.pages
        return len(_pieces(self._place[0])) if self.kind == "text" else 1

    @property
    def language(self) -> str:
        """Return the language of its words: a PDF may say it, if we know that one."""
        base = self.facts.language.partition("-")[0].lower() if self.kind == "pdf" else ""
        return base if base and languages.known(base) else self._paper_language

    def leaf(self, number: int) -> Leaf:
        """Return the words of a page of a PDF."""
        return pdf_pages.leaf(self._place, number)

    def text(self, number: int) -> str:
        """Return a piece of a text."""
        return _pieces(self._place[0])[number - 1]


@lru_cache(maxsize=8)
def _pieces(path: Path) -> tuple[str, ...]:
    """Return a text cut at the ends of lines; a file of the bank never changes."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    pieces, rest = [], text.replace("\r\n", "\n").replace("\r", "\n")
    while len(rest) > LONGEST_PIECE:
        end = rest.rfind("\n", 0, LONGEST_PIECE) + 1 or LONGEST_PIECE
        pieces.append(rest[:end])
        rest = rest[end:]
    return (*pieces, rest)
