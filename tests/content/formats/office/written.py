"""Office files as their programs write them, reduced to what a test looks at."""

from pathlib import Path

from tests.content.formats.brought import zipped
from tests.content.formats.drives import DOT

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_CORE = '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title><dc:creator>Ada</dc:creator></c>'
_ODF = (
    '<office:document-content xmlns:office="o" xmlns:text="t" xmlns:draw="d" xmlns:xlink="x" '
    'xmlns:table="tb" xmlns:style="s" xmlns:fo="f" xmlns:presentation="p" xmlns:svg="v">'
    "{}<office:body>{}</office:body></office:document-content>"
)
_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/></w:style>'
    for n in (1, 2, 3)
)
PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="a" descr="Une feuille"/><a:graphic>'
    '<a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="p1"/></pic:blipFill></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


def relation(name: str, kind: str, target: str) -> str:
    """One relation."""
    return f'<Relationship Id="{name}" Type="{_R}/{kind}" Target="{target}"/>'


def para(text: str, style: str = "") -> str:
    """A paragraph of Word."""
    about = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    inside = text if text.startswith("<") else f"<w:r><w:t>{text}</w:t></w:r>"
    return f"<w:p>{about}{inside}</w:p>"


def docx(path: Path, body: str, title: str = "", **others: str | bytes) -> Path:
    """Write a document of Word; others are entries by their names, dots written as two _."""
    spaces = f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:m="{_M}" xmlns:wp="{_WP}" xmlns:a="{_A}"'
    spaces += f' xmlns:pic="{_PIC}"'
    files: dict[str, str | bytes] = {
        "_rels/.rels": _RELS.format(relation("d", "officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _RELS.format(
            relation("p1", "image", "media/a.png") + relation("s", "styles", "styles.xml")
        ),
        "word/styles.xml": f'<w:styles xmlns:w="{_W}">{_STYLES}</w:styles>',
        "word/media/a.png": DOT,
        "docProps/core.xml": _CORE.format(title),
        **{name.replace("__", "."): data for name, data in others.items()},
    }
    path.write_bytes(zipped(files))
    return path


def odf(path: Path, body: str, styles: str = "", **others: str | bytes) -> Path:
    """Write a file of OpenDocument; others are entries by their names, dots written as two _."""
    meta = "<m xmlns:dc='d' xmlns:meta='m'><dc:title>Les plantes</dc:title></m>"
    files: dict[str, str | bytes] = {
        "content.xml": _ODF.format(f"<s>{styles}</s>", body),
        "meta.xml": meta,
        "Pictures/a.png": DOT,
        **{name.replace("__", "."): data for name, data in others.items()},
    }
    path.write_bytes(zipped(files))
    return path


def shape(place: str, *lines: tuple[int, str]) -> str:
    """A shape of a slide: its place ("title"), its lines with their levels."""
    paragraphs = "".join(
        f'<a:p><a:pPr lvl="{level}"/>'
        + (said if said.startswith("<") else f"<a:r><a:t>{said}</a:t></a:r>")
        + "</a:p>"
        for level, said in lines
    )
    about = f'<p:nvPr><p:ph type="{place}"/></p:nvPr>' if place else "<p:nvPr/>"
    return f"<p:sp><p:nvSpPr>{about}</p:nvSpPr><p:txBody>{paragraphs}</p:txBody></p:sp>"


def pptx(path: Path, *slides: str, notes: str = "", **others: str | bytes) -> Path:
    """Write a show of PowerPoint; its notes are those of the first slide."""
    spaces = f'xmlns:p="{_P}" xmlns:a="{_A}" xmlns:r="{_R}" xmlns:m="{_M}"'

    def sheet(inside: str) -> str:
        return f"<p:sld {spaces}><p:cSld><p:spTree>{inside}</p:spTree></p:cSld></p:sld>"

    listed = "".join(f'<p:sldId id="{256 + n}" r:id="r{n}"/>' for n in range(len(slides)))
    lead = "".join(relation(f"r{n}", "slide", f"slides/s{n}.xml") for n in range(len(slides)))
    files: dict[str, str | bytes] = {
        "ppt/presentation.xml": f"<p:x {spaces}><p:sldIdLst>{listed}</p:sldIdLst></p:x>",
        "ppt/_rels/presentation.xml.rels": _RELS.format(lead),
        **{f"ppt/slides/s{n}.xml": sheet(inside) for n, inside in enumerate(slides)},
        "ppt/slides/_rels/s0.xml.rels": _RELS.format(
            relation("n", "notesSlide", "../notes/n.xml")
            + relation("p1", "image", "../media/a.png")
        ),
        "ppt/notes/n.xml": sheet(notes),
        "ppt/media/a.png": DOT,
        "docProps/core.xml": _CORE.format("Les plantes"),
        **{name.replace("__", "."): data for name, data in others.items()},
    }
    path.write_bytes(zipped(files))
    return path
