"""The stays of people in classes: enrolled, suspended for a time, left, returned."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from content.vocabulary import LEVELS
from i18n.refusals import Conflict, Invalid, NotFound
from i18n.translate import N_
from server import clock
from server.accounts import operations as accounts
from server.accounts.models import Person
from server.actors import Actor
from server.audit.operations import record
from server.classes import operations
from server.classes.finding_people import unchanged
from server.classes.models import ClassGroup, Enrolment, SchoolClass, Teaching
from server.classes.shared import tell_the_others
from server.database import writing
from server.roles import Role
from server.seats import operations as seats

LONGEST_SUSPENSION = timedelta(days=366)
"""Later days are slips of the pen; whoever stays away longer has left."""


class NoSuchEnrolment(NotFound):
    """Somebody is not in a class, or the class is somebody else's."""

    message = N_("This person is not in a class of yours.")


class NotALearner(Invalid):
    """Staff are enrolled."""

    message = N_("{name} has an account of the staff: only learners are enrolled in a class.")


class InTheClassAlready(Conflict):
    """Somebody is enrolled twice."""

    message = N_("{name} is in this class already.")


class HasLeft(Conflict):
    """Somebody who has left is suspended, or leaves again."""

    message = N_("{name} has left this class: let them return first.")


class NotAComingDay(Invalid):
    """A suspension ends today, in the past, or too far ahead."""

    message = N_("Choose the day of the return: after today, and within a year.")


def enrolment_of(enrolment_id: int, by: Actor) -> Enrolment:
    """Return a stay in a class that somebody looks after.

    Raises:
        NoSuchEnrolment: there is none, or the class is not theirs.
    """
    return _stay(enrolment_id, operations.class_of, by)


def enrolment_ever_of(enrolment_id: int, by: Actor) -> Enrolment:
    """Return a stay in a class that somebody looks after, or did until it was closed.

    Raises:
        NoSuchEnrolment: there is none, or the class is not theirs.
    """
    return _stay(enrolment_id, operations.class_ever_of, by)


def _stay(enrolment_id: int, kept: Callable[[int, Actor], SchoolClass], by: Actor) -> Enrolment:
    found: Enrolment | None = Enrolment.get_or_none(Enrolment.id == enrolment_id)
    if found is None:
        raise NoSuchEnrolment()
    try:
        kept(found.school_class_id, by)
    except operations.NoSuchClass:
        raise NoSuchEnrolment() from None
    return found


def running_of(enrolment_id: int, by: Actor) -> Enrolment:
    """Return a stay that has not ended, in a class that somebody looks after.

    Raises:
        NoSuchEnrolment, HasLeft
    """
    found = enrolment_of(enrolment_id, by)
    if not found.is_running:
        raise HasLeft(name=found.person.name)
    return found


def enrol(
    number: int,
    person: Person,
    by: Actor,
    *,
    at: datetime,
    group: ClassGroup | None = None,
    level: str = "",
) -> Enrolment:
    """Let a learner come to a class from now on; who has been there before returns.

    Args:
        number: of the class.
        person: a learner with an open account.
        by: who looks after the class.
        at: when.
        group: of this class, or None.
        level: of the person, where it is not that of the class.

    Raises:
        NoSuchClass, NotALearner, InTheClassAlready
    """
    with writing():
        found = operations.class_of(number, by)
        if person.role != Role.LEARNER:
            raise NotALearner(name=person.name)
        if in_class(found, person):
            raise InTheClassAlready(name=person.name)
        return begin(found, person, by, at=at, group=group, level=level)


def begin(
    school_class: SchoolClass,
    person: Person,
    by: Actor,
    *,
    at: datetime,
    group: ClassGroup | None,
    level: str,
) -> Enrolment:
    """Begin a stay, inside a transaction that has made sure of all that ``enrol`` refuses."""
    with writing():
        was_there = Enrolment.stays(school_class, person).exists()
        made: Enrolment = Enrolment.create(
            school_class=school_class,
            person=person,
            group=group,
            level=level if level in LEVELS and level != school_class.level else "",
            began_at=at,
        )
        action = "enrolment.returned" if was_there else "enrolment.began"
        record(by, action, person.name, at=at, school_class=school_class.name)
        tell_the_others(made, by)
    return made


def add_person(
    number: int,
    name: str,
    language: str,
    by: Actor,
    *,
    at: datetime,
    group: ClassGroup | None = None,
    known: str | None = None,
) -> Enrolment:
    """Add a learner's account and enrol them; a name that signs in already gets a number.

    Args:
        number: of the class.
        name: as it is shown; two people may have the same.
        language: of their pages.
        by: who looks after the class.
        at: when.
        group: of this class, or None.
        known: ids of the people of this name whom the form showed; None for any.

    Raises:
        NoSuchClass: see ``operations.class_of``.
        NamesakeSince: others are found by this name than the form showed.
        NameMissing, NameTooLong: see ``accounts.add``.
    """
    with writing():
        operations.class_of(number, by)
        unchanged(name, known, by)
        key = accounts.free_sign_in_name(name)
        person = accounts.add(name, Role.LEARNER, by=by, at=at, sign_in_name=key, language=language)
        return enrol(number, person, by, at=at, group=group)


def give_back(enrolment_id: int, by: Actor, *, at: datetime) -> Enrolment:
    """Let somebody who left a class return to it, in the group they were in.

    Raises:
        NoSuchEnrolment, InTheClassAlready
    """
    with writing():
        left = enrolment_of(enrolment_id, by)
        number, group = left.school_class_id, left.group
        return enrol(number, left.person, by, at=at, group=group, level=left.level)


def suspend(enrolment_id: int, back_on: str, by: Actor, *, at: datetime) -> Enrolment:
    """Keep somebody away until a day, from every class; their work is kept.

    They are signed out now and cannot sign in before that day, whoever else enrols them: only those
    who look after this class, and administrators, let them back earlier.

    Args:
        enrolment_id: whose stay.
        back_on: the first day when they may come again, "2026-12-31", in the site's own time.
        by: who looks after the class.
        at: when.

    Raises:
        NoSuchEnrolment, HasLeft, NotAComingDay
    """
    try:
        day = date.fromisoformat(back_on)
    except ValueError:
        raise NotAComingDay() from None
    today = clock.day(at)
    if not today < day <= today + LONGEST_SUSPENSION:
        raise NotAComingDay()
    with writing():
        found = running_of(enrolment_id, by)
        found.back_on = day.isoformat()
        found.save(only=[Enrolment.back_on])
        told = {"school_class": found.school_class.name, "back_on": found.back_on}
        record(by, "enrolment.suspended", found.person.name, at=at, **told)
        keep_out_or_let_in(found.person, at)
        if found.person.is_kept_out(at):
            seats.end_of_person(found.person_id, by, at=at)
    return found


def let_back(enrolment_id: int, by: Actor, *, at: datetime) -> Enrolment:
    """Let somebody come again before the day that was set; nothing happens if they may already.

    Raises:
        NoSuchEnrolment, HasLeft
    """
    with writing():
        found = running_of(enrolment_id, by)
        if found.is_suspended(at):
            found.back_on = ""
            found.save(only=[Enrolment.back_on])
            told = {"school_class": found.school_class.name}
            record(by, "enrolment.let_back", found.person.name, at=at, **told)
            keep_out_or_let_in(found.person, at)
    return found


def leave(enrolment_id: int, by: Actor, *, at: datetime) -> Enrolment:
    """End somebody's stay in a class; their account and their work are kept.

    Raises:
        NoSuchEnrolment, HasLeft
    """
    with writing():
        found = running_of(enrolment_id, by)
        found.ended_at = at
        found.save(only=[Enrolment.ended_at])
        told = {"school_class": found.school_class.name}
        record(by, "enrolment.ended", found.person.name, at=at, **told)
        keep_out_or_let_in(found.person, at)
    return found


def close_class(number: int, by: Actor, *, at: datetime) -> None:
    """Close a class: everybody leaves it, and what was done is kept.

    Raises:
        NoSuchClass: see ``operations.class_of``.
    """
    with writing():
        found = operations.class_of(number, by)
        for each in Enrolment.roll(found):
            leave(each.id, by, at=at)
        Teaching.update(ended_at=at).where(
            Teaching.school_class == found, Teaching.ended_at.is_null()
        ).execute()
        found.ended_at = at
        found.save(only=[SchoolClass.ended_at])
        record(by, "class.closed", found.name, at=at)


def place(
    enrolment_id: int, group_id: int | None, level: str, by: Actor, *, at: datetime
) -> Enrolment:
    """Put somebody into a group of their class, or into none, and say their level.

    Raises:
        NoSuchEnrolment, HasLeft
        NoSuchGroup: the class has no such group.
    """
    with writing():
        found = running_of(enrolment_id, by)
        group = None
        if group_id is not None:
            group = ClassGroup.get_or_none(id=group_id, school_class=found.school_class_id)
            if group is None:
                raise operations.NoSuchGroup()
        found.group = group
        found.level = level if level in LEVELS and level != found.school_class.level else ""
        found.save(only=[Enrolment.group, Enrolment.level])
        told = {"group": group.name if group else "", "level": found.level}
        record(by, "enrolment.placed", found.person.name, at=at, **told)
    return found


def keep_out_or_let_in(person: Person, at: datetime) -> None:
    """Bring the day from which somebody may sign in to what their enrolments say: the last one.

    Called in the transaction of what has changed them.
    """
    days = [
        each.back_on if each.is_suspended(at) else ""
        for each in Enrolment.running().where(Enrolment.person == person)
    ]
    accounts.keep_out_until(person, max(days, default=""))


def suspended_elsewhere(stay: Enrolment, *, at: datetime) -> list[SchoolClass]:
    """Return the other classes that keep the person of a stay away, by name."""
    others = Enrolment.running().where(
        Enrolment.person == stay.person_id, Enrolment.school_class != stay.school_class_id
    )
    found = [each.school_class for each in others if each.is_suspended(at)]
    return sorted(found, key=lambda each: str(each.name))


def in_class(school_class: SchoolClass, person: Person) -> bool:
    """Say whether somebody is in a class, suspended or not."""
    return any(each.is_running for each in Enrolment.stays(school_class, person))
