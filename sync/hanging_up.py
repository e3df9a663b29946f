"""Hanging up on a server that does not end: whatever part of an answer it drips.

A time-out of a socket counts from one byte to the next, so that a server which sends a byte of a
status line, a header, a chunk's length or a trailer now and then is waited for without end. So a
thread watches each question, and shuts the socket down when the time is over.
"""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection


class Line:
    """The sockets of one pool of connections, which asks one question at a time."""

    def __init__(self) -> None:
        self._sockets: list[socket.socket] = []
        self._is_over = False

    def watch(self, pool: urllib3.PoolManager) -> None:
        """Have a pool's connections tell their sockets."""
        line = self

        class Plain(HTTPConnection):
            def _new_conn(self) -> socket.socket:
                return line._told(super()._new_conn())

        class Secure(HTTPSConnection):
            def _new_conn(self) -> socket.socket:
                return line._told(super()._new_conn())

            def connect(self) -> None:
                super().connect()
                line._told(self.sock)  # another object for the same socket, once it is secured

        class PlainPool(urllib3.HTTPConnectionPool):
            ConnectionCls: Any = Plain

        class SecurePool(urllib3.HTTPSConnectionPool):
            ConnectionCls: Any = Secure

        pool.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}

    @contextmanager
    def until(self, end: Callable[[], float]) -> Iterator[Callable[[], bool]]:
        """Hang up inside the block once its end has come; what is read then fails.

        Args:
            end: returns the moment, as ``time.monotonic`` counts; may grow as bytes come.

        Yields:
            what says whether it was hung up.
        """
        over, hung_up = threading.Event(), threading.Event()
        self._is_over = False

        def wait() -> None:
            while not over.wait(max(0.0, end() - time.monotonic())):
                if time.monotonic() >= end():
                    hung_up.set()
                    self._hang_up()
                    return

        watching = threading.Thread(target=wait, name="hanging up", daemon=True)
        watching.start()
        try:
            yield hung_up.is_set
        finally:
            over.set()
            watching.join()

    def _told(self, connected: Any) -> Any:
        self._sockets = [*self._sockets[-1:], connected]
        if self._is_over:  # the time was over before there was anything to hang up on
            self._hang_up()
        return connected

    def _hang_up(self) -> None:
        self._is_over = True
        for each in self._sockets:
            with contextlib.suppress(OSError, ValueError):
                each.shutdown(socket.SHUT_RDWR)
