"""The tables of audiences, and the queries that pages ask of them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import BooleanField, CharField, FixedCharField, ForeignKeyField, TextField

from server import clock
from server.accounts.models import Person
from server.classes.models import Enrolment, SchoolClass
from server.database import MomentField, Table, row


@dataclass(frozen=True)
class ForWhom:
    """Everybody, or the people of some classes and wings."""

    everybody: bool = True
    classes: frozenset[int] = frozenset()
    wings: frozenset[str] = frozenset()

    def is_within(self, other: "ForWhom") -> bool:
        """Say whether it names nobody whom ``other`` does not name, class by class."""
        if other.everybody or self.everybody:
            return other.everybody
        return self.classes <= other.classes and self.wings <= other.wings

    def within(self, other: "ForWhom") -> "ForWhom":
        """Return whom both name, class by class and wing by wing; it may be nobody."""
        if other.everybody:
            return self
        if self.everybody:
            return other
        return ForWhom(False, self.classes & other.classes, self.wings & other.wings)

    def as_json(self) -> str:
        """Return what a row keeps of it."""
        return json.dumps([self.everybody, sorted(self.classes), sorted(self.wings)])

    @classmethod
    def of_json(cls, text: str) -> "ForWhom":
        """Return what ``as_json`` kept."""
        everybody, classes, wings = json.loads(text)
        return cls(everybody, frozenset(classes), frozenset(wings))

    def names(self) -> list[str]:
        """Return the classes and wings by name, classes first; nothing for everybody or nobody."""
        query = SchoolClass.select(SchoolClass.name).where(SchoolClass.id << list(self.classes))
        return [*sorted(name for (name,) in query.tuples()), *sorted(self.wings)]

    def told(self, name: str) -> dict[str, Any]:
        """Return what the audit log keeps of it, under a name."""
        return {name: {"everybody": self.everybody, "names": self.names()}}


EVERYBODY = ForWhom()


class Audience(Table):
    """For whom one release of a course was approved."""

    channel_id = CharField(max_length=64, index=True)
    manifest = FixedCharField(max_length=64, unique=True)
    everybody = BooleanField()
    decided_at = MomentField()

    @classmethod
    def of(cls, manifest: str) -> ForWhom:
        """Return for whom a release is."""
        return cls.of_all([manifest])[manifest]

    @classmethod
    def of_all(cls, manifests: Iterable[str]) -> dict[str, ForWhom]:
        """Return for whom each of some releases is."""
        found = dict.fromkeys(manifests, EVERYBODY)
        limited = cls.select(cls.manifest).where(cls.manifest << list(found), ~cls.everybody)
        for (manifest,) in limited.tuples():
            found[manifest] = ForWhom(everybody=False)
        parts = AudiencePart.select(cls.manifest, AudiencePart.school_class, AudiencePart.wing)
        for manifest, class_id, wing in (
            parts.join(cls).where(cls.manifest << list(found), ~cls.everybody).tuples()
        ):
            before = found[manifest]
            found[manifest] = ForWhom(
                False,
                before.classes | ({class_id} if class_id else set()),
                before.wings | ({wing} if wing else set()),
            )
        return found

    @classmethod
    def of_channel(cls, channel_id: str, manifest: str | None) -> ForWhom:
        """Return for whom a course is: its installed release, else the one last decided about."""
        if manifest is None:
            query = cls.select(cls.manifest).where(cls.channel_id == channel_id)
            last = query.order_by(cls.decided_at.desc(), cls.id.desc()).tuples().first()
            manifest = last[0] if last else ""
        return cls.of(manifest)


class AudiencePart(Table):
    """A class or a wing that a release is for."""

    audience = ForeignKeyField(Audience, backref="parts", on_delete="CASCADE")
    school_class = ForeignKeyField(SchoolClass, null=True, backref="+", on_delete="CASCADE")
    wing = TextField(default="")


class AudienceAsked(Table):
    """A wider audience that somebody has asked for, and another has not confirmed yet."""

    channel_id = CharField(max_length=64, unique=True)
    for_whom = TextField()
    """See ``ForWhom.as_json``."""
    asked_by = ForeignKeyField(Person, backref="+")
    asked_at = MomentField()

    @classmethod
    def about(cls, channel_id: str) -> "AudienceAsked | None":
        """Return what was asked for about a course."""
        found: AudienceAsked | None = cls.get_or_none(cls.channel_id == channel_id)
        return found


def hidden_from(person_id: int | None, *, at: datetime) -> set[str]:
    """Return the manifests of the releases that somebody who is no staff does not find.

    Args:
        person_id: of a learner, or None for a guest.
        at: now: who is suspended from a class today is outside of it.
    """
    if row('SELECT 1 FROM "audience" WHERE "everybody" = ?', False) is None:
        return set()
    limited = Audience.select(Audience.manifest).where(~Audience.everybody)
    hidden = {manifest for (manifest,) in limited.tuples()}
    classes, wings = _places_of(person_id, at)
    if classes:
        mine = AudiencePart.school_class << classes
        if wings:
            mine |= AudiencePart.wing << wings
        query = AudiencePart.select(Audience.manifest).join(Audience).where(mine)
        hidden -= {manifest for (manifest,) in query.tuples()}
    return hidden


def hidden_from_each(people: list[int], *, at: datetime) -> dict[int, frozenset[str]]:
    """Return what ``hidden_from`` says of each of some people, asked of all of them at once."""
    limited = Audience.select(Audience.manifest).where(~Audience.everybody)
    for_whom = Audience.of_all([manifest for (manifest,) in limited.tuples()])
    places: dict[int, tuple[set[int], set[str]]] = {person: (set(), set()) for person in people}
    coming = _coming(at).where(Enrolment.person << people) if for_whom else []
    for person, class_id, wing in coming:
        places[person][0].add(class_id)
        places[person][1].add(wing)
    return {
        person: frozenset(
            manifest
            for manifest, whom in for_whom.items()
            if not (whom.classes & classes or whom.wings & wings)
        )
        for person, (classes, wings) in places.items()
    }


def _coming(at: datetime) -> Any:
    """Select who comes to which class today, in which wing, as tuples."""
    return (
        Enrolment.select(Enrolment.person, SchoolClass.id, SchoolClass.wing)
        .join(SchoolClass)
        .where(
            Enrolment.ended_at.is_null(),
            SchoolClass.ended_at.is_null(),
            Enrolment.back_on <= clock.day(at).isoformat(),
        )
        .tuples()
    )


def _places_of(person_id: int | None, at: datetime) -> tuple[list[int], list[str]]:
    """Return the classes that somebody comes to today, and their wings."""
    if person_id is None:
        return [], []
    rows = list(_coming(at).where(Enrolment.person == person_id))
    return [class_id for _, class_id, _ in rows], [wing for _, _, wing in rows if wing]
