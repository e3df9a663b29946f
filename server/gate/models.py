"""What the gate found in a release."""

from typing import Any

from peewee import CharField, FixedCharField, ForeignKeyField, IntegerField, TextField

from content.accessibility.report import Report
from server.accounts.models import Person
from server.database import MomentField, Table


class GateReport(Table):
    """What was found in a release, and the word with which it was let in all the same."""

    manifest = FixedCharField(max_length=64, unique=True)
    channel_id = CharField(max_length=64)
    score = IntegerField(null=True)
    """0 to 100; null where no page could be judged."""
    found = TextField()
    """JSON: ``content.accessibility.report.Report``."""
    looked_at = MomentField()
    word = TextField(default="")
    """Why it is here though it is below the floor, for its learners; "" for nothing."""
    let_in_by = ForeignKeyField(Person, null=True, backref="+", on_delete="SET NULL")
    let_in_at = MomentField(null=True)

    @classmethod
    def of(cls, manifest: str) -> "GateReport | None":
        """Return what was found in a release; None if it came before there was a gate."""
        found: GateReport | None = cls.get_or_none(cls.manifest == manifest)
        return found

    @classmethod
    def scores(cls) -> dict[str, Any]:
        """Return the scores of all releases that were looked at, by manifest."""
        return dict(cls.select(cls.manifest, cls.score).tuples())

    @property
    def report(self) -> Report | None:
        """Return the findings; None if they are of a form that is no longer read."""
        return Report.from_text(self.found)
