"""A relay: a real web server in front of a publisher's folder, and all that may befall it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Relay:
    """What the relay does: as it should, until a test says otherwise."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder, self.address = folder, address
        self.asked: list[str] = []
        self.is_away = False
        self.says: dict[str, object] = {}
        """By the beginning of a path: a status, or what answers in the relay's place."""
        self.parts_left: int | None = None
        """After so many parts it hangs up."""
        self.before_part = lambda number: None

    @property
    def parts(self) -> list[str]:
        """Return the parts that were asked for, in order."""
        return [path for path in self.asked if path.startswith("/courses/parts/")]

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer one question."""
        self.asked.append(handler.path)
        name = handler.path.removeprefix("/courses/")
        other = next((what for start, what in self.says.items() if name.startswith(start)), None)
        if self.is_away:
            self.hang_up(handler)
        elif callable(other):
            other(handler, name)
        elif name.startswith("parts/") and not self._may_send():
            self.hang_up(handler)
        else:
            path = self.folder / name
            status = other or (200 if path.is_file() else 404)
            self.send(handler, int(str(status)), path.read_bytes() if status == 200 else b"")

    def _may_send(self) -> bool:
        self.before_part(len(self.parts))
        if self.parts_left is None:
            return True
        self.parts_left -= 1
        return self.parts_left >= 0

    @staticmethod
    def hang_up(handler: BaseHTTPRequestHandler) -> None:
        """End the connection without an answer."""
        handler.close_connection = True
        handler.connection.shutdown(socket.SHUT_RDWR)

    @staticmethod
    def send(
        handler: BaseHTTPRequestHandler, status: int, body: bytes = b"", **headers: str
    ) -> None:
        """Send an answer."""
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)


@contextmanager
def relaying(folder: Path, tls=None) -> Iterator[Relay]:
    """Let a relay answer for a folder."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            relay.answer(self)

        def handle(self) -> None:
            with suppress(OSError):
                super().handle()

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            pass

    with Server(("127.0.0.1", 0), Handler) as server:
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        scheme = "http" if tls is None else "https"
        relay = Relay(folder, f"{scheme}://127.0.0.1:{server.server_port}/courses")
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield relay
        server.shutdown()
