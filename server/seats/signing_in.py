"""Signing in by a name and password, a code or what later slices add; waiting after wrong tries."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from threading import Lock

from i18n.refusals import NotAllowed
from i18n.translate import N_
from server.accounts.models import LONGEST_NAME, Person, folded
from server.accounts.secrets import hash_code, password_fits
from server.actors import Actor
from server.audit.operations import record
from server.database import writing
from server.seats.models import Hold, Session, WrongTry
from server.seats.operations import Browser, end, hashed, take_seat

FREE_TRIES = 3
"""Wrong tries before the first wait: a slip of the finger costs nothing."""
LONGEST_WAIT = timedelta(minutes=15)
LONGEST_WAIT_OF_SEAT = timedelta(seconds=30)
"""For a seat whatever the name: the next person to sit down is not kept out for long."""
FORGOTTEN = timedelta(hours=1)
LONGEST_CODE = 40
"""Signs of a code as it is typed, spaces and hyphens included; what follows is not read."""
_ONE_BY_ONE = [Lock() for _ in range(16)]


class NotRecognised(NotAllowed):
    """The name and password, or the code, fit no open account."""

    message = N_(
        "This name and password, or this code, are not known. Check capital letters and the "
        "language of the keyboard, or ask the teacher."
    )


class KeptOut(NotAllowed):
    """The person is suspended, by any class they are in."""

    message = N_("You can sign in again on {day}. What you have done is kept. Ask the teacher.")


class Wait(NotAllowed):
    """Too many wrong tries at this seat; others are not concerned."""

    message = N_("Too many wrong tries at this seat. Wait {seconds} seconds, then try again.")


@dataclass(frozen=True)
class Begun:
    """A session that has just begun: what the browser is to keep."""

    token: str
    seat: int
    seat_token: str
    """Of a seat that is new; "" if the browser had one."""


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

    def fits() -> Person | None:
        person: Person | None = Person.get_or_none(Person.sign_in_name == key, Person.active)
        return person if password_fits(person.password if person else "", password) else None

    return sign_in_if(fits, NotRecognised, key, seat, browser, tried=key, at=at)


def sign_in_by_code(
    code: str, key: bytes, seat: int | None, browser: Browser, *, at: datetime
) -> Begun:
    """Begin a session by the short code of a card; ``key`` is the installation's secret.

    Raises:
        Wait: there were too many wrong tries here.
        NotRecognised: no open account has this code; this counts as a wrong try.
        KeptOut: the person is suspended.
    """

    def fits() -> Person | None:
        hashed = hash_code(code[:LONGEST_CODE], key)
        found: Person | None = Person.get_or_none(Person.code == hashed, Person.active)
        return found

    return sign_in_if(fits, NotRecognised, "code", seat, browser, tried="", at=at)


def sign_in_if(
    fits: Callable[[], Person | None],
    refusal: type[NotAllowed],
    what: str,
    seat: int | None,
    browser: Browser,
    *,
    tried: str,
    at: datetime,
) -> Begun:
    """Begin a session for whoever shows that they are somebody, by whatever means.

    Args:
        fits: returns who it is; None if it is nobody. Called with no other try of this address
            beside it.
        refusal: raised for nobody.
        what: how they tried, for the audit log.
        seat: the number of the browser's seat; None if it has none yet.
        browser: where it is.
        tried: the name that wrong tries are counted under; "" for a means without one.
        at: when.

    Raises:
        Wait: there were too many wrong tries here.
        KeptOut: the person is suspended.
    """
    with _judging(browser):
        _wait_if_need_be(tried, browser, at)
        person = fits()
        if person is None:
            _count_wrong(tried, what, seat, browser, at)
            raise refusal()
    return _begin(person, tried, seat, browser, at)


def forget_wrong_tries(*, at: datetime) -> None:
    """Delete the wrong tries that nobody waits for any more."""
    with writing():
        WrongTry.delete().where(WrongTry.last_at <= at - FORGOTTEN).execute()


def _begin(person: Person, tried: str, seat: int | None, browser: Browser, at: datetime) -> Begun:
    if person.is_kept_out(at):
        _note_refusal("suspended", seat, browser, at)
        raise KeptOut(day=date.fromisoformat(person.kept_out_until))
    token, seat_token = secrets.token_urlsafe(32), ""
    with writing():
        if seat is None:
            seat_token, taken = take_seat(browser, at=at)
            seat = taken.id
        actor = Actor(person.name, seat, person.id)
        counted = [person.sign_in_name, tried, "", "*"]
        WrongTry.delete().where(
            WrongTry.name << counted, WrongTry.address == browser.address
        ).execute()
        # in an exam, whoever signs in a second time elsewhere must not end what goes on
        elsewhere = Session.seat == seat if Hold.lasts(person.id) else Session.person == person
        for earlier in Session.select(Session.id, Session.seat).where(
            Session.ended_at.is_null(), elsewhere | (Session.seat == seat)
        ):
            end(earlier.id, "left" if earlier.seat_id == seat else "moved", actor, at=at)
        Session.create(
            token=hashed(token),
            seat=seat,
            person=person,
            browser=hashed(browser.about),
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


def _judging(browser: Browser) -> Lock:
    """Return what lets one try after the other be judged from an address.

    So that a hundred tries sent at once are a hundred tries, and wait; and sixty people whose
    codes are right do not wait for each other, though a proxy gives them all one address.
    """
    return _ONE_BY_ONE[hash(browser.address) % len(_ONE_BY_ONE)]


def _wait_if_need_be(name: str, browser: Browser, at: datetime) -> None:
    for key, longest in _kept_count(name).items():
        earlier = WrongTry.of(key, browser.address, at - FORGOTTEN)
        if earlier is not None and earlier.count >= FREE_TRIES:
            left = earlier.last_at + wait_after(earlier.count, longest) - at
            if left > timedelta(0):
                raise Wait(seconds=ceil(left.total_seconds()))


def _count_wrong(name: str, what: str, seat: int | None, browser: Browser, at: datetime) -> None:
    with writing():
        for key in _kept_count(name):
            earlier = WrongTry.of(key, browser.address, at - FORGOTTEN)
            here = (WrongTry.name == key) & (WrongTry.address == browser.address)
            WrongTry.delete().where(here).execute()
            count = earlier.count + 1 if earlier else 1
            WrongTry.create(name=key, address=browser.address, count=count, last_at=at)
        _note_refusal(what, seat, browser, at)


def _kept_count(name: str) -> dict[str, timedelta]:
    """Return what tries under a name are counted under, and how long each lets wait at most."""
    return {name: LONGEST_WAIT if name else LONGEST_WAIT_OF_SEAT, "*": LONGEST_WAIT_OF_SEAT}


def _note_refusal(what: str, seat: int | None, browser: Browser, at: datetime) -> None:
    with writing():
        record(Actor("guest", seat), "session.refused", what, at=at, address=browser.address)
