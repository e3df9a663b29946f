"""Tables as files that a spreadsheet opens at once, accents and numbers right.

UTF-8 with its mark; cells parted by semicolons and a decimal comma, as spreadsheets in French and
Arabic expect them; commas and a point in English. What a person wrote can be no formula: a cell
that begins like one has an apostrophe put before it, which spreadsheets take for "this is text".

Source: OWASP, "CSV Injection" (=, +, -, @, tab and carriage return).
"""

import codecs
import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from flask import Response

from i18n.translate import language

Cell = str | int | Decimal | date | None
"""A moment is a date as well; None is an empty cell."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_csv(rows: Iterable[Sequence[Cell]], spoken: str) -> bytes:
    """Return a table as the bytes of a file.

    Args:
        rows: its lines, the heads of the columns first.
        spoken: the language whose spreadsheets are to open it: "fr".
    """
    comma = "." if spoken == "en" else ","
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter="," if spoken == "en" else ";", lineterminator="\r\n")
    writer.writerows([_plain(cell, comma) for cell in row] for row in rows)
    return codecs.BOM_UTF8 + text.getvalue().encode()


def _plain(cell: Cell, comma: str) -> str:
    match cell:
        case None:
            return ""
        case str():
            return f"'{cell}" if cell.startswith(_FORMULA) else cell
        case datetime():
            return f"{cell.astimezone():%Y-%m-%d %H:%M}"
        case date():
            return cell.isoformat()
    return f"{cell:f}".replace(".", comma) if isinstance(cell, Decimal) else str(cell)


def send_sheet(name: str, rows: Iterable[Sequence[Cell]]) -> Response:
    """Send a table in the language of the page, to be kept as a file.

    Args:
        name: of the file, without its ending: letters of ASCII, digits, hyphens.
        rows: see ``as_csv``.
    """
    answer = Response(as_csv(rows, language()), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
