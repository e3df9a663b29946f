"""HTML that may be shown to a learner: what is allowed, and what it says in plain text.

A lesson's text is a *fragment* of HTML. Its pictures are named ``files/<sha256>.<ending>``, its
links ``../<node id>/``: both relative, so that a page needs no rewriting to show it. Each piece of
text that can be read aloud on its own is a *block*, marked ``data-block="b1"``.
"""

import re
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from xml.etree.ElementTree import TreeBuilder

import nh3

from content.shape import ATTRIBUTES, ELEMENTS, FORMULAS, VOID, stays_inside
from i18n.speech.maths import spoken
from i18n.speech.maths_words import WORDS
from i18n.speech.passages import Passage
from i18n.speech.text import spoken_form

_CLASSES = {"admonition", "admonition-title", "note", "tip", "warning", "example", "wide"}


_OURS = re.compile(
    r"main|q|words|drawn-words|around|remarks?|listen|versions|said"
    r"|(?:presence|question|live|messages|leaf|print|remark|same|words)-.*",
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
    """Its ``textContent``, character for character, the signs of a formula as ``FORMULA``."""
    passages: tuple[Passage, ...] = ()
    """What in it is in another language, and its formulas with the words for them."""


FORMULA = "\ufffc"
"""Stands for each character of a formula: as one word, which is lit up as a whole."""


def text_of(fragment: str) -> str:
    """Return what a fragment says, one line for each block of text, for searching."""
    reader = _TextReader()
    reader.feed(fragment)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.text).split("\n"))
    return "\n".join(line for line in lines if line)


def blocks(fragment: str, language: str = "") -> list[Block]:
    """Return the blocks of a fragment in reading order; empty ones are left out.

    Args:
        fragment: clean HTML.
        language: in which formulas are said, where they stand in no other.
    """
    reader = _TextReader(language)
    reader.feed(fragment)
    reader.close()
    found = [
        Block(name, "".join(pieces), tuple(reader.passages.get(name, ())))
        for name, pieces in reader.blocks.items()
    ]
    return [block for block in found if block.text.strip()]


def with_names(fragment: str, language: str) -> str:
    """Return a fragment whose formulas and figures each have a name.

    That of a formula is the words in which it is read aloud: for whom a browser or a reader of
    screens knows no MathML, a fraction would be two numbers side by side. A formula in a language
    without words for formulas is left as it is. That of a figure is its caption, word for word.

    Source: RGAA 4.1.2, criterion 1.9 (a figure has the role and the name).

    Args:
        fragment: clean HTML; nothing else of it changes, nor do its texts.
        language: of a formula that stands in no other.
    """
    if "<math" not in fragment and "<figcaption" not in fragment:
        return fragment
    reader = _TextReader(language)
    reader.feed(fragment)
    reader.close()
    lines = [0, *(found.end() for found in re.finditer("\n", fragment))]
    done, pieces = 0, []
    for (line, column), tag, name in sorted(reader.names):
        begins = lines[line - 1] + column + len(f"<{tag}")
        role = ' role="figure"' if tag == "figure" else ""
        pieces += [fragment[done:begins], f'{role} aria-label="{escape(name)}"']
        done = begins
    return "".join([*pieces, fragment[done:]])


_INLINE = frozenset("a abbr b bdi bdo cite code em i kbd mark q s samp small span strong".split())
_INLINE |= frozenset("sub sup time u var ruby rt rp".split()) | FORMULAS


@dataclass
class _Open:
    """An element that is open."""

    tag: str
    block: str | None
    language: str
    """That it is in, "" for that of the page."""
    begins: tuple[int, int]
    """Its line and column."""
    spoken_from: int
    """Which piece of the text is the first in it."""


class _TextReader(HTMLParser):
    """Collects the text of a fragment, and of each block, as a browser's textContent would."""

    def __init__(self, language: str = "") -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.blocks: dict[str, list[str]] = {}
        self.passages: dict[str, list[Passage]] = {}
        self.names: list[tuple[tuple[int, int], str, str]] = []
        """Of each element that has one: the line and column where it begins, what it is, its name.
        """
        self._own = language
        self._lengths: dict[str, int] = {}
        self._open: list[_Open] = []
        self._pre_begins = False
        self._formula: _Formula | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "img":
            self.text.append(f" {told.get('alt') or ''} ")
        if tag not in _INLINE:
            self.text.append("\n")
        if tag not in VOID:
            name = told.get("data-block")
            around = self._open[-1].language if self._open else ""
            code = (told.get("lang") or "").partition("-")[0].lower()
            opened = _Open(tag, name, code or around, self.getpos(), len(self.text))
            self._open.append(opened)
            if name:
                self.blocks.setdefault(name, [])
            if tag == "math" and self._formula is None:
                self._formula = _Formula(len(self._open), dict(self._lengths), self.getpos())
            if self._formula is not None:
                self._formula.start(tag)
        self._pre_begins = tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        self._pre_begins = False
        while any(each.tag == tag for each in self._open) and self._close() != tag:
            pass
        if tag not in _INLINE:
            self.text.append("\n")

    def _close(self) -> str:
        """Close the innermost element, and return what it is."""
        element = self._open[-1]
        if self._formula is not None:
            self._formula.end(element.tag)
            if len(self._open) == self._formula.depth:
                self._say(self._formula, element.language or self._own)
                self._formula = None
        if element.tag == "figcaption":
            self._name_figure(" ".join("".join(self.text[element.spoken_from :]).split()))
        return self._open.pop().tag

    def _name_figure(self, caption: str) -> None:
        begins = next((each.begins for each in self._open[::-1] if each.tag == "figure"), None)
        if begins and caption and all(begins != named for named, *_ in self.names):
            self.names.append((begins, "figure", caption))

    def handle_data(self, data: str) -> None:
        if self._pre_begins:
            data = data.removeprefix("\n")
        self._pre_begins = False
        self.text.append(data)
        language = self._open[-1].language if self._open else ""
        if self._formula is not None:
            self._formula.tree.data(data)
        for name in self._named():
            start = self._lengths.get(name, 0)
            self._lengths[name] = start + len(data)
            self.blocks[name].append(FORMULA * len(data) if self._formula is not None else data)
            if language and self._formula is None:
                self._in_another(name, start, start + len(data), language)

    def _named(self) -> set[str]:
        return {each.block for each in self._open if each.block}

    def _in_another(self, name: str, start: int, end: int, language: str) -> None:
        """Note a passage in a language of its own; one that goes on is made longer."""
        there = self.passages.setdefault(name, [])
        last = there[-1] if there else None
        if last and (last.end, last.language, last.said) == (start, language, ""):
            start = there.pop().start
        there.append(Passage(start, end, language))

    def _say(self, formula: "_Formula", language: str) -> None:
        said = spoken(formula.tree.close(), language)
        if said and language in WORDS:
            self.names.append((formula.begins, "math", spoken_form(said, language).text))
        code = self._open[-1].language
        for name in self._named():
            start, end = formula.lengths.get(name, 0), self._lengths.get(name, 0)
            if start < end:
                self.passages.setdefault(name, []).append(Passage(start, end, code, said or " "))


class _Formula:
    """A formula while it is read."""

    def __init__(self, depth: int, lengths: dict[str, int], begins: tuple[int, int]) -> None:
        self.depth = depth
        """Of the elements open in it, its own counted."""
        self.lengths = lengths
        """Of each block before it."""
        self.begins = begins
        """Its line and column."""
        self.tree: TreeBuilder = TreeBuilder()

    def start(self, tag: str) -> None:
        self.tree.start(tag, {})

    def end(self, tag: str) -> None:
        self.tree.end(tag)
