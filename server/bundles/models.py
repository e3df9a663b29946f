"""The table of arrivals."""

import json
from typing import Any

from peewee import BooleanField, CharField, FixedCharField, ForeignKeyField, IntegerField, TextField

from server.accounts.models import Person
from server.database import MomentField, Table
from server.jobs.models import Job

ARRIVING, WAITING, REFUSED = "arriving", "waiting", "refused"
GIVEN_UP, TAKEN_OFF = "given_up", "taken_off"
APPROVED, INSTALLING, INSTALLED = "approved", "installing", "installed"


class Arrival(Table):
    """One release of a course on its way into the library."""

    channel_id = CharField(max_length=64)
    release = IntegerField()
    title = TextField()
    manifest = FixedCharField(max_length=64)
    """SHA-256 of the signed manifest: what was brought, shown and approved is this very thing."""
    medium = TextField()
    """Where it came from, for people."""
    report = TextField(default="")
    """The number of the white station's report about the medium."""
    scanner = TextField(default="")
    """The virus scanner that found nothing, its version and the day of its list."""
    scanned = IntegerField(default=0)
    """How many files it looked at."""
    scanned_at = MomentField(null=True)
    outside = TextField(default="{}")
    """JSON: addresses outside the library that its pages name, and how often."""
    undescribed_texts = TextField(default="[]")
    """JSON: SHA-256 of the texts that show a picture without saying what it shows."""
    state = CharField(max_length=12, index=True)
    brought_by = ForeignKeyField(Person, null=True, backref="+")
    """Who answers for its coming here; null as long as the nightly channel has brought it and
    nobody has taken charge of it."""
    brought_at = MomentField()
    decided_by = ForeignKeyField(Person, null=True, backref="+")
    decided_at = MomentField(null=True)
    reason = TextField(default="")
    """Why it was refused, in words."""
    reason_kind = CharField(max_length=12, default="")
    """Why it was refused: a key of ``refusing.REASONS``."""
    kept = BooleanField(default=False)
    """Whether it is refused and still in quarantine, since the refusal may be appealed against."""
    shown_from = CharField(max_length=10, default="")
    """The day from which learners see it, "2026-12-31"; "" for as soon as it is installed."""
    job = ForeignKeyField(Job, null=True, backref="+")
    """The job that brings or installs it, or has taken it off."""

    @property
    def name(self) -> str:
        """Return what people call it: "<course>-<release>"."""
        return f"{self.channel_id}-{self.release}"

    @property
    def addresses(self) -> dict[str, int]:
        """Return the addresses outside the library that its pages name, and how often."""
        return dict(json.loads(self.outside))

    @property
    def undescribed(self) -> frozenset[str]:
        """Return the SHA-256 of the texts that show a picture without saying what it shows."""
        return frozenset(json.loads(self.undescribed_texts))

    @property
    def can_be_looked_at(self) -> bool:
        """Say whether staff may look inside: it waits, or a third person decides about it."""
        return bool(self.state == WAITING or (self.kept and Appeal.open_about(self)))

    @property
    def is_stuck(self) -> bool:
        """Say whether it is arriving, and nothing brings it."""
        return self.state == ARRIVING and (self.job is None or self.job.is_over)

    @classmethod
    def on_the_way(cls) -> Any:
        """Select what arrives, waits, is approved or is being installed, newest first."""
        states = (ARRIVING, WAITING, APPROVED, INSTALLING)
        return cls.select().where(cls.state << states).order_by(cls.id.desc())

    @classmethod
    def decided(cls, count: int = 30) -> Any:
        """Select what was installed, taken off, refused or given up, newest first."""
        ended = cls.state << (INSTALLED, TAKEN_OFF, REFUSED, GIVEN_UP)
        return cls.select().where(ended).order_by(cls.id.desc()).limit(count)


class Writer(Table):
    """Somebody of this site who wrote in a release, and so may not approve it."""

    arrival = ForeignKeyField(Arrival, backref="+", on_delete="CASCADE")
    person = ForeignKeyField(Person, backref="+")

    class Meta:
        indexes = ((("arrival", "person"), True),)


class Sample(Table):
    """A page of a release that must be opened before it is approved; see ``samples.draw``."""

    arrival = ForeignKeyField(Arrival, backref="+", on_delete="CASCADE")
    node_id = FixedCharField(max_length=32)

    class Meta:
        indexes = ((("arrival", "node_id"), True),)


class PageOpened(Table):
    """The first time that a person opened a page of a release that waits."""

    arrival = ForeignKeyField(Arrival, backref="+", on_delete="CASCADE")
    person = ForeignKeyField(Person, backref="+")
    node_id = FixedCharField(max_length=32)
    opened_at = MomentField()

    class Meta:
        indexes = ((("arrival", "person", "node_id"), True),)


class Remark(Table):
    """What a reviewer wrote about a page of a release that waits; kept with the arrival."""

    arrival = ForeignKeyField(Arrival, backref="+", on_delete="CASCADE")
    node_id = FixedCharField(max_length=32)
    page = TextField()
    """Its title then: the release may be gone when this is read."""
    person = ForeignKeyField(Person, backref="+")
    words = TextField()
    written_at = MomentField()

    @classmethod
    def about(cls, arrival: Arrival) -> Any:
        """Select the remarks about a release, in the order they were written."""
        return cls.select(cls, Person).join(Person).where(cls.arrival == arrival).order_by(cls.id)


class Appeal(Table):
    """The one appeal of whoever brought a release in, against its refusal."""

    arrival = ForeignKeyField(Arrival, backref="+", on_delete="CASCADE", unique=True)
    words = TextField()
    appealed_at = MomentField()
    refused_by = ForeignKeyField(Person, backref="+")
    reason = TextField()
    """Of the refusal."""
    decided_by = ForeignKeyField(Person, null=True, backref="+")
    decided_at = MomentField(null=True)
    admitted = BooleanField(default=False)
    """Whether the release was let wait again; else the refusal was confirmed."""
    answer = TextField(default="")

    @classmethod
    def about(cls, arrival: Arrival) -> "Appeal | None":
        """Return the appeal about a release."""
        found: Appeal | None = cls.get_or_none(cls.arrival == arrival)
        return found

    @classmethod
    def open_about(cls, arrival: Arrival) -> "Appeal | None":
        """Return the appeal about a release that waits for an answer."""
        found = cls.about(arrival)
        return found if found is not None and found.decided_at is None else None

    @classmethod
    def open(cls) -> Any:
        """Select the appeals that wait for an answer, oldest first."""
        return (
            cls.select(cls, Arrival).join(Arrival).where(cls.decided_at.is_null()).order_by(cls.id)
        )
