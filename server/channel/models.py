"""The tables of receipts."""

import json
from datetime import date
from typing import Any

from peewee import (
    BigIntegerField,
    BooleanField,
    CharField,
    FixedCharField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from server.bundles.models import Arrival
from server.database import MomentField, Table
from server.jobs.models import Job

DONE, WINDOW_OVER, STOPPED = "done", "window_over", "stopped"
NO_ANSWER, CUT_OFF, REFUSED = "no_answer", "cut_off", "refused"
SWITCHED_ON, SWITCHED_OFF = "switched_on", "switched_off"
"""No fetch at all: from this night on nights count, or no longer."""

CAME, MISSING = "came", "missing"
"""What became of one bundle in one night; also REFUSED."""


class Receipt(Table):
    """What came of the channel in one night, or when somebody asked by hand."""

    night = CharField(max_length=10, index=True)
    """The day on which its window began: "2026-11-20"."""
    address = TextField()
    """Of the channel, for people."""
    asked_by = TextField()
    asked_at = MomentField()
    open_until = MomentField(null=True)
    """Until when it may go on outside the window, if an administrator asked for it by hand."""
    job = ForeignKeyField(Job, null=True, backref="+")
    began_at = MomentField(null=True)
    ended_at = MomentField(null=True)
    ending = CharField(max_length=12, default="")
    """How it ended; "" while it is under way."""
    answered = BooleanField(default=False)
    """Whether the channel answered, and something could be verified or refused."""
    refusal = TextField(default="{}")
    """JSON of ``Refusal.as_record``: why it did not end well."""
    proven_at = MomentField(null=True)
    """The latest moment that the signed lists prove."""
    bytes = BigIntegerField(default=0)
    """Everything that came over the line."""
    missed = IntegerField(default=0)
    """How many nights were missed right before."""

    @property
    def day(self) -> date:
        """Return its night."""
        return date.fromisoformat(self.night)

    @property
    def refused(self) -> dict[str, Any]:
        """Return why it did not end well, for ``refusals.words_of``; {} if it did."""
        return dict(json.loads(self.refusal))

    @property
    def lines(self) -> list["ReceiptLine"]:
        """Return its bundles: what came, then what was refused, then what is missing."""
        order = (CAME, REFUSED, MISSING)
        found = ReceiptLine.select().where(ReceiptLine.receipt == self).order_by(ReceiptLine.id)
        return sorted(found, key=lambda line: order.index(line.state))

    @property
    def missing(self) -> int:
        """Return how many bytes had not come when it ended."""
        return sum(line.missing for line in self.lines if line.state == MISSING)

    @classmethod
    def fetched(cls, count: int = 30) -> Any:
        """Select the receipts of fetches, newest first."""
        no_fetch = (SWITCHED_ON, SWITCHED_OFF)
        return cls.select().where(cls.ending.not_in(no_fetch)).order_by(cls.id.desc()).limit(count)

    @classmethod
    def newest(cls, *where: Any) -> "Receipt | None":
        """Return the newest receipt for which all of ``where`` holds."""
        found: Receipt | None = cls.select().where(True, *where).order_by(cls.id.desc()).first()
        return found

    @classmethod
    def of_night(cls, night: date) -> "Receipt | None":
        """Return the receipt of what the site itself asked for in a night."""
        return cls.newest(
            cls.night == night.isoformat(),
            cls.open_until.is_null(),
            cls.ending.not_in((SWITCHED_ON, SWITCHED_OFF)),
        )

    @classmethod
    def counted_from(cls, tonight: date) -> "Receipt | None":
        """Return the newest from which missed nights are counted: answered, or switched on.

        One of a night that is still to come was written while the clock was wrong.
        """
        counts = cls.answered | (cls.ending == SWITCHED_ON)
        return cls.newest(counts, cls.night <= tonight.isoformat())


class ReceiptLine(Table):
    """One bundle on a receipt."""

    receipt = ForeignKeyField(Receipt, backref="+", on_delete="CASCADE")
    manifest = FixedCharField(max_length=64)
    channel_id = CharField(max_length=64)
    release = IntegerField()
    title = TextField()
    """"" if its manifest was refused."""
    arrival = ForeignKeyField(Arrival, null=True, backref="+")
    state = CharField(max_length=8)
    bytes = BigIntegerField(default=0)
    """What came of it over the line."""
    missing = BigIntegerField(default=0)
    """What had not come when the fetch ended, in bytes."""
    refusal = TextField(default="{}")

    class Meta:
        indexes = ((("receipt", "manifest"), True),)

    @property
    def name(self) -> str:
        """Return what people call it: "<course>-<release>"."""
        return f"{self.channel_id}-{self.release}"

    @property
    def refused(self) -> dict[str, Any]:
        """Return why it was refused, for ``refusals.words_of``; {} if it was not."""
        return dict(json.loads(self.refusal))
