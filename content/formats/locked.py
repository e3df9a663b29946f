"""Archives that ask for a password, whatever they hold: refused before any other format looks.

Office files with a password are no archives at all, and books of a seller are locked in another
way: ``office`` and ``epub`` know them.
"""

import zipfile
from pathlib import Path

from content.formats.archives import UNREADABLE
from content.formats.desk import Desk, FileFormat
from content.formats.works import NotRead, Work
from i18n.refusals import Phrase
from i18n.translate import N_

_IN_CIPHER = 1
"""The flag of an entry (APPNOTE.TXT 4.4.4, bit 0)."""


def _recognises(path: Path) -> bool:
    with path.open("rb") as file:
        if file.read(2) != b"PK":
            return False
    try:
        with zipfile.ZipFile(path) as archive:
            return any(each.flag_bits & _IN_CIPHER for each in archive.infolist())
    except UNREADABLE:
        return False


def _read(path: Path, desk: Desk) -> Work:
    raise NotRead(
        Phrase(N_("it is locked with a password; open it with the password, then save it without"))
    )


FORMAT = FileFormat("", _recognises, _read)
