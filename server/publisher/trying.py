"""A plain static server of a published folder, to try a channel before a real one is set up.

It answers with the files that a medium has, whole or a range, and with nothing else: no list of a
folder, no other name, whatever else lies there. It has no TLS and no limits; a real channel is any
web server or object store with the same folder behind it.
"""

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from waitress.server import create_server
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.wrappers import Request, Response

from content.manifest import LARGEST_MANIFEST
from sync.medium import Damaged, FolderMedium, MediumGone, MissingOnMedium

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

THREADS = 4
"""Answers at once: each holds a file of up to 64 MiB in memory."""

_SERVED = re.compile(
    r"metadata/(?:[0-9]{1,9}\.)?[a-z-]{1,32}\.json"
    r"|targets/content/[a-z0-9-]{1,64}/[0-9a-f]{64}\.[0-9]{1,9}\.json"
    r"|parts/[0-9a-f]{2}/[0-9a-f]{64}"
)


def server(
    medium: FolderMedium, host: str, port: int, on_answer: Callable[[str], None] = lambda line: None
) -> Any:
    """Return a waitress server of a medium, listening already; ``run`` answers until ``close``.

    Args:
        medium: what to serve.
        host: the address to listen on.
        port: the port; 0 for any free one, then told by ``effective_port``.
        on_answer: called with a line about each answer.

    Raises:
        OSError: the port is taken, or the address not ours.
    """
    return create_server(application(medium, on_answer), host=host, port=port, threads=THREADS)


def application(
    medium: FolderMedium, on_answer: Callable[[str], None] = lambda line: None
) -> "WSGIApplication":
    """Return the web application that ``server`` runs."""

    def answer(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        request = Request(environ)
        response = _answer(medium, request)
        on_answer(f"{request.method} {request.path} {response.status_code}")
        return response(environ, start)

    return answer


def _answer(medium: FolderMedium, request: Request) -> Response:
    if request.method not in ("GET", "HEAD"):
        return Response("", 405)
    name = request.path.lstrip("/")
    try:
        data = medium.read(name, LARGEST_MANIFEST) if _SERVED.fullmatch(name) else None
    except (MissingOnMedium, Damaged):
        data = None
    except MediumGone:
        return Response("", 503)
    if data is None:
        return Response("", 404)
    response = Response(data, content_type="application/octet-stream")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-cache"
    try:
        return response.make_conditional(
            request.environ, accept_ranges=True, complete_length=len(data)
        )
    except RequestedRangeNotSatisfiable as impossible:
        return Response("", 416, impossible.get_headers())
