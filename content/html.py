"""HTML that may be shown to a learner: what is allowed, and what it says in plain text.

A lesson's text is a *fragment* of HTML. Its pictures are named ``files/<sha256>.<ending>``, its
links ``../<node id>/``: both relative, so that a page needs no rewriting to show it. Each piece of
text that can be read aloud on its own is a *block*, marked ``data-block="b1"``.
"""

import re
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

import nh3

from content.shape import ATTRIBUTES, ELEMENTS, FORMULAS, VOID, stays_inside

_CLASSES = {"admonition", "admonition-title", "note", "tip", "warning", "example", "wide"}


_OURS = re.compile(
    r"main|q|words|around|remarks|listen|versions|(?:presence|question|live|messages|leaf|print)-.*",
    re.DOTALL,
)
"""The ids of the pages that lessons stand in. A lesson that had one of them would take the label,
the description or the address of a control for itself: the first of two is found."""


def _kept(tag: str, attribute: str, value: str) -> str | None:
    """Return the value an attribute keeps, None if it goes.

    Addresses stay inside the library, and ids are none of the page's own.
    """
    if attribute == "id" and _OURS.fullmatch(value):
        return None
    return value if stays_inside(attribute, value) else None


_CLEANER = nh3.Cleaner(
    tags=set(ELEMENTS),
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    allowed_classes={"div": _CLASSES, "p": _CLASSES},
    clean_content_tags={"script", "style", "template", "noscript", "iframe", "object", "embed"},
    attribute_filter=_kept,
    url_schemes=set(),
    link_rel=None,
)

_NEW_LINE = re.compile("\r\n?")
_PRE_THAT_BEGINS_EMPTY = re.compile(r'(<pre(?: [\w-]+="[^"]*")*>)(?=\n)')
"""A browser drops the first new line in it, so one is added: the text stays what it was."""

_MOST_ROUNDS = 8
"""Elements in each other that may not be are put in order by a second or third reading; what is
still another after eight is no lesson, and only its text is shown."""


def clean(fragment: str) -> str:
    """Return the fragment with everything taken out that a lesson may not hold.

    Scripts, styles, forms, frames, handlers and every address that does not point to a file of
    the page or to another page of the library are gone; what they contained as text may stay.
    Cleaning again changes nothing.
    """
    for _ in range(_MOST_ROUNDS):
        cleaned = _CLEANER.clean(fragment)
        if "\r" in cleaned:
            cleaned = _NEW_LINE.sub("\n", cleaned)
        if "<pre" in cleaned:
            cleaned = _PRE_THAT_BEGINS_EMPTY.sub(r"\1\n", cleaned)
        if cleaned == fragment:
            return cleaned
        fragment = cleaned
    return _CLEANER.clean(escape(text_of(fragment), quote=False))


@dataclass(frozen=True)
class Block:
    """A piece of text that is read aloud on its own."""

    name: str
    """Its mark: "b1"."""
    text: str
    """Its ``textContent``, character for character, formulas blanked out."""


def text_of(fragment: str) -> str:
    """Return what a fragment says, one line for each block of text, for searching."""
    reader = _TextReader()
    reader.feed(fragment)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.text).split("\n"))
    return "\n".join(line for line in lines if line)


def blocks(fragment: str) -> list[Block]:
    """Return the blocks of a fragment in reading order; empty ones are left out."""
    reader = _TextReader()
    reader.feed(fragment)
    reader.close()
    found = [Block(name, "".join(pieces)) for name, pieces in reader.blocks.items()]
    return [block for block in found if block.text.strip()]


_INLINE = frozenset("a abbr b bdi bdo cite code em i kbd mark q s samp small span strong".split())
_INLINE |= frozenset("sub sup time u var ruby rt rp".split()) | FORMULAS


class _TextReader(HTMLParser):
    """Collects the text of a fragment, and of each block, as a browser's textContent would."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.blocks: dict[str, list[str]] = {}
        self._open: list[tuple[str, str | None]] = []
        self._pre_begins = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.text.append(f" {dict(attrs).get('alt') or ''} ")
        if tag not in _INLINE:
            self.text.append("\n")
        if tag not in VOID:
            name = dict(attrs).get("data-block")
            self._open.append((tag, name))
            if name:
                self.blocks.setdefault(name, [])
        self._pre_begins = tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        self._pre_begins = False
        while self._open and any(open_tag == tag for open_tag, _ in self._open):
            closed, _ = self._open.pop()
            if closed == tag:
                break
        if tag not in _INLINE:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        if self._pre_begins:
            data = data.removeprefix("\n")
        self._pre_begins = False
        self.text.append(data)
        formula = any(tag == "math" for tag, _ in self._open)
        for _, name in self._open:
            if name:
                self.blocks[name].append(" " * len(data) if formula else data)
