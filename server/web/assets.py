"""Styles, scripts, fonts and signs: read once, sent compressed, kept by the browser for a year.

An address carries the hash of its file, so that a new version is a new address; what styles and
programs of others name themselves (fonts, parts of PDF.js) carries its version in its own name.
"""

import gzip
import hashlib
import re
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, abort, request

from server.web.guards import open_to_all

FOLDER = Path(__file__).parent / "static"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".bcmap": "application/octet-stream",
    ".pfb": "application/octet-stream",
    ".ttf": "font/ttf",
}
REMARKS = {
    ".css": re.compile(rb"/\*.*?\*/\s*", re.DOTALL),
    ".js": re.compile(rb"\A/\*.*?\*/\s*", re.DOTALL),
}
"""What our own files say to who reads their source alone: in programs, what stands before them."""
COMPRESSED = {".css", ".js", ".mjs", ".svg"}
VERSIONED = ("vendor/fonts/", "vendor/pdfjs-")
"""Where names carry a version: another one is another address."""

pages = Blueprint("assets", __name__)


@cache
def _names() -> frozenset[str]:
    """Return the names of our files; nothing else is ever opened."""
    files = (path for path in FOLDER.rglob("*") if path.suffix in TYPES and path.is_file())
    return frozenset(path.relative_to(FOLDER).as_posix() for path in files)


def _read(name: str) -> tuple[bytes, bytes | None, str] | None:
    """Return a file, the same compressed, and its hash; None if it is not one of ours."""
    return _packed(name) if name in _names() else None


@cache
def _packed(name: str) -> tuple[bytes, bytes | None, str]:
    path = FOLDER / name
    data = path.read_bytes()
    if path.suffix in REMARKS and not name.startswith("vendor/"):
        data = REMARKS[path.suffix].sub(b"", data)
    packed = gzip.compress(data, 9, mtime=0) if path.suffix in COMPRESSED else None
    return data, packed, hashlib.sha256(data).hexdigest()[:12]


@cache
def asset(name: str) -> str:
    """Return the address of a file under ``static/``.

    Raises:
        FileNotFoundError: a template names a file that is not there.
    """
    found = _read(name)
    if found is None:
        raise FileNotFoundError(FOLDER / name)
    return f"/static/{name}?{found[2]}"


@pages.get("/static/<path:name>", endpoint="file")
@open_to_all
def file(name: str) -> Response:
    """Send a file under ``static/``."""
    found = _read(name)
    if found is None:
        abort(404)
    data, packed, fingerprint = found
    response = Response(data, content_type=TYPES[Path(name).suffix])
    if packed is not None:
        response.vary.add("Accept-Encoding")
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            response.set_data(packed)
            response.headers["Content-Encoding"] = "gzip"
    kept = request.query_string.decode() == fingerprint or name.startswith(VERSIONED)
    response.headers["Cache-Control"] = (
        "public, max-age=31536000, immutable" if kept else "public, max-age=300"
    )
    return response
