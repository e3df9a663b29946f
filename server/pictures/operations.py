"""Giving emblems and signs, taking them away, opening the list of a class and a seat."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from i18n.refusals import Conflict, Invalid, NotAllowed, NotFound
from i18n.translate import N_
from server.accounts.models import Person
from server.actors import Actor
from server.audit.operations import record
from server.classes import cards
from server.classes.models import Enrolment, SchoolClass
from server.classes.operations import class_of
from server.database import writing
from server.pictures.drawings import EMBLEMS, SIGNS
from server.pictures.models import OpenList, OpenSeat, Pictured
from server.seats.models import Seat

SIGNS_EACH = 3
HOURS = (1, 2, 4, 8)
"""For how long a list can be opened; lessons last two hours."""
SEAT_WAITS = timedelta(minutes=5)
"""For how long an opened seat waits for who it was opened for."""


class NobodyTicked(Invalid):
    """Pictures are given to nobody."""

    message = N_("Tick at least one person. No picture was given.")


class NotYoursAlone(NotAllowed):
    """A teacher decides how somebody signs in whom another class has too."""

    message = N_(
        "{name} is also in a class that you do not teach. The administrator does this, or a "
        "teacher who has all their classes. Nothing was changed."
    )


class NoEmblemLeft(Conflict):
    """A class has more people than there are emblems."""

    message = N_(
        "All {count} pictures of this class are taken. Take one away from somebody who signs in "
        "with a code. No picture was given."
    )


class GivenSince(Conflict):
    """A form was sent twice, or two gave pictures at once."""

    message = N_(
        "Somebody of this class was given pictures since this page was opened. Nothing was "
        "changed: look at the page again before you give new ones, for the cards printed since "
        "would stop working."
    )


class NoSuchPerson(NotFound):
    """Somebody is not in the class, or has no pictures."""

    message = N_("There is no such person in this class.")


class NoSuchSeat(NotFound):
    """No seat has this number."""

    message = N_(
        "There is no seat {number}. Its number stands at the foot of its page, once somebody has "
        "signed in there."
    )


@dataclass(frozen=True)
class Card:
    """What somebody is given, as it is printed once."""

    person: Person
    emblem: str
    signs: tuple[str, ...]


def keyed(person_id: int, signs: Iterable[str], key: bytes) -> str:
    """Return what is kept of somebody's signs; ``key`` is the installation's secret."""
    told = f"{person_id} {' '.join(signs)}"
    return hmac.new(key, told.encode(), hashlib.sha256).hexdigest()


def people_of(found: SchoolClass) -> list[Person]:
    """Return the people of a class who can come, by name."""
    return [each.person for each in Enrolment.roll(found) if each.person.active]


def emblems_of(people: Iterable[Person]) -> dict[int, Pictured]:
    """Return what was given to each of some people, by their ids."""
    ids = [person.id for person in people]
    return {each.person_id: each for each in Pictured.select().where(Pictured.person << ids)}


def state_of(people: list[Person]) -> str:
    """Return what changes whenever one of some people is given pictures."""
    given = sorted((each.person_id, each.signs) for each in emblems_of(people).values())
    return hashlib.sha256(repr(given).encode()).hexdigest()[:16]


def give(
    number: int, people: Iterable[int], key: bytes, by: Actor, *, at: datetime, seen: str
) -> list[Card]:
    """Give new signs to people of a class, and an emblem to those who have none; shown this once.

    Args:
        number: of the class.
        people: ids; whoever is not in the class, or has a closed account, is passed over.
        key: the installation's secret.
        by: who looks after the class.
        at: when.
        seen: the ``state_of`` the class that the form was made for.

    Raises:
        NoSuchClass: see ``class_of``.
        NobodyTicked: nobody of the class is among them.
        NotYoursAlone: see ``cards.shared``.
        GivenSince: the class is not as it was seen.
        NoEmblemLeft: it has too many people.
    """
    wanted = set(people)
    with writing():
        found = class_of(number, by)
        here = people_of(found)
        ticked = [person for person in here if person.id in wanted]
        if not ticked:
            raise NobodyTicked()
        _theirs_alone(ticked, by)
        if seen != state_of(here):
            raise GivenSince()
        given = emblems_of(here)
        made = []
        for person in ticked:
            had = given.get(person.id)
            emblem = had.emblem if had else _free_emblem(given.values())
            signs = tuple(secrets.choice(list(SIGNS)) for _ in range(SIGNS_EACH))
            fields = {"emblem": emblem, "signs": keyed(person.id, signs, key), "given_at": at}
            Pictured.delete().where(Pictured.person == person).execute()
            given[person.id] = Pictured.create(person=person, **fields)
            made.append(Card(person, emblem, signs))
            record(by, "pictures.given", person.name, at=at)
    return made


def _theirs_alone(people: list[Person], by: Actor) -> None:
    not_theirs = cards.shared((person.id for person in people), by)
    for person in people:
        if person.id in not_theirs:
            raise NotYoursAlone(name=person.name)


def _free_emblem(given: Iterable[Pictured]) -> str:
    """Return one that nobody of the class has, the least used of the site among them."""
    taken = {each.emblem for each in given}
    used: dict[str, int] = dict.fromkeys((each for each in EMBLEMS if each not in taken), 0)
    if not used:
        raise NoEmblemLeft(count=len(EMBLEMS))
    for (emblem,) in Pictured.select(Pictured.emblem).tuples():
        if emblem in used:
            used[emblem] += 1
    return min(used, key=lambda each: used[each])


def take_away(number: int, person_id: int, by: Actor, *, at: datetime) -> None:
    """Let somebody of a class no longer sign in with pictures.

    Raises:
        NoSuchClass, NotYoursAlone
        NoSuchPerson: they are not in the class, or had none.
    """
    with writing():
        person = _of_class(class_of(number, by), person_id)
        _theirs_alone([person], by)
        if not Pictured.delete().where(Pictured.person == person).execute():
            raise NoSuchPerson()
        record(by, "pictures.taken_away", person.name, at=at)


def _of_class(found: SchoolClass, person_id: int) -> Person:
    for person in people_of(found):
        if person.id == person_id:
            return person
    raise NoSuchPerson()


def open_list(number: int, hours: int, by: Actor, *, at: datetime) -> None:
    """Show the emblems of a class on sign-in pages for some hours from now.

    Raises:
        NoSuchClass: see ``class_of``.
    """
    hours = hours if hours in HOURS else HOURS[1]
    with writing():
        found = class_of(number, by)
        OpenList.delete().where(OpenList.school_class == found).execute()
        OpenList.create(school_class=found, until=at + timedelta(hours=hours))
        record(by, "pictures.list_opened", found.name, at=at, hours=hours)


def close_list(number: int, by: Actor, *, at: datetime) -> None:
    """Show them no longer; a list that is closed stays so.

    Raises:
        NoSuchClass: see ``class_of``.
    """
    with writing():
        found = class_of(number, by)
        if OpenList.delete().where(OpenList.school_class == found).execute():
            record(by, "pictures.list_closed", found.name, at=at)


def open_until(found: SchoolClass, at: datetime) -> datetime | None:
    """Return until when the list of a class is open; None while it is not."""
    row = OpenList.get_or_none(OpenList.school_class == found, OpenList.until > at)
    return row.until if row else None


def open_seat(number: int, person_id: int, seat: int, by: Actor, *, at: datetime) -> Person:
    """Let somebody of a class come in at a seat without anything; return who it is.

    Raises:
        NoSuchClass, NoSuchPerson, NotYoursAlone
        NoSuchSeat: nobody ever signed in at a seat of that number.
    """
    with writing():
        person = _of_class(class_of(number, by), person_id)
        _theirs_alone([person], by)
        if Seat.get_or_none(Seat.id == seat) is None:
            raise NoSuchSeat(number=seat)
        OpenSeat.delete().where((OpenSeat.seat == seat) | (OpenSeat.person == person)).execute()
        OpenSeat.create(seat=seat, person=person, until=at + SEAT_WAITS)
        record(by, "pictures.seat_opened", person.name, at=at, opened=seat)
    return person
