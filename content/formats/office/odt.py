"""Texts of OpenDocument, as LibreOffice writes them, to lessons."""

from pathlib import Path

from content.formats.binding import found_in
from content.formats.desk import Desk, FileFormat
from content.formats.office.archive import described, opened, part
from content.formats.office.documents import lessons
from content.formats.office.odf import Odf
from content.formats.works import Work

_ENDINGS = (".odt", ".ott")


def _read(path: Path, desk: Desk) -> Work:
    with opened(path, "content.xml") as archive:
        odf = Odf(archive)
        body = odf.body()
        html = odf.blocks(body) + odf.notes_below()
        work = described(Work("", []), part(archive, "meta.xml"), path)
        work.pages = lessons(html, work.title, desk, found_in(archive), frozenset(odf.lost))
        return work


FORMAT = FileFormat("LibreOffice (odt)", lambda path: path.suffix.lower() in _ENDINGS, _read)
