"""An archive that came from outside, looked at before anything in it is read."""

import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from content.formats.archives import UNREADABLE
from content.formats.works import NotRead
from content.zips.about import NAME, is_name
from content.zips.archive import LARGEST, MOST_FILES
from i18n.refusals import Phrase
from i18n.translate import N_

LARGEST_TEXT = 16 << 20
"""Bytes of a manifest or a page that is looked into."""
SWELLS = 500
"""Times that a file may be larger than it is packed: a text that repeats itself is 100 times."""
SMALL = 1 << 20
"""Bytes of a file that may swell as it likes."""
_LOCKED = 0x1
_IGNORED = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini", ".git/")
"""What programs leave behind: no note is made of it."""


@dataclass
class Opened:
    """An open archive, its files by the names that they get."""

    path: Path
    archive: zipfile.ZipFile
    entries: dict[str, zipfile.ZipInfo] = field(default_factory=dict)
    left_out: list[tuple[str, Phrase]] = field(default_factory=list)
    """Files that are not taken, and why."""

    def __contains__(self, name: str) -> bool:
        """Say whether there is a file of this name."""
        return name in self.entries

    def read(self, name: str, most: int = LARGEST_TEXT) -> bytes:
        """Return all bytes of a file.

        Raises:
            NotRead: there is none, it is damaged or larger than ``most``; the file is named.
        """
        if name not in self.entries:
            raise NotRead(Phrase(N_("“{name}” is missing in the archive"), name=name))
        try:
            with self.open(name) as file:
                data = file.read(most + 1)
        except UNREADABLE as error:
            raise damaged(name, error) from None
        if len(data) > most:
            raise NotRead(Phrase(N_("“{name}” is larger than it may be"), name=name))
        return data

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Give the bytes of a file inside the block. Raises any of ``UNREADABLE``."""
        with self.archive.open(self.entries[name]) as file:
            yield file

    def below(self, folder: str) -> "Opened":
        """Return the files of a folder, "a/b/", by their names in it."""
        inside = {
            name.removeprefix(folder): entry
            for name, entry in self.entries.items()
            if name.startswith(folder)
        }
        return Opened(self.path, self.archive, inside, self.left_out)

    def alone(self) -> "Opened":
        """Return the files of the one folder that all lie in, else these."""
        tops = {name.partition("/")[0] for name in self.entries}
        is_one = len(tops) == 1 and all("/" in name for name in self.entries)
        return self.below(f"{tops.pop()}/").alone() if is_one else self


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """Open an archive inside the block, what in it is not safe left out.

    Raises:
        NotRead: it is no archive, damaged, locked, or holds more than a package may.
    """
    try:
        archive = zipfile.ZipFile(path)
    except UNREADABLE as error:
        raise damaged(path.name, error) from None
    with archive:
        found = Opened(path, archive)
        listed = [each for each in archive.infolist() if not each.filename.endswith("/")]
        if len(listed) > MOST_FILES:
            raise NotRead(Phrase(N_("it holds more than {most} files"), most=MOST_FILES))
        for each in listed:
            _take(found, each)
        if sum(each.file_size for each in found.entries.values()) > LARGEST:
            raise NotRead(Phrase(N_("its files are larger than they may be together")))
        yield found


def _take(found: Opened, each: zipfile.ZipInfo) -> None:
    name = each.filename.replace("\\", "/").removeprefix("./")
    if any(name.startswith(part) or name.endswith(f"/{part}") for part in _IGNORED):
        return
    if name in _IGNORED or name == NAME:
        return
    if each.flag_bits & _LOCKED:
        raise NotRead(Phrase(N_("“{name}” is locked with a password"), name=_shown(name)))
    if each.file_size > SMALL and each.file_size > SWELLS * max(1, each.compress_size):
        raise NotRead(
            Phrase(N_("“{name}” swells to far more than it is packed"), name=_shown(name))
        )
    if stat.S_IFMT(each.external_attr >> 16) not in (0, stat.S_IFREG):
        found.left_out.append((_shown(name), Phrase(N_("it is a link to another place"))))
    elif not is_name(name):
        why = Phrase(N_("its name leads out of the package, or hides something"))
        found.left_out.append((_shown(name), why))
    elif name in found.entries:
        found.left_out.append((_shown(name), Phrase(N_("two files have this name"))))
    else:
        found.entries[name] = each


def damaged(name: str, error: Exception) -> NotRead:
    """Return the refusal of something that cannot be read."""
    what = f"{type(error).__name__}: {error}"[:120]
    return NotRead(Phrase(N_("“{name}” cannot be read ({what})"), name=_shown(name), what=what))


def _shown(name: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in name)[:120]
