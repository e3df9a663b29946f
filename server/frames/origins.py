"""The second port, from which frames come if a site has one: another origin, without cookies."""

from flask import current_app, request
from werkzeug.exceptions import NotFound

OF_FRAMES = ("frames.framed", "frames.outside", "frames.player")
"""The endpoints that a frame asks, and nothing else does."""


def keep_apart() -> None:
    """Answer on each port only what belongs there; runs before everything else.

    Raises:
        NotFound: it does not.
    """
    port: int = current_app.config["SITE"].frames_port
    if not port:
        return
    on_second = request.environ.get("SERVER_PORT") == str(port)
    if on_second != (request.endpoint in OF_FRAMES):
        raise NotFound()


def of_frames() -> str:
    """Return the origin that frames come from, "" for the same as the pages around them."""
    port: int = current_app.config["SITE"].frames_port
    return f"{request.scheme}://{_host()}:{port}" if port else ""


def of_application() -> str:
    """Return the origin of the pages around a frame, "" for the same."""
    settings = current_app.config["SITE"]
    if not settings.frames_port:
        return ""
    plain = f"{request.scheme}://{_host()}"
    return plain if settings.https else f"{plain}:{settings.port}"


def _host() -> str:
    """Return the name that the browser asked for, without its port."""
    host = request.host
    return host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host
