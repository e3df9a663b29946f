"""A table of a report: its page and its file for a spreadsheet show one and the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from i18n import formats
from i18n.translate import gettext as _
from server.web.sheets import Cell

HOUR = 3600


@dataclass(frozen=True)
class Named:
    """A person, page or course: its name, in its language, and where it leads."""

    name: str
    href: str = ""
    language: str = ""


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    part: int
    whole: int


class Seconds(int):
    """A length of time, told in hours."""


@dataclass(frozen=True)
class Sheet:
    """A table: its name in addresses, what it is called, its columns and lines."""

    name: str
    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Any]]
    """Of str, int, Decimal, dates, ``Named``, ``Share``, ``Seconds``; None for nothing."""

    def is_figures(self, column: int) -> bool:
        """Say whether a column, from 0, is one of figures, which stand at its end."""
        return any(isinstance(row[column], int | Decimal | Share) for row in self.rows)

    def cells(self) -> Iterable[Sequence[Cell]]:
        """Return the lines of its file, the heads first."""
        yield self.heads
        for row in self.rows:
            yield [in_sheet(cell) for cell in row]


def in_sheet(cell: Any) -> Cell:
    """Return what a spreadsheet gets of a cell."""
    match cell:
        case Named():
            return cell.name
        case Share():
            return cell.part
        case Seconds():
            return round(Decimal(cell) / HOUR, 2)
        case None | str() | int() | Decimal() | date():
            return cell
    raise TypeError(cell)


def in_page(cell: Any) -> str:
    """Return a cell in the words of the page."""
    match cell:
        case None:
            return "–"
        case Named():
            return cell.name
        case Share():
            whole = formats.number(cell.whole)
            return _("%(part)s of %(whole)s") % {"part": formats.number(cell.part), "whole": whole}
        case Seconds():
            return formats.number(round(Decimal(cell) / HOUR, 1))
        case datetime() | date():
            return formats.day(cell)
        case int() | Decimal():
            return formats.number(cell)
    return str(cell)
