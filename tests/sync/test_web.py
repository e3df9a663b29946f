"""A web server is believed no more than a stick."""

import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from sync import web
from sync.medium import Damaged, MissingOnMedium
from sync.web import ServerAway, ServerRefuses, WebMedium
from tests.sync.site import MONDAY


@contextmanager
def answering(answer):
    """A server whose every answer is made by ``answer(handler)``."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.path, dict(self.headers)))
            answer(self)

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield WebMedium(f"http://127.0.0.1:{server.server_port}/courses/"), asked
        server.shutdown()


def says(status, body=b"", said=None, **headers):
    def answer(handler):
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body) if said is None else said))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def drips(handler):
    says(200, b"", 1000)(handler)
    with suppress(OSError):  # whoever gave up has gone
        for _ in range(200):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.01)


def hangs_up(handler):
    handler.connection.close()


def test_a_file_is_read_from_below_the_address():
    with answering(says(200, b"content")) as (medium, asked):
        assert medium.read("metadata/1.root.json", 7) == b"content"
        ((path, headers),) = asked
    assert path == "/courses/metadata/1.root.json"
    assert headers["Accept-Encoding"] == "identity"


@pytest.mark.parametrize(
    ("answer", "refusal"),
    [
        pytest.param(says(404), MissingOnMedium, id="not there"),
        pytest.param(says(403), MissingOnMedium, id="as object stores say that it is not there"),
        pytest.param(says(500), ServerRefuses, id="an error of its own"),
        pytest.param(says(206, b"cont"), ServerRefuses, id="a part that nobody asked for"),
        pytest.param(
            says(302, Location="http://127.0.0.1:1/other"), ServerRefuses, id="sends us elsewhere"
        ),
        pytest.param(says(200, b"contents"), Damaged, id="one byte too many"),
        pytest.param(says(200, b"", 10**9), ServerAway, id="promises more than it sends"),
        pytest.param(hangs_up, ServerAway, id="hangs up"),
    ],
)
def test_every_other_answer_is_refused_by_its_name(answer, refusal):
    def and_then_hangs_up(handler):
        answer(handler)
        handler.close_connection = True

    with answering(and_then_hangs_up) as (medium, _), pytest.raises(refusal):
        medium.read("file", 7)


def test_what_is_compressed_is_not_unpacked():
    with answering(says(200, b"\x1f\x8bxyz", Content_Encoding="gzip")) as (medium, _):
        assert medium.read("file", 7) == b"\x1f\x8bxyz"


def test_a_server_that_drips_is_given_up(monkeypatch):
    monkeypatch.setattr(web, "SILENCE", 0.2)
    monkeypatch.setattr(web, "CHUNK", 1)
    with answering(drips) as (medium, _), pytest.raises(ServerAway):
        medium.read("file", 1000)


def test_a_server_that_is_not_there_is_named():
    with pytest.raises(ServerAway) as refusal:
        WebMedium("http://127.0.0.1:1/courses").read("file", 7)
    assert refusal.value.values == {"host": "127.0.0.1"}


@pytest.mark.parametrize("name", ["", "/file", "../file", "a/../b", "a//b", "a/./b", "a?b", "a#b"])
def test_no_name_climbs_or_asks(name):
    with answering(says(200)) as (medium, asked):
        with pytest.raises(Damaged):
            medium.read(name, 7)
        assert asked == []


def test_a_medium_behind_a_server_offers_what_it_offers_as_a_folder(new_site, first_medium):
    def folder(handler):
        path = first_medium / handler.path.removeprefix("/courses/")
        says(200, path.read_bytes())(handler) if path.is_file() else says(404)(handler)

    with answering(folder) as (medium, _):
        offers = new_site.trust.offers(medium, at=MONDAY)
        assert offers == new_site.offers(first_medium)
        assert new_site.trust.manifest(medium, offers[0])
