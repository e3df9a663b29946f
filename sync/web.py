"""Reading a medium that lies behind a web server: the same folder, its names as addresses.

The server is no more believed than a stick: what comes from it counts by its signatures. It gets
as many bytes of ours as it takes to name a file, and we take no more of its bytes than were
signed. It can send us nowhere else: a redirection is an answer like any other that is not a file.
"""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import urllib3

from i18n.refusals import Unavailable
from i18n.translate import N_
from sync.medium import Damaged, MissingOnMedium

CONNECT, SILENCE = 10.0, 30.0
"""Seconds to wait for a connection, and for the next bytes."""

SLOWEST = 4_000
"""Bytes a second below which a server that drips its answer is given up: 16 MiB in an hour."""

CHUNK = 1 << 16

_NAME = re.compile(r"[A-Za-z0-9%!$&'()*+,;=:@~._-]+(?:/[A-Za-z0-9%!$&'()*+,;=:@~._-]+)*")
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


class WebMedium:
    """A medium behind a web server; a ``sync.medium.Source``."""

    def __init__(self, address: str, *, proxy: str = "", authorities: str | None = None) -> None:
        """Remember where it is; nothing is asked yet.

        Args:
            address: of its folder, ``https://host/path``; every file lies below it.
            proxy: ``http://host:port`` through which to go, "" for none. What the surroundings of
                the program say about proxies is not looked at.
            authorities: a file of certificates (PEM) to believe instead of the system's.
        """
        self.address = address.rstrip("/")
        self.host = urlsplit(address).hostname or ""
        timeout = urllib3.Timeout(connect=CONNECT, read=SILENCE)
        how: dict[str, Any] = {"timeout": timeout, "retries": False, "ca_certs": authorities}
        self._pool = urllib3.ProxyManager(proxy, **how) if proxy else urllib3.PoolManager(**how)

    def read(self, name: str, limit: int) -> bytes:
        """See ``Source.read``; for one that no longer answers, ServerAway or ServerRefuses."""
        if not _NAME.fullmatch(name) or {".", ".."} & set(name.split("/")):
            raise Damaged(name=name)
        try:
            with self._asked(name) as answer:
                if answer.status in _ABSENT:
                    raise MissingOnMedium(name=name)
                if answer.status != 200:
                    raise ServerRefuses(host=self.host, status=answer.status)
                return self._body(answer, name, limit)
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise ServerAway(host=self.host) from error

    @contextmanager
    def _asked(self, name: str) -> Iterator[urllib3.BaseHTTPResponse]:
        """Ask for a file as it lies there, neither compressed nor somewhere else."""
        answer = self._pool.request(
            "GET",
            f"{self.address}/{name}",
            headers={"Accept-Encoding": "identity", "User-Agent": "ardoise"},
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

    def _body(self, answer: urllib3.BaseHTTPResponse, name: str, limit: int) -> bytes:
        """Return an answer of at most ``limit`` bytes that comes at a bearable speed."""
        begun, data = time.monotonic(), bytearray()
        while chunk := answer.read(min(CHUNK, limit + 1 - len(data)), decode_content=False):
            data += chunk
            if len(data) > limit:
                raise Damaged(name=name)
            if time.monotonic() - begun > SILENCE + len(data) / SLOWEST:
                raise ServerAway(host=self.host)
        return bytes(data)
