"""Pinning a board, receiving a subject, rehearsing and opening it."""

import shutil
from collections.abc import Iterable
from datetime import datetime

from content import durable
from content.store import BlobStore
from i18n.refusals import Conflict, Invalid, NotFound
from i18n.translate import N_
from server.actors import Actor
from server.audit.operations import record
from server.bank import files
from server.database import writing
from server.exam_room import opening
from server.exam_room.hall import Hall
from server.exams.subject import Subject
from server.sittings.models import Sitting, Stage
from server.subjects import tries
from server.subjects.keeping import Shelf
from sync.sealing import codes, subject
from sync.sealing.codes import MistypedCode
from sync.sealing.headers import Expected, Header
from sync.sealing.holders import Card
from sync.sealing.subject import WrongKey

LARGEST = 1 << 30
"""Bytes of a sealed subject: an hour of recordings is a tenth of it."""
LONGEST_NAME = 80


class LettersDiffer(Invalid):
    """The letters that were typed are not those of the card."""

    message = N_(
        "The letters that you typed are not those of this card. Ask the board for its letters by "
        "telephone or on paper; if they differ again, do not use this file."
    )


class NoSubject(NotFound):
    """No subject has arrived for a sitting."""

    message = N_("No sealed subject has arrived for this sitting yet.")


class HasPaper(Conflict):
    """The sitting needs no sealed subject."""

    message = N_(
        "This sitting has a paper of this server, is open or is over: it takes no sealed subject."
    )


class TooLarge(Invalid):
    """A file is larger than subjects are."""

    message = N_("This file is larger than any subject may be.")


class NamesNeeded(Invalid):
    """Who typed the keys is not said, or one person typed both."""

    message = N_("Write the names of the two people who type the keys: two different people.")


class MediaMissing(Invalid):
    """A subject names what did not come with it."""

    message = N_(
        "The keys are right, but this subject lacks pictures or recordings that its questions "
        "name. Use the spare, or ask the board."
    )


def pin(shelf: Shelf, data: bytes, letters: str, by: Actor, *, at: datetime) -> Card:
    """Let the signature of a board count from now on; done again, it is so once.

    Args:
        shelf: where it is kept.
        data: its card as a file.
        letters: that somebody compared with the board, and typed.
        by: who.
        at: when.

    Raises:
        NotACard: the file is none.
        LettersDiffer: nothing was pinned.
    """
    card = Card.from_bytes(data)
    if codes.plain(letters) != codes.plain(card.letters):
        raise LettersDiffer
    if all(card != known for known in shelf.boards()):
        shelf.keep_board(card)
        record(by, "board.pinned", card.name, at=at, letters=card.letters)
    return card


def unpin(shelf: Shelf, letters: str, by: Actor, *, at: datetime) -> None:
    """Let the signature of a board count no more; nothing happens if it did not."""
    card = shelf.drop_board(letters)
    if card is not None:
        record(by, "board.unpinned", card.name, at=at, letters=card.letters)


def receive(
    shelf: Shelf, sitting: Sitting, chunks: Iterable[bytes], by: Actor, *, at: datetime
) -> Header:
    """Take in the sealed subject of a sitting; the one before is replaced.

    Raises:
        HasPaper, TooLarge: nothing was kept.
        and all that ``sync.sealing.subject.check`` raises: nothing was kept.
    """
    _check_waits(sitting)
    arriving = shelf.arriving(sitting.id)
    try:
        size = 0
        with arriving.open("wb") as file:
            for chunk in chunks:
                size += len(chunk)
                if size > LARGEST:
                    raise TooLarge
                file.write(chunk)
        header = subject.check(arriving, _expected(shelf, sitting), at=at)
        durable.flush_files([arriving])
        arriving.replace(shelf.subject(sitting.id))
        durable.flush_folder(arriving.parent)
    finally:
        arriving.unlink(missing_ok=True)
    record(by, "subject.received", sitting.title, at=at, **_told(header))
    return header


def look(shelf: Shelf, sitting: Sitting, *, at: datetime) -> Header:
    """Return the header of a sitting's subject, all of it checked but the content.

    Raises:
        NoSubject
        and all that ``sync.sealing.subject.check`` raises.
    """
    path = shelf.subject(sitting.id)
    if not path.exists():
        raise NoSubject
    return subject.check(path, _expected(shelf, sitting), at=at)


def rehearse(shelf: Shelf, sitting: Sitting, by: Actor, *, at: datetime) -> Header:
    """Check a subject again, and write in the log that this was done.

    Raises:
        as ``look``.
    """
    header = look(shelf, sitting, at=at)
    record(by, "subject.rehearsed", sitting.title, at=at, **_told(header))
    return header


def open_(
    shelf: Shelf,
    sitting: Sitting,
    typed: tuple[str, str],
    names: tuple[str, str],
    hall: Hall,
    by: Actor,
    *,
    at: datetime,
) -> Header:
    """Open a sitting with its sealed subject, by the keys of two people.

    Args:
        shelf: where the subject lies.
        sitting: that it is of; planned.
        typed: what the first and the second person typed.
        names: who they are, for the log.
        hall: that the sitting opens in.
        by: the examiner.
        at: now.

    Raises:
        NamesNeeded, HasPaper, NoSubject: nothing was tried.
        WaitABit: too many wrong keys.
        MistypedCode, WrongKey: naming whose; it is in the log.
        NotASubject, MediaMissing: what was opened is no paper, or not whole.
        and all that ``sync.sealing.subject.open_`` and ``opening.open_sitting`` raise.
    """
    names = (names[0].strip()[:LONGEST_NAME], names[1].strip()[:LONGEST_NAME])
    if not all(names) or names[0].casefold() == names[1].casefold():
        raise NamesNeeded
    _check_waits(sitting)
    header = look(shelf, sitting, at=at)
    tries.check(sitting.id, at=at)
    media = shelf.opening(sitting.id)
    try:
        opened = subject.open_(
            shelf.subject(sitting.id), typed, _expected(shelf, sitting), media, at=at
        )
        paper = Subject.from_bytes(opened.paper)
        if set(paper.blobs()) - set(opened.media):
            raise MediaMissing
        store = BlobStore(hall.home.bank)
        for sha256 in paper.blobs():
            files.keep(store, (media / sha256).read_bytes())
    except (MistypedCode, WrongKey) as refusal:
        holder = refusal.values["holder"]
        with writing():
            tries.count(sitting.id, at=at)
            record(by, "subject.wrong_key", sitting.title, at=at, holder=holder, names=list(names))
        raise
    finally:
        shutil.rmtree(media, ignore_errors=True)
    opening.open_sitting(sitting, opened.paper, hall.disk, hall.act(by))
    record(by, "subject.opened", sitting.title, at=at, names=list(names), **_told(header))
    return header


def _check_waits(sitting: Sitting) -> None:
    fresh: Sitting = Sitting.get_by_id(sitting.id)
    if fresh.state != Stage.PLANNED or fresh.paper_id is not None:
        raise HasPaper


def _expected(shelf: Shelf, sitting: Sitting) -> Expected:
    return Expected(shelf.boards(), room=sitting.room)


def _told(header: Header) -> dict[str, str]:
    """Return what the log says of a subject."""
    return {
        "number": header.number,
        "paper": header.title,
        "board": header.signer.name,
        "sha256": str(header.content["sha256"]),
    }
