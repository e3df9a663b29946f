"""What it costs to make a channel of a book, a document or any other file that is read here.

    python -m bench.books [FILE …] [--chapters 500]

Without a file: a book as EPUB is written first, with that many chapters of some ten pages, each
with a picture of its own and links to others. Each file is read, then written as a bundle. Prints
JSON: pages, seconds of processor and pages a second for both, and the most memory that was taken.
"""

import argparse
import resource
import struct
import tempfile
import time
import zipfile
import zlib
from pathlib import Path

from bench.demonstration import report
from content.bundle import build
from content.formats.asked import Asked
from content.formats.sources import sources

_PACKAGE = (
    '<package xmlns:dc="d"><metadata><dc:title>Un livre</dc:title><dc:language>fr</dc:language>'
    "</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
)
_CONTAINER = '<container><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>'
_XHTML = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{n}</title></head><body>{body}'
_PARAGRAPH = (
    "<p>Le <em>texte</em> d'un livre, <a href='c{other}.xhtml#p1'>ailleurs</a>. {words}</p>"
)


def written(folder: Path, chapters: int) -> Path:
    """Write a book of so many chapters."""
    path = folder / "livre.epub"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("META-INF/container.xml", _CONTAINER)
        items = "".join(f'<item id="c{n}" href="c{n}.xhtml"/>' for n in range(chapters))
        spine = "".join(f'<itemref idref="c{n}"/>' for n in range(chapters))
        archive.writestr("book.opf", _PACKAGE.format(items=items, spine=spine))
        for number in range(chapters):
            archive.writestr(f"c{number}.xhtml", _chapter(number, chapters))
            archive.writestr(f"{number}.png", _picture(number))
    return path


def _chapter(number: int, chapters: int) -> str:
    words = f"Voici quarante mots du chapitre {number}. " * 8
    paragraphs = "".join(
        _PARAGRAPH.format(other=(number + step) % chapters, words=words) for step in range(60)
    )
    picture = f'<img src="{number}.png" alt="Figure {number}"/>'
    body = f"<h1>Chapitre {number}</h1><p id='p1'>{picture}</p>{paragraphs}</body></html>"
    return _XHTML.format(n=number, body=body)


def _picture(number: int) -> bytes:
    """Return a PNG of one colour, another one for each number."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", 64, 64, 8, 2, 0, 0, 0)
    row = b"\0" + struct.pack(">I", number)[1:] * 64
    data = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(row * 64)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + data


def measured(path: Path) -> dict[str, object]:
    """Make a bundle of a file; return its figures."""
    (source,) = sources(path, Asked(language="fr", license="CC0"))
    began = time.process_time()
    made = source()
    read = time.process_time() - began
    nodes = len(made.draft.catalogue.nodes)
    with tempfile.TemporaryDirectory() as folder:
        began = time.process_time()
        build(made.draft, Path(folder))
        wrote = time.process_time() - began
    return {
        "file": path.name,
        "bytes": path.stat().st_size,
        "nodes": nodes,
        "blobs": len(made.draft.blobs),
        "left_out": len(made.notes.left_out),
        "read_seconds": round(read, 2),
        "read_nodes_a_second": round(nodes / read, 1),
        "write_seconds": round(wrote, 2),
        "most_memory_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10,
    }


def main() -> None:
    """Measure the files that are named, or a book that is written for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="Files to read.")
    parser.add_argument("--chapters", type=int, default=500, help="Of the book that is written.")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = asked.files or [written(Path(folder), asked.chapters)]
        report(books=[measured(each) for each in files])


if __name__ == "__main__":
    main()
