"""Sign-in cards for a class: a new code for each person, as letters and as a QR code.

Codes are kept as hashes, so a card can be shown once only: to print a card again is to give a new
code, and the one before ends.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import segno

from i18n.refusals import Invalid, NotAllowed
from i18n.translate import N_
from server.accounts import operations as accounts
from server.accounts.models import Person
from server.actors import Actor
from server.audit.operations import record
from server.classes import enrolling, operations
from server.classes.keepers import keeps_all
from server.classes.models import Enrolment, Teaching
from server.database import writing

QUIET = 4
"""Light modules around a QR code that scanners need. Source: ISO/IEC 18004, quiet zone."""


class NobodyTicked(Invalid):
    """Cards are asked for nobody."""

    message = N_("Tick at least one person. No card was made.")


class CardNotYours(NotAllowed):
    """A teacher wants a card for somebody whom another class has too."""

    message = N_(
        "{name} is also in a class that you do not teach: a new card would end the one they use "
        "there. The administrator gives it, or a teacher who has all their classes. No card was "
        "made."
    )


@dataclass(frozen=True)
class Drawn:
    """A QR code as an SVG draws it: dark modules, one unit each."""

    size: int
    """Units of a side, the light border included."""
    path: str


@dataclass(frozen=True)
class Card:
    """A card as it is printed."""

    person: Person
    code: str
    drawn: Drawn


def draw(code: str) -> Drawn:
    """Return the QR code of a short code, as a scanner types it: without its hyphen."""
    made = segno.make_qr(code.replace("-", ""), error="m")
    rows = [list(map(bool, row)) for row in made.matrix_iter(border=QUIET)]
    runs = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            length = 0
            while x + length < len(row) and row[x + length]:
                length += 1
            if length:
                runs.append(f"M{x} {y}h{length}v1h-{length}z")
            x += max(length, 1)
    return Drawn(len(rows), "".join(runs))


def shared(people: Iterable[int], by: Actor) -> set[int]:
    """Return those of some people to whom somebody gives no new card.

    A card is the whole account: whoever has it reads and writes as that person. So a teacher, who
    may enrol anybody by name, gives one only to people all of whose classes they teach.

    Args:
        people: their ids.
        by: a teacher; for an administrator or the console, nobody is among them.
    """
    if keeps_all(by):
        return set()
    others = Enrolment.select(Enrolment.person).where(
        Enrolment.person << list(people),
        Enrolment.ended_at.is_null(),
        Enrolment.school_class.not_in(Teaching.classes_of(by.person_id or 0)),
    )
    return {person_id for (person_id,) in others.tuples()}


@contextmanager
def _refusals_kept(by: Actor, at: datetime) -> Iterator[None]:
    """Tell the audit log who asked for a card that no page of ours offers them."""
    try:
        yield
    except CardNotYours as refusal:
        record(by, "account.code_refused", refusal.values["name"], at=at)
        raise


def renew(
    enrolment_id: int, key: bytes, by: Actor, *, at: datetime, seen: str = ""
) -> tuple[Enrolment, str]:
    """Give somebody of a class a new code; return their stay and the code, this once.

    Args:
        enrolment_id: of a stay that has not ended.
        key: the installation's secret.
        by: who looks after the class.
        at: when.
        seen: the ``state`` that the form was made for; "" for any.

    Raises:
        NoSuchEnrolment, HasLeft
        accounts.CardsMadeSince: they have got another card since.
        CardNotYours: see ``shared``; that it was tried stands in the audit log.
    """
    with _refusals_kept(by, at), writing():
        found = enrolling.running_of(enrolment_id, by)
        if shared([found.person_id], by):
            raise CardNotYours(name=found.person.name)
        accounts.unchanged(seen, [found.person])
        return found, accounts.give_code(found.person, key, by=by, at=at)


def give(
    number: int, people: Iterable[int], key: bytes, by: Actor, *, at: datetime, seen: str = ""
) -> list[Card]:
    """Give new codes to people of a class and return their cards, by name; the only time they show.

    Args:
        number: of the class.
        people: ids of those who get one; whoever is not in the class, or has a closed account, is
            passed over.
        key: the installation's secret.
        by: who looks after the class.
        at: when.
        seen: the ``state`` of the class that the form was made for; "" for any.

    Raises:
        NoSuchClass: see ``operations.class_of``.
        NobodyTicked: nobody of the class is among them.
        accounts.CardsMadeSince: somebody of the class has got a card since.
        CardNotYours: see ``shared``; that it was tried stands in the audit log.
    """
    wanted = set(people)
    with _refusals_kept(by, at), writing():
        found = operations.class_of(number, by)
        here = [each.person for each in Enrolment.roll(found) if each.person.active]
        ticked = [person for person in here if person.id in wanted]
        if not ticked:
            raise NobodyTicked()
        not_theirs = shared((person.id for person in ticked), by)
        for person in ticked:
            if person.id in not_theirs:
                raise CardNotYours(name=person.name)
        accounts.unchanged(seen, here)
        codes = [accounts.give_code(person, key, by=by, at=at) for person in ticked]
        record(by, "class.cards_made", found.name, at=at, people=len(ticked))
    return [Card(person, code, draw(code)) for person, code in zip(ticked, codes, strict=True)]
