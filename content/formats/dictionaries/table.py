"""Words in a table, a row each, under headings in French or English: our own glossaries.

    # title: Les mots de l'école
    # language: fr
    word;kind;meaning;picture;en;ar
    dictionnaire;nom;Un livre qui explique les mots.;images/livre.svg;dictionary;قاموس

A heading that is the code of a language holds translations into it, several parted by "|". Lines
that begin with "#" come first, and say of the whole what there is to say. Translations may lie in
files of their own, one a language: see ``beside``.
"""

import hashlib
from pathlib import Path

from content.formats.desk import Desk, FileFormat
from content.formats.dictionaries import beside
from content.formats.dictionaries.made import Found, entry, sense, work_of
from content.formats.dictionaries.rows import codes, columns_of, rows_of
from content.formats.licenses import known as license_known
from content.formats.works import NotRead, Work
from content.media import picture_type
from content.vocabulary import LICENSES
from i18n.refusals import Phrase
from i18n.translate import N_

SAID = {
    "title": ("title", "titre"),
    "language": ("language", "langue"),
    "license": ("license", "licence"),
    "license_owner": ("owner", "proprietaire", "propriétaire"),
    "author": ("author", "auteur"),
    "description": ("about", "a propos", "à propos"),
}
LARGEST_PICTURE = 1 << 20
_TOLD = {alias: name for name, aliases in SAID.items() for alias in aliases}


def _recognises(path: Path) -> bool:
    if path.suffix.lower() not in beside.ENDINGS or beside.belongs_to(path) is not None:
        return False
    columns = columns_of(path)
    return "word" in columns and ("meaning" in columns or bool(codes(columns)))


def _read(path: Path, desk: Desk) -> Work:
    table = rows_of(path)
    further = beside.translations(path, desk)
    found = _said_of(path, [*table.said, *further.said])
    found.to = (*table.codes, *(each for each in further.to if each not in table.codes))
    for number, row in table.rows:
        _take(found, further.of(row.get("word", "")) | _filled(row), (path, number), desk)
    further.note_unused(found.title, desk)
    return work_of(found, desk)


def _filled(row: dict[str, str]) -> dict[str, str]:
    return {column: cell for column, cell in row.items() if cell.strip()}


def _said_of(path: Path, lines: list[str]) -> Found:
    found = Found(path.stem)
    for each in lines:
        name, _, value = each.lstrip("# ").partition(":")
        told = _TOLD.get(name.strip().lower())
        if told and value.strip():
            before = found.description if told == "description" else ""
            setattr(found, told, f"{before}\n{value.strip()}".strip())
    found.summary = found.description.partition("\n")[0]
    found.rights = found.license
    found.license = found.license if found.license in LICENSES else license_known(found.license)
    return found


def _take(found: Found, row: dict[str, str], place: tuple[Path, int], desk: Desk) -> None:
    path, number = place
    words = {code: row.get(code, "").split("|") for code in found.to}
    picture = _picture(row.get("picture", "").strip(), path, number, desk, found)
    said = sense(row.get("meaning", ""), dict(words))
    made = entry(row.get("word", ""), row.get("said", ""), row.get("kind", ""), [said], picture)
    if made is None:
        desk.leave_out(found.title, N_("line {number}: no word, or no meaning"), number=number)
    else:
        found.add(made)


def _picture(name: str, path: Path, number: int, desk: Desk, found: Found) -> str:
    """Keep the picture of a word, one that lies beside the table or below it; "" for none."""
    if not name:
        return ""
    root, place = path.parent.resolve(), (path.parent / name).resolve()
    try:
        if not place.is_relative_to(root) or place.stat().st_size > LARGEST_PICTURE:
            raise NotRead(Phrase(N_("it is larger than it may be")))
        data = place.read_bytes()
        kept = desk.keep("picture", picture_type(data) or "image/png", data, data=data)
    except (NotRead, OSError):
        message = N_("line {number}: the picture “{name}” cannot be used")
        desk.change(found.title, message, number=number, name=name)
        return ""
    desk.used.add(place)
    if kept not in found.pictures:
        found.pictures.append(kept)
    return hashlib.sha256(data).hexdigest()


FORMAT = FileFormat("CSV, TSV", _recognises, _read)
