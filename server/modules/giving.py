"""Assigning modules, changing and withdrawing that, and what a class opens beside them."""

from datetime import date, datetime, timedelta
from typing import Any

from server import clock
from server.actors import Actor
from server.audit.operations import record
from server.classes.models import ClassGroup, Enrolment, SchoolClass
from server.classes.operations import NoSuchClass, class_of
from server.database import writing
from server.modules.models import Assignment, ModulePage, OnlyAssigned
from server.modules.operations import seen
from server.modules.refusals import (
    AssignedAlready,
    NobodyOfThisClass,
    NoSuchAssignment,
    NotADay,
    NotAsManyWeeks,
    NothingInIt,
)

MOST_WEEKS = 40
"""Weeks of class for a module: more is a school year, hence no end."""
FARTHEST = timedelta(days=366)


def assign(
    module_number: int,
    class_number: int,
    to: str,
    begins_on: str,
    weeks: str,
    by: Actor,
    *,
    at: datetime,
) -> Assignment:
    """Give a module to a class, a group or one person of it.

    Args:
        module_number: of a module that they see.
        class_number: of a class that they look after.
        to: "" for the whole class, "group 3" or "person 7": the numbers of a group of the class
            and of an enrolment that runs in it.
        begins_on: the first day: "2026-11-23".
        weeks: how many weeks of class there are for it, "" for no end.
        by: who gives it.
        at: when.

    Raises:
        NoSuchModule, NoSuchClass, NobodyOfThisClass, NothingInIt, NotADay, NotAsManyWeeks
        AssignedAlready: the same people have it already.
    """
    with writing():
        module, school_class = seen(module_number, by), class_of(class_number, by)
        group, person_id, name = _whom(school_class, to)
        first, count = _first_day(begins_on, at), _count(weeks)
        if not ModulePage.select().where(ModulePage.module == module).exists():
            raise NothingInIt()
        same = Assignment.running().where(
            Assignment.module == module,
            Assignment.school_class == school_class,
            _is(Assignment.group, group and group.id),
            _is(Assignment.person, person_id),
        )
        if same.exists():
            raise AssignedAlready(title=module.title)
        made: Assignment = Assignment.create(
            module=module,
            school_class=school_class,
            group=group,
            person=person_id,
            begins_on=first,
            weeks=count,
            given_by=by.person_id,
            given_at=at,
        )
        told = {"to": name, "from_day": first, "weeks": count}
        record(by, "module.assigned", module.title, at=at, school_class=school_class.name, **told)
    return made


def _is(column: object, value: int | None) -> object:
    return column.is_null() if value is None else column == value  # type: ignore[attr-defined]  # peewee's own


def _whom(school_class: SchoolClass, to: str) -> tuple[ClassGroup | None, int | None, str]:
    """Return the group, the person's id and the name of those a form means."""
    kind, _, number = to.partition(" ")
    if not to:
        return None, None, school_class.name
    chosen = int(number) if number.isdecimal() and len(number) < 10 else 0
    if kind == "group":
        group = ClassGroup.get_or_none(id=chosen, school_class=school_class)
        if group is not None:
            return group, None, group.name
    if kind == "person":
        stay = Enrolment.running().where(
            Enrolment.id == chosen, Enrolment.school_class == school_class
        )
        found = stay.first()
        if found is not None:
            return None, found.person_id, found.person.name
    raise NobodyOfThisClass()


def _first_day(text: str, at: datetime) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise NotADay() from None
    if abs(day - clock.day(at)) > FARTHEST:
        raise NotADay()
    return day.isoformat()


def _count(text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or len(text) > 3 or not 1 <= int(text) <= MOST_WEEKS:
        raise NotAsManyWeeks(most=MOST_WEEKS)
    return int(text)


def assignment_of(number: int, by: Actor) -> Assignment:
    """Return an assignment that is not withdrawn, in a class that somebody looks after.

    Raises:
        NoSuchAssignment: there is none, or it is not theirs: the two are not told apart.
    """
    return _given_in_theirs(Assignment.running(), number, by)


def _given_in_theirs(assignments: Any, number: int, by: Actor) -> Assignment:
    found: Assignment | None = assignments.where(Assignment.id == number).first()
    if found is None:
        raise NoSuchAssignment()
    try:
        class_of(found.school_class_id, by)
    except NoSuchClass:
        raise NoSuchAssignment() from None
    return found


def change(number: int, begins_on: str, weeks: str, by: Actor, *, at: datetime) -> Assignment:
    """Change the first day and the weeks of an assignment; see ``assign``.

    Raises:
        NoSuchAssignment, NotADay, NotAsManyWeeks
    """
    with writing():
        found = assignment_of(number, by)
        told = {"from_day_before": found.begins_on, "weeks_before": found.weeks}
        found.begins_on, found.weeks = _first_day(begins_on, at), _count(weeks)
        found.save(only=[Assignment.begins_on, Assignment.weeks])
        told |= {"from_day": found.begins_on, "weeks": found.weeks}
        name = found.school_class.name
        record(by, "module.reassigned", found.module.title, at=at, school_class=name, **told)
    return found


def withdraw(number: int, by: Actor, *, at: datetime) -> Assignment:
    """Take an assignment back; what people did is kept. Done twice, it is so once.

    Raises:
        NoSuchAssignment: it is none of theirs.
    """
    with writing():
        found = _given_in_theirs(Assignment.select(), number, by)
        if found.withdrawn_at is not None:
            return found
        found.withdrawn_at = at
        found.save(only=[Assignment.withdrawn_at])
        name = found.school_class.name
        record(by, "module.withdrawn", found.module.title, at=at, school_class=name)
    return found


def open_library(class_number: int, by: Actor, *, at: datetime, is_open: bool) -> None:
    """Let the people of a class open the library too, or only what is assigned to them.

    Raises:
        NoSuchClass: it is not theirs.
    """
    with writing():
        found = class_of(class_number, by)
        if OnlyAssigned.is_so(found) != is_open:
            return
        if is_open:
            OnlyAssigned.delete().where(OnlyAssigned.school_class == found).execute()
        else:
            OnlyAssigned.create(school_class=found, since=at)
        action = "class.library_opened" if is_open else "class.library_closed"
        record(by, action, found.name, at=at)
