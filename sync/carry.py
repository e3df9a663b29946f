"""Writing a medium that can be carried on a stick or served by any web server.

Every name fits FAT32 and exFAT. Each file is written beside, flushed and renamed; what others
point to comes first and ``timestamp.json`` last, so that a reader finds the old library or the
new one.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tuf.api.metadata import Metadata, Root, Snapshot, Targets, Timestamp

from content import durable
from content.bundle import Manifest, part_name
from i18n.refusals import Conflict, Invalid
from i18n.translate import N_
from sync import medium, roles, table

TARGET = re.compile(r"content/([a-z0-9-]{1,64})/([0-9]{1,9})\.json")
"""A bundle's release in a list of content. Checked by us: python-tuf's patterns let ``..`` and
empty segments through."""


class AnothersMedium(Conflict):
    """A folder holds another publisher's medium."""

    message = N_(
        "{place} holds another publisher's courses. Nothing was written; use an empty medium."
    )


class RottenAtHome(Invalid):
    """A file in the publisher's own folder is not what its hash says."""

    message = N_(
        "A file in the publisher's own folder is damaged or missing: {name}. The medium has "
        "nothing new to offer. Add the bundle again, or bring the folder back from a backup."
    )


@dataclass(frozen=True)
class Carried:
    """What writing a medium came to."""

    bundles: tuple[str, ...]
    """On the medium now, as "<id>-<release>"."""
    copied: int
    """Parts written; the others were there."""
    bytes: int
    """Written in parts."""


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


def check_ours(home: Path, out: Path) -> None:
    """Raise AnothersMedium if ``out`` begins with another root than ``home``."""
    first = table.versioned(out, Root.type, 1)
    if first.is_file() and first.read_bytes() != table.versioned(home, Root.type, 1).read_bytes():
        raise AnothersMedium(place=str(out))


def write_medium(
    home: Path, out: Path, on_progress: Callable[[int, int], None] = lambda done, total: None
) -> Carried:
    """Write what ``home`` has published to ``out``; what is there whole is not written again.

    Args:
        home: of the publisher.
        out: the medium's folder.
        on_progress: called with bundles done of bundles in all.

    Raises:
        RottenAtHome: what ``out`` offers is what it offered before.
        OSError: the medium is full or gone; doing it again goes on from there.
    """
    lists = dict(_lists(home))
    content = lists[table.versioned(home, roles.CONTENT, table.newest_version(home, roles.CONTENT))]
    targets = Metadata[Targets].from_bytes(content).signed.targets
    copied = size = 0
    bundles = []
    for done, (path, target) in enumerate(sorted(targets.items())):
        on_progress(done, len(targets))
        bundle, release = bundle_and_release(path)
        sha256 = target.hashes["sha256"]
        name = target_name(bundle, release, sha256)
        for part, length in Manifest.from_bytes(_at_home(home, name, sha256)).parts:
            if _put(home, out, part_name(part), part):
                copied, size = copied + 1, size + length
        _put(home, out, name, sha256)
        bundles.append(f"{bundle}-{release}")
    for place, data in lists.items():
        target_place = out / "metadata" / place.name
        if not target_place.is_file() or target_place.read_bytes() != data:
            durable.write(target_place, data)
    durable.write(out / medium.MARKER, medium.marker())
    newest = table.versioned(home, Timestamp.type, table.newest_version(home, Timestamp.type))
    durable.write(out / "metadata" / "timestamp.json", newest.read_bytes())
    return Carried(tuple(bundles), copied, size)


def _lists(home: Path) -> Iterator[tuple[Path, bytes]]:
    """Go through what the timestamp leads to; of root every version, for sites long asleep.

    Raises:
        RottenAtHome: a list is not what the next one says of it.
    """
    for version in range(1, table.newest_version(home, Root.type) + 1):
        place = table.versioned(home, Root.type, version)
        yield place, place.read_bytes()
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


def _put(home: Path, out: Path, name: str, sha256: str) -> bool:
    """Copy a file whose hash is known, unless it is there whole; say whether it was needed."""
    target = out / name
    if target.is_file() and hashlib.sha256(target.read_bytes()).hexdigest() == sha256:
        return False
    durable.write(target, _at_home(home, name, sha256))
    return True


def _at_home(home: Path, name: str, sha256: str) -> bytes:
    """Return a file of at most one part's size from the publisher's folder.

    Raises:
        RottenAtHome: it has not that hash, or is not there.
    """
    data = (home / name).read_bytes() if (home / name).is_file() else b""
    if hashlib.sha256(data).hexdigest() != sha256:
        raise RottenAtHome(name=name)
    return data
