"""The table of jobs."""

import json
from typing import Any

from peewee import BooleanField, CharField, IntegerField, TextField

from server.database import MomentField, Table

WAITING, RUNNING, DONE, FAILED, CANCELLED = "waiting", "running", "done", "failed", "cancelled"


class Job(Table):
    """One piece of long work."""

    kind = CharField(max_length=40)
    """A key of ``slices.commands.JOBS``: "bundle.install"."""
    arguments = TextField()
    """JSON object."""
    subject = TextField()
    """What it is about, for people: the title of a course."""
    state = CharField(max_length=10, default=WAITING, index=True)
    done = IntegerField(default=0)
    total = IntegerField(default=0)
    tries = IntegerField(default=0)
    cancel = BooleanField(default=False)
    background = BooleanField(default=False)
    """Whether it stands back as soon as another job waits."""
    urgent = BooleanField(default=False)
    """Whether all others stand back for it: it is short, and cannot wait."""
    refusal = TextField(default="{}")
    """JSON of ``Refusal.as_record``: why it failed."""
    asked_by = TextField()
    asked_at = MomentField()
    started_at = MomentField(null=True)
    ended_at = MomentField(null=True)

    @property
    def is_over(self) -> bool:
        """Say whether nothing more will happen."""
        return self.state in (DONE, FAILED, CANCELLED)

    @property
    def refused(self) -> dict[str, Any]:
        """Return why it failed, for ``refusals.words_of``; {} if it did not."""
        return dict(json.loads(self.refusal))

    @classmethod
    def latest(cls, count: int = 50) -> Any:
        """Select the newest jobs, newest first."""
        return cls.select().order_by(cls.id.desc()).limit(count)

    @classmethod
    def next_waiting(cls) -> "Job | None":
        """Return the job to do next: urgent ones first, those of the background last."""
        waiting = cls.select().where(cls.state == WAITING)
        job: Job | None = waiting.order_by(cls.urgent.desc(), cls.background, cls.id).first()
        return job

    @classmethod
    def newest(cls, kind: str) -> "Job | None":
        """Return the job of a kind that was asked for last."""
        job: Job | None = cls.select().where(cls.kind == kind).order_by(cls.id.desc()).first()
        return job
