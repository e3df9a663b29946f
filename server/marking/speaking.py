"""What a teacher says about a work: kept while they mark, given with it, taken away before."""

from datetime import datetime

from content.store import BlobStore
from server.actors import Actor
from server.database import writing
from server.handed import handing
from server.marking.models import SpokenRemark
from server.marking.waiting import work_of
from server.records import in_writing, works
from server.records.in_writing import UNWRITTEN, InWriting, put
from server.records.marks import Recording, spoken_of
from server.records.models import Work
from server.records.works import NoSuchWork

LONGEST = 180
"""Seconds that the page records: a remark, not a lesson."""


def keep(
    work_id: int,
    data: bytes,
    seconds: int,
    store: BlobStore,
    by: Actor,
    *,
    words: InWriting = UNWRITTEN,
    at: datetime,
) -> SpokenRemark:
    """Keep what a teacher has said about a work, in the place of what they said before.

    Args:
        work_id: of one of their people.
        data: the recording.
        seconds: how long it is, as the browser tells; what cannot be is not believed.
        store: where it is kept.
        by: the teacher.
        words: the same in writing.
        at: now.

    Raises:
        NoSuchWork: see ``work_of``.
        NothingAnswered, TooLarge, NotOfThisKind: nothing is kept.
        OSError: the disk is full.
    """
    work_of(work_id, by)
    media_type = works.type_of(data, "voice")
    with handing(store, data) as sha256, writing():
        work = work_of(work_id, by)
        _forget(work.id, by)
        made: SpokenRemark = SpokenRemark.create(
            work=work,
            person=by.person_id,
            sha256=sha256,
            media_type=media_type,
            size=len(data),
            seconds=seconds if 0 < seconds <= 60 * 60 else 0,
            said=words.text,
            said_in=words.language,
            kept_at=at,
        )
    return made


def put_in_writing(work_id: int, words: InWriting, by: Actor) -> None:
    """Change the words of what a teacher has said and not given yet; nothing if they have not."""
    with writing():
        found = SpokenRemark.of(work_of(work_id, by).id, by.person_id)
        if found is not None:
            put(found, words)
            found.save()


def write_down(work_id: int, words: InWriting, column: str, by: Actor, *, at: datetime) -> None:
    """Keep in writing what somebody's learner says in a work, or was told about it.

    Args:
        work_id: of one of their people.
        words: what the recording says.
        column: "said" of the answer, "spoken_said" of the remark.
        by: the teacher.
        at: now.

    Raises:
        NoSuchWork: see ``work_of``; or nothing is said there.
    """
    with writing():
        work = work_of(work_id, by)
        if not (work.spoken if column == "spoken_said" else work.kind == "voice"):
            raise NoSuchWork()
        in_writing.write_down(work, words, work.person.name, by, at=at, column=column)


def take_away(work_id: int, by: Actor) -> None:
    """Forget what a teacher has said and not given yet; what was given stays."""
    with writing():
        _forget(work_of(work_id, by).id, by)


def _forget(work_id: int, by: Actor) -> None:
    SpokenRemark.delete().where(
        SpokenRemark.work == work_id, SpokenRemark.person == by.person_id
    ).execute()


def kept_of(work_id: int, by: Actor) -> Recording:
    """Return what a teacher has said about a work of their people and not given yet.

    Raises:
        NoSuchWork: see ``work_of``; or they have said nothing.
    """
    found = SpokenRemark.of(work_of(work_id, by).id, by.person_id)
    if found is None:
        raise NoSuchWork()
    return _recording(found)


def given_to(work_id: int, by: Actor) -> Recording:
    """Return what was said to the author of a work, for a teacher of theirs.

    Raises:
        NoSuchWork: see ``work_of``; or nothing was said.
    """
    found = spoken_of(work_of(work_id, by))
    if found is None:
        raise NoSuchWork()
    return found


def given_with(work: Work, by: Actor, *, without: bool = False) -> Recording | None:
    """Return what a mark is given with, and forget that it was not given; in its transaction.

    Args:
        work: of one of their people.
        by: the teacher.
        without: what was given before is taken away.
    """
    found = SpokenRemark.of(work.id, by.person_id)
    if found is None:
        return None if without else spoken_of(work)
    _forget(work.id, by)
    return _recording(found)


def _recording(kept: SpokenRemark) -> Recording:
    words = InWriting(kept.said, kept.said_in)
    return Recording(kept.sha256, kept.media_type, kept.size, kept.seconds, words)
