"""Whom a report tells of: the people of a class, or of a group of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from i18n.refusals import NotFound
from i18n.translate import N_
from server import clock
from server.accounts.models import Person, called
from server.actors import Actor
from server.classes.keepers import keeps_all
from server.classes.models import ClassGroup, Enrolment, SchoolClass, Teaching
from server.classes.operations import NoSuchGroup

ONE_LEAVING = timedelta(days=1)
"""Within which somebody who is released leaves all their classes, one after the other."""


class WithOthersNow(NotFound):
    """Somebody has left a class, and what they do since is for the teachers of another one."""

    message = N_(
        "{name} has left your classes and has come to another one since: its teachers follow what "
        "is done. The hours in your class stay on the page of hours."
    )


@dataclass(frozen=True)
class Member:
    """Somebody in a class, by their latest stay there."""

    enrolment: int
    person: int
    name: str
    group: int | None
    """Row of their group."""
    back_on: str
    """The first day after a suspension: "2026-12-31"; "" for none."""
    left_at: datetime | None

    def is_suspended(self, at: datetime) -> bool:
        """Say whether they may not come yet."""
        return self.left_at is None and self.back_on > clock.day(at).isoformat()


@dataclass(frozen=True)
class Chosen:
    """What a report is about."""

    school_class: SchoolClass
    groups: dict[int, str]
    """Names of the groups of the class, by row, in alphabetical order."""
    group: int | None
    """The one that is looked at, None for the whole class."""
    gone: bool
    """Whether those who have left are told of."""
    members: list[Member]
    """By name."""

    @property
    def people(self) -> list[int]:
        """Return the ids of the members."""
        return [member.person for member in self.members]


def with_others(left: Mapping[int, datetime], by: Actor) -> set[int]:
    """Return the ids of those who have left and work with other teachers since.

    Records are of a person, not of a class: a teacher whom somebody has left would go on reading
    what is done for another one.

    Args:
        left: when each, by id, has left the class.
        by: who asks. Administrators and the console are told of everybody.
    """
    if by.person_id is None or keeps_all(by):
        return set()
    stays = Enrolment.select(Enrolment.person, Enrolment.ended_at).where(
        Enrolment.person << list(left),
        Enrolment.school_class.not_in(Teaching.classes_of(by.person_id)),
        Enrolment.person.not_in(Enrolment.people_seen_by(by.person_id)),
    )
    return {
        person
        for person, ended_at in stays.tuples()
        if ended_at is None or ended_at > left[person] + ONE_LEAVING
    }


def chosen(
    school_class: SchoolClass, by: Actor, group: int | None = None, *, gone: bool = False
) -> Chosen:
    """Return the people of a class that a report is about.

    Args:
        school_class: whose teacher asks; that it is theirs was asked before.
        by: who asks.
        group: row of a group of it, None for all.
        gone: whether those who have left belong to it; see ``with_others`` for who does not.

    Raises:
        NoSuchGroup: the class has no such group.
    """
    rows = ClassGroup.select(ClassGroup.id, ClassGroup.name).where(
        ClassGroup.school_class == school_class
    )
    groups: dict[int, str] = dict(rows.order_by(ClassGroup.name, ClassGroup.id).tuples())
    if group is not None and group not in groups:
        raise NoSuchGroup()
    stays = (
        Enrolment.select(
            *(Enrolment.id, Person.id, Person.name, Person.sign_in_name),
            *(Enrolment.group, Enrolment.back_on, Enrolment.ended_at),
        )
        .join(Person)
        .where(Enrolment.school_class == school_class)
        .order_by(Person.sign_in_name, Enrolment.id.desc())
    )
    if not gone:
        stays = stays.where(Enrolment.ended_at.is_null())
    last: dict[int, Member] = {}
    for stay, person, name, sign_in_name, *rest in stays.tuples():
        member = Member(stay, person, called(name, sign_in_name), *rest)
        if group in (None, member.group):
            last.setdefault(member.person, member)
    away = with_others({each.person: each.left_at for each in last.values() if each.left_at}, by)
    members = [each for each in last.values() if each.person not in away]
    return Chosen(school_class, groups, group, gone, members)
