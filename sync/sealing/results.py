"""Sealed results: all that a sitting left, for a board that was not in the room.

The file is what ``age`` makes of a zip file of plain entries:

    manifest.json      which sitting, when, by whom; size and SHA-256 of all other entries
    manifest.sig       the site's Ed25519 signature of manifest.json, 64 bytes
    log.jsonl          the chain of events, one a line: see ``chain``
    answers.jsonl      every revision of every answer, one a line
    marks.jsonl        every mark, one a line
    checkpoint.note    the checkpoint made at closing: see ``checkpoints``
    uploads/<SHA-256>  files and recordings of candidates
    papers/…           what people read: the procès-verbal, lists

A line of answers or marks may name the ``event`` that vouches for it. What that event tells of it
(its ``details``, and whose it is) the line must tell too; ``details["sha256"]`` is the SHA-256 of
the line's ``answer``. Each event of a kind in ``vouching`` is named by exactly one line.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyrage
from pyrage import x25519

from sync.sealing import parcels
from sync.sealing.chain import canonical
from sync.sealing.holders import Card, Signer
from sync.sealing.moments import in_words
from sync.sealing.parcels import PartChanged

TYPE = "ardoise.results"
MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
LOG, ANSWERS, MARKS, NOTE = "log.jsonl", "answers.jsonl", "marks.jsonl", "checkpoint.note"
UPLOADS, PAPERS = "uploads/", "papers/"


@dataclass(frozen=True)
class Results:
    """What is to be sealed."""

    session: str
    """The id of the sitting at this site; the checkpoint's origin makes it one among all."""
    title: str
    closed_at: datetime
    events: Iterable[Mapping[str, Any]]
    """As they travel: ``chain``."""
    answers: Iterable[Mapping[str, Any]]
    marks: Iterable[Mapping[str, Any]]
    note: str
    """The checkpoint over all events."""
    uploads: Mapping[str, Path]
    """By SHA-256."""
    papers: Mapping[str, bytes]
    """By name, without folders."""
    vouching: tuple[str, ...] = ()
    """Kinds of events for each of which there is one line."""


def seal(target: Path, results: Results, signer: Signer, board: Card, *, at: datetime) -> str:
    """Write a file that the board alone reads.

    Args:
        target: the file; what was there is replaced.
        results: what is in it.
        signer: of the site.
        board: to whose keys it is encrypted, the spare one too.
        at: when it is sealed.

    Returns:
        The SHA-256 of the file.

    Raises:
        PartChanged: an upload is not the one of its name.
        OSError: the disk is full; ``target`` is as before.
    """
    clear = target.with_name(target.name + ".clear")
    readers = [x25519.Recipient.from_str(reader) for reader in board.read]
    try:
        with _private(clear), parcels.writing(clear) as parcel:
            _fill(parcel, results)
            manifest = _manifest(results, parcel.files, signer.card, at)
            parcel.put_bytes(MANIFEST, manifest)
            parcel.put_bytes(SIGNATURE, signer.sign(manifest))
        with (
            parcels.replacing(target) as waiting,
            clear.open("rb") as source,
            waiting.open("wb") as sealed,
        ):
            pyrage.encrypt_io(source, sealed, readers)
    finally:
        clear.unlink(missing_ok=True)
    digest = hashlib.sha256()
    for chunk in parcels.chunks_of(target):
        digest.update(chunk)
    return digest.hexdigest()


def _fill(parcel: parcels.Writer, results: Results) -> None:
    for name, rows in ((LOG, results.events), (ANSWERS, results.answers), (MARKS, results.marks)):
        parcel.put(name, _lines(rows))
    parcel.put_bytes(NOTE, results.note.encode())
    for sha256, path in sorted(results.uploads.items()):
        parcel.put_file(UPLOADS + sha256, path)
        if parcel.files[UPLOADS + sha256]["sha256"] != sha256:
            raise PartChanged(name=path.name)
    for name, data in sorted(results.papers.items()):
        parcel.put_bytes(PAPERS + name, data)


def _manifest(results: Results, files: Mapping[str, Any], signer: Card, at: datetime) -> bytes:
    body = {
        "type": TYPE,
        "version": 1,
        "session": results.session,
        "title": results.title,
        "closed_at": in_words(results.closed_at),
        "sealed_at": in_words(at),
        "signer": signer.as_json(),
        "vouching": sorted(results.vouching),
        "files": dict(files),
    }
    return json.dumps(body, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"


def _lines(rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    for row in rows:
        yield canonical(row).encode() + b"\n"


@contextmanager
def _private(path: Path) -> Iterator[None]:
    """Make a file that its owner alone reads, for what is not encrypted yet."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    yield
