"""Parts of a release that lie here already, in a file of the release that is installed.

A file that comes in several parts, such as the catalogue of a large course, changes a little with
each release, and most of its parts do not. The site keeps the file whole; the manifest of the
release that it came with says where in it each part lies. What is taken from there is hashed like
what comes from a medium; what has rotted here comes from the medium after all.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from content import held
from content.bundle import part_name
from content.manifest import Manifest, Stored
from content.models import Channel, Release
from content.store import BlobStore, Place, read_at
from i18n.refusals import Refusal
from sync.medium import Source


def whole_parts(manifest: Manifest) -> Iterator[tuple[str, Stored, int, int]]:
    """Go through the parts of which all lies in a file of several: part, file, first byte, size."""
    lengths = dict(manifest.parts)
    for stored in (manifest.catalogue, *manifest.files):
        first = 0
        for piece in stored.slices if len(stored.slices) > 1 else ():
            if piece.length == lengths[piece.part]:
                yield piece.part, stored, first, piece.length
            first += piece.length


def parts_here(store: BlobStore, channel_id: str) -> dict[str, Place]:
    """Return where parts lie that came with releases of a channel which are in use, by SHA-256."""
    found: dict[str, Place] = {}
    for manifest in _in_use(store, channel_id):
        for part, stored, first, size in whole_parts(manifest):
            if store.has(stored.sha256):
                path, begin, _ = store.place(stored.sha256)
                found[part] = path, begin + first, size
    return found


def _in_use(store: BlobStore, channel_id: str) -> Iterable[Manifest]:
    channel = Channel.get_or_none(Channel.id == channel_id)
    numbers = () if channel is None else filter(None, (channel.current_id, channel.previous_id))
    for number in numbers:
        with suppress(Refusal):
            yield held.manifest_of(store, Release.get_by_id(number).manifest)


@dataclass(frozen=True)
class AlsoHere:
    """A medium of which some parts are here; see ``sync.medium.Source``."""

    medium: Source
    here: Mapping[str, Place]
    """By the SHA-256 of the part."""

    def read(self, name: str, limit: int) -> bytes:
        """See ``Source.read``."""
        sha256 = name.rpartition("/")[2]
        if name == part_name(sha256) and sha256 in self.here:
            with suppress(OSError):
                data = read_at(self.here[sha256])
                if hashlib.sha256(data).hexdigest() == sha256:
                    return data
        return self.medium.read(name, limit)
