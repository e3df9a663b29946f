"""What stands in somebody's way in a PDF: no structure, no language, pages that are pictures.

A page of which nothing is written in letters, but something drawn as a picture, was scanned. Of a
long document so many pages are looked at, from its beginning to its end.
"""

import io
import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from content.accessibility.markup import Fault

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

LARGEST = 64 << 20
"""Bytes of a document that is read whole to be judged."""
MOST_PAGES = 20
"""Pages of a document that are looked at."""
LARGEST_PAGE = 4 << 20
"""Bytes of the drawing of a page that is looked through for letters."""
_WRITES = re.compile(rb"\bT[jJ]\b")
"""What writes letters on a page."""

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def faults_of(data: bytes | BinaryIO) -> tuple[Fault, ...] | None:
    """Return what is wrong with a document; None if it cannot be read."""
    from pypdf import PdfReader  # see content.media

    try:
        file = io.BytesIO(data) if isinstance(data, bytes) else data
        return tuple(_faults(PdfReader(file, strict=False)))
    except Exception:  # a hostile file can make a parser raise anything
        return None


def _faults(reader: "PdfReader") -> Iterator[Fault]:
    root = reader.root_object
    count = len(reader.pages)
    step = max(1, count // MOST_PAGES)
    looked = range(0, count, step)[:MOST_PAGES]
    scanned = [number + 1 for number in looked if _is_scanned(reader.pages[number])]
    if scanned:
        yield Fault("pdf-scanned", ", ".join(map(str, scanned[:5])))
    if not root.get("/StructTreeRoot"):
        yield Fault("pdf-untagged")
    if not root.get("/Lang"):
        yield Fault("pdf-language")


def _is_scanned(page: "PageObject") -> bool:
    contents = page.get_contents()
    drawn = contents.get_data() if contents is not None else b""
    if len(drawn) > LARGEST_PAGE or _WRITES.search(drawn):
        return False
    held: Any = page.get("/Resources")
    objects: Any = held.get_object().get("/XObject") if held is not None else None
    shown = objects.get_object().values() if objects is not None else ()
    kinds = {each.get_object().get("/Subtype") for each in shown}
    return "/Image" in kinds and "/Form" not in kinds  # a form may hold letters of its own
