"""Slides of OpenDocument, as LibreOffice writes them, to a lesson with a section each."""

from collections.abc import Iterator
from pathlib import Path

from content.formats.binding import found_in
from content.formats.desk import Desk, FileFormat
from content.formats.office.archive import described, opened, part
from content.formats.office.odf import Odf
from content.formats.office.slides import Slide, lesson
from content.formats.questions.xml import Element
from content.formats.works import Work

_ENDINGS = (".odp", ".otp")


def _read(path: Path, desk: Desk) -> Work:
    with opened(path, "content.xml") as archive:
        odf = Odf(archive)
        shown = [_slide(odf, page) for page in odf.body().walk() if page.name == "page"]
        work = described(Work("", []), part(archive, "meta.xml"), path)
        work.pages = lesson(shown, work.title, desk, found_in(archive), frozenset(odf.lost))
        return work


def _slide(odf: Odf, page: Element) -> Slide:
    title = next((each for each in page if each.get("class") == "title"), None)
    body = "".join(odf.blocks(Element("", 0, {}, [each])) for each in _shapes(page, title))
    notes = page.first("notes")
    boxes = [each for each in notes if each.get("class") == "notes"] if notes is not None else []
    said = "".join(odf.blocks(each) for each in boxes)
    return Slide(title.text() if title is not None else "", body, said)


def _shapes(page: Element, title: Element | None) -> Iterator[Element]:
    beside = ("footer", "page-number", "date-time", "header")
    for each in page:
        if each is not title and each.name != "notes" and each.get("class") not in beside:
            yield each


FORMAT = FileFormat(
    "LibreOffice Impress (odp)", lambda path: path.suffix.lower() in _ENDINGS, _read
)
