"""The formats of single files: each has its line here.

A new one is a module with a ``FileFormat``; see ``desk`` for what it promises.
"""

from pathlib import Path

from content.formats import (
    cartridge,
    dictionaries,
    epub,
    exercises,
    interfaces,
    locked,
    media,
    moodle,
    office,
    packages,
    pdf,
    translators,
    voices,
    zim,
)
from content.formats.desk import Desk, FileFormat
from content.formats.works import NotRead, Work
from i18n.refusals import Phrase
from i18n.translate import N_

FILES: tuple[FileFormat, ...] = (
    locked.FORMAT,
    translators.FORMAT,
    epub.FORMAT,
    *office.FORMATS,
    zim.FORMAT,
    moodle.FORMAT,
    cartridge.FORMAT,
    pdf.FORMAT,
    media.FORMAT,
    *dictionaries.FORMATS,
    voices.FORMAT,
    interfaces.FORMAT,
    packages.FORMAT,
    exercises.FORMAT,
)
"""The first that recognises a file reads it."""


def known() -> str:
    """Return what files are read, as people know them."""
    return ", ".join(each.name for each in FILES if each.name)


def format_of(path: Path) -> FileFormat | None:
    """Return the format that recognises a file, None if none does or it cannot be opened."""
    try:
        return next((each for each in FILES if each.recognises(path)), None)
    except OSError:
        return None


def read(path: Path, desk: Desk) -> Work:
    """Make a work of a file of any of these formats.

    Raises:
        NotRead: it is of none, or nothing can be made of it.
    """
    found = format_of(path)
    if found is None:
        raise NotRead(Phrase(N_("this kind of file is not read here")))
    try:
        return found.read(path, desk)
    except OSError as error:
        raise NotRead(
            Phrase(N_("its file cannot be read ({what})"), what=error.strerror or str(error))
        ) from None
