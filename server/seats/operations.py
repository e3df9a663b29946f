"""Signing in and out, staying signed in, and waiting after wrong tries."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil

from i18n.refusals import NotAllowed, NotFound
from i18n.translate import N_
from server.accounts.models import LONGEST_NAME, LOOK, Person, folded
from server.accounts.secrets import hash_code, password_fits
from server.actors import SYSTEM, Actor
from server.audit.operations import record
from server.database import moment, row, writing
from server.seats.models import Seat, Session, WrongTry

FREE_TRIES = 3
"""Wrong tries before the first wait: a slip of the finger costs nothing."""
LONGEST_WAIT = timedelta(minutes=15)
LONGEST_WAIT_OF_SEAT = timedelta(seconds=30)
"""For a seat whatever the name: the next person to sit down is not kept out for long."""
FORGOTTEN = timedelta(hours=1)
CLOSING = timedelta(seconds=15)
"""Going from page to page looks like closing one; the next page must come within this time."""
LONGEST_CODE = 40
"""Signs of a code as it is typed, spaces and hyphens included; what follows is not read."""
NOTED_EVERY = timedelta(seconds=20)
"""Signs of life closer together than this are not written down."""


class NotRecognised(NotAllowed):
    """The name and password, or the code, fit no open account."""

    message = N_(
        "This name and password, or this code, are not known. Check capital letters and the "
        "language of the keyboard, or ask the teacher."
    )


class KeptOut(NotAllowed):
    """The person is suspended from every class they are in."""

    message = N_("You can sign in again on {day}. What you have done is kept. Ask the teacher.")


class Wait(NotAllowed):
    """Too many wrong tries at this seat; others are not concerned."""

    message = N_("Too many wrong tries at this seat. Wait {seconds} seconds, then try again.")


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


@dataclass(frozen=True)
class Begun:
    """A session that has just begun: what the browser is to keep."""

    token: str
    seat: int
    seat_token: str
    """Of a seat that is new; "" if the browser had one."""


def take_seat(browser: Browser, *, at: datetime) -> tuple[str, Seat]:
    """Make a seat of a browser that has none; return the token for its cookie, and the seat."""
    token = secrets.token_urlsafe(32)
    with writing():
        seat = Seat.create(token=_hash(token), address=browser.address, first_seen_at=at)
    return token, seat


def seat_of(token: str) -> int | None:
    """Return the number of the seat that a cookie belongs to, None if it is none of ours."""
    found = row('SELECT "id" FROM "seat" WHERE "token" = ?', _hash(token))
    return found[0] if found else None


def sign_in_by_password(
    name: str, password: str, seat: int | None, browser: Browser, *, at: datetime
) -> Begun:
    """Begin a session; a browser without a seat gets one.

    Raises:
        Wait: there were too many wrong tries here.
        NotRecognised: no open account has this name and password; this counts as a wrong try.
        KeptOut: the person is suspended.
    """
    key = folded(name[:LONGEST_NAME])[:LONGEST_NAME]
    _count_try(key, browser, at)
    person = Person.get_or_none(Person.sign_in_name == key, Person.active)
    if not password_fits(person.password if person else "", password):
        _note_refusal(key, seat, browser, at)
        raise NotRecognised()
    return _begin(person, seat, browser, at)


def sign_in_by_code(
    code: str, key: bytes, seat: int | None, browser: Browser, *, at: datetime
) -> Begun:
    """Begin a session by the short code of a card; ``key`` is the installation's secret.

    Raises:
        Wait: there were too many wrong tries here.
        NotRecognised: no open account has this code; this counts as a wrong try.
        KeptOut: the person is suspended.
    """
    _count_try("", browser, at)
    person = Person.get_or_none(Person.code == hash_code(code[:LONGEST_CODE], key), Person.active)
    if person is None:
        _note_refusal("code", seat, browser, at)
        raise NotRecognised()
    return _begin(person, seat, browser, at)


_PRESENT = (
    'SELECT s."id", s."seat_id", s."seen_at", s."closing_at", p."id", p."name", p."role", '
    'p."language", p."theme", p."font", p."size", p."spacing" '
    'FROM "session" s JOIN "person" p ON p."id" = s."person_id" '
    'WHERE s."token" = ? AND s."ended_at" IS NULL AND s."seat_id" = ? AND s."browser" = ? '
    'AND p."active"'
)


def present(token: str, seat: int, browser: Browser) -> Present | None:
    """Return the session of a cookie, if it is open and was begun at this seat, in this browser.

    A person whose account was closed meanwhile has none.
    """
    found = row(_PRESENT, _hash(token), seat, _hash(browser.about))
    if found is None:
        return None
    session_id, seat, seen_at, closing_at, person_id, name, role, language, *look = found
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
    )


def how_it_was_ended(token: str, seat: int) -> tuple[str, str]:
    """Return why the session of a cookie was ended ("idle", "staff"), and its person's language.

    Both are "" if it goes on, was not at this seat, or its person ended it.
    """
    found = row(
        """SELECT s."ending", p."language" FROM "session" s
           JOIN "person" p ON p."id" = s."person_id"
           WHERE s."token" = ? AND s."seat_id" = ? AND s."ending" IN ('idle', 'staff')""",
        *(_hash(token), seat),
    )
    return (found[0], found[1]) if found else ("", "")


def is_over(session: Present | Session, idle_after: timedelta, *, at: datetime) -> str:
    """Say how a session has ended by itself: "idle", "closed", or "" if it goes on."""
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
    )
    for (session_id,) in list(query.tuples()):
        end_if_over(session_id, idle_after, SYSTEM, at=at)


def forget_wrong_tries(*, at: datetime) -> None:
    """Delete the wrong tries that nobody waits for any more."""
    with writing():
        WrongTry.delete().where(WrongTry.last_at <= at - FORGOTTEN).execute()


def _begin(person: Person, seat: int | None, browser: Browser, at: datetime) -> Begun:
    if person.is_kept_out(at):
        _note_refusal("suspended", seat, browser, at)
        raise KeptOut(day=date.fromisoformat(person.kept_out_until))
    token, seat_token = secrets.token_urlsafe(32), ""
    with writing():
        if seat is None:
            seat_token, taken = take_seat(browser, at=at)
            seat = taken.id
        actor = Actor(person.name, seat, person.id)
        key = person.sign_in_name
        WrongTry.delete().where(
            WrongTry.name << [key, "", "*"], WrongTry.address == browser.address
        ).execute()
        for earlier in Session.select(Session.id, Session.seat).where(
            Session.ended_at.is_null(), (Session.person == person) | (Session.seat == seat)
        ):
            end(earlier.id, "left" if earlier.seat_id == seat else "moved", actor, at=at)
        Session.create(
            token=_hash(token),
            seat=seat,
            person=person,
            browser=_hash(browser.about),
            started_at=at,
            seen_at=at,
        )
        record(actor, "session.began", person.name, at=at)
    return Begun(token, seat, seat_token)


def wait_after(count: int, longest: timedelta) -> timedelta:
    """Return how long to wait after so many wrong tries: 2, 4, 8... seconds after the third."""
    if count < FREE_TRIES:
        return timedelta(0)
    return min(timedelta(seconds=2 ** min(count - FREE_TRIES + 1, 20)), longest)


def _count_try(name: str, browser: Browser, at: datetime) -> None:
    """Count a try as a wrong one before it is judged; a right one takes them all back.

    So that a hundred tries sent at once are a hundred tries, and wait.
    """
    longest = {name: LONGEST_WAIT if name else LONGEST_WAIT_OF_SEAT, "*": LONGEST_WAIT_OF_SEAT}
    with writing():
        wrong = {key: WrongTry.of(key, browser.address, at - FORGOTTEN) for key in longest}
        for key, earlier in wrong.items():
            if earlier is not None and earlier.count >= FREE_TRIES:
                left = earlier.last_at + wait_after(earlier.count, longest[key]) - at
                if left > timedelta(0):
                    raise Wait(seconds=ceil(left.total_seconds()))
        for key, earlier in wrong.items():
            here = (WrongTry.name == key) & (WrongTry.address == browser.address)
            WrongTry.delete().where(here).execute()
            count = earlier.count + 1 if earlier else 1
            WrongTry.create(name=key, address=browser.address, count=count, last_at=at)


def _note_refusal(what: str, seat: int | None, browser: Browser, at: datetime) -> None:
    with writing():
        record(Actor("guest", seat), "session.refused", what, at=at, address=browser.address)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
