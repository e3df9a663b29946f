"""Going on with a sitting elsewhere: a home made of the spare, checked to the last answer.

    spare ──laid together──> database beside ──checked──> in its place, "taken_over" in each chain

A home that holds something that the spare lacks is never overwritten. What candidates sent after
the last record is still in their browsers, which send it until a server says that it is kept; the
time that they lose is proposed as a credit once they are heard again (``losses``).
"""

import hashlib
import socket
import sqlite3
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from i18n.refusals import Conflict, Invalid, NotFound, Refusal
from i18n.translate import N_
from server.actors import Actor
from server.audit import operations as audit
from server.database import database, milliseconds, moment, open_school, rows, writing
from server.exam_room import chain, seal, spare, ticks
from server.exam_room.models import Event
from server.exam_room.spare import BASE, FILES, JOURNAL, LOCK
from server.exam_room.spare_files import copied
from server.exam_room.spare_homes import bring_files, compare, put_in_place
from server.exam_room.spare_journal import Ending, Record, laid_on, read
from server.settings import Home, load
from server.sittings.models import Sitting
from sync.lock import Busy, exclusive
from sync.sealing.chain import ChainBroken


class NoSpare(NotFound):
    """A folder holds no copy of a sitting."""

    message = N_(
        "There is no copy of an exam in {folder}. Give the folder that the setting exam_copy names."
    )


class SpareInUse(Conflict):
    """The server whose copy it is runs still."""

    message = N_(
        "The server that writes into {folder} still runs. Stop it first: two servers must not run "
        "the same sitting. Nothing was done."
    )


class SpareDamaged(Invalid):
    """The base of a copy, or a record in its middle, is not what was written."""

    message = N_(
        "The copy has been changed or its disk is damaged: {what} is not what was written. Nothing "
        "was taken over. Keep this disk as it is and tell the person in charge of the exam."
    )


class HomeIsServed(Conflict):
    """A server runs on the home that is to be made."""

    message = N_("A server runs with the folder {folder}. Stop it first. Nothing was done.")


@dataclass(frozen=True)
class Resumed:
    """A sitting that can go on."""

    sitting_id: int
    title: str
    events: int
    at: datetime
    """Of the last event that the copy holds."""
    answers: int
    """Of all candidates, all revisions."""


@dataclass(frozen=True)
class Found:
    """What was taken over."""

    sittings: list[Resumed]
    up_to: datetime
    """All that was kept by then is there."""
    torn: int
    """Bytes of a last record that was never finished, and was left out."""
    missing: list[str]
    """Files of candidates that are not in the copy."""
    aside: Path | None
    """Where an older database of the same site was put, if there was one."""


def take_over(folder: Path, home: Home, by: Actor, *, at: datetime) -> Found:
    """Make a home of the copy of a sitting, so that a server can go on with it.

    Args:
        folder: the copy, as the setting ``exam_copy`` of the other server named it.
        home: where; what it holds of the same site and is older is put aside.
        by: who asks.
        at: when.

    Raises:
        NoSpare, SpareInUse, SpareDamaged, HomeIsServed
        HomeIsNewer: it holds what the copy lacks.
        OSError: a disk is full or gone; the home is as before.
    """
    said = spare.described(folder)
    if said is None:
        raise NoSpare(folder=str(folder))
    home.folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as alone:
        _hold(alone, folder / LOCK, SpareInUse(folder=str(folder)))
        _hold(alone, home.served, HomeIsServed(folder=str(home.folder)))
        made = home.folder / "taking-over.db"
        _forget(made)
        try:
            last, torn, base_ms = _laid_together(folder, said, made)
            up_to = last.at_ms if last else base_ms
            resumed = _checked(made)
            compare(home.school, made, home.folder)
            bring_files(folder / FILES, home)
            missing = _write_down(made, home, resumed, up_to, by, at)
            aside = put_in_place(made, home, at)
            spare.note_taken(folder, home, socket.gethostname(), milliseconds(at))
            open_school(home.school)
        finally:
            _forget(made)
    return Found(resumed, moment(up_to), torn, missing, aside)


def _hold(alone: ExitStack, path: Path, refusal: Refusal) -> None:
    try:
        alone.enter_context(exclusive(path, patience=0))
    except Busy:
        raise refusal from None


def _forget(path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _laid_together(
    folder: Path, said: dict[str, Any], made: Path
) -> tuple[Record | None, int, int]:
    """Lay base and records together; return the last record, torn bytes, when the base was made.

    Raises:
        SpareDamaged
    """
    current = folder / str(said.get("number"))
    base, journal = current / BASE, current / JOURNAL
    if not base.is_file() or not journal.is_file():
        raise SpareDamaged(what=base.name if not base.is_file() else journal.name)
    copied(base, made)
    with made.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != said.get("base"):
            raise SpareDamaged(what=base.name)
    ending = Ending()
    last = laid_on(made, read(journal, ending))
    if ending.changed:
        raise SpareDamaged(what=f"{journal.name}:{ending.changed}")
    return last, ending.torn, int(said.get("made_at", 0))


def _checked(made: Path) -> list[Resumed]:
    """Check the database as a whole, the chains, each answer; return the sittings that run.

    Raises:
        SpareDamaged
    """
    with closing(sqlite3.connect(made)) as opened:
        try:
            whole = opened.execute("PRAGMA integrity_check(1)").fetchone()[0]
        except sqlite3.DatabaseError as error:
            whole = str(error)
        if whole != "ok":
            raise SpareDamaged(what=f"{BASE}: {whole}")
    open_school(made)
    with database.connection_context():
        try:
            audit.verify()
            found = [_resumed(number) for number in ticks.running()]
        except Refusal as refusal:
            raise SpareDamaged(what=refusal.in_words()) from refusal
    return found


_ANSWERS = (
    'SELECT r."answer", e."number", e."details" FROM "revision" r '
    'JOIN "event" e ON e."id" = r."event_id" WHERE e."sitting_id" = ? AND e."kind" = \'saved\''
)


def _resumed(sitting_id: int) -> Resumed:
    """Follow the chain of a sitting, and compare each answer with the hash in its event."""
    events = chain.verify(sitting_id)
    answers = rows(_ANSWERS, sitting_id)
    for text, number, details in answers:
        if hashlib.sha256(text.encode()).hexdigest() not in details:
            raise ChainBroken(number=number)
    head, sitting = Event.head_of(sitting_id), Sitting.get_by_id(sitting_id)
    at = head.at if head else sitting.opened_at
    return Resumed(sitting_id, sitting.title, events, at, len(answers))


def _write_down(
    made: Path, home: Home, resumed: list[Resumed], up_to: int, by: Actor, at: datetime
) -> list[str]:
    """Write in each chain that it goes on elsewhere; return which files of answers are missing."""
    signer = seal.signer_of(home, load(home))
    with database.connection_context():
        for each in resumed:
            with writing():
                tick = ticks.Tick(
                    milliseconds(at), ticks.tick(each.sitting_id, ticks.instant()).clock_ms
                )
                event = chain.append(
                    each.sitting_id, "taken_over", by, tick, events=each.events, up_to=up_to
                )
                chain.tell(
                    Sitting.get_by_id(each.sitting_id), event, by, events=each.events, up_to=up_to
                )
                seal.checkpoint(each.sitting_id, signer, tick)
        named = rows("""SELECT DISTINCT "sha256" FROM "revision" WHERE "sha256" <> ''""")
    database.close()
    there = {path.name for path in home.handed.rglob("*") if path.is_file()}
    return sorted(sha256 for (sha256,) in named if not any(sha256 in name for name in there))
