"""A list of people as a teacher's spreadsheet saves it: bytes to lines of known columns.

Spreadsheets write UTF-8 with or without a mark, UTF-16, or Windows-1252; they part cells by commas,
semicolons or tabs, by country. Columns stand in any order under French, English or Arabic names.
"""

import codecs
import csv
import io
import unicodedata
from dataclasses import dataclass

from content.wording import one_line
from i18n.refusals import Invalid
from i18n.translate import N_
from server.accounts.models import folded

MOST_LINES = 1000
"""Lines of a list: more people than a site has, and still planned within a second."""

COLUMNS = {
    "family": ("nom", "nom de famille", "family name", "last name", "surname", "name", "الاسم"),
    "given": ("prénom", "prénoms", "first name", "given name", "الاسم الشخصي"),
    "whole": ("nom complet", "nom et prénom", "prénom et nom", "full name", "الاسم الكامل"),
    "class": ("classe", "class", "القسم"),
    "group": ("groupe", "group", "المجموعة"),
    "language": ("langue", "language", "اللغة"),
    "level": ("niveau", "level", "المستوى"),
    "wing": ("aile", "bâtiment", "quartier", "wing", "building", "الجناح"),
    "sign_in": ("identifiant", "nom de connexion", "sign-in name", "login", "user name"),
}
"""What each column may be called; capitals, accents and spaces do not matter."""

HEADERS = {
    "fr": ("nom", "prénom", "classe", "groupe", "langue", "niveau", "aile"),
    "en": ("family name", "given name", "class", "group", "language", "level", "wing"),
    "ar": ("الاسم", "الاسم الشخصي", "القسم", "المجموعة", "اللغة", "المستوى", "الجناح"),
}
"""The first line of a list to fill in."""

_KNOWN = {folded(name): column for column, names in COLUMNS.items() for name in names}


class NotAList(Invalid):
    """A file is a workbook, a picture or anything but a list of text."""

    message = N_(
        "This file is not a list in CSV. In the spreadsheet choose “Save as”, then CSV. Nothing "
        "was imported."
    )


class NoSuchHeader(Invalid):
    """The first line does not name the columns."""

    message = N_(
        "The first line must name the columns; one of them is the name: nom, prénom, classe, "
        "groupe, langue, niveau, aile. Nothing was imported."
    )


class ColumnTwice(Invalid):
    """Two columns mean the same."""

    message = N_("Two columns are called “{name}”, or mean the same. Nothing was imported.")


class TooLong(Invalid):
    """A list has too many lines."""

    message = N_("This list has more than {most} lines. Cut it in two. Nothing was imported.")


class NobodyInIt(Invalid):
    """A list has a header and nothing below."""

    message = N_("This list has no line below the names of its columns. Nothing was imported.")


@dataclass(frozen=True)
class Line:
    """One line of a list."""

    number: int
    """As the spreadsheet counts, from 1 for the header."""
    cells: dict[str, str]
    """By column of ``COLUMNS``; without spaces too many."""
    has_too_many: bool
    """Whether something stands beyond the last column: a separator in a name, mostly."""

    def __getitem__(self, column: str) -> str:
        """Return a cell, "" where there is none."""
        return self.cells.get(column, "")

    @property
    def name(self) -> str:
        """Return the given name and family name, as pages show them."""
        return " ".join(filter(None, (self["whole"], self["given"], self["family"])))


@dataclass(frozen=True)
class Sheet:
    """A list that was read."""

    lines: tuple[Line, ...]
    unknown: tuple[str, ...]
    """Names of columns that mean nothing here; what stands there is not kept."""


def text_of(data: bytes) -> str:
    """Return the text of a file, however the spreadsheet has written it.

    Raises:
        NotAList: it is no text.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(unicodedata.category(c) == "Cc" and c not in "\r\n\t" for c in text):
            return text
    raise NotAList()


def read(text: str) -> Sheet:
    """Read a list.

    Raises:
        NotAList, NoSuchHeader, ColumnTwice, TooLong, NobodyInIt
    """
    rows = _rows(text.removeprefix("\ufeff"))
    filled = [(number, row) for number, row in rows if any(map(str.strip, row))]
    if not filled:
        raise NoSuchHeader()
    header = [_plain(cell) for cell in filled[0][1]]
    columns = [_KNOWN.get(folded(name), "") for name in header]
    if not {"family", "whole"} & set(columns):
        raise NoSuchHeader()
    for place, column in enumerate(columns):
        if column and column in columns[:place]:
            raise ColumnTwice(name=header[place])
    if len(filled) - 1 > MOST_LINES:
        raise TooLong(most=MOST_LINES)
    lines = tuple(_line(number, row, columns) for number, row in filled[1:])
    if not lines:
        raise NobodyInIt()
    unknown = [name for name, column in zip(header, columns, strict=True) if name and not column]
    return Sheet(lines, tuple(unknown))


def _line(number: int, row: list[str], columns: list[str]) -> Line:
    cells = {column: _plain(cell) for column, cell in zip(columns, row, strict=False) if column}
    return Line(number, cells, any(map(str.strip, row[len(columns) :])))


def _plain(cell: str) -> str:
    """Return a cell in composed letters, each run of blanks one space."""
    return one_line(unicodedata.normalize("NFC", cell))


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Return the rows with the number of the line each begins in; the separator is found out."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    separators = sorted(";,\t", key=lambda each: -_known_in(first, each))
    rows, before = [], 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separators[0], strict=False)
    try:
        for row in reader:
            rows.append((before + 1, row))
            before = reader.line_num
    except csv.Error:
        raise NotAList() from None
    return rows


def _known_in(header: str, separator: str) -> int:
    """Return how many known columns a header names, if this parts its cells."""
    cells = next(csv.reader([header], delimiter=separator), [])
    return sum(folded(cell) in _KNOWN for cell in cells)


def template(language: str) -> bytes:
    """Return a list to fill in, as spreadsheets open it at once: UTF-8 with its mark."""
    names = HEADERS.get(language, HEADERS["fr"])
    separator = "," if language == "en" else ";"
    return codecs.BOM_UTF8 + (separator.join(names) + "\r\n").encode()
