"""What has arrived and waits: kept apart from the library, seen by staff alone.

    ROOT/<SHA-256 of the manifest>/arriving.json            still coming
    ROOT/<SHA-256 of the manifest>/manifest.json            whole; waits for approval
    ROOT/<SHA-256 of the manifest>/parts/ab/<64 hex>        verified before they were written
    ROOT/locks/<SHA-256 of the manifest>                    held while it arrives or is removed

A folder is named by the very thing that was signed: two bundles that bear one release number lie
side by side, and what was brought, shown and approved cannot be another.

A release whose files are in the library already brings only what is new; the rest is read from
the library's store.
"""

import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from content import durable
from content.accessibility.files import TYPES
from content.belonging import PageOfAnother, check_own_pages
from content.bundle import part_name
from content.catalogue import Catalogue
from content.manifest import Manifest, Stored
from content.seen import OnSeen, see
from content.store import BlobStore
from content.vocabulary import SHA256
from i18n.refusals import Invalid, NotFound
from i18n.translate import N_
from sync import inspection, looking, transfer
from sync.beside import Beside
from sync.earlier import AlsoHere, parts_here
from sync.early import Early
from sync.lock import exclusive
from sync.medium import Source
from sync.pieces import Incomplete, Pieces, in_order
from sync.trust import Offer, fingerprint


class NotWaiting(NotFound):
    """Nothing with that manifest waits."""

    message = N_("This bundle does not wait for approval. It may have been installed or refused.")


class NotInBundle(NotFound):
    """A manifest has no such file."""

    message = N_("This file is not part of the bundle.")


class Quarantine:
    """The releases that wait, below one folder."""

    def __init__(self, root: Path, store: BlobStore) -> None:
        """Keep what waits below ``root``; ``store`` holds what is installed, and is only read."""
        (root / "locks").mkdir(parents=True, exist_ok=True)
        self.root = root
        self._store = store

    def receive(
        self,
        source: Source,
        offer: Offer,
        manifest: bytes,
        *,
        described: Manifest | None = None,
        on_catalogue: Callable[[Catalogue], None] = lambda catalogue: None,
        on_seen: OnSeen | None = None,
        on_progress: Callable[[int, int], None] = lambda done, total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Manifest:
        """Bring a release whole from a medium, so that it waits; goes on where it was cut off.

        Args:
            source: the medium.
            offer: from ``Trust.offers``.
            manifest: from ``Trust.manifest``.
            described: what ``inspection.agreeing`` made of it, if it was asked already.
            on_catalogue: called with the catalogue once all was looked at; not called if the
                release waits already.
            on_seen: called with what was seen in the files that were read whole, as texts in the
                language of the course; by another thread too. Some may be left out.
            on_progress: called with bytes there and read again, and with those to be.
            cancelled: asked before each part and each page.

        Raises:
            ManifestRefused, CatalogueRefused, PageRefused, FileRefused, TooNew, PageOfAnother: it
            could never be installed; nothing is kept.
            NoRoom, MissingOnMedium, Damaged, MediumGone, Cancelled, Busy: it does not wait yet;
            the parts that arrived are kept.
        """
        if described is None or not described.sha256 == offer.sha256 == fingerprint(manifest):
            described = inspection.agreeing(manifest, offer)
        folder = self.root / offer.sha256
        with exclusive(self.root / "locks" / offer.sha256):
            self._sweep()
            if self._is_whole(folder, manifest):
                return described
            folder.mkdir(exist_ok=True)
            (folder / "manifest.json").unlink(missing_ok=True)
            durable.write(folder / "arriving.json", manifest)
            to_read = inspection.to_read(described)
            all_of_it = self.pieces(offer.sha256, described.files)
            with all_of_it as pieces, self._beside(described, pieces, on_seen) as beside:
                with self._early(described) as early:
                    transfer.fetch(
                        AlsoHere(source, parts_here(self._store, described.id)),
                        described,
                        folder,
                        installed=self._installed(described),
                        on_progress=lambda done, total: on_progress(done, total + to_read),
                        on_kept=lambda parts: [each.arrived(parts) for each in (beside, early)],
                        cancelled=cancelled,
                    )
                try:
                    catalogue = early.catalogue()
                    self._check(described, catalogue, beside, on_progress, on_seen, cancelled)
                except (Invalid, PageOfAnother):
                    self._remove(folder)
                    raise
            (folder / "arriving.json").replace(folder / "manifest.json")
            durable.flush_folder(folder)
        on_catalogue(catalogue)
        return described

    def waiting(self) -> list[Manifest]:
        """Return what waits for approval, by bundle and release."""
        found = [
            Manifest.from_bytes(path.read_bytes())
            for path in self.root.glob("*/manifest.json")
            if SHA256.fullmatch(path.parent.name)
        ]
        return sorted(found, key=lambda manifest: (manifest.id, manifest.release))

    def manifest(self, sha256: str) -> Manifest:
        """Return the manifest with this hash, whose release waits.

        Raises:
            NotWaiting: there is none.
            Incomplete: our own disk has spoilt it.
        """
        return Manifest.from_bytes(self.read_manifest(sha256))

    def read_manifest(self, sha256: str) -> bytes:
        """Return the bytes of a manifest whose release waits; see ``manifest``."""
        path = self.root / sha256 / "manifest.json"
        if not SHA256.fullmatch(sha256) or not path.is_file():
            raise NotWaiting
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise Incomplete
        return data

    def catalogue(self, manifest: Manifest) -> Catalogue:
        """Return the catalogue of a release that waits.

        Raises:
            CatalogueRefused, ManifestRefused: it is not valid, or not what its hash says.
            Incomplete: its bytes are no longer here.
        """
        return Catalogue.from_bytes(self.listing(manifest))

    def listing(self, manifest: Manifest) -> bytes:
        """Return the bytes of the catalogue of a release that waits, hashed; see ``catalogue``."""
        with self.pieces(manifest.sha256, [manifest.catalogue]) as pieces:
            return looking.whole(manifest.catalogue, pieces.chunks)

    def blob(self, manifest: Manifest, sha256: str) -> tuple[Stored, Iterator[bytes]]:
        """Return a file of a release that waits, and its bytes in chunks.

        Raises:
            NotInBundle: the manifest does not have it.
            Incomplete: its bytes are no longer here.
        """
        for stored in (manifest.catalogue, *manifest.files):
            if stored.sha256 == sha256:
                return stored, self.chunks(manifest.sha256, stored)
        raise NotInBundle

    def chunks(
        self, manifest_sha256: str, stored: Stored, first: int = 0, length: int | None = None
    ) -> Iterator[bytes]:
        """Go through the bytes of a file, from its parts or from the library's store.

        Args:
            manifest_sha256: of the release.
            stored: the file, from its manifest.
            first: the place of the first byte wanted.
            length: bytes wanted; None for all that follow.

        Raises:
            Incomplete: they are in neither.
        """
        self.pieces(manifest_sha256, [stored]).need(stored, first, length)
        return self._closing(manifest_sha256, stored, first, length)

    def _closing(
        self, manifest_sha256: str, stored: Stored, first: int, length: int | None
    ) -> Iterator[bytes]:
        with self.pieces(manifest_sha256, [stored]) as pieces:
            yield from pieces.chunks(stored, first, length)

    def pieces(self, manifest_sha256: str, files: Iterable[Stored]) -> Pieces:
        """Return what reads these files of a release, in a block; see ``Pieces``."""
        installed = self._store.places(stored.sha256 for stored in files)
        return Pieces(self.root / manifest_sha256, installed)

    def missing(self, manifest: Manifest) -> int:
        """Return how many bytes of a release are to come before it is here whole."""
        return sum(size for _part, size in self.missing_parts(manifest))

    def missing_parts(self, manifest: Manifest) -> list[tuple[str, int]]:
        """Return the parts, with their lengths, that are to come before a release is here whole.

        What lies in a file of the release before is not among them, see ``sync.earlier``.
        """
        here = parts_here(self._store, manifest.id)
        return [(part, size) for part, size in self._not_arrived(manifest) if part not in here]

    def _not_arrived(self, manifest: Manifest) -> list[tuple[str, int]]:
        needed = transfer.parts_needed(manifest, self._installed(manifest))
        folder = self.root / manifest.sha256
        return [(part, size) for part, size in needed if not (folder / part_name(part)).is_file()]

    def manifests(self) -> list[Manifest]:
        """Return the manifest of everything that waits or arrives."""
        found = [*self.root.glob("*/manifest.json"), *self.root.glob("*/arriving.json")]
        named = sorted(path for path in found if SHA256.fullmatch(path.parent.name))
        return [Manifest.from_bytes(path.read_bytes()) for path in named]

    def blobs(self) -> set[str]:
        """Return the SHA-256 of every file of what waits or arrives, brought or not.

        What the library holds of them need not be brought, so it must stay there.
        """
        named: set[str] = set()
        for manifest in self.manifests():
            named |= {stored.sha256 for stored in (manifest.catalogue, *manifest.files)}
        return named

    def discard(self, sha256: str) -> None:
        """Remove the release of a manifest, waiting or arriving; none there is no matter.

        Raises:
            Busy: it is arriving now.
        """
        if SHA256.fullmatch(sha256):
            with exclusive(self.root / "locks" / sha256):
                self._remove(self.root / sha256)

    def _beside(self, manifest: Manifest, pieces: Pieces, on_seen: OnSeen | None) -> Beside:
        """Return what lets a second process look at the files of a release while they come."""
        to_come = [part for part, _size in self._not_arrived(manifest)]
        wants = None if on_seen is None else (manifest.language, on_seen)
        return Beside(in_order(manifest.files), to_come, pieces, wants)

    def _early(self, manifest: Manifest) -> Early:
        """Return what reads the catalogue of a release while its files come."""
        to_come = [part for part, _size in self._not_arrived(manifest)]
        listing = self.pieces(manifest.sha256, [manifest.catalogue])
        return Early(manifest.catalogue, to_come, listing)

    def _check(
        self,
        manifest: Manifest,
        catalogue: Catalogue,
        beside: Beside,
        on_progress: Callable[[int, int], None],
        on_seen: OnSeen | None,
        cancelled: Callable[[], bool],
    ) -> None:
        """Read what has arrived as learners' pages will: every file.

        A file that the library holds is read too: here it may be of another type.
        """
        inspection.check_agreement(manifest, catalogue)
        check_own_pages(catalogue)
        needed = transfer.parts_needed(manifest, self._installed(manifest))
        done = sum(length for _, length in needed)
        total = done + inspection.to_read(manifest)

        def go_on() -> None:
            if cancelled():
                raise transfer.Cancelled

        def count(size: int) -> None:
            nonlocal done
            done += size
            on_progress(done, total)

        def look(stored: Stored, data: bytes) -> None:
            if on_seen is not None and stored.type in TYPES:
                on_seen(stored.sha256, see(data, stored.type, manifest.language))

        with self.pieces(manifest.sha256, manifest.files) as pieces:
            left = beside.rest(before_each=go_on, on_bytes=count)
            inspection.check_files(catalogue, pieces.chunks, left, on_bytes=count, on_data=look)

    def _installed(self, manifest: Manifest) -> Callable[[str], bool]:
        """Return what says which files of a release the library has now."""
        files = (manifest.catalogue, *manifest.files)
        return self._store.places(stored.sha256 for stored in files).__contains__

    def _is_whole(self, folder: Path, manifest: bytes) -> bool:
        path = folder / "manifest.json"
        if not path.is_file() or path.read_bytes() != manifest:
            return False
        described = Manifest.from_bytes(manifest)
        needed = transfer.parts_needed(described, self._installed(described))
        return all((folder / part_name(sha256)).is_file() for sha256, _ in needed)

    def _remove(self, folder: Path) -> None:
        """Take a folder away under another name first, so that half of it never waits."""
        gone = folder.with_name(folder.name + ".gone")
        shutil.rmtree(gone, ignore_errors=True)
        if folder.exists():
            folder.rename(gone)
            shutil.rmtree(gone, ignore_errors=True)

    def _sweep(self) -> None:
        for gone in self.root.glob("*.gone"):
            shutil.rmtree(gone, ignore_errors=True)
