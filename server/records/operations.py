"""Keeping where somebody is, and what they have done."""

from datetime import datetime, timedelta
from fractions import Fraction

from content.browse import Item
from server.accounts.models import Person
from server.actors import Actor
from server.audit.operations import record
from server.database import writing
from server.records import watching
from server.records.models import Visit
from server.records.reaching import in_another_version, moved
from server.records.watching import Part

NOTED_EVERY = timedelta(seconds=30)
"""A page looked at again within this time is the same visit."""


def visited(person_id: int, node: Item, version: str, *, at: datetime) -> Visit:
    """Note that a person has a page before them, and return where they were last time.

    The versions of a page have other blocks each: in another one they begin at its top, but at the
    same second of a recording, on the same page of a document.
    """
    visit: Visit | None = Visit.get_or_none(Visit.person == person_id, Visit.node_id == node.id)
    if visit and visit.version == version and at - visit.visited_at < NOTED_EVERY:
        return visit
    with writing():
        visit = _visit_of(person_id, node, at)
        if visit.version != version:
            visit.version, visit.place = version, in_another_version(visit.place)
        visit.visited_at = at
        visit.save(only=[Visit.version, Visit.place, Visit.visited_at])
    return visit


def _visit_of(person_id: int, node: Item, at: datetime) -> Visit:
    visit: Visit
    visit, _ = Visit.get_or_create(
        person=person_id,
        node_id=node.id,
        defaults={
            "content_id": node.content_id,
            "channel_id": node.channel,
            "visited_at": at,
        },
    )
    return visit


def reached(person_id: int, node: Item, version: str, place: str, *, at: datetime) -> None:
    """Note how far down a version of a page somebody is.

    Args:
        person_id: who.
        node: the page.
        version: which version of it.
        place: the name of a block, "" for the top, the page of a document, the second of a
            recording, see ``reaching``; nonsense is passed over.
        at: now.
    """
    with writing():
        visit: Visit | None = Visit.get_or_none(Visit.person == person_id, Visit.node_id == node.id)
        if visit is None:
            return
        visit.version, visit.place, visit.visited_at = version, moved(visit.place, place), at
        visit.save(only=[Visit.version, Visit.place, Visit.visited_at])


def finished(
    person_id: int, node: Item, way: str = "read", *, here: bool = True, at: datetime
) -> bool:
    """Note that a page is done; the first time counts. Say whether it is.

    Args:
        person_id: who did it.
        node: the page.
        way: how, one of ``models.WAYS``. A page that waits for the teacher's word is done by
            nothing else.
        here: whether they had it before them now; not so where a teacher says or enters it.
        at: now.
    """
    if node.completion == "teacher" and way != "teacher":
        return False
    with writing():
        visit = _visit_of(person_id, node, at)
        if here:
            visit.visited_at = at
        if visit.finished_at is None:
            visit.finished_at, visit.done_by = at, way
        visit.save(only=[Visit.visited_at, Visit.finished_at, Visit.done_by])
    return True


def watched(
    person_id: int, node: Item, parts: list[Part], length: float, *, at: datetime
) -> Fraction:
    """Note which seconds of a recording were heard, and return how much of it has been by now.

    No more is believed than can have been heard since the last time: see ``watching``.

    Args:
        person_id: who.
        node: the recording.
        parts: from and to, in seconds, as the browser tells them.
        length: of the recording, in seconds, as the browser tells it.
        at: now.

    Returns:
        From 0 to 1; the page is done from ``watching.ENOUGH`` on.
    """
    with writing():
        visit = _visit_of(person_id, node, at)
        before = watching.read(visit.watched)
        since = at - (visit.watched_at or visit.visited_at)
        heard = watching.believed(before, parts, since.total_seconds())
        visit.watched, visit.watched_at = watching.written(heard), at
        visit.save(only=[Visit.watched, Visit.watched_at])
        share = watching.share(heard, length, node.minutes)
        if share >= watching.ENOUGH:
            finished(person_id, node, "watched", at=at)
    return share


def finished_by_teacher(person_id: int, node: Item, teacher: Actor, *, at: datetime) -> None:
    """Note, on a teacher's word, that somebody has done a page; whose pupil it is is asked before.

    Said again, it changes nothing.
    """
    with writing():
        if _visit_of(person_id, node, at).finished_at is None:
            finished(person_id, node, "teacher", here=False, at=at)
            name = Person.get_by_id(person_id).name
            record(teacher, "page.done", name, at=at, page=node.words.title)
