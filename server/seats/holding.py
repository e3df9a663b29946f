"""Holding somebody at a seat: during an exam their sessions open nothing else, and go on.

hold(lasting) ──> held: no idling, no farewell ──loosen──> held, may leave ──release──> free
"""

from datetime import datetime

from server.database import writing
from server.seats.models import Hold, Session


def hold(person_id: int, seat: int, *, at: datetime) -> None:
    """Hold somebody at a seat, or at another one than before; their sessions go on until then."""
    with writing():
        Hold.delete().where(Hold.person == person_id).execute()
        Hold.create(person=person_id, seat=seat, lasting=True, since=at)


def loosen(person_id: int, *, at: datetime) -> None:
    """Let the sessions of somebody end as others do; what they may open stays the same."""
    with writing():
        Hold.update(lasting=False).where(Hold.person == person_id).execute()
        _seen(person_id, at)


def release(person_id: int, *, at: datetime) -> None:
    """Hold somebody no longer; nothing happens if nobody does."""
    with writing():
        if Hold.delete().where(Hold.person == person_id).execute():
            _seen(person_id, at)


def _seen(person_id: int, at: datetime) -> None:
    """Let idling begin now: signs of life are not written down while somebody is held."""
    Session.update(seen_at=at, closing_at=None).where(
        Session.person == person_id, Session.ended_at.is_null()
    ).execute()
