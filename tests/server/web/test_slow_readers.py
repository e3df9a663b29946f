"""Files leave the real server whole and alone, and a slow reader holds none of its threads."""

import gzip
import socket
import threading
from contextlib import suppress
from http.client import HTTPConnection
from types import SimpleNamespace

import pytest
from flask import Flask
from waitress.server import create_server

from server.web.compression import compress
from server.web.files import send_file, send_place

LARGE = 64 << 20
"""Bytes: more than the server takes into memory for somebody who does not read them."""
DRAWING = b"<svg xmlns='http://www.w3.org/2000/svg'>" + b"<g/>" * 500 + b"</svg>"


@pytest.fixture
def port(tmp_path):
    """A server as the program starts it, under its own name, with one thread."""
    film = tmp_path / "film.mp4"
    with film.open("wb") as file:
        file.truncate(LARGE)
    part = tmp_path / "part"
    part.write_bytes(b"before" + DRAWING + b"what others may not read" * 100)
    place = (part, len(b"before"), len(DRAWING))
    app = Flask(__name__)
    app.config["SITE"] = SimpleNamespace(https=False)
    app.after_request(compress)
    app.add_url_rule("/film", view_func=lambda: send_file(film, "video/mp4", "f"), endpoint="film")
    app.add_url_rule("/drawing", "drawing", lambda: send_place(place, "image/svg+xml", "d"))
    app.add_url_rule("/page", view_func=lambda: "a page", endpoint="page")
    server = create_server(app, host="127.0.0.1", port=0, threads=1, ident="Ardoise")

    def run() -> None:
        with suppress(OSError):  # it is closed while it waits
            server.run()

    threading.Thread(target=run, daemon=True).start()
    yield server.effective_port
    server.close()


def test_pages_come_while_others_read_nothing_of_what_they_asked_for(port):
    slow = []
    for _ in range(3):
        reader = socket.create_connection(("127.0.0.1", port), timeout=10)
        reader.sendall(b"GET /film HTTP/1.1\r\nHost: here\r\nRange: bytes=100-\r\n\r\n")
        assert reader.recv(12) == b"HTTP/1.1 206"
        slow.append(reader)
    pages = HTTPConnection("127.0.0.1", port, timeout=10)
    pages.request("GET", "/page")
    assert pages.getresponse().read() == b"a page"
    for reader in (*slow, pages):
        reader.close()


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_a_drawing_comes_without_what_lies_beside_it_in_its_part(port, encoding):
    pages = HTTPConnection("127.0.0.1", port, timeout=10)
    pages.request("GET", "/drawing", headers={"Accept-Encoding": encoding})
    answer = pages.getresponse()
    body = answer.read()
    assert answer.getheader("Content-Encoding", "identity") == encoding
    assert (gzip.decompress(body) if encoding == "gzip" else body) == DRAWING
    pages.close()
