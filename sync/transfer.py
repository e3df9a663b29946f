"""Bringing the parts of a bundle from a medium to a folder of this machine.

A part is read whole into memory, checked, and only then written: nothing unverified reaches the
disk, and a medium that answers differently the second time gains nothing. A part that has its
name is whole, so a transfer that was cut off goes on where it was. Two parts are in memory at
most: one that is written, one that is read.
"""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from content import durable
from content.bundle import part_name
from content.manifest import Manifest
from i18n.refusals import Conflict
from i18n.translate import N_
from sync import space
from sync.medium import Damaged, Source

TOGETHER = 16 << 20
"""Bytes of parts flushed at once, so that a power cut costs no more than two of the largest parts
do, one that is flushed and one that is written: a course of 20,000 pages comes in a thousand small
ones."""


class Cancelled(Conflict):
    """Somebody asked for the work to stop."""

    message = N_("Stopped as asked. The library is as before; what had arrived is kept.")


def parts_needed(manifest: Manifest, installed: Callable[[str], bool]) -> list[tuple[str, int]]:
    """Return the parts, with their lengths, that hold blobs which are not installed yet.

    Args:
        manifest: of the release.
        installed: says whether the library holds a blob, by SHA-256.
    """
    needed = {
        piece.part
        for stored in (manifest.catalogue, *manifest.files)
        if not installed(stored.sha256)
        for piece in stored.slices
    }
    return [(sha256, length) for sha256, length in manifest.parts if sha256 in needed]


def fetch(
    source: Source,
    manifest: Manifest,
    into: Path,
    *,
    installed: Callable[[str], bool] = lambda sha256: False,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
    on_kept: Callable[[list[str]], object] = lambda parts: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Copy the parts that are needed and not there yet to ``into/parts/ab/<64 hex>``.

    Those of the catalogue come first, so that it can be read while the others come.

    Args:
        source: the medium.
        manifest: verified; says which parts there are.
        into: the folder of this release; exists.
        installed: says whether the library holds a blob, by SHA-256.
        on_progress: called with bytes there or being written and bytes needed in all, first and
            after each part.
        on_kept: called, in another thread, with parts that have come and may be read.
        cancelled: asked before each part.

    Raises:
        NoRoom: nothing was copied.
        MissingOnMedium, Damaged, MediumGone, Cancelled: what was copied before is kept.
        OSError: the disk is full or gone; the same.
    """
    needed = parts_needed(manifest, installed)
    missing = [(sha256, length) for sha256, length in needed if not _is_there(into, sha256, length)]
    listing = {piece.part for piece in manifest.catalogue.slices}
    missing.sort(key=lambda part: part[0] not in listing)
    space.need(into, sum(length for _, length in missing))
    total = sum(length for _, length in needed)
    done = total - sum(length for _, length in missing)
    on_progress(done, total)
    # parts are flushed while others are written, and one is written while the next one is read
    with durable.one_behind() as flushing, durable.one_behind() as begin:
        parts = durable.Together(
            TOGETHER,
            mode=durable.READ_ONLY,
            on_kept=lambda paths: on_kept([path.name for path in paths]),
            behind=flushing,
        )
        try:
            for sha256, length in missing:
                if cancelled():
                    raise Cancelled
                begin(parts.put, into / part_name(sha256), _verified(source, sha256, length))
                done += length
                on_progress(done, total)
        finally:
            begin(parts.keep)


def verify(
    source: Source,
    manifest: Manifest,
    parts: Sequence[tuple[str, int]] | None = None,
    *,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Read every part of a release on a medium, and keep none.

    Args:
        source: the medium.
        manifest: verified; says which parts there are.
        parts: those to read, with their lengths; None for all.
        on_progress: called with bytes read and bytes in all, after each part.

    Raises:
        MissingOnMedium, Damaged, MediumGone: naming the first part that is not what was signed.
    """
    parts = manifest.parts if parts is None else parts
    total = sum(length for _, length in parts)
    done = 0
    for sha256, length in parts:
        _verified(source, sha256, length)
        done += length
        on_progress(done, total)


def _verified(source: Source, sha256: str, length: int) -> bytes:
    name = part_name(sha256)
    data = source.read(name, length)
    if len(data) != length or hashlib.sha256(data).hexdigest() != sha256:
        raise Damaged(name=name)
    return data


def _is_there(folder: Path, sha256: str, length: int) -> bool:
    path = folder / part_name(sha256)
    return path.is_file() and path.stat().st_size == length
