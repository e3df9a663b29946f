"""Undoing an import within seven days, but for those who have worked since."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from i18n.refusals import Conflict, NotFound, Refusal
from i18n.translate import N_
from server.accounts import operations as accounts
from server.accounts.models import Person
from server.actors import Actor
from server.audit.operations import record
from server.classes import enrolling, operations
from server.classes.models import Enrolment, Imported, PeopleImport, SchoolClass
from server.database import writing
from server.roles import Role
from server.seats.models import Session

GOOD_FOR = timedelta(days=7)


class NoSuchImport(NotFound):
    """There is no such import, or it is somebody else's."""

    message = N_("There is no such import among yours.")


class TooLate(Conflict):
    """An import is too old."""

    message = N_("An import can be undone for seven days. Nothing was changed.")


class UndoneAlready(Conflict):
    """An import was undone."""

    message = N_("This import has been undone already.")


class NobodyToUndo(Conflict):
    """Everybody has a reason to stay."""

    message = N_("Everybody of this import has a reason to stay. Nothing was changed.")


class HasWorked(Conflict):
    """Somebody has signed in since."""

    message = N_("has signed in since")


class HasChanged(Conflict):
    """The stay has been changed since."""

    message = N_("has left, returned or been suspended since")


class HasOtherClass(Conflict):
    """Somebody new is in another class by now."""

    message = N_("is in another class by now")


@dataclass(frozen=True)
class Undone:
    """Somebody of an import, and what would become of them."""

    row: Imported
    why_not: Refusal | None
    """Why they stay; None for whom it can be undone."""


def import_of(number: int, by: Actor) -> PeopleImport:
    """Return an import of somebody; an administrator and the console see all.

    Raises:
        NoSuchImport: there is none, or it is somebody else's.
    """
    found: PeopleImport | None = PeopleImport.get_or_none(PeopleImport.id == number)
    if found is None or not (by.person_id is None or _is_theirs(found, by.person_id)):
        raise NoSuchImport()
    return found


def _is_theirs(found: PeopleImport, person_id: int) -> bool:
    person = Person.get_or_none(Person.id == person_id)
    return found.imported_by_id == person_id or (
        person is not None and person.role == Role.ADMINISTRATOR
    )


def lately(by: Actor, *, at: datetime) -> list[PeopleImport]:
    """Return somebody's imports that may still be undone, newest first."""
    query = PeopleImport.select().where(PeopleImport.imported_at > at - GOOD_FOR)
    found = list(query.order_by(PeopleImport.id.desc()))
    return [each for each in found if by.person_id is None or _is_theirs(each, by.person_id)]


def look(found: PeopleImport) -> list[Undone]:
    """Return everybody of an import, and who would stay, and why, in the order of the list.

    Once it is undone, only those who have stayed.
    """
    rows = Imported.select().where(Imported.source == found, Imported.person.is_null(False))
    if found.undone_at is not None:
        rows = rows.where(Imported.enrolment.is_null(False))
    return [Undone(row, _why_not(row, found)) for row in rows.order_by(Imported.id)]


def _why_not(row: Imported, found: PeopleImport) -> Refusal | None:
    stay, since = row.enrolment, found.imported_at
    worked = Session.select().where(Session.person == row.person_id, Session.seen_at >= since)
    if worked.exists():
        return HasWorked()
    if stay is None or stay.ended_at is not None or stay.back_on:
        return HasChanged()
    if row.is_new:
        own = Imported.select(Imported.enrolment).where(Imported.source == found)
        others = Enrolment.select().where(
            Enrolment.person == row.person_id, Enrolment.id.not_in(own)
        )
        if others.exists():
            return HasOtherClass()
    return None


def undo(number: int, by: Actor, *, at: datetime) -> list[Undone]:
    """Undo an import for everybody who has not worked since; return all, with who stays and why.

    The accounts it added go, the others leave the class they were brought to; a class it opened is
    closed if nobody is left in it.

    Raises:
        NoSuchImport, UndoneAlready, TooLate, NobodyToUndo
    """
    with writing():
        found = import_of(number, by)
        if found.undone_at is not None:
            raise UndoneAlready()
        if at - found.imported_at > GOOD_FOR:
            raise TooLate()
        everybody = look(found)
        going = [each.row for each in everybody if each.why_not is None]
        if not going:
            raise NobodyToUndo()
        for row in going:
            row.enrolment.delete_instance()
        for row in going:
            if row.is_new:
                accounts.take_back(row.person, by, at=at)
        for class_id in json.loads(found.classes):
            _close_if_empty(class_id, by, at)
        found.undone_at = at
        found.save(only=[PeopleImport.undone_at])
        stay = len(everybody) - len(going)
        record(by, "people.import_undone", found.file_name, at=at, number=found.id, stay=stay)
    return everybody


def _close_if_empty(class_id: int, by: Actor, at: datetime) -> None:
    found = SchoolClass.get_by_id(class_id)
    if found.is_open and not Enrolment.roll(found):
        try:
            enrolling.close_class(class_id, by, at=at)
        except operations.NoSuchClass:
            return  # handed over meanwhile: it is for its teacher to close
