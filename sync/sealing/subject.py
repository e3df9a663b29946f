"""A sealed subject: a paper that arrives days before, and opens with two people's codes.

The file is a zip file of four entries, none compressed:

    header.json     in the clear: title, session, room, when it opens, for which program, by whom,
                    size and SHA-256 of the two locked entries
    header.sig      the signer's Ed25519 signature of header.json, 64 bytes
    key.age         an age identity, locked with code 2, and that again with code 1
    content.age     encrypted to that identity: a zip of paper.json and media/<SHA-256>

Code 1 opens the outer lock, code 2 the inner one: neither person can open anything alone. Before
its time the program refuses; what truly keeps the subject shut until then is that the two sheets
lie in two envelopes. ``check`` looks at all but the content, days before; the tries at opening are
counted by the caller.
"""

import hashlib
import os
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyrage
from pyrage import x25519

from content import durable
from i18n.refusals import Invalid, NotAllowed
from i18n.translate import N_
from sync.sealing import codes, headers, parcels, passwords
from sync.sealing.headers import PROGRAM, WHAT, Expected, Header
from sync.sealing.holders import Signer
from sync.sealing.parcels import NotAParcel, PartChanged
from sync.sealing.streams import Undecipherable, decrypt

HEADER, SIGNATURE, KEY, CONTENT = "header.json", "header.sig", "key.age", "content.age"
PAPER, MEDIA = "paper.json", "media/"
_LARGEST_HEADER = 64 * 1024


class TooEarly(NotAllowed):
    """Its moment has not come."""

    message = N_("This subject opens at {opens}, not before. Nothing was opened.")


class WrongKey(NotAllowed):
    """A code is typed as codes are, and does not open."""

    message = N_(
        "Key {holder} does not open this subject. Check that the sheet is the one of this subject: "
        "its number is {number}."
    )


class ContentUnreadable(Invalid):
    """The codes are right, but what they open is not."""

    message = N_("The keys are right, but the content of this subject is damaged. Use the spare.")


@dataclass(frozen=True)
class Wanted:
    """What is to be sealed, and for when."""

    title: str
    paper: bytes
    """The paper as its file."""
    media: Mapping[str, Path]
    """What it shows and plays, by SHA-256."""
    opens_at: datetime
    session: str = ""
    room: str = ""
    until: datetime | None = None


@dataclass(frozen=True)
class Opened:
    """A subject that two people have opened."""

    header: Header
    paper: bytes
    media: tuple[str, ...]
    """The SHA-256 of each file in the folder of media."""


def seal(target: Path, wanted: Wanted, signer: Signer, *, at: datetime) -> tuple[str, str]:
    """Write a sealed subject.

    Args:
        target: the file; what was there is replaced.
        wanted: the paper, and for when.
        signer: of the board.
        at: when it is sealed.

    Returns:
        The two codes, each for one person's sheet; they are kept nowhere.

    Raises:
        PartChanged: a file of media is not the one of its name.
        OSError: the disk is full; ``target`` is as before.
    """
    identity = x25519.Identity.generate()
    held = (codes.new(1), codes.new(2))
    locked = f"{identity}\n".encode()
    for code in reversed(held):
        locked = passwords.lock(locked, code, passwords.FOR_CODES)
    clear, content = _beside(target, ".clear"), _beside(target, ".content")
    try:
        _pack(clear, wanted)
        with clear.open("rb") as source, content.open("wb") as sealed:
            pyrage.encrypt_io(source, sealed, [identity.to_public()])
        header = Header(
            title=wanted.title,
            session=wanted.session,
            room=wanted.room,
            opens_at=wanted.opens_at,
            until=wanted.until,
            program=PROGRAM,
            number=codes.in_groups(codes.letters_of(secrets.token_bytes(5), 8)),
            signer=signer.card,
            sealed_at=at,
            key=described(locked),
            content=_described_file(content),
        ).to_bytes()
        _write(target, header, signer.sign(header), locked, content)
    finally:
        clear.unlink(missing_ok=True)
        content.unlink(missing_ok=True)
    return held


def check(path: Path, expected: Expected, *, at: datetime) -> Header:
    """Check everything but the content: days before, and again when it is opened.

    Raises:
        NotAParcel, PartMissing, PartAdded, PartChanged: it is damaged or something else.
        Unsigned, ForeignSigner, TooNew, OtherSession, OtherRoom, TooLate: it is not to be used.
    """
    with parcels.opened(path, WHAT) as parcel:
        parcel.check_names({HEADER, SIGNATURE, KEY, CONTENT})
        data = parcel.read(HEADER, _LARGEST_HEADER)
        header = Header.from_bytes(data)
        headers.check(header, parcel.read(SIGNATURE, _LARGEST_HEADER), data, expected, at)
        for name, described in ((KEY, header.key), (CONTENT, header.content)):
            parcel.check(name, described)
    return header


def open_(
    path: Path, typed: tuple[str, str], expected: Expected, media: Path, *, at: datetime
) -> Opened:
    """Open a subject with the codes of two people.

    Args:
        path: the file.
        typed: what the first and the second person typed.
        expected: by the sitting.
        media: a folder for pictures and recordings; they are put there by SHA-256.
        at: now.

    Raises:
        TooEarly: nothing was tried.
        MistypedCode, WrongKey: naming whose.
        ContentUnreadable: nothing was put into ``media``.
        and all that ``check`` raises.
    """
    header = check(path, expected, at=at)
    if at < header.opens_at:
        raise TooEarly(opens=header.opens_at)
    read = tuple(codes.read(text, holder) for holder, text in enumerate(typed, 1))
    media.mkdir(parents=True, exist_ok=True)
    clear = media / f".opening-{os.getpid()}"
    try:
        with parcels.opened(path, WHAT) as parcel:
            identity = _unlocked(parcel.read(KEY), read, header)
            with parcel.stream(CONTENT) as sealed, clear.open("wb") as file:
                decrypt(sealed, file, [identity])
        paper, names = _unpack(clear, media)
    except (Undecipherable, NotAParcel, PartChanged) as error:
        raise ContentUnreadable from error
    finally:
        clear.unlink(missing_ok=True)
    return Opened(header, paper, names)


def _pack(target: Path, wanted: Wanted) -> None:
    with parcels.writing(target) as parcel:
        parcel.put_bytes(PAPER, wanted.paper)
        for sha256, path in sorted(wanted.media.items()):
            parcel.put_file(MEDIA + sha256, path)
            if parcel.files[MEDIA + sha256]["sha256"] != sha256:
                raise PartChanged(name=path.name)


def _unpack(clear: Path, media: Path) -> tuple[bytes, tuple[str, ...]]:
    """Return the paper and what was put into ``media``, each file checked by its name."""
    with parcels.opened(clear, WHAT) as parcel:
        names = sorted(name.removeprefix(MEDIA) for name in parcel.sizes if name != PAPER)
        if not all(len(name) == 64 and not set(name) - set("0123456789abcdef") for name in names):
            raise NotAParcel(what=WHAT)
        parcel.check_names({PAPER, *(MEDIA + name for name in names)})
        for name in names:
            size = parcel.sizes[MEDIA + name]
            waiting = _beside(media / name, ".part")
            with waiting.open("wb") as file:
                expected = {"size": size, "sha256": name}
                parcel.check(MEDIA + name, expected, file.write)
                file.flush()
                os.fsync(file.fileno())
            waiting.replace(media / name)
        durable.flush_folder(media)
        return parcel.read(PAPER), tuple(names)


def _write(target: Path, header: bytes, signature: bytes, locked: bytes, content: Path) -> None:
    with parcels.replacing(target) as waiting, parcels.writing(waiting) as parcel:
        parcel.put_bytes(HEADER, header)
        parcel.put_bytes(SIGNATURE, signature)
        parcel.put_bytes(KEY, locked)
        parcel.put_file(CONTENT, content)


def _unlocked(locked: bytes, read: Iterable[str], header: Header) -> x25519.Identity:
    """Return the identity behind the two locks."""
    for holder, code in enumerate(read, 1):
        try:
            locked = passwords.unlock(locked, code)
        except passwords.WrongPassphrase as error:
            raise WrongKey(holder=holder, number=header.number) from error
        except passwords.NotLocked as error:
            raise ContentUnreadable from error
    try:
        return x25519.Identity.from_str(locked.decode().strip())
    except (ValueError, pyrage.IdentityError) as error:
        raise ContentUnreadable from error


def described(data: bytes) -> dict[str, Any]:
    """Return the size and SHA-256 of an entry, as a header tells them."""
    return {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def _described_file(path: Path) -> dict[str, Any]:
    digest = hashlib.sha256()
    for chunk in parcels.chunks_of(path):
        digest.update(chunk)
    return {"size": path.stat().st_size, "sha256": digest.hexdigest()}


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)
