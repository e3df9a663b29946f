"""A web page with all it needs, in one archive."""

import re
from html import unescape

from content.formats.packages.found import Found
from content.formats.packages.opening import Opened
from content.formats.said import line
from content.formats.works import NotRead
from content.framed.documents import text_of
from content.zips.about import Part
from i18n.refusals import Phrase
from i18n.translate import N_

_PAGE = re.compile(r"[^/]+\.x?html?", re.IGNORECASE)
_FIRST = re.compile(r"(?:index|default|start|main)\.x?html?", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{1,500})</title", re.IGNORECASE)
_LANG = re.compile(r"""<html[^>]{0,500}?\blang\s*=\s*["']?([A-Za-z-]{2,12})""", re.IGNORECASE)


def first_page(files: Opened) -> str:
    """Return the page to begin with: one that is called so, else the only one; "" if unclear."""
    pages = sorted((name for name in files.entries if _PAGE.fullmatch(name)), key=str.lower)
    named = [name for name in pages if _FIRST.fullmatch(name)]
    if named:
        return min(named, key=lambda name: (not name.lower().startswith("index"), name))
    return pages[0] if len(pages) == 1 else ""


def read(files: Opened) -> Found:
    """Read an archive that is a web page.

    Raises:
        NotRead: it holds none that is the first.
    """
    files = files.alone()
    first = first_page(files)
    if not first:
        raise NotRead(Phrase(N_("“{name}” is missing in the archive"), name="index.html"))
    text = text_of(files.read(first))
    title = _TITLE.search(text[:50_000])
    language = _LANG.search(text[:20_000])
    said = line(unescape(title[1])) if title else ""
    part = Part("page", said or first, first)
    return Found("html5", files, [part], said, language=language[1] if language else "")
