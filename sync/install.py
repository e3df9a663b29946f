"""From quarantine to the library: files into the store, rows beside those in use, one switch.

    waiting ──each file, verified──> stored ──catalogue──> staged ──one row──> seen by learners
                                                                               └─> leaves quarantine

Every step may be done again: a file that is stored and a release that is staged are left as they
are. So whatever kills the program, learners see the old release or the new one, and installing
again goes on from there.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from content import durable
from content.bundle import Manifest
from content.library import Library
from content.models import Release
from i18n.refusals import Conflict
from i18n.translate import N_
from sync import space
from sync.pieces import in_order
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
        manifest = quarantine.manifest(manifest_sha256)
    except NotWaiting:
        for release in library.releases().values():
            if release.manifest == manifest_sha256:
                return release
        raise
    current = library.current(manifest.id)
    if current is not None and current.number > manifest.release:
        raise NewerInstalled(newest=current.number)
    _store_files(library, quarantine, manifest, on_progress, cancelled)
    catalogue = quarantine.chunks(manifest.sha256, manifest.catalogue)
    library.keep_description(manifest, catalogue)
    release = library.stage(quarantine.catalogue(manifest), manifest)
    if cancelled():
        raise Cancelled
    library.switch(release)
    quarantine.discard(manifest_sha256)
    return release


def _store_files(
    library: Library,
    quarantine: Quarantine,
    manifest: Manifest,
    on_progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> None:
    has = library.store.has
    missing = in_order(stored for stored in manifest.files if not has(stored.sha256))
    size = sum(stored.size for stored in missing)
    space.need(library.folder, size + manifest.catalogue.size)
    done = manifest.size - size
    on_progress(done, manifest.size)

    def arriving() -> Iterator[tuple[str, Iterator[bytes] | Path]]:
        for stored in missing:
            if cancelled():
                raise Cancelled
            yield stored.sha256, pieces.part(stored) or pieces.chunks(stored)

    def count(size: int) -> None:
        nonlocal done
        done += size
        on_progress(done, manifest.size)

    with quarantine.pieces(manifest.sha256) as pieces:
        library.store.add_all(arriving(), count)
    # also of files that an earlier try had named before it was killed
    begins = {stored.sha256[:2]: stored.sha256 for stored in manifest.files}
    durable.flush_folders([library.store.path(sha256).parent for sha256 in begins.values()])
