"""A school with its people and seats, as tests speak of it: everything in it is real."""

import re
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server import clock
from server.accounts import operations as accounts
from server.accounts.models import Person
from server.audit.models import AuditEntry
from server.audit.operations import Actor
from server.console import Site
from server.roles import Role
from server.seats.models import Seat as SeatRow
from server.seats.models import Session

FIREFOX = "Mozilla/5.0 (X11; Linux) Firefox/115.0"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Seat:
    """A browser of the classroom: it keeps its cookies and the page that is open."""

    def __init__(self, app: Flask, address: str, about: str) -> None:
        self._client: FlaskClient = app.test_client()
        self.address = address
        self.about = about
        self.token = ""

    def get(self, path: str, **how: Any) -> TestResponse:
        """Open an address; its forms can be sent from now on."""
        return self._seen(self._client.get(path, **self._from(how)))

    def post(self, path: str, data: dict[str, Any] | None = None, **how: Any) -> TestResponse:
        """Send a form with the token of the page that is open, as a button does."""
        if not self.token:
            self.get("/help")
        sent = {"csrf_token": self.token, **(data or {})}
        return self._seen(self._client.post(path, data=sent, **self._from(how)))

    def send_bare(self, path: str, data: dict[str, Any] | None = None) -> TestResponse:
        """Send a form as another site would make the browser do: cookies, but no token."""
        return self._client.post(path, data=data or {}, **self._from({}))

    def page(self, path: str) -> str:
        """Return the text of a page, its redirects followed."""
        response = self.get(path, follow_redirects=True)
        assert response.status_code == 200, (path, response.status_code)
        return unescape(response.text)

    def cookie(self, name: str) -> str | None:
        """Return the value of a cookie that this browser keeps."""
        found = self._client.get_cookie(name)
        return found.value if found else None

    def keep(self, name: str, value: str) -> None:
        """Put a cookie into this browser."""
        self._client.set_cookie(name, value)

    def _from(self, how: dict[str, Any]) -> dict[str, Any]:
        headers = {"User-Agent": self.about, **how.pop("headers", {})}
        return {"headers": headers, "environ_base": {"REMOTE_ADDR": self.address}, **how}

    def _seen(self, response: TestResponse) -> TestResponse:
        if response.mimetype == "text/html":
            found = TOKEN.search(response.text)
            self.token = found[1] if found else self.token
        return response


class School:
    """One site: its people, its seats, and the time that passes there."""

    def __init__(self, site: Site, app: Flask, passing: pytest.MonkeyPatch) -> None:
        self.site = site
        self.app = app
        self.by = Actor("console")
        self._passing = passing
        self._codes: dict[int, str] = {}
        self._seats = 0

    @property
    def now(self) -> datetime:
        return clock.now()

    def wait(self, **passed: float) -> datetime:
        """Let time pass; return what time it is then."""
        seconds = timedelta(**passed).total_seconds()
        self._passing.setattr(clock, "_started", clock._started - seconds)
        self._passing.setattr(clock, "_started_wall", clock._started_wall)
        return clock.now()

    def person(self, name: str = "Camille Martin", role: Role = Role.LEARNER) -> Person:
        known = Person.get_or_none(Person.name == name)
        return known or accounts.add(name, role, by=self.by, at=self.now)

    def learner(self, name: str = "Camille Martin") -> Person:
        return self.person(name)

    def manager(self, name: str = "Claude Morel") -> Person:
        return self.person(name, Role.CONTENT_MANAGER)

    def code_of(self, person: Person) -> str:
        """Return the code of a person's card, given the first time."""
        if person.id not in self._codes:
            key = self.site.home.secret()
            self._codes[person.id] = accounts.give_code(person, key, by=self.by, at=self.now)
        return self._codes[person.id]

    def seat(self, address: str = "", about: str = FIREFOX) -> Seat:
        """Sit down at a computer that shows the sign-in page."""
        self._seats += 1
        seat = Seat(self.app, address or f"10.0.0.{self._seats}", about)
        seat.get("/sign-in")
        return seat

    def sign_in(self, person: Person | Role, seat: Seat | None = None) -> Seat:
        """Let somebody sign in by the code of their card."""
        if isinstance(person, Role):
            person = self.person(f"Madame {person.name.title()}", person)
        if seat is None:
            seat = self.seat()
        else:
            seat.get("/sign-in")
        response = seat.post("/sign-in", {"code": self.code_of(person)})
        assert response.status_code == 303, response.text
        seat.get("/help")
        return seat

    def log(self) -> list[tuple[str, str, str]]:
        """Return who did what to what, from the first entry."""
        rows = AuditEntry.select(AuditEntry.actor, AuditEntry.action, AuditEntry.subject)
        return list(rows.order_by(AuditEntry.id).tuples())

    def actions(self) -> list[str]:
        return [action for _, action, _ in self.log()]

    def sessions(self, person: Person) -> list[Session]:
        return list(Session.select().where(Session.person == person).order_by(Session.id))

    def seat_rows(self) -> list[SeatRow]:
        return list(SeatRow.select().order_by(SeatRow.id))
