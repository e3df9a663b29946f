"""A server that says a little of an answer, for ever: it is hung up on, whatever it drips."""

import socket
import threading
import time
from contextlib import closing

import pytest

from sync import web
from sync.web import ServerAway, WebMedium

CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
DRIPS = {
    "its status": (b"", b"H"),
    "a header": (b"HTTP/1.1 200 OK\r\n", b"x"),
    "headers": (b"HTTP/1.1 200 OK\r\n", b"x: y\r\n"),
    "that it will go on": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "bytes": (b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"x"),
    "the length of a chunk": (CHUNKED + b"1", b";x"),
    "chunks of a byte": (CHUNKED, b"1\r\nx\r\n"),
    "what follows the last chunk": (CHUNKED + b"0\r\n", b"x: y\r\n"),
}


@pytest.fixture
def dripping():
    """Return what makes a server that says one thing, then another again and again."""
    ended = threading.Event()
    with closing(socket.create_server(("127.0.0.1", 0))) as server:

        def answer(first, then):
            connection, _ = server.accept()
            with connection:
                connection.recv(10_000)
                connection.sendall(first)
                try:
                    while not ended.wait(0.01):
                        connection.sendall(then)
                except OSError:
                    return  # hung up on

        def begin(first, then):
            threading.Thread(target=answer, args=(first, then), daemon=True).start()
            return f"http://127.0.0.1:{server.getsockname()[1]}/courses"

        yield begin
        ended.set()


@pytest.mark.parametrize("drip", DRIPS.values(), ids=DRIPS)
def test_a_server_is_hung_up_on_that_drips(dripping, monkeypatch, drip):
    monkeypatch.setattr(web, "CONNECT", 0.1)
    monkeypatch.setattr(web, "SILENCE", 0.1)
    medium = WebMedium(dripping(*drip))
    with pytest.raises(ServerAway):
        medium.read("metadata/timestamp.json", 100_000)
    medium.close()


def test_a_line_opened_after_the_time_was_over_is_hung_up_on_too(dripping, monkeypatch):
    monkeypatch.setattr(web, "CONNECT", 0.1)
    monkeypatch.setattr(web, "SILENCE", 0.1)
    address = dripping(*DRIPS["bytes"])
    medium = WebMedium(address, on_bytes=lambda count: time.sleep(0.3))
    with pytest.raises(ServerAway):  # not a quarter of an hour later, when all drops have come
        medium.read("metadata/timestamp.json", 100_000)
    medium.close()
