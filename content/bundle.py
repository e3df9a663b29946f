"""A bundle: one release of a channel, cut into parts and described by a manifest.

    <id>-<release>/
        manifest.json          what is signed
        parts/ab/<64 hex>      what it vouches for, at most 16 MiB each

A *blob* is spread over *slices* of parts: a large one fills several
parts, small ones share one. Where shared parts end is decided by the blobs themselves, so that
one changed lesson changes one part and not all that follow.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol

from content import chunking, durable
from content.catalogue import Catalogue
from content.manifest import LARGEST_PART, Manifest, Slice, Stored
from content.marks import MACHINE
from content.places import without_places
from content.refusals import ManifestRefused
from i18n.refusals import Phrase
from i18n.translate import N_

_SINCE = {"application/zim": 2, "application/vnd.ardoise.dictionary": 3}
_SINCE |= {"application/vnd.ardoise.voice": 3, "text/x-gettext-translation": 3, MACHINE: 3}
_SINCE |= {"application/vnd.ardoise.translator": 3, "wording_of": 3, "descriptions": 3}
_SINCE |= {"application/zip": 3, "CC BY-SA 3.0": 3, "GPL 2.0 or later": 3, "GPL 3.0 or later": 3}
"""What came after the first version of the format, and with which: types of media, licences, the
mark of a translation by machine, versions of pages of another channel, what is seen in films."""
_WITHOUT_PLACES = 2
"""The first version that knows the order of nodes which say no place."""

SMALL = 64 << 10
"""Bytes: blobs below this share parts, so that 18,000 pages are not 18,000 files on a stick."""
SHARED_PART = 256 << 10
"""Bytes: about the size of a shared part, hence the cost of one changed lesson."""


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
        listed = without_places(draft.catalogue)
        packer.add_listing(chunking.pieces(listed))
        types = {file.sha256: file.type for file in listed.files()}
        for sha256, media_type in types.items():
            packer.add(sha256, media_type, draft.blobs[sha256])
        catalogue, *files = packer.stored()
        manifest = _describe(listed, packer.parts, catalogue, files)
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
    files, said = tuple(files), said_of(catalogue)
    made_by = {version.translated for node in catalogue.nodes for version in node.versions}
    keys = {"wording_of"} if any(node.wording_of for node in catalogue.nodes) else set()
    used = {file.role for node in catalogue.nodes for file in node.files}
    needed = (*(stored.type for stored in files), *said["licenses"], *made_by, *keys, *used)
    return Manifest(
        id=catalogue.channel.id,
        release=catalogue.channel.release,
        size=sum(stored.size for stored in files),
        min_program=max(_WITHOUT_PLACES, *(_SINCE.get(each, 1) for each in needed)),
        catalogue=listing,
        files=files,
        parts=tuple(parts.items()),
        **said,
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

    def add_listing(self, pieces: list[bytes]) -> None:
        """Add a catalogue, each piece a part of its own; one part if it is small."""
        listing = b"".join(pieces)
        sha256, size = hashlib.sha256(listing).hexdigest(), len(listing)
        cut = pieces if size >= SMALL else [listing]
        slices = [Slice(self._write(piece), 0, len(piece)) for piece in cut]
        self._blobs.append((sha256, size, "application/json", slices))

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
