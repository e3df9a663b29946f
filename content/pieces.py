"""A lesson's text cut into pieces that can stand in a row beside those of another version.

A *piece* is what stands on its own in a text: a heading, a paragraph, one point of a list, a
table, a picture with its caption, a call-out. Pieces together are the whole text.
"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from content.alignment import Part
from content.html import blocks
from content.shape import VOID

_LISTS = ("ul", "ol")
_PICTURE = re.compile(r"files/([0-9a-f]{64})")
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))


@dataclass(frozen=True)
class Piece:
    """A part of a text that stands on its own."""

    part: Part
    html: str
    blocks: tuple[str, ...]
    """The names of its blocks, in order."""

    @property
    def is_heading(self) -> bool:
        """Say whether it is a heading."""
        return self.part.kind in _HEADINGS


def pieces(fragment: str) -> list[Piece]:
    """Cut a clean fragment of HTML into its pieces; white space between them is left out."""
    cutter = _Cutter(fragment)
    cutter.feed(fragment)
    cutter.close()
    cutter.end(len(fragment))
    return [_piece(*found) for found in cutter.found]


def _piece(kind: str, identity: str, markup: str) -> Piece:
    said = blocks(markup)
    text = "\n".join(" ".join(block.text.split()) for block in said)
    signs = frozenset(_PICTURE.findall(markup))
    part = Part(kind, text, identity, signs)
    return Piece(part, markup, tuple(block.name for block in said))


class _Cutter(HTMLParser):
    """Finds where the outermost elements of a fragment begin and end; of a list, its points."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.source = source
        self.found: list[tuple[str, str, str]] = []
        """Kind, id and HTML of each piece."""
        self._lines = [0, *(found.end() for found in re.finditer("\n", source))]
        """Where each line begins: only a new line ends one for the parser."""
        self._depth = 0
        self._list: tuple[str, int] | None = None
        """The list that is open: its name, and the number of its next point."""
        self._begun: tuple[int, str, str] | None = None
        """Where the piece that is open begins, its kind and id."""

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if self._depth == 0 and tag in _LISTS:
            self.end(self._here())
            start = told.get("start") or ""
            self._list = (tag, int(start) if start.isdecimal() else 1)
        elif self._depth == (1 if self._list else 0):
            self.end(self._here())
            kind = "li" if self._list else tag
            self._begun = (self._here(), kind, told.get("id") or "")
        if tag not in VOID:
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or self._depth == 0:
            return
        self._depth -= 1
        if self._depth == 0 and self._list:
            self.end(self._here())
            self._list = None
        elif self._depth == (1 if self._list else 0):
            self.end(self._here() + len(f"</{tag}>"))

    def handle_data(self, data: str) -> None:
        if self._depth == 0 and data.strip() and self._begun is None:
            self._begun = (self._here(), "p", "")

    def end(self, place: int) -> None:
        """End the piece that is open."""
        if self._begun is None:
            return
        begin, kind, identity = self._begun
        self._begun = None
        markup = self.source[begin:place].strip()
        if self._list:
            name, number = self._list
            start = f' start="{number}"' if name == "ol" and number > 1 else ""
            markup, self._list = f"<{name}{start}>{markup}</{name}>", (name, number + 1)
        self.found.append((kind, identity, markup))
