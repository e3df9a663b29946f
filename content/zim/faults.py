"""What makes an archive unfit to be read, in a phrase for whoever builds or brings it.

Only what opens an archive is looked at. Everything else in it is checked when it is read, so that
a damaged or hostile entry costs its reader a page and nobody anything more.
"""

import io
from threading import Lock
from typing import BinaryIO

from content.zim.archive import Archive
from content.zim.refusals import DamagedArchive
from i18n.refusals import Phrase, Refusal
from i18n.translate import N_


def fault_in_zim(file: BinaryIO) -> str:
    """Say in a phrase why a file cannot be read as an archive; "" if it can.

    Args:
        file: can be rewound; read from place to place, some hundred bytes in all.
    """
    size, lock = file.seek(0, io.SEEK_END), Lock()

    def read(at: int, length: int) -> bytes:
        with lock:
            file.seek(at)
            return file.read(length)

    try:
        archive = Archive("", size, read)
        if archive.header.entries:
            archive.entry(0), archive.entry(archive.header.entries - 1)
        archive.main()
    except DamagedArchive as refusal:
        values = {name: refusal.values[name] for name in ("place", "what")}
        return Phrase(N_("a damaged archive: at byte {place}, {what}"), **values)
    except Refusal:
        return Phrase(N_("something that is not {media_type}"), media_type="application/zim")
    return ""
