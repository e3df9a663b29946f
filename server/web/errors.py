"""Refusals and faults, as pages."""

import logging
from typing import Any

from flask import Flask, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from i18n import refusals
from i18n.refusals import Refusal
from i18n.translate import gettext as _

log = logging.getLogger(__name__)

STATUS: dict[type[Refusal], int] = {
    refusals.NotFound: 404,
    refusals.NotAllowed: 403,
    refusals.Conflict: 409,
    refusals.Unavailable: 503,
    refusals.Invalid: 422,
    Refusal: 422,
}


def show_refusal(refusal: Refusal) -> tuple[str, int]:
    """Return the page and the status for a refusal raised anywhere below a view."""
    status = next(code for kind, code in STATUS.items() if isinstance(refusal, kind))
    return _page(refusal.in_words()), status


def show_http(error: HTTPException) -> Any:
    """Return the page for what the web server itself refuses: no such page, too large."""
    if error.response is not None or (error.code or 500) < 400:
        return error
    reason = {
        404: _("There is no such page. Check the address, or begin at home."),
        405: _("This page cannot be opened this way. Go back and use its button."),
        413: _("What was sent is too large."),
    }.get(error.code or 500, _("The program did not understand this request."))
    if isinstance(error, CSRFError):
        reason = (
            _("This page had been open for too long. Go back, reload it, and try again.")
            if request.cookies
            else _("This browser keeps no cookies. Allow them for this address, then try again.")
        )
    title = _("Page not found") if error.code == 404 else None
    return _page(reason, title), error.code or 500


def show_fault(error: Exception) -> tuple[str, int]:
    """Return the page for a fault of the program; it is in the server's log."""
    log.exception("a fault at %s %s", request.method, request.path)
    reason = _("The program has a fault here. What you had saved is kept. Tell the teacher.")
    return _page(reason), 500


def _page(reason: str, title: str | None = None) -> str:
    title = title or _("This cannot be done")
    return render_template("refusal.html", reason=reason, title=title, back=_back())


def _back() -> str | None:
    """Return the page before, if it was one of ours."""
    before = request.referrer or ""
    ours = before.startswith(request.host_url)
    return "/" + before[len(request.host_url) :] if ours and before != request.url else None


def register(app: Flask) -> None:
    """Show refusals and faults of an application as pages."""
    app.register_error_handler(Refusal, show_refusal)
    app.register_error_handler(HTTPException, show_http)
    app.register_error_handler(Exception, show_fault)
