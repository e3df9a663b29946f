"""Markdown, as teachers write it, to HTML that may be shown.

Beyond ordinary Markdown: tables, call-outs (``!!! note "Title"``), definition lists, formulas in
LaTeX between dollars (they become MathML), and passages in another language: ``[text]{ar}``.
"""

import re
import threading
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import latex2mathml.converter
import markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from content import blocks, html
from i18n import languages


class BadFormula(ValueError):
    """A formula is not LaTeX that can be shown; its text is the argument."""


class TooManyBrackets(ValueError):
    """Square brackets that are not closed, or stand in each other, are read in no sensible time."""


MOST_BRACKETED = 1_000_000
"""Letters that stand behind an open bracket, each counted once for every bracket before it: the
library of Markdown goes through them so often, more than a second for these. A page with a thousand
links has a tenth."""


def to_html(text: str, address: Callable[[str], str] = lambda target: target) -> str:
    """Return a clean fragment of HTML, its blocks marked for reading aloud.

    Args:
        text: Markdown.
        address: turns what an author wrote as a picture or a link into the address it is shown
            under; called for each.

    Raises:
        BadFormula: a formula cannot be read.
        TooManyBrackets: see ``MOST_BRACKETED``; its argument is the first line of the paragraph.
    """
    _make_sure_of_brackets(text)
    return html.clean(_converter.convert(text, address))


class _Converter(threading.local):
    """The library's converter, one a thread: making it costs more than a short text does."""

    def __init__(self) -> None:
        self._make()

    def _make(self) -> None:
        self._addresses = _Addresses()
        ours = _Ours(self._addresses)
        self._markdown = markdown.Markdown(
            extensions=["tables", "admonition", "def_list", "sane_lists", "abbr", ours],
            output_format="html",
        )

    def convert(self, text: str, address: Callable[[str], str]) -> str:
        self._addresses.address = address
        try:
            return self._markdown.reset().convert(text)
        except Exception:
            # what is refused half way leaves its state behind
            self._make()
            raise


def _make_sure_of_brackets(text: str) -> None:
    """Refuse what would be read for minutes: 5,000 open brackets in a row take fourteen seconds."""
    work = 0
    for paragraph in re.split(r"\n[ \t]*\n", text):
        opened: list[int] = []
        for found in re.finditer(r"[\[\]]", paragraph):
            if found[0] == "[":
                opened.append(found.start())
            elif opened:
                work += found.start() - opened.pop()
        work += sum(len(paragraph) - begin for begin in opened)
        if work > MOST_BRACKETED:
            raise TooManyBrackets(paragraph.lstrip("\n").partition("\n")[0])


class _Ours(Extension):
    def __init__(self, addresses: "_Addresses") -> None:
        super().__init__()
        self.addresses = addresses

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the library's name
        md.inlinePatterns.register(
            _Formula(r"(?<!\\)(?:\$\$(.+?)\$\$|\$(?! )([^$\n]+?)(?<![ \\])\$)"), "maths", 185
        )
        md.ESCAPED_CHARS.append("$")
        md.inlinePatterns.register(_OtherLanguage(r"\[([^\]]+)\]\{([a-z]{2,3})\}"), "lang", 165)
        md.treeprocessors.register(self.addresses, "addresses", 6)
        md.treeprocessors.register(_Figures(md), "figures", 5)
        md.treeprocessors.register(_MarkBlocks(md), "blocks", 4)


class _Formula(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: N802
        element = formula(m[1] or m[2], block=bool(m[1]))
        for part in element.iter():
            if part.text:
                part.text = AtomicString(part.text)
        return element, m.start(0), m.end(0)


def formula(source: str, *, block: bool) -> ElementTree.Element:
    """Return a formula in LaTeX as MathML, on a line of its own where it is a ``block``.

    Raises:
        BadFormula: it cannot be read, or only half of it.
    """
    try:
        drawn = latex2mathml.converter.convert(source, display="block" if block else "inline")
        # latex2mathml drew this XML: nobody sent it
        element = ElementTree.fromstring(drawn.replace('xmlns="', 'data-x="'))  # noqa: S314
    except Exception as error:
        raise BadFormula(source) from error
    if _is_half(source, element):
        raise BadFormula(source)
    for part in element.iter():
        part.attrib.pop("data-x", None)
    return element


def _is_half(source: str, drawn: ElementTree.Element) -> bool:
    """Say whether a formula was drawn although a brace, a half or the name of a sign is wrong."""
    braces = re.sub(r"\\.", "", source)
    unknown = any((part.text or "").startswith("\\") for part in drawn.iter("mi"))
    half = any(len(part) != 2 for part in drawn.iter("mfrac"))
    return unknown or half or braces.count("{") != braces.count("}")


class _OtherLanguage(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: N802
        if not languages.known(m[2]):
            return None, None, None
        span = ElementTree.Element("span", {"lang": m[2], "dir": languages.get(m[2]).direction})
        span.text = m[1]
        return span, m.start(0), m.end(0)


class _Addresses(Treeprocessor):
    """Puts the address of each picture and link that an author named."""

    address: Callable[[str], str]

    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter():
            for name in ("src", "href"):
                if name in element.attrib:
                    element.set(name, self.address(element.attrib[name]))


class _Figures(Treeprocessor):
    """A picture alone in its paragraph is a figure; its Markdown title is the caption."""

    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter("p"):
            alone = len(element) == 1 and element[0].tag == "img"
            if alone and not (element.text or "").strip() and not (element[0].tail or "").strip():
                element.tag = "figure"
                caption = element[0].attrib.pop("title", "")
                if caption:
                    ElementTree.SubElement(element, "figcaption").text = caption


class _MarkBlocks(Treeprocessor):
    def run(self, root: ElementTree.Element) -> None:
        blocks.mark(root)


_converter = _Converter()
