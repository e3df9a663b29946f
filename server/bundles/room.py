"""Room on the disk: what is left, what takes it, and what can be given up when there is too little.

Speech is made again when somebody listens. A release before can be brought in again, and so can a
course that was taken off; what people have done in it stays in their records.
"""

import shutil
from dataclasses import dataclass
from datetime import datetime

from peewee import fn

from content import browse
from content.browse import ChannelItem
from content.library import ChangedMeanwhile, Library, NoSuchChannel, NothingBefore
from content.room import alone
from i18n.refusals import Conflict
from i18n.speech import cache
from i18n.translate import N_, language
from server.actors import SYSTEM, Actor
from server.audiences import operations as audiences
from server.audit.operations import record
from server.bundles.models import INSTALLED, TAKEN_OFF, Arrival
from server.console import Site
from server.database import writing
from server.jobs import operations as jobs
from server.jobs.models import Job
from server.library.asking_to_index import ask_to_index
from server.records.models import Visit
from sync.publishers import Publishers
from sync.space import RESERVE


class StaysTakenBack(Conflict):
    """A course is to be offered again that its publisher has taken back."""

    message = N_(
        "This course cannot be offered again: its publisher has taken this release back. Bring in "
        "a newer release."
    )


@dataclass(frozen=True)
class Course:
    """An installed course, and what giving it up would free."""

    channel: ChannelItem
    size: int
    """Bytes that nothing else needs."""
    readers: int
    """People who have begun a page of it and not ended it."""
    before: int | None
    """The number of the release before, None if there is none."""
    size_before: int


@dataclass(frozen=True)
class Room:
    """What is on the disk."""

    free: int
    total: int
    speech: int
    courses: tuple[Course, ...]
    """Largest first."""

    @property
    def is_short(self) -> bool:
        """Say whether too little is left to bring anything in."""
        return self.free <= 2 * RESERVE


def look(site: Site) -> Room:
    """Return what takes the room of a site, titles in the language of the page."""
    disk = shutil.disk_usage(site.home.folder)
    now, before = site.library.releases(), site.library.before()
    begun = Visit.select(Visit.channel_id, fn.COUNT(fn.DISTINCT(Visit.person))).where(
        Visit.finished_at.is_null()
    )
    readers = dict(begun.group_by(Visit.channel_id).tuples())
    courses = [
        Course(
            channel=channel,
            size=alone(now[channel.id]),
            readers=readers.get(channel.id, 0),
            before=before[channel.id].number if channel.id in before else None,
            size_before=alone(before[channel.id]) if channel.id in before else 0,
        )
        for channel in browse.installed(language())
    ]
    return Room(
        free=disk.free,
        total=disk.total,
        speech=cache.size(site.home.cache),
        courses=tuple(sorted(courses, key=lambda each: -each.size)),
    )


def retire(library: Library, channel_id: str, by: Actor, *, number: int, at: datetime) -> None:
    """Let nobody begin a course any more; those who have begun it read on.

    Raises:
        NoSuchChannel: it is not installed.
        ChangedMeanwhile: learners see another release.
    """
    _title(library, channel_id, number)
    with writing():
        record(by, "bundle.retired", f"{channel_id}-{number}", at=at)
    library.withdraw(channel_id, number, at_once=False)


def offer_again(
    library: Library, trust: Publishers, channel_id: str, by: Actor, *, number: int, at: datetime
) -> None:
    """Let anybody begin a course again.

    Raises:
        NoSuchChannel: it is not installed.
        ChangedMeanwhile: learners see another release.
        StaysTakenBack: its publisher has taken it back.
    """
    _title(library, channel_id, number)
    if any((each.bundle, each.release) == (channel_id, number) for each in trust.withdrawn()):
        raise StaysTakenBack()
    with writing():
        record(by, "bundle.offered_again", f"{channel_id}-{number}", at=at)
    library.offer_again(channel_id, number)


def take_off(library: Library, channel_id: str, by: Actor, *, number: int, at: datetime) -> Job:
    """Ask for the job that takes a course off the library; all other work stands back.

    Args:
        library: what is installed.
        channel_id: of the course.
        by: who asks.
        number: of the release learners see, as the page said.
        at: when.

    Raises:
        NoSuchChannel: it is not installed.
        ChangedMeanwhile: learners see another release.
    """
    title = _title(library, channel_id, number)
    return jobs.ask(
        "bundle.take_off", title, by, at=at, urgent=True, channel=channel_id, number=number
    )


def give_up_before(
    library: Library, channel_id: str, by: Actor, *, number: int, at: datetime
) -> Job:
    """Give up the release before of a course, and ask for the job that makes its room free.

    Raises:
        NoSuchChannel: it is not installed.
        NothingBefore: this is not, or no longer, the release before.
    """
    now = library.current(channel_id)
    before = library.before().get(channel_id)
    if now is None:
        raise NoSuchChannel(channel=channel_id)
    if before is None or before.number != number:
        raise NothingBefore()
    title = _title(library, channel_id, now.number)
    with writing():
        record(by, "bundle.before_given_up", f"{channel_id}-{number}", at=at)
        return jobs.ask("bundle.make_room", title, by, at=at, channel=channel_id, before=number)


def forget_speech(by: Actor, *, at: datetime) -> Job:
    """Ask for the job that gives up all speech that nobody listens to just now."""
    with writing():
        record(by, "speech.forgotten", "", at=at)
        return jobs.ask("bundle.make_room", "", by, at=at, speech=True)


def tidy(subject: str, by: Actor, *, at: datetime) -> Job:
    """Ask for the job that deletes what no release in use needs, when there is nothing else to do.

    Args:
        subject: what was changed, for people.
        by: who changed it.
        at: when.
    """
    return jobs.ask("bundle.make_room", subject, by, at=at, background=True)


def taken_off(job: Job, channel_id: str, number: int, *, at: datetime) -> None:
    """Note that learners no longer see a course; let it no longer be found, and its room be free.

    It can be brought in again; the nightly channel does not bring this release by itself.
    """
    with writing():
        Arrival.update(state=TAKEN_OFF, job=job).where(
            Arrival.channel_id == channel_id, Arrival.state == INSTALLED
        ).execute()
        record(SYSTEM, "bundle.taken_off", f"{channel_id}-{number}", at=at, asked_by=job.asked_by)
        audiences.give_up_asked(channel_id, SYSTEM, at=at)
        ask_to_index(job.subject, SYSTEM, at=at)
        tidy(job.subject, SYSTEM, at=at)


def _title(library: Library, channel_id: str, number: int) -> str:
    now = library.current(channel_id)
    if now is None:
        raise NoSuchChannel(channel=channel_id)
    if now.number != number:
        raise ChangedMeanwhile(number=now.number)
    return browse.title_of(channel_id, language())
