"""What is only recognised: formats of before 2007, and documents that a password protects."""

from pathlib import Path

from content.formats.desk import Desk, FileFormat
from content.formats.works import NotRead, Work
from i18n.refusals import Phrase
from i18n.translate import N_

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the old formats begin, and what Word makes of a document with a password."""
_BEGIN = {
    ".doc": (COMPOUND, b"{\\rtf", b"\xdb\xa5"),
    ".rtf": (b"{\\rtf",),
    ".ppt": (COMPOUND,),
    ".pps": (COMPOUND,),
}


def refuse_password(path: Path) -> None:
    """Refuse a document that a password protects.

    Raises:
        NotRead: it is one.
    """
    with path.open("rb") as file:
        if file.read(8) == COMPOUND:
            why = N_("a password protects it, or it is of before 2007; save it again without one")
            raise NotRead(Phrase(why))


def _recognises(path: Path) -> bool:
    begins = _BEGIN.get(path.suffix.lower())
    if begins is None:
        return False
    with path.open("rb") as file:
        return file.read(8).startswith(begins)


def _read(path: Path, desk: Desk) -> Work:
    ending = "odp" if path.suffix.lower() in (".ppt", ".pps") else "odt"
    why = N_("it is of an old format; open it in LibreOffice or Word and save it as {ending}")
    raise NotRead(Phrase(why, ending=f"{ending}, {'pptx' if ending == 'odp' else 'docx'}"))


FORMAT = FileFormat("", _recognises, _read)
