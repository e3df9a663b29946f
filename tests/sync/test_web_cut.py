"""A line that is cut, a server that must prove itself, and what slows a reading or ends it."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from sync.medium import Damaged
from sync.web import NotTheServer, ServerAway, ServerRefuses, WebMedium
from tests.sync.certificates import Authority

CONTENT = bytes(range(256)) * 400


class Relay:
    """A server that hangs up after so many bytes of each answer."""

    def __init__(self, port):
        self.port = port
        self.cut_after = None
        self.knows_ranges = True
        self.says = None
        self.asked = []

    def answer(self, handler):
        wanted = handler.headers.get("Range", "")
        self.asked.append(wanted)
        first = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
        first = first if self.knows_ranges else 0
        body = CONTENT[first:]
        handler.send_response(self.says or (206 if first else 200))
        handler.send_header("Content-Length", str(len(body)))
        if first:
            handler.send_header("Content-Range", f"bytes {first}-{len(CONTENT) - 1}/{len(CONTENT)}")
        handler.end_headers()
        handler.wfile.write(body[: self.cut_after])
        handler.close_connection = True


@contextmanager
def serving(tls=None):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            relay.answer(self)

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        relay = Relay(server.server_port)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield relay
        server.shutdown()


@pytest.fixture
def relay():
    with serving() as relay:
        yield relay


def medium(relay, **how):
    return WebMedium(f"http://127.0.0.1:{relay.port}", **how)


def test_a_file_that_is_cut_again_and_again_arrives_by_its_rest(relay):
    relay.cut_after = 40_000
    assert medium(relay).read("file", len(CONTENT)) == CONTENT
    assert relay.asked == ["", "bytes=40000-", "bytes=80000-"]


def test_a_server_that_knows_no_ranges_and_is_cut_at_the_same_place_is_given_up(relay):
    relay.cut_after, relay.knows_ranges = 40_000, False
    with pytest.raises(ServerAway):
        medium(relay).read("file", len(CONTENT))
    assert len(relay.asked) == 2


def test_a_rest_that_nobody_asked_for_is_refused(relay):
    relay.says = 206
    with pytest.raises(ServerRefuses):
        medium(relay).read("file", len(CONTENT))


def test_a_cut_line_does_not_let_more_in_than_was_signed(relay):
    relay.cut_after = 40_000
    with pytest.raises(Damaged):
        medium(relay).read("file", 50_000)


def test_whoever_counts_the_bytes_may_end_the_reading(relay):
    counted = []

    def count(size):
        counted.append(size)
        if sum(counted) > 60_000:
            raise InterruptedByNight

    with pytest.raises(InterruptedByNight):
        medium(relay, on_bytes=count).read("file", len(CONTENT))
    assert counted[0] == 0
    assert sum(counted) < len(CONTENT)


def test_nothing_is_asked_once_the_reading_may_not_begin(relay):
    def never(size):
        raise InterruptedByNight

    with pytest.raises(InterruptedByNight):
        medium(relay, on_bytes=never).read("file", len(CONTENT))
    assert relay.asked == []


class InterruptedByNight(Exception):
    pass


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("ours"), "ours")


def secured(relay, authority):
    return WebMedium(f"https://127.0.0.1:{relay.port}", authorities=str(authority.file))


def test_a_server_that_our_authority_vouches_for_is_read(authority):
    with serving(authority.server()) as relay:
        assert secured(relay, authority).read("file", len(CONTENT)) == CONTENT


def test_a_server_of_another_authority_is_asked_nothing(authority, tmp_path):
    with serving(Authority(tmp_path, "theirs").server()) as relay:
        with pytest.raises(NotTheServer):
            secured(relay, authority).read("file", len(CONTENT))
        assert relay.asked == []


def test_another_server_of_our_authority_is_asked_nothing(authority):
    with serving(authority.server("127.0.0.9")) as relay:
        with pytest.raises(NotTheServer):
            secured(relay, authority).read("file", len(CONTENT))
        assert relay.asked == []


def test_a_server_without_tls_is_not_read_where_tls_was_asked_for(relay, authority):
    with pytest.raises(ServerAway):
        secured(relay, authority).read("file", len(CONTENT))
    assert relay.asked == []
