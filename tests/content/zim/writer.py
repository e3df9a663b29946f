"""Writes ZIM archives for tests: small, whole ones, and some that are wrong in one place."""

import hashlib
import lzma
import struct
from dataclasses import dataclass, field

from content.zim.clusters import PLAIN, XZ, ZSTD, zstd
from content.zim.layout import HEADER, MAGIC, NOTHING, NOWHERE, REDIRECT

LISTING = "application/octet-stream+zimlisting"


@dataclass
class Page:
    """Something in an archive."""

    path: str
    body: bytes = b""
    type: str = "text/html"
    title: str = ""
    space: str = "C"
    to: str | None = None
    """The path in its own name space that it redirects to."""
    plain: bool = False
    """Whether it lies in a cluster that is not compressed."""


@dataclass
class Writer:
    """An archive to be."""

    pages: list[Page] = field(default_factory=list)
    compression: int = ZSTD
    main: str | None = None
    one_space: bool = True
    wide: bool = False
    listed: bool = True
    """Whether it lists its pages by title in an entry (as today) or only in the header."""

    def add(self, path, body="", **more):
        """Add a page; text or bytes."""
        data = body.encode() if isinstance(body, str) else body
        more.setdefault("space", "C" if self.one_space else "A")
        self.pages.append(Page(path, data, **more))
        return self

    def say(self, **metadata):
        """Add metadata."""
        for name, value in metadata.items():
            self.add(name, value, type="text/plain", space="M")
        return self

    def to_bytes(self):
        """Return the archive."""
        pages = sorted(self.pages, key=_key)
        if self.listed:
            of_titles = Page("listing/titleOrdered/v1", b"", LISTING, space="X", plain=True)
            pages = sorted([*pages, of_titles], key=_key)
            shown = [n for n, p in enumerate(pages) if p.type == "text/html" and p.to is None]
            shown.sort(key=lambda n: (pages[n].title or pages[n].path).encode())
            of_titles.body = struct.pack(f"<{len(shown)}I", *shown)
        numbers = {(page.space, page.path): n for n, page in enumerate(pages)}
        types = sorted({page.type for page in pages if page.to is None})
        parts = [[], []]
        for page in pages:
            if page.to is None:
                parts[page.plain].append(page)
        used = [number for number in (0, 1) if parts[number]]
        clusters = [self._cluster(parts[number], PLAIN[1] if number else None) for number in used]
        out = bytearray(HEADER.size)
        out += b"".join(each.encode() + b"\0" for each in types) + b"\0"
        at = []
        for page in pages:
            at.append(len(out))
            out += self._entry(page, types, numbers, parts, used)
        paths_at = len(out)
        out += struct.pack(f"<{len(at)}Q", *at)
        titles_at = NOWHERE
        if not self.listed:
            titles_at = len(out)
            order = sorted(range(len(pages)), key=lambda n: _title_key(pages[n]))
            out += struct.pack(f"<{len(order)}I", *order)
        clusters_at = len(out)
        begins = clusters_at + 8 * len(clusters)
        for cluster in clusters:
            out += struct.pack("<Q", begins)
            begins += len(cluster)
        out += b"".join(clusters)
        space = "C" if self.one_space else "A"
        main = NOTHING if self.main is None else numbers[(space, self.main)]
        version = (6, 1) if self.one_space else (5, 0)
        counts = (len(pages), len(clusters))
        places = (paths_at, titles_at, clusters_at, HEADER.size, main, NOTHING, len(out))
        HEADER.pack_into(out, 0, MAGIC, *version, b"ardoise in tests", *counts, *places)
        return bytes(out) + hashlib.md5(out, usedforsecurity=False).digest()

    def _cluster(self, pages, compression):
        kind = self.compression if compression is None else compression
        form, width = ("Q", 8) if self.wide else ("I", 4)
        offsets = [(len(pages) + 1) * width]
        for page in pages:
            offsets.append(offsets[-1] + len(page.body))
        data = struct.pack(f"<{len(offsets)}{form}", *offsets) + b"".join(p.body for p in pages)
        packed = {
            XZ: lambda: lzma.compress(data, lzma.FORMAT_XZ),
            ZSTD: lambda: zstd.compress(data),
        }.get(kind, lambda: data)()
        return bytes((kind | (0x10 if self.wide else 0),)) + packed

    def _entry(self, page, types, numbers, parts, used):
        names = page.path.encode() + b"\0" + page.title.encode() + b"\0"
        space = ord(page.space)
        if page.to is not None:
            return (
                struct.pack("<HBBII", REDIRECT, 0, space, 0, numbers[(page.space, page.to)]) + names
            )
        cluster = used.index(int(page.plain))
        blob = parts[page.plain].index(page)
        head = struct.pack("<HBBIII", types.index(page.type), 0, space, 0, cluster, blob)
        return head + names


def _key(page):
    return page.space.encode() + page.path.encode()


def _title_key(page):
    return page.space.encode() + (page.title or page.path).encode()


def small(**how):
    """Return the writer of an archive of a few pages, in French."""
    writer = Writer(main="index", **how)
    writer.add(
        "index", "<html><body><h1>Les outils</h1><a href='rabot'>Le rabot</a>", title="Les outils"
    )
    writer.add("rabot", "<html><body><p>Le rabot enlève des copeaux.</p>", title="Le rabot")
    writer.add("scie", "<html><body><p>La scie coupe.</p>", title="La scie")
    writer.add("raboteuse", to="rabot", title="La raboteuse", type="")
    writer.add("outils/bruit.mp3", b"ID3" + bytes(range(256)) * 40, type="audio/mpeg", plain=True)
    return writer.say(
        Title="Les outils de l'atelier",
        Language="fra",
        Date="2026-01-31",
        License="CC BY-SA 4.0",
        Creator="Atelier",
        Description="Trois outils",
    )
