"""What was spoken once: an MP3 and its marks, kept under the hash of what they were made from.

A kept piece is two files, ``ab/<hash>.json`` and ``ab/<hash>.mp3``. The second is written
last, so a piece whose MP3 is there is whole. Losing any of it costs only time.
"""

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from i18n.speech.recording import Mark

FORMAT = 1
"""Raise it when the same recording would be kept otherwise."""


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
    if not mp3.exists():
        return None
    try:
        kept = json.loads(_path(folder, name, "json").read_bytes())
        marks = tuple(Mark(int(position), float(at)) for position, at in kept["marks"])
        return Piece(mp3, marks, float(kept["seconds"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(folder: Path, name: str, mp3: bytes, marks: Sequence[Mark], seconds: float) -> Piece:
    """Keep a piece and return it; a reader sees all of it or nothing.

    Raises:
        OSError: the disk is full or cannot be written to; no piece is there.
    """
    kept = {"marks": [[mark.position, round(mark.at, 3)] for mark in marks], "seconds": seconds}
    _write(_path(folder, name, "json"), json.dumps(kept).encode())
    _write(_path(folder, name, "mp3"), mp3)
    piece = find(folder, name)
    if piece is None:
        raise OSError(f"{name}: was written, cannot be read")
    return piece


def _path(folder: Path, name: str, kind: str) -> Path:
    return folder / name[:2] / f"{name}.{kind}"


def _write(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
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
