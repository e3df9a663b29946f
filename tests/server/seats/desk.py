"""A seat where people try to sign in."""

from datetime import timedelta

import pytest

from server.seats import operations as seats
from server.seats import signing_in
from server.seats.operations import Browser
from server.seats.signing_in import (
    NotRecognised,
    Wait,
)

KEY = b"installation"
HERE = Browser("10.0.0.1", "Firefox")
NEIGHBOUR = Browser("10.0.0.2", "Firefox")
IDLE = timedelta(minutes=10)
SECOND = timedelta(seconds=1)


class Desk:
    """One seat, where people try to sign in; ``at`` is the time there."""

    def __init__(self, school, browser=HERE):
        self.at = school.now
        self.browser = browser
        self.number = seats.take_seat(browser, at=self.at)[1].id

    def password(self, name, password):
        who = (name, password, self.number, self.browser)
        return signing_in.sign_in_by_password(*who, at=self.at).token

    def code(self, code):
        return signing_in.sign_in_by_code(code, KEY, self.number, self.browser, at=self.at).token

    def wrong(self, times, name="Camille Martin"):
        """Try a wrong password so many times, as soon as one may."""
        for _ in range(times):
            with pytest.raises((NotRecognised, Wait)) as refused:
                self.password(name, "mauvais")
            if isinstance(refused.value, Wait):
                self.at += timedelta(seconds=refused.value.values["seconds"] + 1)
                with pytest.raises(NotRecognised):
                    self.password(name, "mauvais")

    def present(self, token):
        return seats.present(token, self.number, self.browser)
