"""From quarantine to the library: files into the store, rows beside those in use, one switch.

    waiting ──each file, verified──> stored ──catalogue──> staged ──one row──> seen by learners
                                                                               └─> leaves quarantine

Every step may be done again: a file that is stored and a release that is staged are left as they
are. So whatever kills the program, learners see the old release or the new one, and installing
again goes on from there.
"""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from content import collecting, durable
from content.bundle import part_name
from content.catalogue import Catalogue
from content.library import Library
from content.manifest import Manifest, Stored
from content.models import Release
from content.packed import Part
from i18n.refusals import Conflict
from i18n.translate import N_
from sync import space
from sync.pieces import Incomplete, in_order
from sync.quarantine import NotWaiting, Quarantine
from sync.transfer import Cancelled


class NewerInstalled(Conflict):
    """Learners see a higher release already."""

    message = N_(
        "Release {newest} of this course is installed already, which is newer. The library is as "
        "before."
    )


def install(
    library: Library,
    quarantine: Quarantine,
    manifest_sha256: str,
    *,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Release:
    """Install a release that waits, and show it to learners; done already, it changes nothing.

    Args:
        library: where it goes.
        quarantine: where it waits.
        manifest_sha256: of the manifest that was approved.
        on_progress: called with bytes of files stored and bytes in all.
        cancelled: asked before each file, and a last time before the switch.

    Returns:
        The release learners see now.

    Raises:
        NotWaiting, NewerInstalled, NumberTaken, PageOfAnother, NoRoom: nothing is seen.
        Incomplete, Cancelled, content.store.Damaged, CatalogueRefused: the library is as before;
        the release still waits.
    """
    try:
        data = quarantine.read_manifest(manifest_sha256)
    except NotWaiting:
        for release in library.releases().values():
            if release.manifest == manifest_sha256:
                return release
        raise
    with collecting.paused():
        return _install(library, quarantine, data, on_progress, cancelled)


def _install(
    library: Library,
    quarantine: Quarantine,
    data: bytes,
    on_progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> Release:
    manifest = Manifest.from_bytes(data)
    current = library.current(manifest.id)
    if current is not None and current.number > manifest.release:
        raise NewerInstalled(newest=current.number)
    listing = quarantine.listing(manifest)
    with ThreadPoolExecutor(1) as other:  # reads the catalogue while files are hashed
        reading = other.submit(Catalogue.from_bytes, listing)
        _store_files(library, quarantine, manifest, on_progress, cancelled)
        library.keep_description(manifest, data, listing)
        catalogue = reading.result()
    release = library.stage(catalogue, manifest)
    if cancelled():
        raise Cancelled
    library.switch(release)
    quarantine.discard(manifest.sha256)
    return release


def _store_files(
    library: Library,
    quarantine: Quarantine,
    manifest: Manifest,
    on_progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> None:
    installed = library.store.places(stored.sha256 for stored in manifest.files)
    missing = in_order(stored for stored in manifest.files if stored.sha256 not in installed)
    alone = [stored for stored in missing if not _shares_a_part(stored)]
    sharing = _by_part(manifest, missing, installed)
    size = sum(stored.size for files in (alone, *sharing.values()) for stored in files)
    space.need(library.folder, size + manifest.catalogue.size)
    done = manifest.size - size
    on_progress(done, manifest.size)

    def go_on() -> None:
        if cancelled():
            raise Cancelled

    def arriving() -> Iterator[tuple[str, Iterator[bytes] | Path]]:
        for stored in alone:
            go_on()
            yield stored.sha256, pieces.part(stored) or pieces.chunks(stored)

    def parts() -> Iterator[Part]:
        for name, files in sharing.items():
            go_on()
            path = quarantine.root / manifest.sha256 / part_name(name)
            if not path.is_file() and not library.store.has(name):
                raise Incomplete
            yield Part(name, path, tuple((f.sha256, f.slices[0].offset, f.size) for f in files))

    def count(size: int) -> None:
        nonlocal done
        done += size
        on_progress(done, manifest.size)

    with quarantine.pieces(manifest.sha256, alone) as pieces:
        library.store.add_all(arriving(), count)
    library.store.add_parts(parts(), count)
    # also of files that an earlier try had named before it was killed
    begins = {
        stored.sha256[:2]: stored.sha256 for stored in manifest.files if not _shares_a_part(stored)
    }
    durable.flush_folders([library.store.path(sha256).parent for sha256 in begins.values()])


def _shares_a_part(stored: Stored) -> bool:
    return len(stored.slices) == 1 and stored.slices[0].part != stored.sha256


def _by_part(
    manifest: Manifest, missing: list[Stored], installed: Mapping[str, tuple[Path, int]]
) -> dict[str, list[Stored]]:
    """Return the files that will be found in the part that they came in, by that part.

    Beside those that are missing these are their neighbours that lie in an older part, which is
    needed the less for it: a course that changes a little each week does not keep all its parts.
    """
    brought = {stored.slices[0].part for stored in missing if _shares_a_part(stored)}
    found: dict[str, list[Stored]] = {}
    for stored in in_order(manifest.files):
        if _shares_a_part(stored) and (part := stored.slices[0].part) in brought:
            here = installed.get(stored.sha256)
            if here is None or here[0].name not in (stored.sha256, part):
                found.setdefault(part, []).append(stored)
    return found
