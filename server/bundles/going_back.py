"""Showing learners the release before of a course: one click, no second person."""

from datetime import datetime

from content import browse
from content.library import ChangedMeanwhile, Library
from i18n.translate import language
from server.actors import SYSTEM, Actor
from server.audiences import operations as audiences
from server.audit.operations import record
from server.database import writing
from server.jobs import operations as jobs
from server.jobs.models import Job
from server.library.asking_to_index import ask_to_index


def roll_back(
    library: Library, channel_id: str, by: Actor, *, leaving: int, to: int, at: datetime
) -> Job:
    """Ask for the job that shows the release before to learners; all other work stands back.

    Args:
        library: what is installed.
        channel_id: of the course.
        by: who asks.
        leaving: the number that learners see, as the page said.
        to: the number to be shown, as the page said.
        at: when.

    Raises:
        NoSuchChannel, NothingBefore: see ``Library.step_back``.
        ChangedMeanwhile: the page was not true any more.
    """
    now, before = library.step_back(channel_id)
    if (now, before) != (leaving, to):
        raise ChangedMeanwhile(number=now)
    title = browse.title_of(channel_id, language())
    return jobs.ask(
        "bundle.roll_back",
        title,
        by,
        at=at,
        urgent=True,
        channel=channel_id,
        leaving=leaving,
        to=to,
    )


def rolled_back(job: Job, channel_id: str, name: str, *, at: datetime) -> None:
    """Note that learners see an earlier release, and ask for its index."""
    with writing():
        record(SYSTEM, "bundle.rolled_back", name, at=at, asked_by=job.asked_by)
        audiences.give_up_asked(channel_id, SYSTEM, at=at)
        ask_to_index(job.subject, SYSTEM, at=at)
