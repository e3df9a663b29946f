"""What a browser is given when a session begins there, however it began."""

from flask import current_app, redirect, request, session
from werkzeug.wrappers import Response

from server.accounts import operations as accounts
from server.accounts.models import Person
from server.seats import operations
from server.seats.operations import Browser
from server.seats.signing_in import Begun
from server.web.proxy import address

SEAT_COOKIE = "ardoise_seat"
SESSION_COOKIE = "ardoise_session"
A_YEAR = 365 * 24 * 3600


def browser_here() -> Browser:
    """Return the browser that a request comes from."""
    return Browser(address(), request.headers.get("User-Agent", ""))


def welcome(begun: Begun, browser: Browser, onward: str) -> Response:
    """Lead somebody on whose session has begun; nothing of the guest before them remains.

    The language they chose on the sign-in page becomes theirs, and the sound they asked for.
    """
    language = session.get("language_of_sign_in")
    speaks = session.get("look", {}).get("speaks")
    session.clear()
    found = operations.present(begun.token, begun.seat, browser)
    if found is not None and language:
        accounts.keep_language(Person.get_by_id(found.person_id), language)
    if found is not None and speaks == "yes":
        accounts.keep_look(Person.get_by_id(found.person_id), {"speaks": speaks})
    response = redirect(onward, code=303)
    _set_cookie(response, SESSION_COOKIE, begun.token, None)
    if begun.seat_token:
        _set_cookie(response, SEAT_COOKIE, begun.seat_token, A_YEAR)
    return response


def _set_cookie(response: Response, name: str, token: str, lasts: int | None) -> None:
    response.set_cookie(
        name,
        token,
        max_age=lasts,
        httponly=True,
        samesite="Strict",
        secure=current_app.config["SITE"].https,
    )
