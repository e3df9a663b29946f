"""Whose history somebody may take out, and the entry that says they did."""

from datetime import datetime

from i18n.refusals import Invalid
from i18n.translate import N_
from server.accounts.models import Person
from server.actors import Actor
from server.audit.operations import record
from server.classes import operations as classes
from server.classes.models import Enrolment
from server.roles import Role

SHEET, STATEMENTS = "csv", "xapi"
FORMATS = (SHEET, STATEMENTS)


class NoSuchFormat(Invalid):
    """A form asks for another kind of file."""

    message = N_("Choose the kind of file: a table for a spreadsheet, or xAPI statements.")


def of_class(number: int, file_format: str, by: Actor, *, at: datetime) -> list[Person]:
    """Return the people of a class, by name, and note that their history is taken out.

    Raises:
        NoSuchFormat
        NoSuchClass: there is none, or it is not theirs.
    """
    found = classes.class_of(number, by)
    people = [each.person for each in Enrolment.roll(found)]
    _note(found.name, len(people), file_format, by, at)
    return people


def of_person(person: Person, file_format: str, by: Actor, *, at: datetime) -> list[Person]:
    """Return somebody, and note that their history is taken out: the console asks.

    Raises:
        NoSuchFormat
    """
    _note(person.name, 1, file_format, by, at)
    return [person]


def of_everybody(file_format: str, by: Actor, *, at: datetime) -> list[Person]:
    """Return all learners, by name, and note that their history is taken out: the console asks.

    Raises:
        NoSuchFormat
    """
    people = list(Person.select().where(Person.role == Role.LEARNER).order_by(Person.sign_in_name))
    _note("", len(people), file_format, by, at)
    return people


def _note(whose: str, people: int, file_format: str, by: Actor, at: datetime) -> None:
    if file_format not in FORMATS:
        raise NoSuchFormat()
    record(by, "records.exported", whose, at=at, people=people, format=file_format)
