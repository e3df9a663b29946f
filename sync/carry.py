"""Writing a medium that can be carried on a stick or served by any web server.

Every name fits FAT32 and exFAT. Each file is written beside, flushed and renamed; what others
point to comes first and ``timestamp.json`` last, so that a reader finds the old library or the
new one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tuf.api.metadata import Metadata, Root, Snapshot, Targets, Timestamp

from content import durable
from content.bundle import Manifest, part_name
from i18n.refusals import Conflict
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


def write_medium(home: Path, out: Path) -> Carried:
    """Write what ``home`` has published to ``out``; what is there already is not written again.

    Raises:
        OSError: the medium is full or gone; doing it again goes on from there.
    """
    content = table.versioned(home, roles.CONTENT, table.newest_version(home, roles.CONTENT))
    targets = Metadata[Targets].from_file(str(content)).signed.targets
    copied = size = 0
    bundles = []
    for path, target in sorted(targets.items()):
        bundle, release = bundle_and_release(path)
        name = target_name(bundle, release, target.hashes["sha256"])
        data = (home / name).read_bytes()
        for sha256, length in Manifest.from_bytes(data).parts:
            if _put(out, part_name(sha256), home / part_name(sha256), length):
                copied, size = copied + 1, size + length
        _put(out, name, home / name, len(data))
        bundles.append(f"{bundle}-{release}")
    for source in _metadata(home):
        _put(out, f"metadata/{source.name}", source, source.stat().st_size)
    durable.write(out / medium.MARKER, medium.marker())
    newest = table.versioned(home, Timestamp.type, table.newest_version(home, Timestamp.type))
    durable.write(out / "metadata" / "timestamp.json", newest.read_bytes())
    return Carried(tuple(bundles), copied, size)


def _metadata(home: Path) -> Iterator[Path]:
    """Go through what the timestamp leads to; of root every version, for sites long asleep."""
    for version in range(1, table.newest_version(home, Root.type) + 1):
        yield table.versioned(home, Root.type, version)
    for role in (roles.CONTENT, Targets.type, Snapshot.type):
        yield table.versioned(home, role, table.newest_version(home, role))


def _put(out: Path, name: str, source: Path, length: int) -> bool:
    """Copy a file whose name never means other bytes; say whether it was needed."""
    target = out / name
    if target.is_file() and target.stat().st_size == length:
        return False
    durable.write(target, source.read_bytes())
    return True
