"""The rows of a table of words, and what stands above them."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from content.formats.questions.table import decoded
from content.formats.works import NotRead
from i18n import languages
from i18n.refusals import Phrase
from i18n.translate import N_

HEADINGS = {
    "word": ("word", "mot", "terme", "term"),
    "kind": ("kind", "nature", "genre"),
    "said": ("said", "prononciation", "pronunciation"),
    "meaning": ("meaning", "definition", "définition", "sens"),
    "picture": ("picture", "image"),
}
LARGEST = 32 << 20
"""Bytes of a table."""
_TELLING = 64 << 10
_KNOWN = {alias: name for name, aliases in HEADINGS.items() for alias in aliases}


@dataclass(frozen=True)
class Rows:
    """A table that was read."""

    said: tuple[str, ...]
    """The lines above it that begin with "#"."""
    columns: tuple[str, ...]
    """A name of ``HEADINGS``, the code of a language, "" for what is neither."""
    rows: tuple[tuple[int, dict[str, str]], ...]
    """The number of each row that is not empty, and its cells by column."""

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the languages that it has columns of."""
        return codes(self.columns)


def codes(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes of languages among columns, in order."""
    return tuple(each for each in columns if languages.known(each))


def columns_of(path: Path) -> tuple[str, ...]:
    """Return the columns that a file has, as far as its first bytes tell. Raises OSError."""
    with path.open("rb") as file:
        lines = decoded(file.read(_TELLING)).splitlines()
    first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    return _columns(next(iter(_cells(first)), []))


def rows_of(path: Path) -> Rows:
    """Read a table.

    Raises:
        NotRead: it is larger than it may be, or no table.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise NotRead(Phrase(N_("it is larger than it may be")))
    lines = decoded(data).split("\n")
    above = 0
    while above < len(lines) and (lines[above].startswith("#") or not lines[above].strip()):
        above += 1
    try:
        head, *rows = _cells("\n".join(lines[above:])) or [[]]
    except csv.Error as error:
        raise NotRead(Phrase(N_("its table cannot be read ({what})"), what=str(error))) from None
    columns = _columns(head)
    numbered = [
        (number, dict(zip(columns, row, strict=False)))
        for number, row in enumerate(rows, start=above + 2)
        if any(cell.strip() for cell in row)
    ]
    said = tuple(line for line in lines[:above] if line.startswith("#"))
    return Rows(said, columns, tuple(numbered))


def _cells(text: str) -> list[list[str]]:
    first = text.split("\n", 1)[0]
    mark = max("\t;,", key=first.count)
    return list(csv.reader(io.StringIO(text), delimiter=mark))


def _columns(cells: list[str]) -> tuple[str, ...]:
    plain = (cell.strip().lower().removeprefix("\ufeff") for cell in cells)
    return tuple(_KNOWN.get(each, each if languages.known(each) else "") for each in plain)
