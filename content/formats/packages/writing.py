"""A package as it travels: written anew, the same bytes for the same files."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from content.formats.archives import UNREADABLE
from content.formats.packages.opening import Opened, damaged
from content.formats.works import NotRead
from content.framed.types import by_name
from content.zips.about import NAME, About
from content.zips.archive import LARGEST_INFLATED
from i18n.refusals import Phrase
from i18n.translate import N_

STORED = 4 << 20
"""Bytes from which a file is stored as it is, so that a range of it can be sent."""
_PACKED = ("image/", "audio/", "video/", "font/woff")
"""Types of files that are packed in themselves."""
_THEN = (1980, 1, 1, 0, 0, 0)
_REGULAR = 0o100644 << 16
_CHUNK = 1 << 20


def write(target: Path, about: About, files: Opened) -> None:
    """Write a package.

    Raises:
        NotRead: a file is damaged, or not as large as it says.
        OSError: the disk is full.
    """
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(_entry(NAME, stored=True), about.to_bytes())
        for name in sorted(files.entries):
            _copy(archive, name, files)


def _copy(archive: zipfile.ZipFile, name: str, files: Opened) -> None:
    size = files.entries[name].file_size
    kind = by_name(name)
    stored = size >= STORED or (kind.startswith(_PACKED) and kind != "image/svg+xml")
    with archive.open(_entry(name, stored=stored or size > LARGEST_INFLATED), "w") as kept:
        left = size
        for chunk in _chunks(name, files):
            left -= len(chunk)
            if left < 0:
                raise NotRead(Phrase(N_("“{name}” is larger than it may be"), name=name))
            kept.write(chunk)


def _chunks(name: str, files: Opened) -> Iterator[bytes]:
    """Go through the bytes of a file of an archive; what is wrong with them is said in words."""
    try:
        with files.open(name) as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except UNREADABLE as error:
        raise damaged(name, error) from None


def _entry(name: str, *, stored: bool) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _THEN)
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    entry.external_attr = _REGULAR
    entry.create_system = 3
    return entry
