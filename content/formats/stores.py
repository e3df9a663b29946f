"""Archives that are read whole: zip or tar, their texts by name, their files on the disk.

Nothing is unpacked under a name of its own: a file becomes one of a folder that goes after the
build, so a name that climbs, a link or a device does nothing.
"""

import tarfile
import zipfile
from pathlib import Path
from typing import IO

from content.formats.archives import UNREADABLE, files_in
from content.formats.desk import Desk
from content.formats.works import NotRead
from i18n.refusals import Phrase
from i18n.translate import N_

MOST_ENTRIES = 100_000
LARGEST_ALL = 32 << 30
"""Bytes of all files of one archive."""
LARGEST_XML = 64 << 20
"""Bytes of a file that is read as a whole: a bank of five thousand questions has twenty million."""
DAMAGED: tuple[type[Exception], ...] = (*UNREADABLE, tarfile.TarError)


class Store:
    """An archive of a course."""

    def __init__(self, path: Path, desk: Desk) -> None:
        """Open an archive at a desk.

        Raises:
            NotRead: it is damaged, or holds more than is read.
        """
        self._desk = desk
        self._zip: zipfile.ZipFile | None = None
        self._paths: dict[str, Path] = {}
        self._left = LARGEST_ALL
        try:
            if zipfile.is_zipfile(path):
                self._zip = zipfile.ZipFile(path)
                listed = self._zip.infolist()
                self._count(len(listed))
                self.names = files_in(self._zip)
            else:
                self._spool_tar(path)
                self.names = list(self._paths)
        except DAMAGED as error:
            raise _damaged(error) from None
        self._known = set(self.names)

    def __contains__(self, name: str) -> bool:
        """Say whether there is an entry of this name."""
        return name in self._known

    def close(self) -> None:
        """Give the archive back; files that were taken out of it stay."""
        if self._zip is not None:
            self._zip.close()

    def read(self, name: str, most: int = LARGEST_XML) -> bytes:
        """Return all bytes of an entry.

        Raises:
            NotRead: there is none, it is damaged or has more than ``most``.
        """
        try:
            with self.path(name, most).open("rb") as file:
                return file.read()
        except OSError as error:
            raise _damaged(error) from None

    def path(self, name: str, most: int = LARGEST_ALL) -> Path:
        """Return an entry as a file, whose ending is that of its name.

        Raises:
            NotRead: as ``read``.
        """
        if name not in self._known:
            raise NotRead(Phrase(N_("its file is missing in the archive")))
        try:
            if name not in self._paths and self._zip is not None:
                with self._zip.open(name) as file:
                    self._keep(name, file, most)
            if self._paths[name].stat().st_size > most:
                raise NotRead(Phrase(N_("it is larger than it may be")))
        except DAMAGED as error:
            raise _damaged(error) from None
        return self._paths[name]

    def _spool_tar(self, path: Path) -> None:
        with tarfile.open(path, "r|*") as archive:
            for count, member in enumerate(archive):
                self._count(count)
                file = archive.extractfile(member) if member.isreg() else None
                if file is not None:
                    self._keep(member.name.removeprefix("./"), file, self._left)

    def _keep(self, name: str, file: IO[bytes], most: int) -> None:
        kept = self._desk.spool(name, file, min(most, self._left))
        self._left -= kept.stat().st_size
        self._paths[name] = kept

    def _count(self, count: int) -> None:
        if count > MOST_ENTRIES:
            raise NotRead(Phrase(N_("it holds more than {most} files"), most=MOST_ENTRIES))


def _damaged(error: Exception) -> NotRead:
    what = f"{type(error).__name__}: {error}"[:120]
    return NotRead(Phrase(N_("its archive cannot be read ({what})"), what=what))
