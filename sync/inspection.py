"""What a release must be before it may wait: looked at once, when its last byte has arrived.

    manifest ──is the signed one, is for this program──> catalogue ──says the same──> every file

A signature says who made a bundle, not that it is fit: keys are stolen and publishers err. So
nothing that a page, a player or a browser would later be given waits before it was looked at.
"""

import hashlib
from collections.abc import Callable, Iterable
from functools import partial

from content.bundle import said_of
from content.catalogue import Catalogue
from content.manifest import PROGRAM, Manifest, Stored
from content.refusals import CatalogueRefused, FileRefused, ManifestRefused, PageRefused, TooNew
from i18n.refusals import Phrase
from i18n.translate import N_
from sync.looking import Chunks, fault_of, told
from sync.trust import Offer


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
    return sum(map(told, manifest.files))


def check_files(
    catalogue: Catalogue,
    chunks: Chunks,
    files: Iterable[Stored],
    *,
    on_bytes: Callable[[int], None],
    on_data: Callable[[Stored, bytes], None] = lambda stored, data: None,
) -> None:
    """Read every file as the pages of learners will, see ``sync.looking``.

    Args:
        catalogue: in agreement with its manifest.
        chunks: gives the bytes of a file.
        files: those of the manifest that nobody else has looked at.
        on_bytes: called with the number of bytes that have been read.
        on_data: called with a file in which nothing is wrong and its bytes, if it was read whole.

    Raises:
        PageRefused, FileRefused: naming the page and what is wrong.
        ManifestRefused: a file is not what its hash says.
    """
    channel = catalogue.channel
    pages = {file.sha256: channel.versions[0].title for file in channel.files}
    pages |= {
        file.sha256: node.versions[0].title for node in catalogue.nodes for file in node.files
    }
    for stored in files:
        try:
            fault = fault_of(stored, chunks, on_bytes, partial(on_data, stored))
        except CatalogueRefused as refusal:
            page = pages[stored.sha256]
            raise PageRefused(page=page, what=refusal.values["what"]) from None
        if fault:
            raise FileRefused(page=pages[stored.sha256], fault=fault)
