"""The tables of what runs: clocks, events, desks, revisions, pauses, credits, checkpoints."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from peewee import (
    BooleanField,
    CharField,
    FixedCharField,
    ForeignKeyField,
    IntegerField,
    TextField,
    fn,
)

from server.database import MomentField, Table, milliseconds
from server.exam_room.timing import Span
from server.handed import HandedField
from server.sittings.models import Candidate, Sitting


class SittingClock(Table):
    """T of a sitting, as it was last written down; see ``clocks``."""

    sitting = ForeignKeyField(Sitting, unique=True, backref="+")
    counted_ms = IntegerField()
    """T when this row was written."""
    ran_ms = IntegerField()
    """How long the program had run then."""
    run = CharField(max_length=32)
    """Which run of the program that was; "" once the sitting is closed and T stands for ever."""
    beat_at = MomentField()
    boot = TextField()
    """Which boot of the machine that was; "" where the system does not say."""
    uptime = IntegerField()
    """Seconds since that boot."""


class Event(Table):
    """One thing that happened in a sitting. ``number`` counts from 1 without a gap."""

    sitting = ForeignKeyField(Sitting, backref="+")
    number = IntegerField()
    at = MomentField()
    clock_ms = IntegerField()
    """T."""
    actor = TextField()
    seat = IntegerField(null=True)
    candidate = ForeignKeyField(Candidate, null=True, backref="+")
    named = CharField(max_length=5, default="")
    """The candidate's number, as it travels."""
    kind = CharField(max_length=32)
    """What happened, one of ``kinds.KINDS``."""
    details = TextField()
    """JSON object: what else is worth knowing."""
    before = FixedCharField(max_length=64)
    hash = FixedCharField(max_length=64)

    class Meta:
        indexes = (
            (("sitting", "number"), True),
            (("sitting", "kind"), False),
        )

    @property
    def told(self) -> dict[str, Any]:
        """Return the details."""
        found: dict[str, Any] = json.loads(self.details)
        return found

    def as_json(self) -> dict[str, Any]:
        """Return the event as it travels and as its hash is made: see ``sync.sealing.chain``."""
        return {
            "number": self.number,
            "at": milliseconds(self.at),
            "clock_ms": self.clock_ms,
            "actor": self.actor,
            "seat": self.seat,
            "candidate": self.named,
            "kind": self.kind,
            "details": self.told,
            "before": self.before,
            "hash": self.hash,
        }

    @classmethod
    def head_of(cls, sitting_id: int) -> "Event | None":
        """Return the newest event of a sitting."""
        found: Event | None = (
            cls.select().where(cls.sitting == sitting_id).order_by(cls.number.desc()).first()
        )
        return found

    @classmethod
    def of(cls, sitting_id: int, *kinds: str) -> list["Event"]:
        """Return the events of a sitting in their order, of some kinds or all."""
        query = cls.select().where(cls.sitting == sitting_id)
        if kinds:  # sorted here: asked to sort, SQLite goes through all events of the morning
            return sorted(query.where(cls.kind << kinds), key=lambda event: event.number)
        return list(query.order_by(cls.number))


class Desk(Table):
    """One candidate while the sitting runs."""

    candidate = ForeignKeyField(Candidate, unique=True, backref="+")
    places = IntegerField()
    """How many questions their copy has."""
    begun_ms = IntegerField(null=True)
    """T when their time began."""
    begun_at = MomentField(null=True)
    seen_ms = IntegerField(null=True)
    """T of their last sign of life that was written down."""
    asks_at = IntegerField(null=True)
    """The number of another seat where they have signed in, and wait to be moved to."""
    handed_in_ms = IntegerField(null=True)
    handed_in_at = MomentField(null=True)
    answers = IntegerField(default=0)
    """How many places had an answer then."""
    receipt = CharField(max_length=16, default="")
    """The short code of the event with which they handed in."""

    @classmethod
    def of(cls, candidate_id: int) -> "Desk | None":
        """Return the desk of a candidate, None before the sitting was opened."""
        found: Desk | None = cls.get_or_none(cls.candidate == candidate_id)
        return found


ASIDE = ("", "older", "conflict", "other_seat", "late", "handed_in", "closed")
"""Why a revision does not count by itself: not at all; a newer one was there; another text with the
same number; from a seat that is not theirs; after the end and its grace; after handing in; after
the sitting was closed."""


class Revision(Table):
    """One answer as it was sent, kept for ever."""

    candidate = ForeignKeyField(Candidate, backref="+")
    place = IntegerField()
    """Of the question in the candidate's copy, from 0."""
    uuid = CharField(max_length=80)
    number = IntegerField()
    """Counted by the page, for each place from 1."""
    answer = TextField()
    """JSON list: what each field of the question held, as ``content.questions.answers.sent_by``."""
    client_ms = IntegerField()
    """Milliseconds since 1970 by the clock of the PC: told, never trusted."""
    at = MomentField()
    clock_ms = IntegerField()
    seat = IntegerField(null=True)
    late = IntegerField(default=0)
    """By how many seconds it came after the end."""
    aside = CharField(max_length=12, default="")
    """Why it does not count: one of ``ASIDE``."""
    sha256 = HandedField()
    """Of a file or recording that was handed in; the answer is then its hash and its type."""
    event = ForeignKeyField(Event, backref="+")

    class Meta:
        indexes = (
            (("candidate", "uuid"), True),
            (("candidate", "place", "number"), False),
            (("candidate", "aside"), False),
        )

    @property
    def texts(self) -> list[str]:
        """Return the answer."""
        found: list[str] = json.loads(self.answer)
        return found

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was answered."""
        return not any(text.strip() for text in self.texts)

    @classmethod
    def counting(cls, candidate_id: int) -> dict[int, "Revision"]:
        """Return the answers of a candidate that count, by their place."""
        rows = cls.select().where(cls.candidate == candidate_id, cls.aside == "")
        return {row.place: row for row in rows.order_by(cls.number, cls.id)}

    @classmethod
    def counting_of(cls, candidates: Iterable[int]) -> "dict[int, dict[int, Revision]]":
        """Return the answers that count, by candidate and place; the newest of each."""
        ids, last = list(candidates), cls.alias()
        newest = (
            last.select(last.candidate, last.place, fn.MAX(last.number).alias("highest"))
            .where(last.candidate << ids, last.aside == "")
            .group_by(last.candidate, last.place)
        )
        same = (
            (cls.candidate == newest.c.candidate_id)
            & (cls.place == newest.c.place)
            & (cls.number == newest.c.highest)
        )
        found: dict[int, dict[int, Revision]] = defaultdict(dict)
        for each in cls.select(cls).join(newest, on=same).where(cls.aside == ""):
            found[each.candidate_id][each.place] = each
        return found

    @classmethod
    def history(cls, candidate_id: int, place: int) -> list["Revision"]:
        """Return all that was sent for a place, in the order in which it came."""
        rows = cls.select().where(cls.candidate == candidate_id, cls.place == place)
        return list(rows.order_by(cls.id))

    @classmethod
    def put_aside(cls, sitting_id: int) -> list["Revision"]:
        """Return what was kept aside in a sitting and somebody should look at."""
        theirs = Candidate.select(Candidate.id).where(Candidate.sitting == sitting_id)
        rows = cls.select().where(cls.candidate << theirs, cls.aside.not_in(("", "older")))
        return list(rows.order_by(cls.id))


class Pause(Table):
    """A time in which the clock of one candidate, or of all, stands still."""

    sitting = ForeignKeyField(Sitting, backref="+")
    candidate = ForeignKeyField(Candidate, null=True, backref="+")
    """None for all."""
    since_ms = IntegerField()
    until_ms = IntegerField(null=True)
    """None while it lasts."""
    kind = CharField(max_length=10)
    """"pause", "evacuation", or "rest": out of the pauses that were granted."""
    reason = TextField()

    @property
    def span(self) -> Span:
        """Return the pause as timing takes it."""
        return Span(self.since_ms, self.until_ms, self.kind == "rest")

    @classmethod
    def of(cls, sitting_id: int) -> list["Pause"]:
        """Return the pauses of a sitting in their order, those of single candidates too."""
        return list(cls.select().where(cls.sitting == sitting_id).order_by(cls.since_ms, cls.id))


class Credit(Table):
    """Seconds given back to a candidate."""

    candidate = ForeignKeyField(Candidate, backref="+")
    seconds = IntegerField()
    reason = TextField()
    loss = ForeignKeyField(Event, null=True, backref="+")
    """The loss that it makes good, if it does."""
    event = ForeignKeyField(Event, backref="+")

    @classmethod
    def of(cls, sitting_id: int) -> list["Credit"]:
        """Return the credits of a sitting, in the order in which they were given."""
        query = cls.select().join(Candidate).where(Candidate.sitting == sitting_id)
        return list(query.order_by(cls.id))


class Play(Table):
    """How often a candidate has listened to a sound."""

    candidate = ForeignKeyField(Candidate, backref="+")
    place = IntegerField()
    sound = IntegerField()
    """Which of the question's, from 0."""
    times = IntegerField()
    since_ms = IntegerField()
    """T of the last one."""

    class Meta:
        indexes = ((("candidate", "place", "sound"), True),)


class Checkpoint(Table):
    """The events of a sitting so far, signed by the server: see ``sync.sealing.checkpoints``."""

    sitting = ForeignKeyField(Sitting, backref="+")
    number = IntegerField()
    """Of the last event that it covers."""
    at = MomentField()
    note = TextField()
    """What was signed, and the signature."""
    code = CharField(max_length=20)
    """Its mark: four groups of four letters, for paper."""
    final = BooleanField(default=False)
    """Whether the sitting was closed by it."""

    class Meta:
        indexes = ((("sitting", "number"), True),)

    @classmethod
    def latest_of(cls, sitting_id: int) -> "Checkpoint | None":
        """Return the newest checkpoint of a sitting."""
        query = cls.select().where(cls.sitting == sitting_id).order_by(cls.number.desc())
        found: Checkpoint | None = query.first()
        return found


def canonical(value: Any) -> str:
    """Return JSON that is the same for the same value, in ASCII: also a half sign has its form."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"))
