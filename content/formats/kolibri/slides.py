"""A slideshow of Kolibri, to a lesson: each picture with what is said of it."""

import json
from typing import Any
from xml.etree import ElementTree

from content import blocks, html, vocabulary
from content.formats.kolibri.rows import FileRow
from content.formats.kolibri.storage import Storage, Stored
from content.formats.web import Lesson, NoLesson, Picture
from i18n.refusals import Phrase
from i18n.translate import N_

LARGEST = 2 << 20
"""Bytes of the list of slides."""
MOST = 500
"""Slides of one show."""


def read_slides(listed: Stored, storage: Storage) -> Lesson:
    """Read a slideshow by its list.

    Raises:
        NoLesson: the list cannot be read, or no picture of it is on the drive.
    """
    lesson = Lesson(b"", {}, described=True, changes=[])
    root = ElementTree.Element("div")
    for slide in _slides(listed):
        checksum, ending = str(slide.get("checksum")), str(slide.get("extension")).lower()
        use = FileRow("", "slideshow_image", checksum, ending, False, False, 0, "")
        found = storage.shown(use, "image/")
        title = str(slide.get("caption") or "")[:200]
        if isinstance(found, str):
            lesson.changes.append((N_("a slide was left out: {why}"), {"why": found}))
            continue
        alt = str(slide.get("descriptive_text") or title)
        lesson.described = lesson.described and bool(alt)
        address = f"files/{found.sha256}{vocabulary.ENDINGS[found.media_type]}"
        figure = ElementTree.SubElement(root, "figure")
        ElementTree.SubElement(figure, "img", {"src": address, "alt": alt})
        if title:
            ElementTree.SubElement(figure, "figcaption").text = title
        picture = Picture(found.sha256, found.size, found.media_type, found.path)
        lesson.pictures[found.sha256] = picture
    if not lesson.pictures:
        raise NoLesson(Phrase(N_("none of its pictures can be shown")))
    blocks.mark(root)
    inside = "".join(ElementTree.tostring(part, "unicode", method="html") for part in root)
    lesson.html = html.clean(inside).encode()
    return lesson


def _slides(listed: Stored) -> list[dict[str, Any]]:
    """Return the slides in their order.

    Raises:
        NoLesson: the list is not one.
    """
    try:
        body = json.loads(listed.path.read_bytes() if listed.size <= LARGEST else b"")
        slides = body["slideshow_data"]
        order = {id(slide): float(slide.get("sort_order") or 0) for slide in slides}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OSError):
        raise NoLesson(Phrase(N_("its list of slides cannot be read"))) from None
    return sorted(slides, key=lambda slide: order[id(slide)])[:MOST]
