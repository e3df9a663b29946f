"""The documents of a paper as a candidate reads them beside the questions: in pages, never a tab.

A kiosk shows one tab. So each document has a page of its own in a frame of the paper: a PDF as
pictures or as its words, a picture in four sizes, a text in pieces. Recordings play where they are.
"""

import re
from functools import lru_cache
from pathlib import Path

from content import pdf_pages
from content.html import Block, blocks
from content.pdf_pages import Facts, Leaf
from content.store import BlobStore, Place
from i18n import languages
from server.exams.subject import Document

LONGEST_PIECE = 20_000
"""Characters of a text on one page: some eight pages of paper."""
LONGEST_PARAGRAPH = 1_500
"""Characters of a text that are heard at one go: two minutes."""
SIZES = (100, 150, 200, 300)
"""Of a picture, in hundredths of the width there is."""
_EMPTY_LINES = re.compile(r"(\n(?:[^\S\n]*\n)+)")
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

    def paragraphs(self, number: int) -> list[tuple[str, str]]:
        """Return a piece of a text in paragraphs, each with a name; "" for what parts them."""
        parts: list[str] = []
        for part in _EMPTY_LINES.split(self.text(number)):
            parts += _cut(part, LONGEST_PARAGRAPH)
        return [(f"b{n}" if part.strip() else "", part) for n, part in enumerate(parts)]

    def blocks(self, number: int) -> list[Block]:
        """Return what is read aloud of a page, in order: nothing of a picture."""
        if self.kind == "pdf":
            return blocks(self.leaf(number).html(), self.language)
        if self.kind != "text":
            return []
        return [Block(name, part) for name, part in self.paragraphs(number) if name]


@lru_cache(maxsize=8)
def _pieces(path: Path) -> tuple[str, ...]:
    """Return a text cut at the ends of lines; a file of the bank never changes."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return tuple(_cut(text.replace("\r\n", "\n").replace("\r", "\n"), LONGEST_PIECE))


def _cut(text: str, longest: int) -> list[str]:
    """Return a text in pieces, cut at the ends of lines where there are any."""
    pieces = []
    while len(text) > longest:
        end = text.rfind("\n", 0, longest) + 1 or longest
        pieces.append(text[:end])
        text = text[end:]
    return [*pieces, text]
