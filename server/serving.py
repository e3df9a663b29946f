"""The server that runs: waitress, the watcher of jobs, and what it does by itself."""

import errno
import gc
import logging
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from waitress.server import create_server

from content.store import BlobStore
from i18n.refusals import Conflict, Unavailable
from i18n.translate import N_
from server import clock
from server.actors import SYSTEM
from server.ahead import Ahead
from server.app import create_app
from server.bundles import putting_back
from server.bundles.withdrawals import reconcile
from server.console import Site
from server.database import database
from server.exam_room.beating import Beating
from server.exam_room.hall import Hall
from server.exam_room.keeping import Keeper
from server.exam_room.spare import must_be_ours
from server.exam_room.ticks import running
from server.jobs.watcher import Watcher
from server.library.indexing import ask_if_due
from server.rounds import Rounds
from sync.lock import Busy, exclusive

log = logging.getLogger(__name__)


BEHIND_A_PROXY = {
    "trusted_proxy": "127.0.0.1",
    "trusted_proxy_count": 1,
    "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
}
"""With HTTPS a proxy on this computer stands in front, and says which seat asks."""


class CannotListen(Unavailable):
    """The system does not let us listen there."""

    message = N_(
        "The server cannot listen on {host}, port {port} ({why}). Choose others with --host and "
        "--port."
    )


class PortTaken(Unavailable):
    """Another program listens there."""

    message = N_(
        "Another program uses port {port} of this computer. Stop it, or choose another port with "
        "--port."
    )


class ServedAlready(Conflict):
    """Another server runs on the same home."""

    message = N_(
        "Another Ardoise server runs already with the folder {folder}. Stop that one first, or "
        "leave it running: two servers with the same folder would spoil each other's work."
    )


def serve(site: Site, *, on_ready: Callable[[str], None] = lambda address: None) -> None:
    """Serve until the program is asked to end; requests under way are answered.

    Args:
        site: what to serve.
        on_ready: called with the address once it answers.

    Raises:
        PortTaken: the port is in use.
        ServedAlready: another server has the same home.
        TakenOver: another server goes on with the sitting that runs here.
    """
    site.home.folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as alone:
        try:
            alone.enter_context(exclusive(site.home.served, patience=0))
        except Busy:
            raise ServedAlready(folder=str(site.home.folder)) from None
        _serve(site, on_ready)


def _serve(site: Site, on_ready: Callable[[str], None]) -> None:
    """Serve a home that nobody else serves."""
    settings = site.settings
    app = create_app(site)
    _refuse_what_was_taken_over(site, app.config["HALL"])
    listener = _listen(settings.host, settings.port)
    second = [_listen(settings.host, settings.frames_port)] if settings.frames_port else []
    server: Any = create_server(
        app,
        sockets=[listener, *second],
        threads=settings.threads,
        connection_limit=450,
        ident="Ardoise",
        clear_untrusted_proxy_headers=True,
        **(BEHIND_A_PROXY if settings.https else {}),
        url_scheme="https" if settings.https else "http",
    )
    host, port = listener.getsockname()[:2]
    watcher = Watcher(site.home.folder)
    rounds = Rounds(
        settings,
        site.home.secret(),
        site.trust,
        BlobStore(site.home.handed),
        BlobStore(site.home.bank),
    )
    beating = Beating(app.config["HALL"])
    keeper = _keeper(site, app.config["HALL"])
    ahead = Ahead(site.home.school, keeper)
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
    reconcile(site.trust, site.library, SYSTEM, at=clock.now())
    putting_back.ask_if_due(site, SYSTEM, at=clock.now())
    ask_if_due(site, SYSTEM, at=clock.now())
    watcher.start()
    rounds.start()
    beating.start()
    if keeper is not None:
        keeper.start()
    ahead.start()
    _leave_to_stay()
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - shown, not bound
    on_ready(f"http://{shown}:{port}/")
    try:
        server.run()
    finally:
        watcher.stop()
        rounds.stop()
        beating.stop()
        ahead.stop()
        if keeper is not None:
            keeper.stop()
        server.close()


def _refuse_what_was_taken_over(site: Site, hall: Hall) -> None:
    """Make sure that no sitting that runs here goes on elsewhere from its copy.

    Raises:
        TakenOver
    """
    with database.connection_context():
        if hall.spare is not None and running():
            must_be_ours(hall.spare.folder, site.home)


def _keeper(site: Site, hall: Hall) -> Keeper | None:
    return None if hall.spare is None else Keeper(site.home, hall.spare)


def _leave_to_stay() -> None:
    """Let the collector of rubbish pass over what is there now and stays: modules, templates.

    Else it goes through all of it every few minutes of a busy hour, and everybody waits for 0.1 s.
    """
    gc.collect()
    gc.freeze()


SENT_AHEAD = 128 << 10
"""Bytes that the system may hold for a connection that reads slowly. Waitress reads as much of a
file each time it sends a piece of it; left alone, the system grows this to megabytes a connection,
which sixty who watch a film would each have of our memory. A class's network needs no more."""


def _listen(host: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SENT_AHEAD)
    if sys.platform != "win32":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(port=str(port)) from None
        raise CannotListen(host=host, port=str(port), why=error.strerror) from None
    return listener
