"""Seats, staying signed in, and how a session ends."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from i18n.refusals import NotFound
from i18n.translate import N_
from server.accounts.models import LOOK
from server.actors import SYSTEM, Actor
from server.audit.operations import record
from server.database import moment, row, writing
from server.seats.models import Hold, Seat, Session

CLOSING = timedelta(seconds=15)
"""Going from page to page looks like closing one; the next page must come within this time."""
NOTED_EVERY = timedelta(seconds=20)
"""Signs of life closer together than this are not written down."""


class NoSuchSession(NotFound):
    """The session is over already."""

    message = N_("This session is over already.")


@dataclass(frozen=True)
class Browser:
    """Where a request comes from."""

    address: str
    about: str
    """What the browser says of itself (User-Agent)."""


@dataclass(frozen=True)
class Present:
    """A session and its person as every page reads them: plain values from one query."""

    session_id: int
    seat: int
    seen_at: datetime
    closing_at: datetime | None
    person_id: int
    name: str
    role: str
    language: str
    look: dict[str, str]
    held: str = ""
    """"" for nobody; "lasting" where the session ends by no idling, else "held": see ``Hold``."""


def take_seat(browser: Browser, *, at: datetime) -> tuple[str, Seat]:
    """Make a seat of a browser that has none; return the token for its cookie, and the seat."""
    token = secrets.token_urlsafe(32)
    with writing():
        seat = Seat.create(token=hashed(token), address=browser.address, first_seen_at=at)
    return token, seat


def seat_of(token: str) -> int | None:
    """Return the number of the seat that a cookie belongs to, None if it is none of ours."""
    found = row('SELECT "id" FROM "seat" WHERE "token" = ?', hashed(token))
    return found[0] if found else None


_WHO = (
    'SELECT s."id", s."seat_id", s."seen_at", s."closing_at", p."id", p."name", p."role", '
    'p."language", h."lasting", ' + ", ".join(f'p."{name}"' for name in LOOK) + " "
    'FROM "session" s JOIN "person" p ON p."id" = s."person_id" '
    'LEFT JOIN "hold" h ON h."person_id" = p."id" '
    'WHERE s."ended_at" IS NULL AND p."active" AND '
)
_PRESENT = _WHO + 's."token" = ? AND s."seat_id" = ? AND s."browser" = ?'
_PRESENT_AGAIN = _WHO + 's."id" = ?'


def present(token: str, seat: int, browser: Browser) -> Present | None:
    """Return the session of a cookie, if it is open and was begun at this seat, in this browser.

    A person whose account was closed meanwhile has none.
    """
    return _read(row(_PRESENT, hashed(token), seat, hashed(browser.about)))


def present_again(session_id: int) -> Present | None:
    """Return a session by its number, if it is open; for what a cookie does not come with."""
    return _read(row(_PRESENT_AGAIN, session_id))


def _read(found: tuple[Any, ...] | None) -> Present | None:
    if found is None:
        return None
    session_id, seat, seen_at, closing_at, person_id, name, role, language, lasts, *look = found
    return Present(
        session_id,
        seat,
        moment(seen_at),
        None if closing_at is None else moment(closing_at),
        person_id,
        name,
        role,
        language,
        dict(zip(LOOK, look, strict=True)),
        "" if lasts is None else "lasting" if lasts else "held",
    )


def how_it_was_ended(token: str, seat: int) -> tuple[str, str]:
    """Return why the session of a cookie was ended ("idle", "staff"), and its person's language.

    Both are "" if it goes on, was not at this seat, or its person ended it.
    """
    found = row(
        """SELECT s."ending", p."language" FROM "session" s
           JOIN "person" p ON p."id" = s."person_id"
           WHERE s."token" = ? AND s."seat_id" = ? AND s."ending" IN ('idle', 'staff')""",
        *(hashed(token), seat),
    )
    return (found[0], found[1]) if found else ("", "")


def is_over(session: Present | Session, idle_after: timedelta, *, at: datetime) -> str:
    """Say how a session has ended by itself: "idle", "closed", or "" if it goes on.

    That of somebody who is held goes on: a PC that was switched off in an exam is no farewell.
    """
    if session.held == "lasting" if isinstance(session, Present) else Hold.lasts(session.person_id):
        return ""
    if session.closing_at is not None and at - session.closing_at > CLOSING:
        return "closed"
    return "idle" if at - session.seen_at > idle_after else ""


def sign_of_life(session: Present, *, at: datetime) -> None:
    """Note that the person is there."""
    if session.closing_at is not None or at - session.seen_at > NOTED_EVERY:
        with writing():
            Session.update(seen_at=at, closing_at=None).where(
                Session.id == session.session_id, Session.ended_at.is_null()
            ).execute()


def page_left(session: Present, *, at: datetime) -> None:
    """Note that a page was closed; the session ends soon unless another page opens."""
    with writing():
        Session.update(closing_at=at).where(
            Session.id == session.session_id, Session.ended_at.is_null()
        ).execute()


def end(session_id: int, ending: str, by: Actor, *, at: datetime) -> None:
    """End a session; nothing happens if it is over.

    Args:
        session_id: which.
        ending: one of ``models.ENDINGS``.
        by: who ends it.
        at: when.
    """
    with writing():
        session = Session.get_or_none(Session.id == session_id, Session.ended_at.is_null())
        if session is None:
            return
        session.ended_at, session.ending = at, ending
        session.save(only=[Session.ended_at, Session.ending])
        record(by, "session.ended", session.person.name, at=at, ending=ending)


def end_by_staff(session_id: int, by: Actor, *, at: datetime) -> None:
    """End somebody's session at once.

    Raises:
        NoSuchSession: it is over already.
    """
    if Session.get_or_none(Session.id == session_id, Session.ended_at.is_null()) is None:
        raise NoSuchSession()
    end(session_id, "staff", by, at=at)


def end_of_person(person_id: int, by: Actor, *, at: datetime) -> None:
    """End whatever session somebody has; nothing happens if they have none."""
    for (session_id,) in list(
        Session.select(Session.id)
        .where(Session.person == person_id, Session.ended_at.is_null())
        .tuples()
    ):
        end(session_id, "staff", by, at=at)


def end_if_over(session_id: int, idle_after: timedelta, by: Actor, *, at: datetime) -> bool:
    """End a session whose person has gone, and say whether it is over.

    It goes on if a sign of life was written down since the caller read the session.
    """
    with writing():
        session = Session.get_or_none(Session.id == session_id, Session.ended_at.is_null())
        if session is None:
            return True
        ending = is_over(session, idle_after, at=at)
        if ending:
            end(session_id, ending, by, at=at)
        return bool(ending)


def end_forgotten(idle_after: timedelta, *, at: datetime) -> None:
    """End every session whose person has gone, though no page of theirs asks any more."""
    query = Session.select(Session.id).where(
        Session.ended_at.is_null(),
        (Session.seen_at < at - idle_after) | (Session.closing_at < at - CLOSING),
        Session.person.not_in(Hold.select(Hold.person).where(Hold.lasting)),
    )
    for (session_id,) in list(query.tuples()):
        end_if_over(session_id, idle_after, SYSTEM, at=at)


def hashed(text: str) -> str:
    """Return what the database keeps of a secret that a browser keeps."""
    return hashlib.sha256(text.encode()).hexdigest()
