"""Opening a package by the type of its file, wherever its bytes lie."""

from collections.abc import Callable

from content.framed.archives import ArchivePackage
from content.framed.packages import Package
from content.framed.zips import ZipPackage
from content.scattered import Scattered
from content.store import Place
from content.vocabulary import MEDIA_TYPES
from content.zim.archive import Archive
from content.zips.archive import Package as Zip


def _archive(name: str, where: Place | Scattered, key: str) -> Package:
    if isinstance(where, Scattered):
        return ArchivePackage(Archive(name, where.size, where.read, key))
    return ArchivePackage(Archive.at(where, name, key))


def _zip(name: str, where: Place | Scattered, key: str) -> Package:
    return ZipPackage(Zip(where, name))


PACKED: dict[str, Callable[[str, Place | Scattered, str], Package]] = {
    MEDIA_TYPES[".zim"]: _archive,
    MEDIA_TYPES[".zip"]: _zip,
}
"""What opens a package of a type of media: given its name in refusals, where its bytes lie, and
what names these very bytes. Its pages are shown in a frame."""
