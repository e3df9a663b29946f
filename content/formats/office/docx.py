"""Documents of Word, by mammoth, with what it does not know: formulas.

What mammoth is handed holds no picture: each entry that is not XML is its own name, which comes
back as the address of the picture. So nothing swells, and nothing is read but by our own archive.
"""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import mammoth

from content.formats.archives import Archive
from content.formats.binding import found_in
from content.formats.desk import Desk, FileFormat
from content.formats.markup import tree
from content.formats.office.archive import LARGEST_XML, described, opened, part
from content.formats.office.documents import lessons
from content.formats.office.formulas import mathml
from content.formats.works import NotRead, Work
from i18n.refusals import Phrase
from i18n.translate import N_

_ENDINGS = (".docx", ".docm", ".dotx")
_MAIN = "word/document.xml"
_FORMULA = re.compile(rb"<m:oMathPara[ >].*?</m:oMathPara>|<m:oMath[ >].*?</m:oMath>", re.DOTALL)
_PREFIX = re.compile(rb"[< /]([A-Za-z][\w.-]*):")
_PLACE = re.compile("\ue000(\\d{1,6})\ue001")
_LOOKS = re.compile(
    rb"<w:(?:rFonts|szCs|sz|lang|color|proofErr|noProof|kern|spacing|ind|jc|keepNext|keepLines"
    rb"|widowControl|contextualSpacing|lastRenderedPageBreak|snapToGrid|autoSpaceDE|autoSpaceDN"
    rb"|adjustRightInd|bCs|iCs|shd|bdr|tcW|vAlign|tblW|tblLook|tblLayout|noWrap|cantSplit"
    rb"|webHidden|position|outlineLvl|textAlignment|suppressLineNumbers)(?: [^<>]*)?/>"
    rb'| (?:w:rsid\w*|w14:(?:paraId|textId)|xml:space)="[^"<>]*"'
)
_EMPTY = re.compile(rb"<w:(rPr|pPr|tcPr|tblPr)></w:\1>")
"""What is said of letters, places and revisions, of which nothing is left in a lesson: most of what
a word processor writes, and of the memory that it takes."""
MOST_PIECES = 400_000
"""Elements and attributes that are read: each takes about a kilobyte, and a document of a thousand
pages has a quarter of a million of them."""
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
"""
_TOO_MANY = N_(
    "it is made of more than {most} pieces of text and layout: save it as several documents"
)


def _read(path: Path, desk: Desk) -> Work:
    with opened(path, _MAIN) as archive:
        formulas: list[str] = []
        try:
            made = mammoth.convert_to_html(
                _without_pictures(archive, formulas),
                convert_image=mammoth.images.img_element(_named),
                style_map=_STYLES,
                include_embedded_style_map=False,
            )
        except NotRead:
            raise
        except Exception as error:  # of a damaged document, a library raises anything
            what = f"{type(error).__name__}: {error}"[:120]
            raise NotRead(Phrase(N_("its archive cannot be read ({what})"), what=what)) from None
        html = _PLACE.sub(lambda place: formulas[int(place[1])], made.value)
        if any("vbaProject" in name for name in archive.names):
            desk.change("", N_("its macros were left out"))
        about = part(archive, "docProps/core.xml")
        work = described(Work("", []), about, path)
        work.pages = lessons(html, work.title, desk, found_in(archive))
        return work


def _named(image: Any) -> dict[str, str]:
    with image.open() as file:
        return {"src": "/" + file.read().decode("utf-8", "replace")}


def _without_pictures(archive: Archive, formulas: list[str]) -> io.BytesIO:
    """Return the document's XML, in an archive; formulas become places, and go into the list."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        left, pieces = 2 * LARGEST_XML, MOST_PIECES
        for name in archive.names:
            if not name.lower().endswith((".xml", ".rels")):
                target.writestr(name, name)
                continue
            data = archive.read(name, LARGEST_XML)
            left -= len(data)
            if left < 0 or _DECLARED.search(data) or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
                raise NotRead(Phrase(N_("it is not XML that can be read ({what})"), what=name))
            if b"<m:oMath" in data:
                data = _FORMULA.sub(lambda found: _placed(found[0], formulas), data)
            data = _EMPTY.sub(b"", _LOOKS.sub(b"", data))
            pieces -= data.count(b"<") - data.count(b"</") + data.count(b'="') + data.count(b"='")
            if pieces < 0:
                raise NotRead(Phrase(_TOO_MANY, most=MOST_PIECES))
            target.writestr(name, data)
    made.seek(0)
    return made


def _placed(formula: bytes, formulas: list[str]) -> bytes:
    """Return a run of text that marks the place of a formula."""
    prefixes = b"".join(
        b' xmlns:%b="%b"' % (prefix, prefix)
        for prefix in sorted(set(_PREFIX.findall(formula)) - {b"xml", b"xmlns"})
    )
    try:
        root = tree(b"<x%b>%b</x>" % (prefixes, formula))
        formulas.append(mathml(next(iter(root))))
    except NotRead:
        return b""
    place = f"\ue000{len(formulas) - 1}\ue001".encode()
    return b"<w:r><w:t>%b</w:t></w:r>" % place


FORMAT = FileFormat("Word (docx)", lambda path: path.suffix.lower() in _ENDINGS, _read)
