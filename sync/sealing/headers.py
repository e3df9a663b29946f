"""The clear, signed header of a sealed subject, and what a sitting expects of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from i18n.refusals import Conflict, Invalid, NotAllowed, Phrase
from i18n.translate import N_
from sync.sealing import moments
from sync.sealing.chain import canonical
from sync.sealing.holders import Card
from sync.sealing.parcels import NotAParcel

TYPE = "ardoise.subject"
PROGRAM = 1
"""The version of subjects that this program opens; a header names the oldest it needs."""

WHAT = Phrase(N_("a sealed subject"))


class Unsigned(Invalid):
    """Nobody's signature fits the header."""

    message = N_(
        "This subject is not signed, or its header was changed. Do not use it; ask {signer} for "
        "another copy."
    )


class ForeignSigner(NotAllowed):
    """A signer whom nobody here has pinned."""

    message = N_(
        "This subject is signed by {signer} ({letters}), who is not known here. If you expect it, "
        "compare these letters with the board, then pin its card."
    )


class TooNew(Conflict):
    """It was made for a program that came after this one."""

    message = N_(
        "This subject needs a newer version of the program (subjects of version {needed}; this one "
        "opens {here}). Update this server before the day of the exam."
    )


class OtherSession(Conflict):
    """It is the subject of another exam."""

    message = N_(
        "This subject is for the session “{found}”; this sitting expects “{expected}”. Look for "
        "the right file."
    )


class OtherRoom(Conflict):
    """It is meant for another room."""

    message = N_("This subject is for the room “{found}”; this sitting is in “{expected}”.")


class TooLate(NotAllowed):
    """Its time is over."""

    message = N_("This subject could be opened until {until}. Ask the board for a new one.")


@dataclass(frozen=True)
class Header:
    """What everybody may read of a subject."""

    title: str
    session: str
    """Of which exam it is, in the board's words: "CAP 2027-06"; "" for any."""
    room: str
    """"" for any."""
    opens_at: datetime
    until: datetime | None
    """After this moment it opens no more; None for no such moment."""
    program: int
    number: str
    """Eight letters that stand on both sheets and are read aloud in the room."""
    signer: Card
    sealed_at: datetime
    key: Mapping[str, Any]
    content: Mapping[str, Any]
    """Size in bytes and SHA-256 of the two locked entries."""

    def to_bytes(self) -> bytes:
        """Return what is signed."""
        body = {
            "type": TYPE,
            "version": 1,
            "title": self.title,
            "session": self.session,
            "room": self.room,
            "opens_at": moments.in_words(self.opens_at),
            "until": moments.in_words(self.until) if self.until else None,
            "program": self.program,
            "number": self.number,
            "signer": self.signer.as_json(),
            "sealed_at": moments.in_words(self.sealed_at),
            "key": dict(self.key),
            "content": dict(self.content),
        }
        return canonical(body).encode() + b"\n"

    @classmethod
    def from_bytes(cls, data: bytes) -> "Header":
        """Read a header.

        Raises:
            NotAParcel: it is none.
        """
        try:
            body = json.loads(data)
            if body["type"] != TYPE:
                raise NotAParcel(what=WHAT)
            if body["version"] != 1 or int(body["program"]) > PROGRAM:
                raise TooNew(needed=int(body["program"]), here=PROGRAM)
            texts = {name: str(body[name]) for name in ("title", "session", "room", "number")}
            return cls(
                **texts,
                opens_at=moments.read(body["opens_at"]),
                until=moments.read(body["until"]) if body["until"] else None,
                program=int(body["program"]),
                signer=Card.from_bytes(canonical(body["signer"]).encode()),
                sealed_at=moments.read(body["sealed_at"]),
                key=dict(body["key"]),
                content=dict(body["content"]),
            )
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
            raise NotAParcel(what=WHAT) from error


@dataclass(frozen=True)
class Expected:
    """What a sitting asks of a subject."""

    signers: Sequence[Card]
    """Those pinned here."""
    session: str = ""
    """"" for any."""
    room: str = ""
    """"" for any."""


def check(header: Header, signature: bytes, data: bytes, expected: Expected, at: datetime) -> None:
    """Refuse a header that its sitting must not use.

    Args:
        header: as read.
        signature: that came with it.
        data: what it was read of, and what is signed.
        expected: by the sitting.
        at: now.

    Raises:
        Unsigned, ForeignSigner, OtherSession, OtherRoom, TooLate: why.
    """
    if not header.signer.verifies(signature, data):
        raise Unsigned(signer=header.signer.name)
    if all(card.sign != header.signer.sign for card in expected.signers):
        raise ForeignSigner(signer=header.signer.name, letters=header.signer.letters)
    if expected.session and header.session and header.session != expected.session:
        raise OtherSession(found=header.session, expected=expected.session)
    if expected.room and header.room and header.room.casefold() != expected.room.casefold():
        raise OtherRoom(found=header.room, expected=expected.room)
    if header.until and at > header.until:
        raise TooLate(until=header.until)
