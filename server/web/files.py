"""Sending the files of courses: whole or a range, without holding a thread for a slow reader."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from flask import Response, request

from content.store import Place
from server.web.compression import LARGEST as LARGEST_COMPRESSED
from server.web.headers import FILE_POLICY

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
_BLOCK = 64 << 10


def send_file(path: Path, media_type: str, fingerprint: str) -> Response:
    """Send a whole file; see ``send_place``."""
    return send_place((path, 0, path.stat().st_size), media_type, fingerprint)


def send_place(place: Place, media_type: str, fingerprint: str) -> Response:
    """Send a file that never changes under its fingerprint; a browser asks again each time.

    The file is handed to the server seeked to where it begins, so that the server reads it as the
    network takes it and this thread is free at once.
    """

    path, begin, size = place

    def body(first: int, length: int) -> Any:
        file = path.open("rb")
        file.seek(begin + first)
        return _body(file, length)

    return send_bytes(body, size, media_type, fingerprint)


def send_bytes(
    body: Callable[[int, int], Any], size: int, media_type: str, fingerprint: str
) -> Response:
    """Send what never changes under its fingerprint, whole or the one range that was asked for.

    Args:
        body: given the first byte and how many, returns what the server sends.
        size: bytes of the whole.
        media_type: of the whole.
        fingerprint: names these very bytes.
    """
    if request.if_none_match.contains(fingerprint):
        return _about(Response(status=304), fingerprint)
    first, last = _wanted(request.headers.get("Range"), size)
    if first > last and size:
        response = Response(status=416)
        response.headers["Content-Range"] = f"bytes */{size}"
        return _about(response, fingerprint)
    length = last - first + 1 if size else 0
    response = Response(
        body(first, length),
        status=206 if length < size else 200,
        content_type=media_type,
        direct_passthrough=True,
    )
    response.headers["Content-Length"] = str(length)
    response.headers["Accept-Ranges"] = "bytes"
    if length < size:
        response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return _about(response, fingerprint)


def _body(file: BinaryIO, length: int) -> Any:
    """Return what the server sends: its own file wrapper, or an iterator that stops in time.

    The wrapper frees this thread at once. It reads on to the end of the file if it is asked piece
    by piece, as ``compress`` does; so what may be compressed, which the server buffers whole, goes
    without it. Waitress is known by a key that it alone sets, not by its name, which a site does
    not tell.
    """
    wrapper = request.environ.get("wsgi.file_wrapper")
    is_waitress = "waitress.client_disconnected" in request.environ
    if wrapper is not None and is_waitress and length > LARGEST_COMPRESSED:
        return wrapper(file, _BLOCK)
    return _pieces(file, length)


def _pieces(file: BinaryIO, length: int) -> Any:
    with file:
        while length > 0 and (piece := file.read(min(_BLOCK, length))):
            length -= len(piece)
            yield piece


def _wanted(asked: str | None, size: int) -> tuple[int, int]:
    """Return the first and last byte to send; the first beyond the last if that is impossible."""
    found = _RANGE.fullmatch(asked or "")
    if not found or not (found[1] or found[2]):
        return 0, size - 1
    if not found[1]:
        return max(0, size - int(found[2])), size - 1
    return int(found[1]), min(int(found[2] or size - 1), size - 1)


def _about(response: Response, fingerprint: str) -> Response:
    response.headers["ETag"] = f'"{fingerprint}"'
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Security-Policy"] = FILE_POLICY
    return response
