"""Translators: the folder that CTranslate2's converters write, its sentence pieces, and a card.

The card, ``translator.toml``, says ``name``, ``from``, ``to``, ``license`` and ``version``; and,
where the model wants pieces of its own around a sentence, ``begin``, ``end`` and ``first``.

Source: CTranslate2's documentation, "Model conversion" (the names of the files).
"""

import tomllib
from contextlib import ExitStack
from io import BufferedReader
from pathlib import Path
from typing import IO, Any, cast

from content.formats.desk import Desk, FileFormat
from content.formats.licenses import known as license_known
from content.formats.said import line
from content.formats.works import NotRead, Page, Work
from content.translator.layout import (
    LARGEST,
    LARGEST_SETTINGS,
    MODEL,
    NAMES,
    DamagedTranslator,
    header,
)
from i18n import languages
from i18n.refusals import Phrase
from i18n.translate import N_

CARD = "translator.toml"
MEDIA_TYPE = "application/vnd.ardoise.translator"


def _recognises(path: Path) -> bool:
    """Whichever file of a pack is met first stands for all of it."""
    if path.name == CARD or (path.name in NAMES and path.with_name(CARD).is_file()):
        return True
    return path.name == MODEL and path.with_name("config.json").is_file()


def _read(path: Path, desk: Desk) -> Work:
    folder = path.parent
    if not (folder / CARD).is_file() or (folder / CARD).is_symlink():
        raise NotRead(Phrase(N_("its settings are missing: {name} must lie beside it"), name=CARD))
    said = _card(folder / CARD)
    files = [folder / name for name in NAMES if _is_there(folder / name)]
    desk.used |= {each.resolve() for each in (*files, folder / CARD)}
    settings = {name: said.get(name, []) for name in ("begin", "end", "first")}
    settings |= {"from": said.get("from"), "to": said.get("to")}
    settings["files"] = [[each.name, each.stat().st_size] for each in files]
    try:
        start = header(settings)
    except DamagedTranslator as refusal:
        raise NotRead(refusal.values["what"]) from None
    most = len(start) + 2 * LARGEST[MODEL]
    with ExitStack() as opened:
        parts = [opened.enter_context(each.open("rb")) for each in files]
        whole = cast("IO[bytes]", _Joined(start, parts))  # spooling only reads
        kept = desk.spool("main.translator", whole, most)
    names = [languages.get(settings[key]).own_name for key in ("from", "to")]
    title = line(" → ".join(names) + f" – {said.get('name', '')}").rstrip(" –")
    version, rights = line(str(said.get("version", ""))), line(str(said.get("license", "")))
    page = Page(
        desk.id_of("translator"),
        title,
        "translator",
        [desk.keep("main", MEDIA_TYPE, kept, settings["from"])],
        description=version and f"{line(str(said.get('name', '')))} {version}",
        language=settings["from"],
    )
    return Work(
        title,
        [page],
        language=settings["from"],
        author=line(str(said.get("author", ""))) or "CTranslate2",
        license=license_known(rights),
        license_owner=line(str(said.get("author", ""))),
        rights=rights,
    )


class _Joined:
    """A few bytes and then files, read as one."""

    def __init__(self, start: bytes, files: list[BufferedReader]) -> None:
        self._start, self._files = start, files

    def read(self, most: int = -1) -> bytes:
        """Return the next bytes."""
        if self._start:
            start, self._start = self._start, b""
            return start
        while self._files:
            if data := self._files[0].read(most):
                return data
            self._files.pop(0)
        return b""


def _card(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        data = file.read(LARGEST_SETTINGS)
    try:
        return tomllib.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise NotRead(Phrase(N_("its settings cannot be read"))) from None


def _is_there(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


FORMAT = FileFormat("CTranslate2 (translator.toml)", _recognises, _read)
