"""Books written for a test."""

from pathlib import Path

from tests.content.formats.brought import zipped

CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
)
_OPF = """<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">
<metadata>{about}</metadata><manifest>{items}</manifest><spine{toc}>{spine}</spine></package>"""
_PAGE = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{title}</title></head>
<body>{body}</body></html>"""
ABOUT = (
    "<dc:title>Les plantes</dc:title><dc:language>fr-FR</dc:language>"
    "<dc:creator>Ada</dc:creator><dc:creator>Bob</dc:creator>"
    "<dc:rights>https://creativecommons.org/licenses/by-sa/4.0/</dc:rights>"
)


def page(body: str, title: str = "") -> str:
    """A document of a book."""
    return _PAGE.format(title=title, body=body)


def nav(*lines: str) -> str:
    """The contents of a book of version 3: list items."""
    listed = "".join(lines)
    inner = (
        f'<nav epub:type="toc" xmlns:epub="http://www.idpf.org/2007/ops"><ol>{listed}</ol></nav>'
    )
    return page(inner)


def line(title: str, place: str, *below: str) -> str:
    """A line of the contents, with others in it."""
    inner = f"<ol>{''.join(below)}</ol>" if below else ""
    label = f'<a href="{place}">{title}</a>' if place else f"<span>{title}</span>"
    return f"<li>{label}{inner}</li>"


def book(
    path: Path,
    documents: dict[str, str],
    *,
    contents: str = "",
    ncx: str = "",
    about: str = ABOUT,
    others: dict[str, str | bytes] | None = None,
    last: tuple[str, ...] = (),
    items: str = "",
) -> Path:
    """Write a book.

    Args:
        documents: those of the spine, by their names, in order.
        contents: of version 3.
        ncx: contents of version 2.
        about: its metadata.
        others: what else is in the archive, by its whole name.
        last: documents that are not read in order.
        items: more of the manifest.
    """
    listed = "".join(
        f'<item id="d{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(documents)
    )
    if contents:
        listed += '<item id="nav" href="nav.xhtml" properties="nav" media-type="text/html"/>'
    if ncx:
        listed += '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    spine = "".join(
        f'<itemref idref="d{n}"{" linear=" + chr(34) + "no" + chr(34) if name in last else ""}/>'
        for n, name in enumerate(documents)
    )
    files: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": _OPF.format(
            about=about, items=listed + items, spine=spine, toc=' toc="ncx"' if ncx else ""
        ),
        **{f"OEBPS/{name}": text for name, text in documents.items()},
        **({"OEBPS/nav.xhtml": contents} if contents else {}),
        **({"OEBPS/toc.ncx": ncx} if ncx else {}),
        **(others or {}),
    }
    path.write_bytes(zipped(files))
    return path
