"""The board's side: opening sealed results, and finding out whether they can be believed.

Everything is looked at, in this order: the age file, the zip file, who signed, each entry by its
hash, the chain of events, the checkpoint over it, the answers and marks against the events, the
mark on paper, and whether this sitting was imported before.
"""

import hashlib
import json
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pyrage import x25519

from i18n.refusals import Conflict, Invalid, NotAllowed, Phrase
from i18n.translate import N_
from sync.sealing import chain, checkpoints, codes, moments, parcels, results
from sync.sealing.checkpoints import Checkpoint
from sync.sealing.holders import Card
from sync.sealing.merkle import Tree
from sync.sealing.parcels import NotAParcel, PartChanged, Reader
from sync.sealing.results import ANSWERS, LOG, MANIFEST, MARKS, NOTE, SIGNATURE
from sync.sealing.streams import Undecipherable, decrypt

WHAT = Phrase(N_("a file of sealed results"))
_LARGEST = 1 << 30
"""Bytes of a manifest, a log or answers: more is no sitting."""


class NotForThisKey(NotAllowed):
    """Another key reads the file, or bytes of it were changed or cut off."""

    message = N_(
        "This key does not open these results, or they were damaged or cut off on their way. Copy "
        "the file again; try the spare key."
    )


class UnknownSite(NotAllowed):
    """A site signed whose card the board does not have."""

    message = N_(
        "These results are signed by {site} ({letters}), whose card you do not have. Compare these "
        "letters with the site by telephone before you believe anything."
    )


class ManifestForged(Invalid):
    """The signature does not fit the list."""

    message = N_(
        "The list of these results was changed after {site} signed it. Nothing in them is believed."
    )


class LogCut(Invalid):
    """The checkpoint covers another log."""

    message = N_(
        "The checkpoint was made over {signed} events, and the log holds {found}, or others. It "
        "was cut or written again. Ask the site for the copy that was made at closing."
    )


class OtherMark(Invalid):
    """The paper says something else."""

    message = N_(
        "The procès-verbal says {paper}; these results give {found}. They are not the ones that "
        "were closed before witnesses."
    )


class RecordChanged(Invalid):
    """An answer or a mark is not what the log tells."""

    message = N_(
        "Line {line} of {name} does not say what event {event} of the log says. It was changed."
    )


class RecordMissing(Invalid):
    """The log tells of an answer or a mark that is not there, or is there twice."""

    message = N_(
        "Event {event} of the log has {count} lines of answers or marks; it must have one."
    )


class ImportedBefore(Conflict):
    """The board has these results."""

    message = N_("The results of “{title}” ({origin}) were imported already. Nothing was done.")


@dataclass(frozen=True)
class Verified:
    """Results that can be believed."""

    origin: str
    """Of the checkpoint: one sitting among all those of all sites."""
    session: str
    """Its id at its site."""
    title: str
    site: Card
    closed_at: datetime
    sealed_at: datetime
    mark: str
    """The 16 letters to compare with the procès-verbal."""
    events: int
    answers: int
    marks: int
    files: Mapping[str, Any]
    """Size and SHA-256 of each entry."""


@contextmanager
def opened(path: Path, identities: Sequence[str], clear: Path) -> Iterator[Reader]:
    """Decrypt sealed results and open what is in them.

    Args:
        path: as it arrived; also what ``age`` has decrypted already.
        identities: ``AGE-SECRET-KEY-1…``, of the board or the spare one.
        clear: a file for what is decrypted; it is removed at the end.

    Raises:
        NotForThisKey, NotAParcel: nothing is left at ``clear``.
    """
    with path.open("rb") as file:
        sealed = file.read(22).startswith(b"age-encryption.org/v1")
    with ExitStack() as undo:
        if sealed:
            undo.callback(clear.unlink, missing_ok=True)
            keys = [x25519.Identity.from_str(identity) for identity in identities]
            try:
                with path.open("rb") as source, clear.open("wb") as target:
                    decrypt(source, target, keys)
            except Undecipherable as error:
                raise NotForThisKey from error
        yield undo.enter_context(parcels.opened(clear if sealed else path, WHAT))


def verify(
    parcel: Reader,
    sites: Sequence[Card],
    *,
    paper: str = "",
    seen: Container[str] = (),
) -> Verified:
    """Find out whether results can be believed; take nothing from them before.

    Args:
        parcel: see ``opened``.
        sites: whose signatures count.
        paper: the mark on the procès-verbal, as somebody typed it; "" if it is not at hand.
        seen: the origins that were imported before.

    Raises:
        UnknownSite, ManifestForged: who signed.
        PartMissing, PartAdded, PartChanged: naming the entry.
        ChainBroken, NotACheckpoint, CheckpointForged, LogCut, OtherMark: the log.
        RecordChanged, RecordMissing: the answers and marks.
        ImportedBefore: all is well, but it was there.
    """
    manifest, site = _manifest(parcel, sites)
    parcel.check_names({MANIFEST, SIGNATURE, *manifest["files"]})
    for name, described in manifest["files"].items():
        parcel.check(name, described)
    events = rows(parcel, LOG)
    chain.check(events)
    checkpoint = _checkpoint(parcel, site, manifest["session"], events)
    if paper and codes.plain(paper) != codes.plain(checkpoint.mark()):
        raise OtherMark(paper=paper, found=checkpoint.mark())
    counts = _check_records(parcel, events, set(manifest["vouching"]))
    if checkpoint.origin in seen:
        raise ImportedBefore(title=manifest["title"], origin=checkpoint.origin)
    return Verified(
        checkpoint.origin,
        manifest["session"],
        manifest["title"],
        site,
        moments.read(manifest["closed_at"]),
        moments.read(manifest["sealed_at"]),
        checkpoint.mark(),
        len(events),
        *counts,
        manifest["files"],
    )


def rows(parcel: Reader, name: str) -> list[dict[str, Any]]:
    """Return the lines of an entry.

    Raises:
        PartMissing, PartChanged: it is not there, or not lines of JSON objects.
    """
    try:
        found = [json.loads(line) for line in parcel.read(name, _LARGEST).splitlines()]
    except (ValueError, RecursionError) as error:
        raise PartChanged(name=name) from error
    if not all(isinstance(row, dict) for row in found):
        raise PartChanged(name=name)
    return found


def _manifest(parcel: Reader, sites: Sequence[Card]) -> tuple[dict[str, Any], Card]:
    """Return the list that a known site signed."""
    data = parcel.read(MANIFEST)
    try:
        manifest = json.loads(data)
        if (manifest["type"], manifest["version"]) != (results.TYPE, 1):
            raise NotAParcel(what=WHAT)
        told = Card.from_bytes(json.dumps(manifest["signer"]).encode())
        manifest = manifest | {name: str(manifest[name]) for name in ("session", "title")}
        for name in ("closed_at", "sealed_at"):
            moments.read(manifest[name])
        if not {LOG, ANSWERS, MARKS, NOTE} <= dict(manifest["files"]).keys():
            raise NotAParcel(what=WHAT)
        manifest["vouching"] = list(map(str, manifest["vouching"]))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NotAParcel(what=WHAT) from error
    if not told.verifies(parcel.read(SIGNATURE), data):
        raise ManifestForged(site=told.name)
    for site in sites:
        if site.sign == told.sign:
            return manifest, site
    raise UnknownSite(site=told.name, letters=told.letters)


def _checkpoint(
    parcel: Reader, site: Card, session: str, events: Sequence[Mapping[str, Any]]
) -> Checkpoint:
    """Return the checkpoint of the log, which covers all of it."""
    try:
        note = parcel.read(NOTE).decode()
    except UnicodeDecodeError as error:
        raise checkpoints.NotACheckpoint from error
    signed = checkpoints.read(note, site)
    tree = Tree(chain.canonical(event).encode() for event in events)
    if signed != Checkpoint.of(checkpoints.origin_of(site, session), tree):
        raise LogCut(signed=signed.size, found=len(events))
    return signed


def _check_records(
    parcel: Reader, events: Sequence[Mapping[str, Any]], vouching: set[str]
) -> tuple[int, int]:
    """Hold answers and marks against the events; return how many there are of each."""
    by_number = {event["number"]: event for event in events}
    named = {event["number"]: 0 for event in events if event.get("kind") in vouching}
    counts = []
    for name in (ANSWERS, MARKS):
        lines = rows(parcel, name)
        counts.append(len(lines))
        for at, row in enumerate(lines, 1):
            if "event" not in row:
                continue
            event = by_number.get(row["event"])
            if event is None or not _agree(row, event):
                raise RecordChanged(line=at, name=name, event=row["event"])
            if row["event"] in named:
                named[row["event"]] += 1
    for number, count in named.items():
        if count != 1:
            raise RecordMissing(event=number, count=count)
    return counts[0], counts[1]


def _agree(row: Mapping[str, Any], event: Mapping[str, Any]) -> bool:
    """Say whether a line tells what its event tells of it."""
    told = dict(event.get("details") or {}) | {"candidate": event.get("candidate")}
    digest = told.pop("sha256", None)
    if digest is not None:
        answer = str(row.get("answer", "")).encode("utf-8", "surrogatepass")
        if hashlib.sha256(answer).hexdigest() != digest:
            return False
    return all(row[name] == value for name, value in told.items() if name in row)
