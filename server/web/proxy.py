"""The address a request comes from, which with HTTPS only the proxy in front can tell."""

import logging

from flask import current_app, request

log = logging.getLogger(__name__)

_SAID = "A_PROXY_WAS_SILENT"


def address() -> str:
    """Return the address of the computer that asks, as the proxy in front tells it over HTTPS.

    What the last proxy added to ``X-Forwarded-For`` counts, never what a client wrote there
    (``server.serving.BEHIND_A_PROXY``). A proxy that adds nothing is named once in the server's
    log: all computers then look like one, and wait for each other's wrong tries.
    """
    config = current_app.config
    if config["SITE"].https and "X-Forwarded-For" not in request.headers and not config.get(_SAID):
        config[_SAID] = True
        log.warning(
            "https is on, but the proxy in front sends no X-Forwarded-For: all computers look like "
            "one, and one person's wrong tries make everybody wait. See docs/administrateur.md."
        )
    return request.remote_addr or ""
