"""The manifest of a bundle: which blobs there are, in which parts they lie; what is signed.

It is canonical JSON (sorted keys, no spaces, integers only), so that the same release always gives
the same bytes. Who reads one checks all of it: what passes here holds together.
"""

import hashlib
import json
import sys
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import pairwise
from typing import Any

from content import collecting, vocabulary
from content.catalogue import MOST_VALUES, canonical, passing, values_in
from content.entries import MOST_BYTES
from content.refusals import ManifestRefused, NewerFormat
from content.shape import LARGEST as LARGEST_TEXT
from content.wording import LONGEST, LONGEST_DESCRIPTION, fault_in_words, is_seen
from i18n.translate import N_

FORMAT = 1
PROGRAM = 3
"""The version of the content format this program reads; a manifest names the oldest it needs.

1: nodes say their place among those beside them. 2: they come in it, and may say nothing.
3: interactive packages; dictionaries, and the licences that they have; voices;
   languages of the pages; translators.
"""
LARGEST_PART = 16 << 20
"""Bytes: one part is held in memory while it is checked; also what a bad sector costs."""
SMALLEST_PART, FEW_PARTS = 16 << 10, 100
"""Bytes of a part on average, and how many more there may be: each is a file on a disk."""
LARGEST_MANIFEST = 64 << 20
LARGEST_CATALOGUE = 32 << 20
"""Bytes: read as a whole. The largest channel we know, Kolibri's of 20,955 nodes, takes 24 MiB."""

_LARGEST = {"text/html": LARGEST_TEXT, "application/json": LARGEST_TEXT}
"""What is read as a whole, by its media type; all else goes through memory in pieces."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Bytes ``offset`` to ``offset + length`` of a part."""

    part: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Stored:
    """A blob and the slices that make it, in order."""

    sha256: str
    size: int
    type: str
    slices: tuple[Slice, ...]


@dataclass(frozen=True)
class Manifest:
    """What a signature vouches for."""

    id: str
    release: int
    title: str
    description: str
    language: str
    languages: tuple[str, ...]
    licenses: tuple[str, ...]
    subjects: tuple[str, ...]
    nodes: int
    minutes: int
    size: int
    """Bytes of all blobs."""
    min_program: int
    accessibility: dict[str, int]
    """How many nodes carry each accessibility label."""
    catalogue: Stored
    files: tuple[Stored, ...]
    parts: tuple[tuple[str, int], ...]
    """Each part once: its SHA-256 and its length."""
    format: int = FORMAT

    def to_bytes(self) -> bytes:
        """Return the canonical JSON of this manifest."""
        told = {part.name: getattr(self, part.name) for part in fields(self)}
        told |= {"catalogue": _told(self.catalogue), "files": [_told(each) for each in self.files]}
        return canonical(told)

    @cached_property
    def sha256(self) -> str:
        """Return the hash that names this very manifest."""
        return hashlib.sha256(self.to_bytes()).hexdigest()

    @property
    def name(self) -> str:
        """Return "<id>-<release>", what people call it."""
        return f"{self.id}-{self.release}"

    @classmethod
    def from_bytes(cls, data: bytes) -> "Manifest":
        """Read a manifest and check that it holds together.

        Raises:
            ManifestRefused: saying what is wrong.
            NewerFormat: it was made for a program that came after this one.
        """
        with collecting.paused():
            return cls._read(data)

    @classmethod
    def _read(cls, data: bytes) -> "Manifest":
        try:
            fits = len(data) <= LARGEST_MANIFEST and values_in(data) <= MOST_VALUES
            body = json.loads(data, object_hook=_unread) if fits else None
        except (ValueError, RecursionError):
            body = None
        if isinstance(body, dict) and _whole(body.get("format"), FORMAT + 1):
            raise NewerFormat(what=N_("an unknown format"))
        if not isinstance(body, dict) or not _whole(body.get("format"), FORMAT, FORMAT + 1):
            raise ManifestRefused(what=N_("an unknown format"))
        if set(body) != {part.name for part in fields(cls)}:
            raise ManifestRefused(what=N_("other keys than it must have"))
        try:
            manifest = _manifest(body)
            _check(manifest)
            as_it_must = manifest.to_bytes() == data
        except (TypeError, ValueError, KeyError, AttributeError, RecursionError):
            raise ManifestRefused(what=N_("values of another type")) from None
        if not as_it_must:
            raise ManifestRefused(what=N_("not written as it must be"))
        manifest.__dict__["sha256"] = hashlib.sha256(data).hexdigest()  # of the same bytes
        return manifest


def _told(stored: Stored) -> dict[str, Any]:
    slices = [
        {"length": piece.length, "offset": piece.offset, "part": piece.part}
        for piece in stored.slices
    ]
    told = {"sha256": stored.sha256, "size": stored.size, "slices": slices}
    return {**told, "type": stored.type}


def _manifest(body: dict[str, Any]) -> Manifest:
    return Manifest(
        **{
            **body,
            **{name: tuple(body[name]) for name in ("languages", "licenses", "subjects")},
            "catalogue": _stored(body["catalogue"]),
            "files": tuple(_stored(entry) for entry in passing(body["files"])),
            "parts": tuple((_once(sha256), length) for sha256, length in body["parts"]),
        }
    )


_SLICE, _STORED = (frozenset(part.name for part in fields(each)) for each in (Slice, Stored))


def _unread(body: dict[str, Any]) -> Any:
    """Make of a parsed object the entry that has its keys, unchecked: a third of the memory."""
    keys = frozenset(body)
    if keys == _SLICE:
        return Slice(_once(body["part"]), body["offset"], body["length"])
    if keys == _STORED:
        return Stored(body["sha256"], body["size"], _once(body["type"]), body["slices"])
    return body


def _once(value: Any) -> Any:
    """Return a text that many entries have, a part or a type, as the one that is kept."""
    return sys.intern(value) if isinstance(value, str) else value


def _stored(read: Any) -> Stored:
    if not isinstance(read, Stored) or not isinstance(read.slices, list):
        raise TypeError
    if not all(isinstance(piece, Slice) for piece in read.slices):
        raise TypeError
    return Stored(read.sha256, read.size, read.type, tuple(read.slices))


def _whole(value: Any, least: int = 0, below: int = MOST_BYTES) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value < below


def _check(manifest: Manifest) -> None:
    def must(holds: bool, what: str) -> None:
        if not holds:
            raise ManifestRefused(what=what)

    must(bool(vocabulary.CHANNEL_ID.fullmatch(manifest.id)), "id")
    must(_whole(manifest.release, 1, 10**9), "release")
    counts = (manifest.nodes, manifest.minutes, manifest.size, manifest.min_program)
    must(
        all(_whole(n) for n in (*counts, *manifest.accessibility.values())),
        N_("a number that cannot be"),
    )
    for words in (manifest.title, manifest.description):
        is_long = words is manifest.description
        fault = fault_in_words(words, LONGEST_DESCRIPTION if is_long else LONGEST, lines=is_long)
        must(not fault, fault)
    must(is_seen(manifest.title), "title")
    codes = (manifest.language, *manifest.languages)
    must(all(vocabulary.LANGUAGE.fullmatch(code) for code in codes), "language")
    must(set(manifest.licenses) <= set(vocabulary.LICENSES), "licenses")
    must(set(manifest.subjects) <= set(vocabulary.SUBJECTS), "subjects")
    must(set(manifest.accessibility) <= set(vocabulary.LABELS), "labels")
    lengths = dict(manifest.parts)
    must(len(lengths) == len(manifest.parts), N_("a part twice"))
    for sha256, length in manifest.parts:
        must(bool(vocabulary.SHA256.fullmatch(sha256)), N_("hash of a part"))
        must(_whole(length, 1, LARGEST_PART + 1), N_("length of a part"))
    seen: set[str] = set()
    for stored in (manifest.catalogue, *manifest.files):
        if fault := _fault_in_stored(stored, lengths):
            raise ManifestRefused(what=fault)
        must(stored.sha256 not in seen, N_("a file twice"))
        seen.add(stored.sha256)
    must(manifest.catalogue.type == "application/json", N_("type of a file"))
    must(manifest.catalogue.size <= LARGEST_CATALOGUE, N_("a contents list that is too large"))
    texts_fit = all(s.size <= _LARGEST.get(s.type, MOST_BYTES) for s in manifest.files)
    must(texts_fit, N_("a lesson or an exercise that is too large"))
    must(sum(stored.size for stored in manifest.files) == manifest.size, "size")
    most = FEW_PARTS + (manifest.size + manifest.catalogue.size) // SMALLEST_PART
    must(len(manifest.parts) <= most, N_("more parts than its size needs"))


def _fault_in_stored(stored: Stored, lengths: dict[str, int]) -> str:
    """Say what is wrong with a file, "" if nothing is: asked 20,000 times for a large channel."""
    if not vocabulary.SHA256.fullmatch(stored.sha256):
        return N_("hash of a file")
    if not _whole(stored.size) or stored.type not in vocabulary.ENDINGS:
        return N_("type of a file")
    if sum([piece.length for piece in stored.slices]) != stored.size:
        return N_("size of a file")
    for piece in stored.slices:
        is_number = _whole(piece.offset) and _whole(piece.length, 1)
        if not is_number or piece.offset + piece.length > lengths.get(piece.part, -1):
            return N_("a piece of a file that is in no part")
    if not _each_byte_once(stored):
        return N_("a file that takes the same bytes twice")
    return "" if _is_its_part(stored, lengths) else N_("hash of a file")


def _each_byte_once(stored: Stored) -> bool:
    """Say whether no two slices overlap: else 100 kB of slices would make a file of 16 GB."""
    if len(stored.slices) < 2:
        return True
    places = sorted((piece.part, piece.offset, piece.length) for piece in stored.slices)
    return all(
        part != next_part or offset + length <= next_offset
        for (part, offset, length), (next_part, next_offset, _) in pairwise(places)
    )


def _is_its_part(stored: Stored, lengths: dict[str, int]) -> bool:
    """Say whether a file that takes one whole part has that part's hash; others may have any."""
    (first, *more) = stored.slices or (Slice("", 0, 0),)
    return bool(more) or lengths.get(first.part) != first.length or first.part == stored.sha256
