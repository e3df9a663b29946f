"""The signed cookie of a browser: its language before anybody signs in, and the token of its forms.

It lasts as long as the browser is open. Flask would also judge its age by the wall clock: a clock
that is set, back or far forward, would then refuse every form that stands open in the classroom.
"""

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from itsdangerous import BadSignature


class GuestCookie(SecureCookieSessionInterface):
    """Reads the cookie by its signature alone."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return what a browser's cookie holds; nothing where it has none of ours."""
        signing = self.get_signing_serializer(app)
        if signing is None:
            return None
        try:
            held = signing.loads(request.cookies.get(self.get_cookie_name(app), ""))
        except BadSignature:
            return self.session_class()
        return self.session_class(held)
