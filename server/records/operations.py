"""Keeping where somebody is, and what they have done."""

from datetime import datetime, timedelta

from content.browse import Item
from server.database import writing
from server.records.models import Visit

NOTED_EVERY = timedelta(seconds=30)
"""A page looked at again within this time is the same visit."""


def visited(person_id: int, node: Item, version: str, *, at: datetime) -> Visit:
    """Note that a person has a page before them, and return where they were last time.

    The versions of a page have other blocks each: in another one they begin at its top.
    """
    visit: Visit | None = Visit.get_or_none(Visit.person == person_id, Visit.node_id == node.id)
    if visit and visit.version == version and at - visit.visited_at < NOTED_EVERY:
        return visit
    with writing():
        visit = _visit_of(person_id, node, at)
        if visit.version != version:
            visit.version, visit.place = version, ""
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
        place: the name of a block, "" for the top, or nonsense, which is passed over.
        at: now.
    """
    if place == "" or (len(place) <= 16 and place.replace("-", "").isalnum()):
        with writing():
            Visit.update(version=version, place=place, visited_at=at).where(
                Visit.person == person_id, Visit.node_id == node.id
            ).execute()


def finished(person_id: int, node: Item, *, at: datetime) -> None:
    """Note that a page was read to its end, or an exercise done; the first time counts."""
    with writing():
        visit = _visit_of(person_id, node, at)
        visit.visited_at = at
        visit.finished_at = visit.finished_at or at
        visit.save(only=[Visit.visited_at, Visit.finished_at])
