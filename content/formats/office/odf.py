"""What texts and slides of OpenDocument have in common: paragraphs, lists, tables, pictures.

Source: OASIS OpenDocument 1.3, part 3, by the names of its elements.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from content.formats.archives import UNREADABLE, Archive
from content.formats.markup import tree
from content.formats.office.archive import LARGEST_XML, part
from content.formats.questions.xml import Element, markup
from content.formats.works import NotRead
from i18n.refusals import Phrase
from i18n.translate import N_

MOST_REPEATED = 50
"""Cells or rows that are said once for several; more are the empty rest of a sheet."""
_DEEPEST = 40
_UNSAID = frozenset(("annotation", "tracked-changes", "bookmark-end", "event-listeners"))
_FORMULA = re.compile("<math.*?</math>", re.DOTALL)
_INLINE = {"font-weight": ("bold", "strong"), "font-style": ("italic", "em")}


@dataclass
class Odf:
    """A file of OpenDocument while its content becomes HTML."""

    archive: Archive
    bold: dict[str, list[str]] = field(default_factory=dict)
    """By the name of a style, the elements of HTML that say the same."""
    numbered: set[str] = field(default_factory=set)
    """The names of styles of lists that count."""
    notes: list[str] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    """What only an office program draws."""

    def body(self) -> Element:
        """Return the content, its styles noted.

        Raises:
            NotRead: it is no XML, or a password protects it.
        """
        manifest = part(self.archive, "META-INF/manifest.xml")
        if any(each.name == "encryption-data" for each in manifest.walk()):
            why = N_("a password protects it, or it is of before 2007; save it again without one")
            raise NotRead(Phrase(why))
        root = part(self.archive, "content.xml")
        for each in [*part(self.archive, "styles.xml").walk(), *root.walk()]:
            if each.name == "style":
                self._note_style(each)
            elif each.name == "list-style" and each.first("list-level-style-number"):
                first = next(iter(each), None)
                if first is not None and first.name == "list-level-style-number":
                    self.numbered.add(each.get("name"))
        return next((each for each in root.walk() if each.name == "body"), root)

    def _note_style(self, style: Element) -> None:
        for about in style.all("text-properties"):
            tags = [tag for name, (is_so, tag) in _INLINE.items() if about.get(name) == is_so]
            position = about.get("text-position")
            if position.startswith(("super", "sub")):
                tags.append("sup" if position.startswith("super") else "sub")
            self.bold[style.get("name")] = tags

    def blocks(self, element: Element, depth: int = 0) -> str:
        """Return what is in an element as blocks of HTML."""
        if depth > _DEEPEST:
            return ""
        return "".join(self._block(each, depth + 1) for each in element)

    def _block(self, element: Element, depth: int) -> str:
        match element.name:
            case "h":
                level = element.get("outline-level", "1")
                tag = f"h{min(int(level), 6)}" if level.isdecimal() and int(level) else "h1"
                return f"<{tag}>{self.inline(element)}</{tag}>"
            case "p":
                said = self.inline(element)
                if "<math" in said and _FORMULA.sub("", said).strip():
                    said = said.replace(' display="block"', "")
                return f"<p>{said}</p>" if said.strip() else ""
            case "list":
                return self._list(element, depth)
            case "table":
                return self._table(element, depth)
            case "frame" | "image" | "object" | "custom-shape" | "g":
                return self._frame(element, depth)
            case "tracked-changes" | "forms" | "sequence-decls" | "notes" | "annotation":
                return ""
        return self.blocks(element, depth)

    def _list(self, element: Element, depth: int) -> str:
        tag = "ol" if element.get("style-name") in self.numbered else "ul"
        items = (
            f"<li>{self.blocks(item, depth + 1)}</li>"
            for item in element.all("list-item", "list-header")
        )
        return f"<{tag}>{''.join(items)}</{tag}>" if depth < _DEEPEST else ""

    def _table(self, element: Element, depth: int) -> str:
        rows = [
            f"<tr>{self._cells(row, 'th' if heads else 'td', depth)}</tr>"
            for row, heads in _rows(element)
        ]
        return f"<table>{''.join(rows)}</table>"

    def _cells(self, row: Element, tag: str, depth: int) -> str:
        cells = []
        for cell in row.all("table-cell"):
            spans = "".join(
                f' {name}="{cell.get(f"number-{long}-spanned")}"'
                for name, long in (("colspan", "columns"), ("rowspan", "rows"))
                if cell.get(f"number-{long}-spanned", "1") not in ("", "1")
            )
            said = self.blocks(cell, depth + 1)
            repeated = cell.get("number-columns-repeated", "1")
            times = int(repeated) if repeated.isdecimal() and len(repeated) < 6 else 1
            times = times if times <= MOST_REPEATED else 1
            cells += [f"<{tag}{spans}>{said}</{tag}>"] * times
        return "".join(cells)

    def _frame(self, element: Element, depth: int) -> str:
        """Return a picture, a formula, or the text in a box."""
        if element.name == "image":
            return self._image(element.get("href"), "")
        alt = next((each.text() for each in element if each.name in ("title", "desc")), "")
        for each in element.all("object"):
            if formula := self._formula(each.get("href")):
                return formula
        if table := element.first("table"):
            return self._table(table, depth)
        for each in element.all("image"):
            if each.get("href"):
                return self._image(each.get("href"), alt)
        if element.first("object", "object-ole", "plugin", "applet"):
            self.lost.add("object")
        return self.blocks(element, depth)

    def _image(self, address: str, alt: str) -> str:
        return f'<img src="{escape(address)}" alt="{escape(alt.strip())}">'

    def _formula(self, address: str) -> str:
        name = self.archive.named("content.xml", posixpath.join(address, "content.xml"))
        if not name:
            return ""
        try:
            root = tree(self.archive.read(name, LARGEST_XML))
        except UNREADABLE:
            return ""
        return markup(root, outer=True) if root.name == "math" else ""

    def inline(self, element: Element) -> str:
        """Return what is in a paragraph as HTML."""
        return "".join(self._inline(element, 0))

    def _inline(self, element: Element, depth: int) -> Iterator[str]:
        for each in element.inside:
            if isinstance(each, str):
                yield escape(each, quote=False)
            elif depth <= _DEEPEST and each.name not in _UNSAID:
                yield self._in_line(each, depth)

    def _in_line(self, element: Element, depth: int) -> str:
        name = element.name
        if name in ("frame", "custom-shape", "g"):
            return self._frame(element, depth)
        if name == "note":
            return self._note(element, depth)
        if name == "s":
            count = element.get("c", "1")
            return " " * (int(count) if count.isdecimal() and len(count) < 4 else 1)
        if name in ("tab", "line-break"):
            return " " if name == "tab" else "<br>"
        if name in ("bookmark", "bookmark-start", "reference-mark-start"):
            return f'<a id="{escape(element.get("name"))}"></a>'
        said = "".join(self._inline(element, depth + 1))
        if name == "a":
            address = escape(element.get("href").removesuffix("|outline"))
            return f'<a href="{address}">{said}</a>'
        tags = self.bold.get(element.get("style-name"), []) if name == "span" else []
        opening = "".join(f"<{tag}>" for tag in tags)
        return opening + said + "".join(f"</{tag}>" for tag in reversed(tags))

    def _note(self, note: Element, depth: int) -> str:
        body = note.first("note-body")
        self.notes.append(self.blocks(body, depth + 1) if body is not None else "")
        number = len(self.notes)
        return f'<sup><a id="ref{number}" href="#note{number}">[{number}]</a></sup>'

    def notes_below(self) -> str:
        """Return the notes that were met, each with its way back."""
        items = (
            f'<li id="note{number}">{said}<p><a href="#ref{number}">↑</a></p></li>'
            for number, said in enumerate(self.notes, 1)
        )
        return f"<ol>{''.join(items)}</ol>" if self.notes else ""


def _rows(element: Element) -> Iterator[tuple[Element, bool]]:
    """Go through the rows of a table, and whether each is of its head."""
    for each in element:
        if each.name == "table-row":
            yield each, False
        elif each.name == "table-header-rows":
            yield from ((row, True) for row in each.all("table-row"))
        elif each.name in ("table-rows", "table-row-group"):
            yield from _rows(each)
