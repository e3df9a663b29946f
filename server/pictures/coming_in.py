"""What a sign-in page shows, and who comes in by it."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from i18n.refusals import NotAllowed, NotFound
from i18n.translate import N_
from server.accounts.models import Person
from server.classes.models import Enrolment, SchoolClass
from server.database import writing
from server.pictures.models import OpenList, OpenSeat, Pictured
from server.pictures.operations import keyed, people_of
from server.roles import Role
from server.seats import signing_in
from server.seats.operations import Browser


class ListClosed(NotFound):
    """The list of a class is not open, or nobody there has this emblem."""

    message = N_("The pictures of this class are not shown now. Ask the teacher to open them.")


class WrongPictures(NotAllowed):
    """The three signs are not those of this emblem."""

    message = N_("These are not your three pictures. Try again, or ask the teacher.")


class SeatClosed(NotAllowed):
    """A seat was opened too long ago, or for somebody who came in elsewhere."""

    message = N_("This seat is not open any more. Ask the teacher to open it again.")


@dataclass(frozen=True)
class Shown:
    """A class on a sign-in page: its emblems, without a name."""

    school_class: SchoolClass
    emblems: tuple[str, ...]


def lists(at: datetime) -> list[Shown]:
    """Return the open lists with somebody on them."""
    found = []
    for row in OpenList.at(at):
        emblems = sorted({each.emblem for each in _pictured(row.school_class, at)})
        if emblems:
            found.append(Shown(row.school_class, tuple(emblems)))
    return found


def _pictured(school_class: SchoolClass, at: datetime) -> list[Pictured]:
    people = {each.id: each for each in people_of(school_class)}
    rows = Pictured.select().where(Pictured.person << list(people))
    allowed = [
        each
        for each in rows
        if people[each.person_id].role == Role.LEARNER
        and not people[each.person_id].is_kept_out(at)
    ]
    return sorted(allowed, key=lambda each: each.person_id)


def with_emblem(number: int, emblem: str, at: datetime) -> list[Pictured]:
    """Return those of a class whose list is open who have an emblem: one, or two in rare cases.

    Two are possible after somebody came from another class.

    Raises:
        ListClosed: nobody has it, or the list is not open.
    """
    for row in OpenList.at(at):
        if row.school_class_id == number:
            here = [each for each in _pictured(row.school_class, at) if each.emblem == emblem]
            if here:
                return here
    raise ListClosed()


def sign_in(
    number: int,
    emblem: str,
    signs: Sequence[str],
    key: bytes,
    seat: int | None,
    browser: Browser,
    *,
    at: datetime,
) -> signing_in.Begun:
    """Begin a session for who has an emblem and these signs.

    Raises:
        ListClosed: see ``with_emblem``.
        signing_in.Wait: there were too many wrong tries here.
        WrongPictures: they are another's signs; this counts as a wrong try.
        signing_in.KeptOut: the person is suspended.
    """
    those = with_emblem(number, emblem, at)

    def fits() -> Person | None:
        for each in those:
            if hmac.compare_digest(each.signs, keyed(each.person_id, signs, key)):
                found: Person = each.person
                return found
        return None

    tried = f"pictures {number} {emblem}"
    return signing_in.sign_in_if(fits, WrongPictures, "pictures", seat, browser, tried=tried, at=at)


def opened_for(seat: int | None, at: datetime) -> str | None:
    """Return the emblem of who a seat was opened for, "" if they have none; None if it was not."""
    row = OpenSeat.get_or_none(OpenSeat.seat == seat, OpenSeat.until > at) if seat else None
    if row is None:
        return None
    given = Pictured.get_or_none(Pictured.person == row.person_id)
    return given.emblem if given else ""


def come_in(seat: int | None, browser: Browser, *, at: datetime) -> signing_in.Begun:
    """Begin a session at a seat for who it was opened for; it is so once.

    Raises:
        SeatClosed: it is not open, any more.
        signing_in.KeptOut: the person is suspended.
    """

    def fits() -> Person | None:
        with writing():
            row = OpenSeat.get_or_none(OpenSeat.seat == seat, OpenSeat.until > at)
            if row is None:
                return None
            row.delete_instance()
        person: Person = row.person
        here = Enrolment.running().where(Enrolment.person == person).exists()
        return person if person.active and here else None

    return signing_in.sign_in_if(fits, SeatClosed, "opened seat", seat, browser, tried="", at=at)
