"""Whom a report tells of: the people of a class, or of a group of it."""

from dataclasses import dataclass
from datetime import datetime

from server import clock
from server.accounts.models import Person
from server.classes.models import ClassGroup, Enrolment, SchoolClass
from server.classes.operations import NoSuchGroup


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


def chosen(school_class: SchoolClass, group: int | None = None, *, gone: bool = False) -> Chosen:
    """Return the people of a class that a report is about.

    Args:
        school_class: whose teacher asks; that it is theirs was asked before.
        group: row of a group of it, None for all.
        gone: whether those who have left belong to it.

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
            *(Enrolment.id, Person.id, Person.name, Enrolment.group, Enrolment.back_on),
            Enrolment.ended_at,
        )
        .join(Person)
        .where(Enrolment.school_class == school_class)
        .order_by(Person.sign_in_name, Enrolment.id.desc())
    )
    if not gone:
        stays = stays.where(Enrolment.ended_at.is_null())
    last: dict[int, Member] = {}
    for row in stays.tuples():
        member = Member(*row)
        if group in (None, member.group):
            last.setdefault(member.person, member)
    return Chosen(school_class, groups, group, gone, list(last.values()))
