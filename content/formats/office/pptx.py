"""Slides of PowerPoint to a lesson with a section each.

Source: ECMA-376-1:2016, 19 (PresentationML) and 21.1 (DrawingML text and tables), by their names.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from content.formats.archives import Archive
from content.formats.binding import found_in
from content.formats.desk import Desk, FileFormat
from content.formats.office.archive import described, opened, part, relations
from content.formats.office.formulas import mathml
from content.formats.office.slides import Slide, lesson
from content.formats.questions.xml import Element
from content.formats.works import Work
from i18n.translate import N_

_ENDINGS = (".pptx", ".pptm", ".ppsx", ".potx")
_MAIN = "ppt/presentation.xml"
_TITLES = ("title", "ctrTitle")
_BESIDE = ("dt", "ftr", "sldNum", "hdr", "sldImg")
_DEEPEST = 20


def _read(path: Path, desk: Desk) -> Work:
    with opened(path, _MAIN) as archive:
        show = _Show(archive)
        slides = [show.slide(name) for name in show.names()]
        if any("vbaProject" in name for name in archive.names):
            desk.change("", N_("its macros were left out"))
        work = described(Work("", []), part(archive, "docProps/core.xml"), path)
        work.pages = lesson(slides, work.title, desk, found_in(archive), frozenset(show.lost))
        return work


@dataclass
class _Show:
    """A show while it is read."""

    archive: Archive
    lost: set[str] = field(default_factory=set)
    """What only an office program draws, or plays."""

    def names(self) -> list[str]:
        """Return the entries of the slides, in their order; hidden ones are among them."""
        leads = relations(self.archive, _MAIN)
        listed = [each for each in part(self.archive, _MAIN).walk() if each.name == "sldId"]
        found = [leads.get(_relation(each), ("", ""))[1] for each in listed]
        return [name for name in found if name]

    def slide(self, name: str) -> Slide:
        """Return one slide."""
        leads = relations(self.archive, name)
        shapes = list(_shapes(part(self.archive, name), 0))
        title = next((each for each in shapes if _place_of(each) in _TITLES), None)
        body = "".join(
            self._shape(each, leads)
            for each in shapes
            if each is not title and _place_of(each) not in _BESIDE
        )
        notes = next((target for kind, target in leads.values() if kind == "notesSlide"), "")
        said = ""
        if notes:
            boxes = (e for e in _shapes(part(self.archive, notes), 0) if _place_of(e) == "body")
            said = "".join(self._text(each) for each in boxes)
        return Slide(_said(title) if title is not None else "", body, said)

    def _shape(self, shape: Element, leads: dict[str, tuple[str, str]]) -> str:
        if shape.name == "pic":
            return self._picture(shape, leads)
        if shape.name == "graphicFrame":
            table = next((each for each in shape.walk() if each.name == "tbl"), None)
            if table is None:
                kinds = [each.get("uri") for each in shape.walk() if each.name == "graphicData"]
                self.lost.add((kinds or ["object"])[0].rpartition("/")[2] or "object")
            return self._table(table) if table is not None else ""
        return self._text(shape)

    def _picture(self, shape: Element, leads: dict[str, tuple[str, str]]) -> str:
        if any(each.name in ("videoFile", "audioFile", "quickTimeFile") for each in shape.walk()):
            self.lost.add("video")
        blip = next((each for each in shape.walk() if each.name == "blip"), None)
        about = next((each for each in shape.walk() if each.name == "cNvPr"), None)
        target = leads.get(blip.get("embed"), ("", ""))[1] if blip is not None else ""
        alt = about.get("descr") if about is not None else ""
        return f'<img src="/{escape(target)}" alt="{escape(alt)}">' if target else ""

    def _table(self, table: Element) -> str:
        about = table.first("tblPr")
        heads = about is not None and about.get("firstRow") in ("1", "true")
        rows = []
        for number, row in enumerate(table.all("tr")):
            tag = "th" if heads and not number else "td"
            cells = [
                f"<{tag}{_span(cell)}>{self._text(cell)}</{tag}>"
                for cell in row.all("tc")
                if not {cell.get("hMerge"), cell.get("vMerge")} & {"1", "true"}
            ]
            rows.append(f"<tr>{''.join(cells)}</tr>")
        return f"<table>{''.join(rows)}</table>"

    def _text(self, shape: Element) -> str:
        """Return the paragraphs of a shape: a list where it is one."""
        body = shape.first("txBody")
        lines = [
            (_level(each), _runs(each)) for each in (body.all("p") if body is not None else ())
        ]
        lines = [(level, said) for level, said in lines if said.strip()]
        is_list = _place_of(shape) in ("body", "", "obj") and _has_place(shape) and len(lines) > 1
        if not is_list:
            return "".join(f"<p>{said}</p>" for _, said in lines)
        found, depth = [], -1
        for deep, said in lines:
            level = min(deep, depth + 1)
            if level > depth:
                found.append("<ul><li>")
            else:
                found.append("</li></ul>" * (depth - level) + "</li><li>")
            found.append(said)
            depth = level
        return "".join(found) + "</li></ul>" * (depth + 1)


def _relation(slide: Element) -> str:
    """Return the id of a relation: ``id`` is there twice, under two names, and the last is it."""
    return slide.get("id")


def _shapes(element: Element, depth: int) -> Iterator[Element]:
    """Go through the shapes of a slide, those in groups and in alternatives too."""
    for each in element:
        if each.name in ("sp", "pic", "graphicFrame"):
            yield each
        elif each.name == "AlternateContent":
            first = each.first("Choice", "Fallback")
            if first is not None and depth < _DEEPEST:
                yield from _shapes(first, depth + 1)
        elif each.name in ("cSld", "spTree", "grpSp") and depth < _DEEPEST:
            yield from _shapes(each, depth + 1)


def _placeholder(shape: Element) -> Element | None:
    above = next(
        (each for each in shape if each.name in ("nvSpPr", "nvPicPr", "nvGraphicFramePr")), None
    )
    about = above.first("nvPr") if above is not None else None
    return about.first("ph") if about is not None else None


def _has_place(shape: Element) -> bool:
    return _placeholder(shape) is not None


def _place_of(shape: Element) -> str:
    """Return what a shape is for: "title", "body"; "" for a plain one."""
    found = _placeholder(shape)
    return found.get("type") if found is not None else ""


def _said(shape: Element) -> str:
    body = shape.first("txBody")
    lines = (_plain(each) for each in (body.all("p") if body is not None else ()))
    return " ".join(said for said in lines if said.strip())


def _plain(paragraph: Element) -> str:
    return "".join(
        each.text() if each.name == "t" else " "
        for each in paragraph.walk()
        if each.name in ("t", "br")
    )


def _level(paragraph: Element) -> int:
    about = paragraph.first("pPr")
    level = about.get("lvl") if about is not None else ""
    return int(level) if level.isdecimal() and len(level) == 1 else 0


def _runs(paragraph: Element) -> str:
    found = []
    for each in paragraph:
        if each.name in ("r", "fld"):
            said = escape("".join(t.text() for t in each.all("t")), quote=False)
            about = each.first("rPr")
            for name, tag in (("b", "strong"), ("i", "em")):
                if about is not None and about.get(name) in ("1", "true") and said.strip():
                    said = f"<{tag}>{said}</{tag}>"
            found.append(said)
        elif each.name == "br":
            found.append("<br>")
        else:
            formulas = (one for one in each.walk() if one.name == "oMath")
            found += [mathml(one) for one in formulas]
    return "".join(found)


def _span(cell: Element) -> str:
    names = (("gridSpan", "colspan"), ("rowSpan", "rowspan"))
    return "".join(
        f' {ours}="{cell.get(theirs)}"' for theirs, ours in names if cell.get(theirs).isdecimal()
    )


FORMAT = FileFormat("PowerPoint (pptx)", lambda path: path.suffix.lower() in _ENDINGS, _read)
