"""A bundle: one release of a channel, cut into parts and described by a manifest.

    <id>-<release>/
        manifest.json          what is signed
        parts/ab/<64 hex>      what it vouches for, at most 16 MiB each

The manifest is canonical JSON (sorted keys, no spaces, integers only), so that the same release
always gives the same bytes. A *blob* is spread over *slices* of parts: a large one fills several
parts, small ones share one. Where shared parts end is decided by the blobs themselves, so that
one changed lesson changes one part and not all that follow.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import IO, Any, Protocol

from content import collecting, durable, vocabulary
from content.catalogue import MOST_BYTES, MOST_VALUES, Catalogue, canonical, passing, values_in
from content.refusals import ManifestRefused, NewerFormat
from content.shape import LARGEST as LARGEST_TEXT
from content.wording import LONGEST, LONGEST_DESCRIPTION, fault_in_words, is_seen
from i18n.refusals import Phrase
from i18n.translate import N_

FORMAT = 1
PROGRAM = 1
"""The version of the content format this program reads; a manifest names the oldest it needs."""

LARGEST_PART = 16 << 20
"""Bytes: one part is held in memory while it is checked; also what a bad sector costs."""
SMALL = 64 << 10
"""Bytes: blobs below this share parts, so that 18,000 pages are not 18,000 files on a stick."""
SHARED_PART = 256 << 10
"""Bytes: about the size of a shared part, hence the cost of one changed lesson."""
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
            "parts": tuple((sha256, length) for sha256, length in body["parts"]),
        }
    )


_SLICE, _STORED = (frozenset(part.name for part in fields(each)) for each in (Slice, Stored))


def _unread(body: dict[str, Any]) -> Any:
    """Make of a parsed object the entry that has its keys, unchecked: a third of the memory."""
    keys = frozenset(body)
    return Slice(**body) if keys == _SLICE else Stored(**body) if keys == _STORED else body


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
        must(bool(vocabulary.SHA256.fullmatch(stored.sha256)), N_("hash of a file"))
        must(stored.sha256 not in seen, N_("a file twice"))
        seen.add(stored.sha256)
        must(_whole(stored.size) and stored.type in vocabulary.ENDINGS, N_("type of a file"))
        must(sum(piece.length for piece in stored.slices) == stored.size, N_("size of a file"))
        for piece in stored.slices:
            must(
                _whole(piece.offset) and _whole(piece.length, 1),
                N_("a piece of a file that is in no part"),
            )
            must(
                piece.offset + piece.length <= lengths.get(piece.part, -1),
                N_("a piece of a file that is in no part"),
            )
        must(_each_byte_once(stored), N_("a file that takes the same bytes twice"))
        must(_is_its_part(stored, lengths), N_("hash of a file"))
    must(manifest.catalogue.type == "application/json", N_("type of a file"))
    must(manifest.catalogue.size <= LARGEST_CATALOGUE, N_("a contents list that is too large"))
    texts_fit = all(s.size <= _LARGEST.get(s.type, MOST_BYTES) for s in manifest.files)
    must(texts_fit, N_("a lesson or an exercise that is too large"))
    must(sum(stored.size for stored in manifest.files) == manifest.size, "size")
    most = FEW_PARTS + (manifest.size + manifest.catalogue.size) // SMALLEST_PART
    must(len(manifest.parts) <= most, N_("more parts than its size needs"))


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


class Openable(Protocol):
    """Bytes that are neither a file nor in memory: in an archive, say."""

    def open(self) -> AbstractContextManager[IO[bytes]]:
        """Give them from the beginning inside a block."""


Blob = Path | bytes | Openable
"""Where the bytes of a blob are, to be read when the bundle is written."""


@dataclass(frozen=True)
class Draft:
    """A channel as a publisher made it, before it is cut into parts."""

    catalogue: Catalogue
    blobs: Mapping[str, Blob]
    """Where the bytes of each blob are, by SHA-256."""


def build(draft: Draft, out: Path) -> Path:
    """Write a bundle below ``out`` and return its folder.

    The same draft always gives the same bytes. A folder of that name is replaced, in one step
    once the new one is whole.
    """
    channel = draft.catalogue.channel
    out.mkdir(parents=True, exist_ok=True)
    target = out / f"{channel.id}-{channel.release}"
    with durable.replacing_folder(target) as folder:
        packer = _Packer(folder / "parts")
        listing = draft.catalogue.to_bytes()
        packer.add(hashlib.sha256(listing).hexdigest(), "application/json", listing)
        packer.end_shared_part()
        types = {file.sha256: file.type for file in draft.catalogue.files()}
        for sha256, media_type in types.items():
            packer.add(sha256, media_type, draft.blobs[sha256])
        catalogue, *files = packer.stored()
        manifest = _describe(draft.catalogue, packer.parts, catalogue, files)
        Manifest.from_bytes(manifest.to_bytes())
        (folder / "manifest.json").write_bytes(manifest.to_bytes())
    return target


def open_bundle(folder: Path) -> Manifest:
    """Read the manifest of a built bundle.

    Raises:
        ManifestRefused: it is missing or not valid.
    """
    path = folder / "manifest.json"
    if not path.is_file():
        raise ManifestRefused(what=Phrase(N_("{name} is missing"), name=path.name))
    return Manifest.from_bytes(path.read_bytes())


def part_name(sha256: str) -> str:
    """Return where a part lies below its bundle or medium: "parts/ab/<64 hex>"."""
    return f"parts/{sha256[:2]}/{sha256}"


def said_of(catalogue: Catalogue) -> dict[str, Any]:
    """Return what a manifest says of its catalogue, by field."""
    channel, nodes = catalogue.channel, catalogue.nodes
    own = next(v for v in channel.versions if v.language == channel.language and not v.easy)
    labels = sorted({label for node in nodes for label in node.labels})
    return {
        "title": own.title,
        "description": own.description,
        "language": channel.language,
        "languages": tuple(sorted({v.language for node in nodes for v in node.versions})),
        "licenses": tuple(sorted({channel.license, *(node.license for node in nodes)})),
        "subjects": tuple(sorted({node.subject for node in nodes} - {""})),
        "nodes": len(nodes),
        "minutes": sum(node.minutes for node in nodes),
        "accessibility": {label: sum(label in node.labels for node in nodes) for label in labels},
    }


def _describe(
    catalogue: Catalogue, parts: dict[str, int], listing: Stored, files: Iterable[Stored]
) -> Manifest:
    files = tuple(sorted(files, key=lambda stored: stored.sha256))
    return Manifest(
        id=catalogue.channel.id,
        release=catalogue.channel.release,
        size=sum(stored.size for stored in files),
        min_program=PROGRAM,
        catalogue=listing,
        files=files,
        parts=tuple(sorted(parts.items())),
        **said_of(catalogue),
    )


class _Packer:
    """Writes blobs into parts, several small ones to a part."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.parts: dict[str, int] = {}
        self._blobs: list[tuple[str, int, str, list[Slice]]] = []
        self._shared = bytearray()
        self._waiting: list[tuple[list[Slice], int, int]] = []

    def add(self, sha256: str, media_type: str, source: Blob) -> None:
        slices: list[Slice] = []
        size = 0
        for chunk in _chunks(source):
            size += len(chunk)
            if len(chunk) < SMALL:
                self._waiting.append((slices, len(self._shared), len(chunk)))
                self._shared += chunk
            else:
                for piece in _unlike({piece.part for piece in slices}, chunk):
                    slices.append(Slice(self._write(piece), 0, len(piece)))
        self._blobs.append((sha256, size, media_type, slices))
        natural_end = len(self._shared) >= SMALL and int(sha256[:2], 16) < 32
        if natural_end or len(self._shared) >= SHARED_PART:
            self.end_shared_part()

    def end_shared_part(self) -> None:
        """Write what small blobs have gathered, and tell each where it lies."""
        if self._shared:
            name = self._write(bytes(self._shared))
            for slices, offset, length in self._waiting:
                slices.append(Slice(name, offset, length))
            self._waiting.clear()
            self._shared.clear()

    def stored(self) -> list[Stored]:
        """Return every blob added so far with its slices, in the order they came."""
        self.end_shared_part()
        return [
            Stored(sha256, size, media_type, tuple(slices))
            for sha256, size, media_type, slices in self._blobs
        ]

    def _write(self, data: bytes) -> str:
        name = hashlib.sha256(data).hexdigest()
        path = self.folder / name[:2] / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self.parts[name] = len(data)
        return name


def _unlike(parts: set[str], chunk: bytes) -> tuple[bytes, ...]:
    """Return a chunk, cut in two where its file holds the very same bytes already.

    So a file of many zeros is made of parts that differ at least in length: no file takes the
    same bytes twice, see ``_each_byte_once``.
    """
    if hashlib.sha256(chunk).hexdigest() not in parts:
        return (chunk,)
    cut = len(chunk) // 2 - len(parts)
    return (*_unlike(parts, chunk[:cut]), *_unlike(parts, chunk[cut:]))


def _chunks(source: Blob) -> Iterator[bytes]:
    if isinstance(source, bytes):
        for start in range(0, len(source), LARGEST_PART):
            yield source[start : start + LARGEST_PART]
        return
    with source.open("rb") if isinstance(source, Path) else source.open() as file:
        while chunk := file.read(LARGEST_PART):
            yield chunk
