"""The server that runs: waitress, the watcher of jobs, and what it does by itself."""

import errno
import logging
import signal
import socket
import sys
from collections.abc import Callable
from typing import Any

from waitress.server import create_server

from content.store import BlobStore
from i18n.refusals import Unavailable
from i18n.translate import N_
from server import clock
from server.actors import SYSTEM
from server.app import create_app
from server.bundles import putting_back
from server.bundles.withdrawals import reconcile
from server.console import Site
from server.exam_room.beating import Beating
from server.jobs.watcher import Watcher
from server.library.indexing import ask_if_due
from server.rounds import Rounds

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


def serve(site: Site, *, on_ready: Callable[[str], None] = lambda address: None) -> None:
    """Serve until the program is asked to end; requests under way are answered.

    Args:
        site: what to serve.
        on_ready: called with the address once it answers.

    Raises:
        PortTaken: the port is in use.
    """
    settings = site.settings
    app = create_app(site)
    listener = _listen(settings.host, settings.port)
    server: Any = create_server(
        app,
        sockets=[listener],
        threads=settings.threads,
        connection_limit=450,
        ident="Ardoise",
        clear_untrusted_proxy_headers=True,
        **(BEHIND_A_PROXY if settings.https else {}),
        url_scheme="https" if settings.https else "http",
    )
    host, port = listener.getsockname()[:2]
    watcher = Watcher(site.home.folder)
    rounds = Rounds(settings, site.home.secret(), site.trust, BlobStore(site.home.handed))
    beating = Beating(app.config["HALL"])
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
    reconcile(site.trust, site.library, SYSTEM, at=clock.now())
    putting_back.ask_if_due(site, SYSTEM, at=clock.now())
    ask_if_due(site, SYSTEM, at=clock.now())
    watcher.start()
    rounds.start()
    beating.start()
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - shown, not bound
    on_ready(f"http://{shown}:{port}/")
    try:
        server.run()
    finally:
        watcher.stop()
        rounds.stop()
        beating.stop()
        server.close()


def _listen(host: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
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
