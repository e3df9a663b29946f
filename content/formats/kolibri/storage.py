"""The files of a drive: each lies under its checksum, and is read once to see whether it has it."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from content import vocabulary
from content.formats.kolibri.rows import FileRow
from content.media import fault_in_file
from i18n.refusals import Phrase
from i18n.translate import N_

CHUNK = 1 << 20
"""Bytes read at a time: a film does not fit into memory."""
_CHECKSUM = re.compile(r"[0-9a-f]{32}")
_ENDING = re.compile(r"[0-9a-z]{1,16}")

MISSING = N_("its file is not on this drive")


@dataclass(frozen=True)
class Stored:
    """A file that is there and is what its checksum says."""

    path: Path
    sha256: str
    size: int
    media_type: str
    """"" for what no page of ours can show or play."""


class Storage:
    """The files below one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._found: dict[str, Stored | str] = {}

    def find(self, checksum: str, ending: str) -> Stored | str:
        """Return a file, or in a phrase why it cannot be used.

        Nothing is followed: a link, there or above it, is as good as missing.

        Args:
            checksum: its MD5, as the database has it, which may be anything.
            ending: of its name, the same.
        """
        if not _CHECKSUM.fullmatch(checksum) or not _ENDING.fullmatch(ending):
            return Phrase(N_("its file has a name that no file of Kolibri has"))
        name = f"{checksum}.{ending}"
        if name not in self._found:
            self._found[name] = self._look(name, checksum, f".{ending}")
        return self._found[name]

    def shown(self, file: FileRow, wanted: str) -> Stored | str:
        """Return a file that a page of ours can show or play, or in a phrase why it cannot.

        Args:
            file: its use.
            wanted: how its media type must begin: "video/".
        """
        stored = self.find(file.checksum, file.ending)
        if isinstance(stored, str):
            return stored
        if not stored.media_type.startswith(wanted):
            return Phrase(
                N_("its file is of a type that cannot be shown yet: {type}"), type=file.ending
            )
        try:
            fault = fault_in_file(stored.media_type, stored.path)
        except OSError as error:
            return _unreadable(error)
        return Phrase(N_("its file holds {fault}"), fault=fault) if fault else stored

    def _look(self, name: str, checksum: str, ending: str) -> Stored | str:
        path = self.root / name[0] / name[1] / name
        try:
            if not path.is_file() or path.resolve() != path:
                return Phrase(MISSING)
            md5, sha256 = hashlib.md5(usedforsecurity=False), hashlib.sha256()
            size = 0
            with path.open("rb") as file:
                while chunk := file.read(CHUNK):
                    md5.update(chunk)
                    sha256.update(chunk)
                    size += len(chunk)
        except OSError as error:
            return _unreadable(error)
        if md5.hexdigest() != checksum:
            return Phrase(N_("its file is damaged: it does not have the checksum that names it"))
        media_type = vocabulary.MEDIA_TYPES.get(ending, "")
        return Stored(path, sha256.hexdigest(), size, media_type)


def _unreadable(error: OSError) -> Phrase:
    return Phrase(N_("its file cannot be read ({what})"), what=error.strerror or str(error))
