"""The text of a lesson as Markdown again, so that it can be translated paragraph by paragraph.

What Markdown says (headings, lists, tables, bold words, call-outs) is written so. What it does
not, or what no translator changes (pictures, formulas, code), is *kept*: a name stands for it, made
of its own bytes, and whoever puts the text together again puts it back.

    Voici [[image-3fa2c1]] et [une page](#link-09bb12).

Each paragraph is tried: one that would not say the same again is kept as a whole.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser
from itertools import count, groupby

from content.html import text_of
from content.markdown import BadFormula, TooManyBrackets, to_html
from content.shape import FORMULAS, VOID

_KEPT = r"\[\[([a-z]+-[0-9a-f]{6})\]\]"
_NAME = re.compile(_KEPT)
_PLACE = re.compile(
    rf'<p(?: data-block="[^"]*")?>\s*{_KEPT}\s*</p>|{_KEPT}| href="#(link-[0-9a-f]{{6}})"'
)
"""Where something kept belongs: alone in its paragraph, in a line, where a link leads."""
_BLOCK = re.compile(r' data-block="[^"]*"')
_BOXES = ("note", "tip", "warning", "example")
_SIGNS = re.compile(r"([\\`*_\[\]$|])")
_AT_THE_BEGINNING = re.compile(r"([-+#>:]|!!!|\d+(?=[.)](?:\s|$)))")
_INLINE = frozenset("a em i strong b code br span abbr cite q sub sup small mark u s".split())
_INLINE |= frozenset("kbd samp var bdi bdo time ruby img".split()) | FORMULAS
_MARKS = {"em": "*", "i": "*", "strong": "**", "b": "**"}


@dataclass(frozen=True)
class Said:
    """What a lesson says."""

    text: str
    """Markdown."""
    kept: dict[str, str]
    """HTML of what a name stands for; of a link, where it leads."""


def said(fragment: str) -> Said:
    """Return a lesson's text as Markdown.

    Args:
        fragment: clean HTML.
    """
    reader = _Reader(fragment)
    writer = _Writer(fragment)
    blocks = [each for each in writer.blocks(reader.read()) if each]
    return Said("\n\n".join(blocks) + "\n" if blocks else "", writer.kept)


def put_back(fragment: str, kept: dict[str, str], language: str, direction: str) -> str:
    """Return a fragment with what was kept in the place of its names; unknown ones are left out.

    Args:
        fragment: HTML of a text that was made of ``said``.
        kept: what the names stand for.
        language: of what was kept.
        direction: in which it is written.
    """

    def put(found: re.Match[str]) -> str:
        alone, inside, link = found.groups()
        html = kept.get(alone or inside or link, "")
        if not html or inside:
            return html
        if link:
            return f' href="{escape(html)}"'
        return f'<div lang="{language}" dir="{direction}">{html}</div>'

    fragment = _PLACE.sub(put, fragment)
    numbers = count(1)
    return _BLOCK.sub(lambda _found: f' data-block="b{next(numbers)}"', fragment)


def is_kept(paragraph: str) -> bool:
    """Say whether a paragraph is something kept and nothing else."""
    return bool(_NAME.fullmatch(paragraph.strip()))


def names_in(paragraph: str) -> list[str]:
    """Return the names in a paragraph of what was kept, links left out."""
    return list(dict.fromkeys(_NAME.findall(paragraph)))


@dataclass
class _Element:
    tag: str
    told: dict[str, str]
    begins: int
    ends: int = 0
    inside: "list[_Element | str]" = field(default_factory=list)


class _Reader(HTMLParser):
    """Reads clean HTML as a tree that knows where in it each element stands."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self._source = source
        self._lines = [0, *(found.end() for found in re.finditer("\n", source))]
        self._open = [_Element("", {}, 0)]

    def read(self) -> list[_Element | str]:
        """Return what stands in no other element."""
        self.feed(self._source)
        self.close()
        return self._open[0].inside

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        begins = self._here()
        told = {name: value or "" for name, value in attrs}
        made = _Element(tag, told, begins, begins + len(self.get_starttag_text() or ""))
        self._open[-1].inside.append(made)
        if tag not in VOID:
            self._open.append(made)

    def handle_endtag(self, tag: str) -> None:
        if len(self._open) > 1 and self._open[-1].tag == tag:
            self._open.pop().ends = self._here() + len(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)


class _NotSaid(Exception):
    """Markdown has no way to say it: it is kept."""


class _Writer:
    """Writes elements as Markdown."""

    def __init__(self, source: str) -> None:
        self.kept: dict[str, str] = {}
        self._source = source

    def blocks(self, inside: Iterable[_Element | str]) -> Iterator[str]:
        """Go through what stands in a text, a paragraph at a time."""
        for is_loose, run in groupby(inside, key=_is_loose):
            if is_loose:
                yield self._loose(list(run))
                continue
            for each in run:
                if isinstance(each, _Element):
                    yield from self._block(each)

    def _loose(self, run: list[_Element | str]) -> str:
        return self._tried("".join(map(self._html, run)), lambda: self.line(run))

    def _block(self, element: _Element) -> Iterator[str]:
        is_plain = set(element.told) <= {"data-block", "tabindex", "id"}
        classes = element.told.get("class", "").split()
        if element.tag == "div" and (is_plain or classes == ["wide"]):
            yield from self.blocks(element.inside)
            return
        source = self._html(element)
        if element.tag in ("figure", "pre") or "lang" in element.told:
            yield self._keep(source, {"figure": "image", "pre": "code"}.get(element.tag, "box"))
            return
        yield self._tried(source, lambda: self._written(element))

    def _tried(self, source: str, write: Callable[[], str]) -> str:
        """Return what is written, if it says what ``source`` says; else a name that keeps it."""
        if not source.strip():
            return ""
        before = dict(self.kept)
        try:
            text = write()
            again = put_back(to_html(text), self.kept, "", "")
            if "\n\n\n" not in text and _letters(again) == _letters(source):
                return text
        except (_NotSaid, BadFormula, TooManyBrackets):
            pass
        self.kept = before
        return self._keep(source, "table" if "<table" in source else "box")

    def _written(self, element: _Element) -> str:
        match element.tag:
            case "p":
                return self.line(element.inside)
            case "h2" | "h3" | "h4" | "h5" | "h6":
                return f"{'#' * int(element.tag[1])} {self.line(element.inside)}"
            case "ul" | "ol":
                return self._list(element)
            case "blockquote":
                return _before("> ", self._whole(element.inside), ">")
            case "table":
                return self._table(element)
            case "hr":
                return "---"
            case "div":
                return self._box(element)
        raise _NotSaid

    def _list(self, element: _Element) -> str:
        first = int(element.told.get("start") or 1)
        points = []
        for number, point in enumerate(_elements(element), first):
            sign = f"{number}." if element.tag == "ol" else "-"
            written = [each for each in self.blocks(point.inside) if each]
            if not written:
                raise _NotSaid
            goes_on = "".join(
                ("\n" if each.startswith(("- ", "1. ")) else "\n\n") + _before("    ", each)
                for each in written[1:]
            )
            points.append(f"{sign} {_before('    ', written[0]).lstrip()}{goes_on}")
        return "\n".join(points)

    def _table(self, element: _Element) -> str:
        rows = [
            row
            for part in _elements(element)
            for row in ([part] if part.tag == "tr" else _elements(part))
        ]
        cells = [_elements(row) for row in rows]
        tags = [{cell.tag for cell in row} for row in cells]
        is_plain = len({len(row) for row in cells}) == 1 and tags[0] == {"th"}
        spans = any({"colspan", "rowspan"} & set(cell.told) for row in cells for cell in row)
        if not is_plain or spans or any("th" in tag for tag in tags[1:]):
            raise _NotSaid
        said = [[self.line(cell.inside) for cell in row] for row in cells]
        said.insert(1, ["---"] * len(said[0]))
        return "\n".join("| " + " | ".join(row) + " |" for row in said)

    def _box(self, element: _Element) -> str:
        kinds = [each for each in element.told.get("class", "").split() if each in _BOXES]
        title, *rest = _elements(element) or [element]
        if not kinds or title.told.get("class") != "admonition-title":
            raise _NotSaid
        said = self.line(title.inside)
        if '"' in said:
            raise _NotSaid
        return f'!!! {kinds[0]} "{said}"\n{_before("    ", self._whole(rest))}'

    def _whole(self, inside: Iterable[_Element | str]) -> str:
        return "\n\n".join(each for each in self.blocks(inside) if each)

    def line(self, inside: Iterable[_Element | str]) -> str:
        """Return what stands in one line of a text."""
        told = "".join(self._piece(each) for each in inside).strip()
        told = re.sub(r" *  \n *", "  \n", told)
        return _AT_THE_BEGINNING.sub(_escaped, told, count=1) if _begins_oddly(told) else told

    def _piece(self, each: _Element | str) -> str:
        if isinstance(each, str):
            spaces = re.sub(r"[ \t\r\n]+", " ", each)
            return _SIGNS.sub(r"\\\1", spaces).replace("&", "&amp;").replace("<", "&lt;")
        if each.tag == "br":
            return "  \n"
        plain = set(each.told) <= {"data-block"}
        if each.tag in _MARKS and plain:
            mark = _MARKS[each.tag]
            said = "".join(self._piece(part) for part in each.inside)
            around = said.strip()
            if not around:
                raise _NotSaid
            begins, ends = said[: len(said) - len(said.lstrip())], said[len(said.rstrip()) :]
            return f"{begins}{mark}{around}{mark}{ends}"
        if each.tag == "a" and set(each.told) == {"href"}:
            said = "".join(self._piece(part) for part in each.inside)
            name = self._named(each.told["href"], "link")
            return f"[{said}](#{name})"
        if each.tag == "span" and plain:
            return "".join(self._piece(part) for part in each.inside)
        if each.tag not in _INLINE:
            raise _NotSaid
        what = {"math": "math", "img": "image", "code": "code"}.get(each.tag, "text")
        return self._keep(self._html(each), what)

    def _keep(self, source: str, what: str) -> str:
        return f"[[{self._named(source, what)}]]"

    def _named(self, source: str, what: str) -> str:
        name = f"{what}-{hashlib.sha256(source.encode()).hexdigest()[:6]}"
        self.kept[name] = source
        return name

    def _html(self, each: _Element | str) -> str:
        if isinstance(each, str):
            return escape(each, quote=False)
        return self._source[each.begins : each.ends]


def _is_loose(each: _Element | str) -> bool:
    """Say whether a piece of a text stands in no paragraph."""
    return isinstance(each, str) or each.tag in _INLINE


def _elements(element: _Element) -> list[_Element]:
    """Return the elements in one that has nothing else but white space.

    Raises:
        _NotSaid: it has.
    """
    if any(isinstance(each, str) and each.strip() for each in element.inside):
        raise _NotSaid
    return [each for each in element.inside if isinstance(each, _Element)]


def _before(sign: str, text: str, empty: str = "") -> str:
    return "\n".join(sign + line if line else empty for line in text.split("\n"))


def _begins_oddly(text: str) -> bool:
    return bool(_AT_THE_BEGINNING.match(text))


def _escaped(found: re.Match[str]) -> str:
    if found[0].isdecimal():
        return f"{found[0]}\\"
    return "&#58;" if found[0] == ":" else f"\\{found[0]}"


def _letters(fragment: str) -> str:
    return "".join(unescape(text_of(fragment)).split())
