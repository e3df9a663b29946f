"""Translations that lie beside a table of words, one file a language.

    mots.csv      mot;nature;définition
    mots.ka.csv   mot;ka
                  école;სკოლა

Such a file is easily compared, corrected and replaced by somebody who speaks one language. It is
read with the table that it belongs to, and is no page of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from content.formats.desk import Desk
from content.formats.dictionaries.rows import Rows, rows_of
from content.formats.works import NotRead
from i18n import languages
from i18n.refusals import Phrase
from i18n.translate import N_

ENDINGS = (".csv", ".tsv")


def belongs_to(path: Path) -> Path | None:
    """Return the table that a file of translations lies beside, None if it is no such file."""
    plain, _, code = path.stem.rpartition(".")
    if not plain or path.suffix.lower() not in ENDINGS or not languages.known(code):
        return None
    table = path.with_name(plain + path.suffix)
    return table if table.is_file() and not table.is_symlink() else None


@dataclass
class Further:
    """Translations of the words of a table."""

    to: tuple[str, ...] = ()
    said: list[str] = field(default_factory=list)
    """The lines above each file that begin with "#"."""
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    """Cells by word, then by code."""
    places: dict[str, tuple[str, int]] = field(default_factory=dict)
    """The file and the line that speak first of a word."""
    used: set[str] = field(default_factory=set)

    def of(self, word: str) -> dict[str, str]:
        """Return the translations of a word as it stands in the table."""
        self.used.add(word.strip())
        return self.words.get(word.strip(), {})

    def note_unused(self, title: str, desk: Desk) -> None:
        """Note every word that has translations, and is not in the table."""
        for word, (name, number) in self.places.items():
            if word not in self.used:
                message = N_("line {number} of {name}: “{word}” is not among the words")
                desk.leave_out(title, message, number=number, name=name, word=word)


def translations(path: Path, desk: Desk) -> Further:
    """Read all files of translations beside a table.

    Raises:
        NotRead: naming one of them that is larger than it may be, or no table.
        OSError: one of them cannot be read.
    """
    found = Further()
    for code, place in _files(path):
        table = _rows_of(place)
        desk.used.add(place.resolve())
        found.to = (*found.to, code)
        found.said += table.said
        for number, row in table.rows:
            word = row.get("word", "").strip()
            found.words.setdefault(word, {}).setdefault(code, row.get(code, ""))
            found.places.setdefault(word, (place.name, number))
    return found


def _rows_of(place: Path) -> Rows:
    try:
        return rows_of(place)
    except NotRead as reason:
        what = N_("{name}, beside it: {why}")
        raise NotRead(Phrase(what, name=place.name, why=reason.args[0])) from None


def _files(path: Path) -> Iterator[tuple[str, Path]]:
    for code in sorted(languages.LANGUAGES):
        place = path.with_name(f"{path.stem}.{code}{path.suffix}")
        if place.is_file() and not place.is_symlink():
            yield code, place
