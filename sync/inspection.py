"""What a release must be before it may wait: looked at once, when its last byte has arrived.

    manifest ──is the signed one, is for this program──> catalogue ──says the same──> every file

A signature says who made a bundle, not that it is fit: keys are stolen and publishers err. So
nothing that a page, a player or a browser would later be given waits before it was looked at.
"""

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from content import texts
from content.bundle import PROGRAM, Manifest, Stored, said_of
from content.catalogue import Catalogue
from content.media import fault_in
from content.refusals import CatalogueRefused, FileRefused, ManifestRefused, PageRefused, TooNew
from i18n.refusals import Phrase
from i18n.translate import N_
from sync.pieces import in_order
from sync.trust import Offer

Chunks = Callable[[Stored, int, int], Iterator[bytes]]
"""Gives bytes of a file: which file, the first byte wanted, how many."""


def agreeing(data: bytes, offer: Offer) -> Manifest:
    """Return the manifest, once it is known to be the one that the signed list names.

    Raises:
        ManifestRefused: it is not, or is not valid.
        TooNew: it needs a newer program.
    """
    if hashlib.sha256(data).hexdigest() != offer.sha256:
        raise ManifestRefused(what=N_("another manifest than the signed one"))
    manifest = Manifest.from_bytes(data)
    if (manifest.id, manifest.release) != (offer.bundle, offer.release):
        raise ManifestRefused(what="id")
    if manifest.min_program > PROGRAM:
        raise TooNew(needed=manifest.min_program, ours=PROGRAM)
    return manifest


def check_agreement(manifest: Manifest, catalogue: Catalogue) -> None:
    """Check that a catalogue, valid in itself, is the one of this manifest.

    What people read before they approve is the manifest: it must not say one thing and the
    catalogue another.

    Raises:
        ManifestRefused: it is of another release, is told otherwise, or names other files.
    """
    agree = (catalogue.channel.id, catalogue.channel.release) == (manifest.id, manifest.release)
    if not agree or len(catalogue.nodes) != manifest.nodes:
        raise ManifestRefused(what=N_("the contents list of another release"))
    for name, value in said_of(catalogue).items():
        if getattr(manifest, name) != value:
            raise ManifestRefused(what=name)
    sizes = {stored.sha256: (stored.size, stored.type) for stored in manifest.files}
    named = set()
    for file in catalogue.files():
        named.add(file.sha256)
        if sizes.get(file.sha256) != (file.size, file.type):
            raise ManifestRefused(
                what=Phrase(N_("a file that it does not name: {name}"), name=file.sha256[:12])
            )
    if unused := sizes.keys() - named:
        what = N_("a file that belongs to no page: {name}")
        raise ManifestRefused(what=Phrase(what, name=min(unused)[:12]))


def to_read(manifest: Manifest) -> int:
    """Return how many bytes ``check_files`` will tell of."""
    return sum(
        stored.size
        for stored in manifest.files
        if stored.type in texts.TYPES or not _is_one_part(stored)
    )


def check_files(
    manifest: Manifest,
    catalogue: Catalogue,
    chunks: Chunks,
    *,
    before_each: Callable[[], None],
    on_bytes: Callable[[int], None],
) -> None:
    """Read every file as the pages of learners will: texts whole, others as far as they tell.

    What is in several pieces is read whole too, for its hash: a publisher who cut it wrongly is
    told now, and not when two people have looked at it and approved.

    Args:
        manifest: of the release.
        catalogue: in agreement with it.
        chunks: gives the bytes of a file.
        before_each: called before each file; what it raises ends the work.
        on_bytes: called with the number of bytes that have been read.

    Raises:
        PageRefused, FileRefused: naming the page and what is wrong.
        ManifestRefused: a file is not what its hash says.
    """
    channel = catalogue.channel
    pages = {file.sha256: channel.versions[0].title for file in channel.files}
    pages |= {
        file.sha256: node.versions[0].title for node in catalogue.nodes for file in node.files
    }
    for stored in in_order(manifest.files):
        before_each()
        page = pages[stored.sha256]
        if stored.type in texts.TYPES:
            try:
                texts.read(whole(stored, chunks), stored.type)
            except CatalogueRefused as refusal:
                raise PageRefused(page=page, what=refusal.values["what"]) from None
            on_bytes(stored.size)
            continue
        if not _is_one_part(stored):
            _check_hash(stored, chunks, on_bytes)
        with io.BufferedReader(_Seekable(stored, chunks), 64 << 10) as file:
            if fault := fault_in(stored.type, file):
                raise FileRefused(page=page, fault=fault)


def whole(stored: Stored, chunks: Chunks) -> bytes:
    """Return all bytes of a file that is read as a whole.

    Raises:
        ManifestRefused: they are not what their hash says.
    """
    data = b"".join(chunks(stored, 0, stored.size))
    if hashlib.sha256(data).hexdigest() != stored.sha256:
        raise ManifestRefused(what=N_("hash of a file"))
    return data


def _is_one_part(stored: Stored) -> bool:
    """Say whether a file is one part, whose hash was compared when it came."""
    return [piece.part for piece in stored.slices] == [stored.sha256]


def _check_hash(stored: Stored, chunks: Chunks, on_bytes: Callable[[int], None]) -> None:
    digest = hashlib.sha256()
    for chunk in chunks(stored, 0, stored.size):
        digest.update(chunk)
        on_bytes(len(chunk))
    if digest.hexdigest() != stored.sha256:
        raise ManifestRefused(what=N_("hash of a file"))


@dataclass
class _Seekable(io.RawIOBase):
    """A file in pieces, read from place to place: a document of any size in flat memory."""

    stored: Stored
    chunks: Chunks
    at: int = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        begin = {io.SEEK_SET: 0, io.SEEK_CUR: self.at, io.SEEK_END: self.stored.size}[whence]
        if begin + offset < 0:
            raise ValueError(offset)
        self.at = begin + offset
        return self.at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # always called so
        wanted = max(0, min(len(buffer), self.stored.size - self.at))
        data = b"".join(self.chunks(self.stored, self.at, wanted)) if wanted else b""
        buffer[: len(data)] = data
        self.at += len(data)
        return len(data)
