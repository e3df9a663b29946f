"""The sealed file of a sitting: all that it left, signed by the site, encrypted to the board."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from content.store import BlobStore
from i18n.refusals import Conflict, Invalid
from i18n.translate import N_
from server.actors import Actor
from server.audit.operations import record
from server.database import writing
from server.exam_room import chain
from server.exam_room.hall import Hall
from server.exam_room.models import Checkpoint, Revision
from server.results.correcting import StillRuns
from server.results.models import FinalMark, Marking, Result
from server.sittings.models import Candidate, Sitting, Stage
from sync.sealing import results
from sync.sealing.holders import Card

VOUCHING = ("saved",)
"""Kinds of events for each of which there is one answer in the file."""


class NothingSealed(Conflict):
    """A sitting was closed without a checkpoint: before it was ever opened."""

    message = N_("This sitting was never opened: there is nothing to send.")


class CannotRead(Invalid):
    """A card names no key that could open the file."""

    message = N_("This card is of a site and opens nothing: ask the board for its own card.")


def seal(
    hall: Hall, sitting: Sitting, board: Card, target: Path, by: Actor, *, at: datetime
) -> str:
    """Write the sealed file of a closed sitting; with its marks once they are locked.

    It can be made again as often as wanted: the board knows a sitting that it has imported.

    Args:
        hall: of the program: its key signs.
        sitting: which.
        board: who alone can open it.
        target: the file; what was there is replaced.
        by: who makes it.
        at: when.

    Returns:
        The SHA-256 of the file.

    Raises:
        StillRuns, NothingSealed, CannotRead: nothing is written.
        OSError: the disk is full; ``target`` is as before.
    """
    if sitting.state != Stage.CLOSED:
        raise StillRuns()
    checkpoint = Checkpoint.latest_of(sitting.id)
    if checkpoint is None or sitting.closed_at is None:
        raise NothingSealed()
    if not board.read:
        raise CannotRead()
    handed = BlobStore(hall.home.handed)
    theirs = Candidate.select(Candidate.id).where(Candidate.sitting == sitting.id)
    files = Revision.select(Revision.sha256).where(
        Revision.candidate << theirs, Revision.sha256 != ""
    )
    made = results.Results(
        session=str(sitting.id),
        title=sitting.title,
        closed_at=sitting.closed_at,
        events=chain.exported(sitting.id),
        answers=list(_answers(sitting.id)),
        marks=list(_marks(sitting.id)),
        note=checkpoint.note,
        uploads={sha256: handed.path(sha256) for (sha256,) in files.distinct().tuples()},
        papers={},
        vouching=VOUCHING,
    )
    digest = results.seal(target, made, hall.signer, board, at=at)
    with writing():
        record(by, "results.sealed", sitting.title, at=at, board=board.letters, sha256=digest)
    return digest


def _answers(sitting_id: int) -> Iterator[dict[str, Any]]:
    """Go through every answer that was ever kept, with the event that vouches for it."""
    rows = (
        Revision.select(Revision, Candidate)
        .join(Candidate)
        .where(Candidate.sitting == sitting_id)
        .order_by(Revision.id)
    )
    for each in rows:
        yield {
            "event": each.event.number,
            "candidate": each.candidate.number,
            "place": each.place,
            "uuid": each.uuid,
            "revision": each.number,
            "answer": each.answer,
            "aside": each.aside,
            "late": each.late,
            "client_ms": each.client_ms,
        }


def _marks(sitting_id: int) -> Iterator[dict[str, Any]]:
    """Go through the marks that stand: of each answer, then of each copy; none before the lock."""
    if not Marking.of(sitting_id).is_locked:
        return
    points = FinalMark.select(FinalMark, Candidate).join(Candidate)
    for each in points.where(Candidate.sitting == sitting_id).order_by(FinalMark.id):
        yield {
            "candidate": each.candidate.number,
            "place": each.place,
            "points": each.points,
            "how": each.how,
            "remark": each.remark,
        }
    totals = Result.select(Result, Candidate).join(Candidate)
    for each in totals.where(Candidate.sitting == sitting_id).order_by(Result.id):
        yield {
            "candidate": each.candidate.number,
            "total": each.total,
            "mark": each.mark,
            "of": each.whole,
        }
