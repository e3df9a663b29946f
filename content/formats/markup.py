"""What others write as HTML, made fit to be read as HTML; and XML that is read as a tree.

Books and packages hold XHTML, in which ``<a id="x"/>`` is whole: read as HTML it would stay open,
and all that follows would be in it. Drawings within the text become pictures of it.
"""

import base64
import re
from html import escape, unescape
from html.entities import html5

from content import foreign
from content.formats.questions import xml
from content.formats.questions.brought import NotXml
from content.formats.questions.xml import Element
from content.formats.works import NotRead
from i18n.refusals import Phrase
from i18n.translate import N_

_XHTML = re.compile(r"<\?xml|xmlns\s*=", re.IGNORECASE)
_EMPTY = re.compile(r"<([A-Za-z][\w:.-]*)((?:\s[^<>]*)?)/>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_PREFIX = re.compile(r"<(/?)(?:m|mml|mathml|math|svg|xhtml|html|h):(?=[A-Za-z])")
_DECLARED = re.compile(r"<\?xml[^<>]*\?>|<!DOCTYPE[^<>\[]*>", re.IGNORECASE)
_IMAGE = re.compile(r"<image\b([^<>]*)>", re.IGNORECASE)
_HREF = re.compile(r"""(?:xlink:)?href\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_TITLE = re.compile(r"<(title|desc)\b[^<>]*>([^<>]*)</", re.IGNORECASE)
_LABEL = re.compile(r"""aria-label\s*=\s*"([^"]*)\"""")
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]*);")
_KNOWN = (b"amp", b"lt", b"gt", b"quot", b"apos")
_SVG = "http://www.w3.org/2000/svg"


def as_html(data: bytes) -> bytes:
    """Return a page of HTML or XHTML as HTML, its drawings as pictures."""
    text = foreign.decoded(data)
    if _XHTML.search(text[:2_048]):
        text = _DECLARED.sub("", text)
        text = _EMPTY.sub(_closed, _PREFIX.sub(r"<\1", text))
    return _drawn(text).encode(errors="replace")


def _closed(tag: re.Match[str]) -> str:
    name, rest = tag[1], tag[2].rstrip()
    return f"<{name}{rest}>" if name.lower() in _VOID else f"<{name}{rest}></{name}>"


def _drawn(text: str) -> str:
    """Return a page with a picture in the place of each drawing."""
    found, done = [], 0
    while (begin := text.find("<svg", done)) >= 0:
        end = text.find("</svg", begin)
        if end < 0:
            break
        close = text.find(">", end) + 1 or len(text)
        found += [text[done:begin], _pictures(text[begin:close])]
        done = close
    return "".join([*found, text[done:]])


def _pictures(drawing: str) -> str:
    """Return the pictures that a drawing only frames, or the drawing as a picture."""
    said = _LABEL.search(drawing.partition(">")[0])
    title = _TITLE.search(drawing)
    alt = said[1] if said else escape(unescape(title[2]).strip()) if title else ""
    framed = [_HREF.search(image[1]) for image in _IMAGE.finditer(drawing)]
    sources = [each[1] or each[2] or "" for each in framed if each]
    if not sources:
        if "xmlns=" not in drawing.partition(">")[0]:
            drawing = drawing.replace("<svg", f'<svg xmlns="{_SVG}"', 1)
        sources = [f"data:image/svg+xml;base64,{base64.b64encode(drawing.encode()).decode()}"]
    return "".join(f'<img src="{source}" alt="{alt}">' for source in sources)


def tree(data: bytes) -> Element:
    """Return the root of a file of XML, whose document type, if it only names one, is passed over.

    Raises:
        NotRead: it is no XML, defines entities, or is too deep or too long.
    """
    head, rest = data[:4_096], data[4_096:]
    head = re.sub(rb"<!DOCTYPE[^<>\[]*>", b"", head, count=1, flags=re.IGNORECASE)
    try:
        return xml.parsed(_ENTITY.sub(_known, head + rest))
    except NotXml as refusal:
        what = refusal.values["what"]
        raise NotRead(Phrase(N_("it is not XML that can be read ({what})"), what=what)) from None


def _known(entity: re.Match[bytes]) -> bytes:
    sign = html5.get(f"{entity[1].decode()};", "")
    if entity[1] in _KNOWN or not sign:
        return entity[0]
    return "".join(f"&#{ord(each)};" for each in sign).encode()
