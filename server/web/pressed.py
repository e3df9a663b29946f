"""A form that is sent a second time: what it asked for is done already, and is said to be.

A double press, or "back" and the button again, sends a form whose thing is gone since the first
time did it: withdrawn, sent back, taken out. To whoever pressed, that is no fault and no attempt
at what is not theirs. What each session did last is kept in memory alone: after a restart such a
form gets its refusal, which changes nothing either.
"""

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from flask import Response, current_app, flash, redirect, request

from i18n.translate import gettext as _
from server import clock
from server.web.visitor import visitor

ONE_PRESS = timedelta(seconds=10)
"""Within which a form that is no longer possible was pressed twice."""
_TELLING = (303, 404, 409, 422)
"""Statuses of a form that was done, and of one that may have been done before."""
_FORMS = 20
"""Remembered of a session, the last ones."""
_SESSIONS = 1_000


@dataclass(frozen=True)
class Done:
    """A form that did something."""

    onward: str
    """Where the browser was sent then."""
    at: datetime


class Pressed:
    """Remembers what the last forms of each session led to."""

    def __init__(self) -> None:
        self._done: OrderedDict[int, OrderedDict[bytes, Done]] = OrderedDict()
        self._one_by_one = Lock()

    def keep(self, session: int, form: bytes, onward: str, *, at: datetime) -> None:
        """Note that a form, by its hash, was done and led to an address."""
        with self._one_by_one:
            forms = self._done.setdefault(session, OrderedDict())
            self._done.move_to_end(session)
            forms[form] = Done(onward, at)
            forms.move_to_end(form)
            while len(forms) > _FORMS:
                forms.popitem(last=False)
            while len(self._done) > _SESSIONS:
                self._done.popitem(last=False)

    def before(self, session: int, form: bytes) -> Done | None:
        """Return what the same form did before in this session, None for nothing."""
        with self._one_by_one:
            return self._done.get(session, OrderedDict()).get(form)


def done_already(response: Response) -> Response:
    """Answer a form that is refused because it was done a moment ago by going where that led.

    A thing that is not there any more was taken away by the very form, however long ago; what is
    merely not possible any more (a name that is taken, by oneself) must come within ``ONE_PRESS``.
    """
    session = visitor().session_id
    if request.method != "POST" or session is None or response.status_code not in _TELLING:
        return response
    if request.files:
        return response
    pressed: Pressed = current_app.config["PRESSED"]
    if response.status_code == 303:
        pressed.keep(session, _hash(), response.location, at=clock.now())
    else:
        done = pressed.before(session, _hash())
        if done and (response.status_code == 404 or clock.now() - done.at < ONE_PRESS):
            flash(_("That was done already: it is as you wanted it, and was done once."), "info")
            return current_app.make_response(redirect(done.onward, code=303))
    return response


def _hash() -> bytes:
    """Return the hash of the address of a form and all it says but its token."""
    said = sorted(item for item in request.form.items(multi=True) if item[0] != "csrf_token")
    return hashlib.sha256(repr((request.full_path, said)).encode()).digest()
