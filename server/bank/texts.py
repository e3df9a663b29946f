"""Texts of questions, as they are written in a form and as they are kept: Markdown and HTML.

What is kept is HTML, whoever wrote it. A form shows it as Markdown where that gives the same HTML
back; where Markdown has no words for it, the form shows the HTML itself, which begins with "<".
"""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import ClassVar

from content import markdown
from content.html import clean
from content.markdown import BadFormula, TooManyBrackets
from i18n.refusals import Invalid
from i18n.translate import N_

_BLOCK = re.compile(r' data-block="\w+"')
_ONE_PARAGRAPH = re.compile(r"<p>(.*)</p>", re.DOTALL)
_SIGNS = re.compile(r"([\\`*_\[\]$])")
_FIRST_SIGN = re.compile(r"(?m)^(\s*)([#>+-]|\d+\.)")


class FormulaNotRead(Invalid):
    """A formula in a text cannot be drawn."""

    message = N_(
        "The formula “{formula}” cannot be read. Write it as LaTeX between two dollar signs, or "
        "write \\$ for a sign that is only money. Nothing was kept."
    )


def html_of(text: str) -> str:
    """Return the HTML of a text as somebody wrote it; "" for nothing.

    Raises:
        FormulaNotRead
    """
    text = text.replace("\r\n", "\n").strip()
    if not text:
        return ""
    if text.startswith("<"):
        return clean(text)
    try:
        html = _BLOCK.sub("", markdown.to_html(text)).strip()
    except (BadFormula, TooManyBrackets) as error:
        raise FormulaNotRead(formula=str(error)[:60]) from None
    return html if html.startswith("<") or not html else f"<p>{html}</p>"


def line_of(text: str) -> str:
    """Return the HTML of a text on a line of its own, an answer to choose: no paragraph around it.

    Raises:
        FormulaNotRead
    """
    html = html_of(text)
    found = _ONE_PARAGRAPH.fullmatch(html)
    return found[1] if found and "<p>" not in found[1] else html


def text_of(html: str) -> str:
    """Return what a form shows of HTML that ``html_of`` made, or that came from elsewhere."""
    if not html:
        return ""
    for text in (_markdown(html, escaped=False), _markdown(html, escaped=True)):
        if text and _gives(html_of, text) == html:
            return text
    return html if html.startswith("<") else f"<p>{html}</p>"


def text_of_line(html: str) -> str:
    """Return what a form shows of HTML that ``line_of`` made, or that came from elsewhere."""
    if not html:
        return ""
    for text in (_markdown(html, escaped=False), _markdown(html, escaped=True)):
        if text and _gives(line_of, text) == html:
            return text
    return html if html.startswith("<") else f"<span>{html}</span>"


def _gives(maker: Callable[[str], str], text: str) -> str | None:
    try:
        return maker(text)
    except FormulaNotRead:
        return None


def _markdown(html: str, *, escaped: bool) -> str:
    reader = _Reader(escaped)
    reader.feed(html)
    reader.close()
    return re.sub(r"\n{3,}", "\n\n", "".join(reader.found)).strip()


class _Reader(HTMLParser):
    """Writes Markdown of the elements that teachers' texts are made of; others vanish, and the
    text then gives other HTML."""

    _AROUND: ClassVar = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`"}

    def __init__(self, escaped: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._escaped = escaped
        self._lists: list[int] = []
        """For each list around: 0 for one of dots, else the number of the next line."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in self._AROUND:
            self.found.append(self._AROUND[tag])
        elif tag == "img":
            self.found.append(f"![{values.get('alt', '')}]({values.get('src', '')})")
        elif tag == "br":
            self.found.append("  \n")
        elif tag in ("ul", "ol"):
            self._lists.append(1 if tag == "ol" else 0)
            self.found.append("\n\n")
        elif tag == "li":
            number = self._lists[-1] if self._lists else 0
            self.found.append(f"{number}. " if number else "- ")
            if number:
                self._lists[-1] += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in self._AROUND:
            self.found.append(self._AROUND[tag])
        elif tag in ("p", "figure", "h2", "h3"):
            self.found.append("\n\n")
        elif tag == "li":
            self.found.append("\n")
        elif tag in ("ul", "ol"):
            if self._lists:
                self._lists.pop()
            self.found.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not data.strip() and "\n" in data:
            return
        text = data.replace("&", "&amp;") if re.search(r"&\w+;", data) else data
        text = text.replace("<", "&lt;")
        if self._escaped:
            text = _FIRST_SIGN.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", text))
        self.found.append(text)
