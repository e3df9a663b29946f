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
    out, places = b"%PDF-1.7\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    tail = b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\n"
    return out + tail % (count, table, count) + b"startxref\n%d\n%%%%EOF\n" % len(out)


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
