"""PDF documents, honest and others, written by hand."""

import zlib


def document(catalogue: bytes, *others: bytes) -> bytes:
    """Return a PDF of one empty page; ``catalogue`` is added to its root, others are 4, 5, …"""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalogue + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        *others,
    ]
    return together(objects)


def together(objects: list[bytes], more: bytes = b"") -> bytes:
    """Return a PDF of objects that are 1, 2, … in order; 1 is the root, ``more`` of the trailer."""
    out, places = b"%PDF-1.7\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    tail = b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R%b >>\n"
    return out + tail % (count, table, count, more) + b"startxref\n%d\n%%%%EOF\n" % len(out)


def packed(*objects: bytes) -> bytes:
    """Return a PDF whose objects are all in one compressed stream: 1 is the root."""
    index, body = b"", b""
    for number, written in enumerate(objects, 1):
        index += b"%d %d " % (number, len(body))
        body += written + b" "
    stream, holder = zlib.compress(index + body), len(objects) + 1
    out = b"%PDF-1.7\n"
    first = len(out)
    out += b"%d 0 obj\n<< /Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d >>\n" % (
        *(holder, len(objects), len(index), len(stream)),
    )
    out += b"stream\n" + stream + b"\nendstream\nendobj\n"
    begins = len(out)
    rows = b"\0\0\0\0\0" + b"".join(
        b"\2" + holder.to_bytes(3, "big") + bytes([n]) for n in range(len(objects))
    )
    rows += b"".join(b"\1" + place.to_bytes(3, "big") + b"\0" for place in (first, begins))
    table = b"<< /Type /XRef /Size %d /W [1 3 1] /Root 1 0 R /Length %d >>" % (
        *(holder + 2, len(rows)),
    )
    out += b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (holder + 1, table, rows)
    return out + b"startxref\n%d\n%%%%EOF\n" % begins


def written(
    *texts: str, title: str = "Le guide", language: str = "fr", picture: int = 0, link: str = ""
) -> bytes:
    """Return a PDF with an outline and a page for each text.

    Page ``picture`` is only a picture; each page has a ``link`` to an address outside.
    """
    count = len(texts)
    pages = [5 + 2 * number for number in range(count)]
    kids = b" ".join(b"%d 0 R" % number for number in pages)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Outlines %d 0 R /Lang (%b) >>"
        % (5 + 2 * count, language.encode()),
        b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, count),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
        b" /BitsPerComponent 8 /Length 1 >>\nstream\n\x7f\nendstream",
    ]
    leading = (
        b"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (%b) >> >>]"
        % link.encode()
        if link
        else b""
    )
    for number, text in enumerate(texts, 1):
        shown = b"q 100 0 0 100 20 20 cm /Im Do Q" if number == picture else b""
        lines = [] if number == picture else text.split("\n")
        said = b" ".join(
            b"(%b) Tj T*" % line.encode("cp1252").replace(b"(", rb"\(").replace(b")", rb"\)")
            for line in lines
        )
        drawn = shown + b" BT /F 12 Tf 14 TL 20 180 Td %b ET" % said
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents %d 0 R %b"
            b" /Resources << /Font << /F 3 0 R >> /XObject << /Im 4 0 R >> >> >>"
            % (len(objects) + 2, leading)
        )
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(drawn), drawn))
    first = len(objects) + 2
    objects.append(b"<< /First %d 0 R /Last %d 0 R >>" % (first, first + count - 1))
    for number, page in enumerate(pages):
        before = b" /Prev %d 0 R" % (first + number - 1) if number else b""
        after = b" /Next %d 0 R" % (first + number + 1) if number + 1 < count else b""
        objects.append(
            b"<< /Title (Chapitre %d) /Parent %d 0 R /Dest [%d 0 R /Fit]%b%b >>"
            % (number + 1, first - 1, page, before, after)
        )
    objects.append(b"<< /Title (%b) >>" % title.encode("cp1252"))
    return together(objects, b" /Info %d 0 R" % len(objects))
