"""Writing a medium that can be carried on a stick or served by any web server.

Every name fits FAT32 and exFAT. Each file is written beside, flushed and renamed; what others
point to comes first and ``timestamp.json`` last, so that a reader finds the old library or the
new one, also on a stick that was pulled out. A part that has its name and its length is whole, so
a copy that was cut off goes on where it was. What no list names any more goes at the very end.
"""

import hashlib
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tuf.api.metadata import Metadata, Root, Snapshot, Targets, Timestamp

from content import durable
from content.bundle import part_name
from content.manifest import Manifest
from i18n.formats import Size
from i18n.refusals import Conflict, Invalid, Unavailable
from i18n.translate import N_
from sync import leavings, medium, roles, table

TARGET = re.compile(r"content/([a-z0-9-]{1,64})/([0-9]{1,9})\.json")
"""A bundle's release in a list of content. Checked by us: python-tuf's patterns let ``..`` and
empty segments through."""

RESERVE = 1 << 20
"""Bytes of a medium that its lists may take beside the parts."""

Parts = Sequence[tuple[str, int]]
"""SHA-256 and length of each."""


class AnothersMedium(Conflict):
    """A folder holds another publisher's medium."""

    message = N_(
        "{place} holds another publisher's courses. Nothing was written; use an empty medium."
    )


class OwnFolder(Conflict):
    """A medium is to be written into the publisher's own folder, or around it."""

    message = N_(
        "{place} and the publisher's own folder lie one in the other, so keys could travel with "
        "the courses. Nothing was written; choose a stick, or a folder elsewhere."
    )


class HoldsEverything(Conflict):
    """A medium for all sites is to be made one for a single site."""

    message = N_(
        "{place} holds all courses, for every site. Nothing was written; use an empty stick for "
        "one site."
    )


class MediumTooSmall(Unavailable):
    """A medium has no room for what is missing on it."""

    message = N_(
        "The medium is too small: {needed} are to be written and {free} are free. It offers what "
        "it offered before. Use a larger one."
    )


class RottenAtHome(Invalid):
    """A file in the publisher's own folder is not what its hash says."""

    message = N_(
        "A file in the publisher's own folder is damaged or missing: {name}. The medium has "
        "nothing new to offer. Add the bundle again, or bring the folder back from a backup."
    )


def _all_parts(manifest: Manifest) -> Parts:
    return manifest.parts


@dataclass(frozen=True)
class Load:
    """What of all that is published goes on a medium; the signed lists always go whole."""

    made_for: str = ""
    """The one site it is for, "" for all."""
    made: str = ""
    """The day on which that site said what it has, as it wrote it."""
    choose: Callable[[Manifest], Parts | None] = _all_parts
    """Gives the parts of a release that go, None if not even its manifest does."""


EVERYTHING = Load()


@dataclass(frozen=True)
class Carried:
    """What writing a medium came to."""

    bundles: tuple[str, ...]
    """On the medium now, as "<id>-<release>"."""
    copied: int
    """Parts written; the others were there."""
    bytes: int
    """Written in parts."""
    removed: int
    """Parts and manifests taken away, since no list names them any more."""


def target_name(bundle: str, release: int, sha256: str) -> str:
    """Return where a manifest lies in a publisher's home or on a medium."""
    return f"targets/content/{bundle}/{sha256}.{release}.json"


def target_path(bundle: str, release: int) -> str:
    """Return what the list of content calls the manifest of a release."""
    return f"content/{bundle}/{release}.json"


def bundle_and_release(path: str) -> tuple[str, int]:
    """Return what a target path names.

    Raises:
        ValueError: it is not the path of a manifest.
    """
    match = TARGET.fullmatch(path)
    if match is None:
        raise ValueError(path)
    return match[1], int(match[2])


def check_place(home: Path, out: Path, load: Load) -> None:
    """Make sure that a medium of this publisher may be written at ``out``.

    Raises:
        OwnFolder, AnothersMedium, HoldsEverything: saying what is there.
    """
    own, place = home.resolve(), out.resolve()
    if own == place or own in place.parents or place in own.parents:
        raise OwnFolder(place=str(out))
    first = table.versioned(out, Root.type, 1)
    if first.is_file() and first.read_bytes() != table.versioned(home, Root.type, 1).read_bytes():
        raise AnothersMedium(place=str(out))
    if load.made_for and (out / "metadata" / "timestamp.json").is_file():
        told = medium.FolderMedium(out).made_for if (out / medium.MARKER).is_file() else None
        if told is None:
            raise HoldsEverything(place=str(out))


def write_medium(
    home: Path,
    out: Path,
    load: Load,
    *,
    every_byte: bool = False,
    keep: bool = False,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> Carried:
    """Write what ``home`` has published to ``out``; what is there whole is not written again.

    Args:
        home: of the publisher.
        out: the medium's folder.
        load: what of it goes.
        every_byte: read the parts that are there, instead of asking for their length.
        keep: leave what no list names any more.
        on_progress: called with bytes of parts there and those to be, first and after each part.

    Raises:
        RottenAtHome, MediumTooSmall: what ``out`` offers is what it offered before.
        OSError: the medium is full or gone; the same. Doing it again goes on from there.
    """
    lists = dict(_lists(home))
    content = lists[table.versioned(home, roles.CONTENT, table.newest_version(home, roles.CONTENT))]
    manifests: dict[str, bytes] = {}
    parts: dict[str, int] = {}
    bundles = []
    for path, target in sorted(Metadata[Targets].from_bytes(content).signed.targets.items()):
        bundle, release = bundle_and_release(path)
        sha256 = target.hashes["sha256"]
        name = target_name(bundle, release, sha256)
        data = _at_home(home, name, sha256)
        chosen = load.choose(Manifest.from_bytes(data))
        if chosen is not None:
            manifests[name] = data
            parts.update(chosen)
            bundles.append(f"{bundle}-{release}")
    missing = _write_parts(home, out, parts, every_byte, on_progress)
    for name, data in manifests.items():
        _put(out / name, data)
    told = medium.marker(load.made_for, load.made)
    newest = table.versioned(home, Timestamp.type, table.newest_version(home, Timestamp.type))
    for place, data in lists.items():
        _put(out / "metadata" / place.name, data)
    _put(out / medium.MARKER, told)
    _put(out / "metadata" / "timestamp.json", newest.read_bytes())
    removed = 0 if keep else leavings.clear(out, {*map(part_name, parts), *manifests})
    return Carried(tuple(bundles), len(missing), sum(missing.values()), removed)


def _lists(home: Path) -> Iterator[tuple[Path, bytes]]:
    """Go through what the timestamp leads to; of root every version, for sites long asleep.

    The root comes last: once a new one is there, a timestamp of the old one's keys counts no more.

    Raises:
        RottenAtHome: a list is not what the next one says of it.
    """
    timestamp: Metadata[Timestamp] = table.newest(home, Timestamp.type)
    snapshot: Metadata[Snapshot] = table.newest(home, Snapshot.type)
    vouched = {f"{Snapshot.type}.json": timestamp.signed.snapshot_meta, **snapshot.signed.meta}
    for role in (roles.CONTENT, Targets.type, Snapshot.type):
        meta = vouched[f"{role}.json"]
        place = table.versioned(home, role, meta.version)
        data = place.read_bytes() if place.is_file() else b""
        if (meta.hashes or {}).get("sha256") != hashlib.sha256(data).hexdigest():
            raise RottenAtHome(name=place.name)
        yield place, data
    for version in range(1, table.newest_version(home, Root.type) + 1):
        place = table.versioned(home, Root.type, version)
        yield place, place.read_bytes()


def _write_parts(
    home: Path,
    out: Path,
    parts: dict[str, int],
    every_byte: bool,
    on_progress: Callable[[int, int], None],
) -> dict[str, int]:
    """Write the parts that are not there, one while the next is read; return them."""
    done, total = 0, sum(parts.values())
    missing = {}
    for sha256, length in parts.items():
        if _is_whole(out / part_name(sha256), sha256, length, every_byte):
            done += length
            on_progress(done, total)
        else:
            missing[sha256] = length
    on_progress(done, total)
    _need_room(out, sum(missing.values()))
    with durable.one_behind() as begin:
        for sha256, length in missing.items():
            name = part_name(sha256)
            begin(durable.write, out / name, _at_home(home, name, sha256))
            done += length
            on_progress(done, total)
    return missing


def _is_whole(path: Path, sha256: str, length: int, every_byte: bool) -> bool:
    if not path.is_file() or path.stat().st_size != length:
        return False
    return not every_byte or hashlib.sha256(path.read_bytes()).hexdigest() == sha256


def _need_room(out: Path, size: int) -> None:
    there = next(folder for folder in (out, *out.absolute().parents) if folder.is_dir())
    free = shutil.disk_usage(there).free
    if size and free < size + RESERVE:
        raise MediumTooSmall(needed=Size(size + RESERVE), free=Size(free))


def _put(target: Path, data: bytes) -> None:
    """Write a list or a manifest, unless it is there to the last byte."""
    if not target.is_file() or target.read_bytes() != data:
        durable.write(target, data)


def _at_home(home: Path, name: str, sha256: str) -> bytes:
    """Return a file of at most one part's size from the publisher's folder.

    Raises:
        RottenAtHome: it has not that hash, or is not there.
    """
    data = (home / name).read_bytes() if (home / name).is_file() else b""
    if hashlib.sha256(data).hexdigest() != sha256:
        raise RottenAtHome(name=name)
    return data
