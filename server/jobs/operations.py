"""Asking for jobs, doing them, cancelling them, and taking up those that were cut off."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from i18n.refusals import Conflict, NotFound, Refusal, Unavailable
from i18n.translate import N_
from server import clock
from server.actors import SYSTEM, Actor
from server.audit.operations import record
from server.database import writing
from server.jobs.models import CANCELLED, DONE, FAILED, RUNNING, WAITING, Job
from sync.lock import exclusive

MOST_TRIES = 5
"""Tries that got no further before a job is given up."""
REPEATED = (
    *("library.index", "library.speak", "library.archives", "bundle.put_back"),
    "prompts.make",
)
"""The kinds of job that may be asked for again as they are; others by the bundle's page."""
REPORTED_EVERY = timedelta(milliseconds=300)
"""Progress is written this often at most: a page asks once a second."""
LOOKED_EVERY = timedelta(milliseconds=100)
"""How long what the database said of stopping is believed: nobody waits for less."""


class NoSuchJob(NotFound):
    """There is no job of this number."""

    message = N_("There is no job number {number}.")


class OverAlready(Conflict):
    """A job cannot be cancelled any more."""

    message = N_("This job has ended already.")


class CannotBeRepeated(Conflict):
    """A job is not one to be asked for again."""

    message = N_("This job cannot be asked for again here.")


class CutOff(Unavailable):
    """A job's process ended again and again without a word."""

    message = N_(
        "This job was cut off {tries} times. What it had not finished was left as before; check "
        "the disk and the memory of the server, then ask for it again."
    )


class Broken(Unavailable):
    """A fault of the program ended a job; its name is told, what it says is in the log."""

    message = N_(
        "A fault of the program ended this job ({fault}). What it had finished is kept; ask for it "
        "again, and send the server's log to whoever looks after Ardoise."
    )


class Failed(Unavailable):
    """A job done here ended with a refusal, told again."""

    def __init__(self, refused: dict[str, Any]) -> None:
        super().__init__()
        self._refused = refused

    def as_record(self) -> dict[str, Any]:
        """Return the refusal the job ended with."""
        return self._refused


class Cancelled(Exception):
    """Somebody asked for the job to stop."""


class StoodBack(Exception):
    """A job made room for one that cannot wait as long."""


@dataclass
class Progress:
    """What a job reports to, and learns from whether to stop."""

    job: Job
    on_report: Callable[[int, int], None] = lambda done, total: None
    _reported_at: datetime | None = None
    _looked_at: datetime | None = None
    _seen: tuple[bool, bool] = (False, False)

    def __call__(self, done: int, total: int) -> None:
        """Report steps done of steps in all, where the job can still be stopped.

        Raises:
            Cancelled: somebody asked for the job to stop.
            StoodBack: an urgent job waits; or any other, and this one is of the background.
        """
        if self.tell(done, total) and self.cancelled():
            raise Cancelled
        if done < total and self._in_the_way():
            raise StoodBack

    def tell(self, done: int, total: int) -> bool:
        """Report steps done of steps in all; say whether it was written down.

        A try that gets further than those before it is a first try: a week of power cuts does not
        end a job that goes on a little each time.
        """
        self.on_report(done, total)
        now = clock.now()
        recent = self._reported_at is not None and now - self._reported_at < REPORTED_EVERY
        if recent and done < total:
            return False
        self._reported_at = now
        with writing():
            tries = 1 if done > self.job.done else Job.tries
            Job.update(done=done, total=total, tries=tries).where(Job.id == self.job.id).execute()
        return True

    def _in_the_way(self) -> bool:
        return self._look()[1]

    def cancelled(self) -> bool:
        """Say whether somebody asked for the job to stop, ``LOOKED_EVERY`` ago at most."""
        return self._look()[0]

    def _look(self) -> tuple[bool, bool]:
        """Return whether the job is to stop, and whether another is to be done before it.

        Work asks before each of thousands of files: to ask the database each time took as long as
        all else.
        """
        now = clock.now()
        if self._looked_at is None or now - self._looked_at >= LOOKED_EVERY:
            waiting = Job.select().where(Job.state == WAITING)
            before = ~Job.background if self.job.background else Job.urgent
            stops = Job.select(Job.cancel).where(Job.id == self.job.id).scalar()
            stands_back = not self.job.urgent and waiting.where(before).exists()
            self._looked_at, self._seen = now, (bool(stops), stands_back)
        return self._seen


def lock(home: Path) -> AbstractContextManager[None]:
    """Hold the lock of whoever does a job; the system gives it back when its process dies.

    Raises:
        Busy: a job is being done.
    """
    return exclusive(home / "jobs.lock", patience=0)


def ask(
    kind: str,
    subject: str,
    by: Actor,
    *,
    at: datetime,
    background: bool = False,
    urgent: bool = False,
    **arguments: Any,
) -> Job:
    """Ask for a job, unless the same one is waiting or running already; return it either way.

    Args:
        kind: a key of ``slices.commands.JOBS``.
        subject: what it is about, for people.
        by: who asks.
        at: when.
        background: whether it stands back whenever another job waits.
        urgent: whether all others stand back for it; for what takes a moment.
        arguments: what the work is called with, as JSON can hold it.
    """
    text = json.dumps(arguments, sort_keys=True)
    with writing():
        same: Job | None = Job.get_or_none(
            Job.kind == kind, Job.arguments == text, Job.state << [WAITING, RUNNING]
        )
        if same is not None:
            return same
        record(by, "job.asked", subject, at=at, kind=kind)
        job: Job = Job.create(
            kind=kind,
            arguments=text,
            subject=subject,
            background=background,
            urgent=urgent,
            asked_by=by.name,
            asked_at=at,
        )
        return job


def find(number: int) -> Job:
    """Return a job.

    Raises:
        NoSuchJob: there is none of this number.
    """
    job: Job | None = Job.get_or_none(Job.id == number)
    if job is None:
        raise NoSuchJob(number=number)
    return job


def again(job: Job, by: Actor, *, at: datetime) -> Job:
    """Ask once more for a job that failed or was stopped.

    Raises:
        CannotBeRepeated: it did not, or nobody asks for this kind of job by itself.
    """
    if job.state not in (FAILED, CANCELLED) or job.kind not in REPEATED:
        raise CannotBeRepeated
    given = json.loads(job.arguments)
    return ask(job.kind, job.subject, by, at=at, background=job.background, **given)


def cancel(job: Job, by: Actor, *, at: datetime) -> None:
    """Ask a job to stop at its next step; one that waits is cancelled at once.

    Raises:
        OverAlready: it has ended.
    """
    with writing():
        job = Job.get_by_id(job.id)
        if job.is_over:
            raise OverAlready()
        job.cancel = True
        if job.state == WAITING:
            job.state, job.ended_at = CANCELLED, at
        job.save()
        record(by, "job.cancelled", job.subject, at=at, kind=job.kind)


def run(job: Job, work: Callable[..., None], on_report: Callable[[int, int], None]) -> Job:
    """Do a job in this process and return it as it ended.

    Args:
        job: what to do; it must not be over.
        work: called with a ``Progress`` and the job's arguments.
        on_report: told the steps done and in all, for a progress bar.
    """
    with writing():
        Job.update(state=RUNNING, started_at=clock.now(), tries=Job.tries + 1).where(
            Job.id == job.id
        ).execute()
    job = find(job.id)
    refusal: Refusal | None = None
    state = DONE
    try:
        work(Progress(job, on_report), **json.loads(job.arguments))
    except Cancelled:
        state = CANCELLED
    except StoodBack:
        return _wait_again(job)
    except Refusal as error:
        state, refusal = FAILED, error
    except Exception as error:
        _end(job, FAILED, Broken(fault=type(error).__name__))
        raise
    return _end(job, state, refusal)


def should_have_ended(job: Job) -> bool:
    """Say whether somebody has cancelled a job, it has ended, or an urgent one waits for it."""
    now = find(job.id)
    urgent = not now.urgent and Job.select().where(Job.state == WAITING, Job.urgent).exists()
    return bool(now.cancel or now.is_over or urgent)


def _wait_again(job: Job) -> Job:
    with writing():
        Job.update(state=WAITING, tries=Job.tries - 1).where(Job.id == job.id).execute()
    return find(job.id)


def _end(job: Job, state: str, refusal: Refusal | None) -> Job:
    now = clock.now()
    with writing():
        job = Job.get_by_id(job.id)
        job.state, job.ended_at = state, now
        job.refusal = json.dumps(refusal.as_record() if refusal else {})
        job.save()
        record(SYSTEM, f"job.{state}", job.subject, at=now, kind=job.kind)
    return job


def count_a_start_that_came_to_nothing(job: Job, *, at: datetime) -> None:
    """Count a try of a job whose process ended before it took the job up; give up at the last.

    Args:
        job: as it was before its process was started.
        at: now.
    """
    with writing():
        again = find(job.id)
        if again.state != WAITING or again.started_at != job.started_at:
            return
        again.tries += 1
        again.save(only=[Job.tries])
        if again.tries >= MOST_TRIES:
            _end(again, FAILED, CutOff(tries=again.tries))


def take_up_what_was_cut_off(*, at: datetime) -> list[Job]:
    """Let jobs whose process is gone wait again, or fail after too many tries.

    Only while no job's process is alive.
    """
    taken = []
    with writing():
        for job in Job.select().where(Job.state == RUNNING):
            if job.cancel:
                _end(job, CANCELLED, None)
            elif job.tries >= MOST_TRIES:
                _end(job, FAILED, CutOff(tries=job.tries))
            else:
                job.state = WAITING
                job.save(only=[Job.state])
                record(SYSTEM, "job.cut_off", job.subject, at=at, kind=job.kind, tries=job.tries)
                taken.append(job)
    return taken
