"""What the address of a report asks for: whom it is about, which weeks, its page or its file."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from flask import render_template, request
from flask.typing import ResponseReturnValue

from i18n.refusals import NotFound
from i18n.translate import N_
from server.classes import operations as classes
from server.reports.members import Chosen, chosen
from server.reports.tables import Sheet, in_page
from server.reports.weeks import PERIODS
from server.web.sheets import send_sheet
from server.web.visitor import visitor

LONGEST_NUMBER = 12
"""Digits of the row of a group: more are none."""


class NoSuchTable(NotFound):
    """A report has no table of this name."""

    message = N_("This report has no such table. Go back to its page and choose one there.")


def whom(number: int) -> Chosen:
    """Return the people of a class that an address asks for: "group", "gone".

    Raises:
        NoSuchClass, NoSuchGroup
    """
    by = visitor().actor
    found = classes.class_of(number, by)
    asked = request.args.get("group", "")
    group = int(asked) if asked.isdecimal() and len(asked) < LONGEST_NUMBER else 0
    gone = request.args.get("gone") == "1"
    return chosen(found, by, group if asked else None, gone=gone)


def period() -> int:
    """Return how many weeks are looked at."""
    asked = request.args.get("weeks", 0, type=int)
    return asked if asked in PERIODS else PERIODS[0]


def since(at: datetime) -> datetime:
    """Return when the weeks that are looked at began."""
    return at - timedelta(weeks=period())


def answered(template: str, sheets: Sequence[Sheet], **values: object) -> ResponseReturnValue:
    """Answer with a page, or with the one of its tables that the address names as a file.

    Raises:
        NoSuchTable: it names one that the page does not have.
    """
    name = request.args.get("sheet")
    if name is None:
        tables = {sheet.name: sheet for sheet in sheets}
        return render_template(template, in_page=in_page, sheets=tables, staff=True, **values)
    asked = next((sheet for sheet in sheets if sheet.name == name), None)
    if asked is None:
        raise NoSuchTable()
    path = request.path.strip("/").replace("/", "-")
    return send_sheet(f"{path}-{asked.name}", asked.cells())
