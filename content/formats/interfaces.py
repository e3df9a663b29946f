"""Languages of the pages: a translators' file (``.po``) of this program; see ``i18n.packs``.

Before it is installed no site knows a language that is new: its page is in the program's own.
"""

from pathlib import Path

from content.formats.desk import Desk, FileFormat
from content.formats.works import NotRead, Page, Work
from i18n import packs
from i18n.languages import LANGUAGES
from i18n.translate import DEFAULT

_ENDING = ".po"


def _recognises(path: Path) -> bool:
    return path.name.lower().endswith(_ENDING)


def _read(path: Path, desk: Desk) -> Work:
    with path.open("rb") as file:
        data = file.read(packs.LARGEST + 1)
    try:
        pack = packs.read(data)
    except packs.DamagedPack as refusal:
        raise NotRead(refusal.values["what"]) from None
    title = pack.language.own_name
    code = pack.language.code if pack.language.code in LANGUAGES else DEFAULT
    kept = desk.keep("main", "text/x-gettext-translation", path, code, data)
    page = Page(
        desk.id_of("interface"),
        title,
        "interface",
        [kept],
        language=code,
    )
    return Work(title, [page], language=code)


FORMAT = FileFormat("Gettext (po)", _recognises, _read)
