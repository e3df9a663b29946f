"""Reading a medium that lies behind a web server: the same folder, its names as addresses.

The server is no more believed than a stick: what comes from it counts by its signatures. It gets
as many bytes of ours as it takes to name a file, and we take no more of its bytes than were
signed. It can send us nowhere else: a redirection is an answer like any other that is not a file.
"""

import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import urllib3

from i18n.refusals import Unavailable
from i18n.translate import N_
from sync.addresses import is_name
from sync.hanging_up import Line
from sync.medium import Damaged, Longer, MissingOnMedium

CONNECT, SILENCE = 10.0, 30.0
"""Seconds to wait for a connection, and for the next bytes."""

SLOWEST = 4_000
"""Bytes a second below which a server that drips its answer is given up: 16 MiB in an hour."""

CHUNK = 1 << 16
_ABSENT = (403, 404, 410)
"""What servers and object stores answer for a file that is not there."""


class ServerAway(Unavailable):
    """A server does not answer, or stopped in the middle."""

    message = N_(
        "The server {host} does not answer. The library is as before, and what had arrived is "
        "kept. Check the connection and start again."
    )


class ServerRefuses(Unavailable):
    """A server answers something that is neither a file nor its absence."""

    message = N_(
        "The server {host} answered {status} instead of a file. The library is as before. Ask "
        "whoever runs it."
    )


class NotTheServer(Unavailable):
    """A server has no certificate that whom we believe has given to this name."""

    message = N_(
        "The server {host} cannot prove that it is the one this site expects: its certificate "
        "does not fit. Nothing was asked of it. Have the file of the authority checked, and the "
        "date of this computer."
    )


class WebMedium:
    """A medium behind a web server; a ``sync.medium.Source``."""

    def __init__(
        self,
        address: str,
        *,
        proxy: str = "",
        authorities: str | None = None,
        on_bytes: Callable[[int], None] = lambda count: None,
    ) -> None:
        """Remember where it is; nothing is asked yet.

        Args:
            address: of its folder, ``https://host/path``; every file lies below it.
            proxy: ``http://host:port`` through which to go, "" for none. What the surroundings of
                the program say about proxies is not looked at.
            authorities: a file of certificates (PEM) to believe instead of the system's.
            on_bytes: called before each question with 0, and with the number of bytes of each
                piece that comes; what it raises ends the reading, its waiting slows it down.
        """
        self.address = address.rstrip("/")
        self.host = urlsplit(address).hostname or ""
        self._on_bytes = on_bytes
        timeout = urllib3.Timeout(connect=CONNECT, read=SILENCE)
        how: dict[str, Any] = {"timeout": timeout, "retries": False, "ca_certs": authorities}
        self._pool = urllib3.ProxyManager(proxy, **how) if proxy else urllib3.PoolManager(**how)
        self._line = Line()
        self._line.watch(self._pool)

    def read(self, name: str, limit: int) -> bytes:
        """See ``Source.read``; for one that does not answer, ServerAway and its kind.

        A connection that is cut is opened again for the rest, as long as each brings more.
        """
        if not is_name(name):
            raise Damaged(name=name)
        begun, data = time.monotonic(), bytearray()
        patience = CONNECT + SILENCE
        with self._line.until(lambda: begun + patience + len(data) / SLOWEST) as is_over:
            while True:
                had = len(data)
                try:
                    self._read_on(name, limit, data)
                except (urllib3.exceptions.HTTPError, OSError) as error:
                    why = error.args[0] if error.args else None
                    if isinstance(why, ssl.SSLCertVerificationError):
                        raise NotTheServer(host=self.host) from error
                    if len(data) <= had or is_over():
                        raise ServerAway(host=self.host) from error
                    continue
                if is_over():  # what was cut off here can look like an end
                    raise ServerAway(host=self.host)
                return bytes(data)

    def _read_on(self, name: str, limit: int, data: bytearray) -> None:
        """Add to ``data`` what one answer brings of what it lacks."""
        with self._asked(name, len(data)) as answer:
            self._check(answer, name, data)
            while chunk := answer.read(min(CHUNK, limit + 1 - len(data)), decode_content=False):
                data += chunk
                if len(data) > limit:
                    raise Damaged(name=name) from Longer()
                self._on_bytes(len(chunk))

    def close(self) -> None:
        """Close the connections that are kept open between two files."""
        self._pool.clear()

    @contextmanager
    def _asked(self, name: str, first: int) -> Iterator[urllib3.BaseHTTPResponse]:
        """Ask for a file as it lies there from its byte ``first`` on, and nowhere else."""
        self._on_bytes(0)
        rest = {"Range": f"bytes={first}-"} if first else {}
        answer = self._pool.request(
            "GET",
            f"{self.address}/{name}",
            headers={"Accept-Encoding": "identity", "User-Agent": "ardoise", **rest},
            redirect=False,
            preload_content=False,
            decode_content=False,
        )
        try:
            yield answer
        except BaseException:
            answer.close()  # what we did not want to read is not waited for
            raise
        finally:
            answer.release_conn()

    def _check(self, answer: urllib3.BaseHTTPResponse, name: str, data: bytearray) -> None:
        """Refuse an answer that is no file; forget ``data`` if it is all sent once more."""
        if answer.status in _ABSENT:
            raise MissingOnMedium(name=name)
        goes_on = answer.headers.get("Content-Range", "").startswith(f"bytes {len(data)}-")
        if answer.status == 200:
            data.clear()
        elif answer.status != 206 or not data or not goes_on:
            raise ServerRefuses(host=self.host, status=answer.status)
