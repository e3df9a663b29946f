"""What was spoken once: an MP3 and its marks, kept under the hash of what they were made from.

A kept piece is two files, ``ab/<hash>.json`` and ``ab/<hash>.mp3``. The second is written
last, so a piece whose MP3 is there is whole. Losing any of it costs only time.

There is room for so many bytes and no more: a new piece takes the place of those that nobody
has heard for longest. Each of the 256 folders keeps its own share, so that nothing is counted but
the folder that grows, by however many programs at once.
"""

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from i18n.formats import Size
from i18n.refusals import Unavailable
from i18n.speech.recording import Mark
from i18n.translate import N_

FORMAT = 1
"""Raise it when the same recording would be kept otherwise."""

FOLDERS = 256
"""Names are hashes, so each folder gets about as much as any other."""

RECENT = 10 * 60
"""Seconds in which a piece that was asked for stays: it may be on its way to somebody."""

NOTED_EVERY = 60
"""Seconds between two notes that a piece was asked for."""

BLOCK = 4096
"""Bytes in which a disk counts: the marks of a word take as many."""


class NoRoom(Unavailable):
    """The disk has no room for another piece."""

    message = N_(
        "The disk is too full for reading aloud: {free} are free. The text can still be read; tell "
        "the administrator."
    )


class Full(Exception):
    """The cache holds as much as it may, and nothing in it was to be given up."""


@dataclass(frozen=True)
class Limits:
    """How much may be kept."""

    most: int = 5_000_000_000
    """Bytes of all pieces."""
    reserve: int = 64 << 20
    """Bytes that stay free on the disk."""
    replace: bool = True
    """Whether a new piece may take the place of others."""


USUAL = Limits()


@dataclass(frozen=True)
class Piece:
    """A kept recording."""

    mp3: Path
    marks: tuple[Mark, ...]
    """Places in the spoken form, seconds in the MP3."""
    seconds: float
    """How long the MP3 plays."""


def key(engine: str, version: str, voice: str, words_a_minute: int, spoken_form: str) -> str:
    """Return the name of a piece: 64 hexadecimal digits."""
    parts = [FORMAT, engine, version, voice, words_a_minute, spoken_form]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def find(folder: Path, name: str) -> Piece | None:
    """Return the piece kept under a name; None where there is none or it cannot be read."""
    mp3 = _path(folder, name, "mp3")
    try:
        if time.time() - mp3.stat().st_mtime > NOTED_EVERY:
            os.utime(mp3)
        kept = json.loads(_path(folder, name, "json").read_bytes())
        marks = tuple(Mark(int(position), float(at)) for position, at in kept["marks"])
        return Piece(mp3, marks, float(kept["seconds"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(
    folder: Path,
    name: str,
    mp3: bytes,
    marks: Sequence[Mark],
    seconds: float,
    limits: Limits = USUAL,
) -> Piece:
    """Keep a piece and return it; a reader sees all of it or nothing.

    Raises:
        NoRoom: the disk would be left with less than the reserve.
        Full: the limit is reached, and it may not take the place of others.
        OSError: the disk is full or cannot be written to; no piece is there.
    """
    kept = {"marks": [[mark.position, round(mark.at, 3)] for mark in marks], "seconds": seconds}
    data = json.dumps(kept).encode()
    shelf = _path(folder, name, "mp3").parent
    shelf.mkdir(parents=True, exist_ok=True)
    make_room(shelf, _on_disk(len(data)) + _on_disk(len(mp3)), limits)
    _write(_path(folder, name, "json"), data)
    _write(_path(folder, name, "mp3"), mp3)
    piece = find(folder, name)
    if piece is None:
        raise OSError(f"{name}: was written, cannot be read")
    return piece


def size(folder: Path) -> int:
    """Return how many bytes of the disk all pieces take."""
    shelves = [shelf for shelf in folder.glob("??") if shelf.is_dir()]
    return sum(piece.size for shelf in shelves for piece in _pieces(shelf))


def forget(folder: Path) -> int:
    """Drop every piece but those that were asked for lately; return the bytes freed."""
    shelves = [shelf for shelf in folder.glob("??") if shelf.is_dir()]
    lately = time.time() - RECENT
    pieces = [piece for shelf in shelves for piece in _pieces(shelf) if piece.used < lately]
    return sum(piece.drop() for piece in pieces)


def make_room(shelf: Path, size: int, limits: Limits) -> None:
    """Drop from one of the folders what nobody heard for longest, until ``size`` bytes fit.

    What was asked for within the last ``RECENT`` seconds stays, even beyond the limit.

    Raises:
        NoRoom: the disk would be left with less than the reserve.
        Full: the limit is reached, and nothing may be dropped.
    """
    pieces = _pieces(shelf)
    over = sum(piece.size for piece in pieces) + size - limits.most // FOLDERS
    free = shutil.disk_usage(shelf).free
    needed = size if free < size + limits.reserve else 0
    if max(over, needed) > 0 and not limits.replace:
        raise NoRoom(free=Size(free)) if needed else Full
    dropped = 0
    for piece in sorted(pieces, key=lambda piece: piece.used):
        if dropped >= max(over, needed) or time.time() - piece.used < RECENT:
            break
        dropped += piece.drop()
    if dropped < needed:
        raise NoRoom(free=Size(free))


@dataclass
class _Kept:
    """The files of a piece, or what is left of one."""

    paths: list[Path] = field(default_factory=list)
    size: int = 0
    used: float = 0.0
    """When it was asked for last, in seconds since 1970."""

    def drop(self) -> int:
        """Delete it, unless somebody holds it open on Windows; return the bytes freed."""
        try:
            for path in sorted(self.paths, reverse=True):  # the MP3 first: without it all is gone
                path.unlink(missing_ok=True)
        except PermissionError:
            return 0
        return self.size


def _pieces(shelf: Path) -> list[_Kept]:
    found: dict[str, _Kept] = {}
    with os.scandir(shelf) as entries:
        for entry in entries:
            with contextlib.suppress(FileNotFoundError):
                about = entry.stat()
                piece = found.setdefault(entry.name.partition(".")[0], _Kept())
                piece.paths.append(Path(entry.path))
                piece.size += _on_disk(about.st_size)
                piece.used = max(piece.used, about.st_mtime)
    return list(found.values())


def _on_disk(size: int) -> int:
    return -(-size // BLOCK) * BLOCK


def _path(folder: Path, name: str, kind: str) -> Path:
    return folder / name[:2] / f"{name}.{kind}"


def _write(target: Path, data: bytes) -> None:
    number, part = tempfile.mkstemp(prefix=target.name, suffix=".part", dir=target.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(part).replace(target)
    except PermissionError:
        Path(part).unlink(missing_ok=True)
        if not target.exists():  # Windows: it is there, and somebody is reading it
            raise
    except BaseException:
        with contextlib.suppress(OSError):
            Path(part).unlink()
        raise
