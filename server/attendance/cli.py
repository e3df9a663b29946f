"""``ardoise class hours``: the hours of a class, for a script or a spreadsheet."""

import json
from datetime import datetime

import click

from i18n.translate import language
from server import clock
from server.actors import CONSOLE
from server.attendance import sheets
from server.attendance.hours import hours_of_class
from server.attendance.saying import WORDS
from server.classes.operations import class_of
from server.console import Site, table
from server.web.sheets import as_csv as csv_of

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("hours")
@click.argument("number", type=int)
@click.option("--from", "first", type=_DAY, help="The first day, 2026-11-01; else of this month.")
@click.option("--to", "last", type=_DAY, help="The last day; else today.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for a script.")
@click.option("--csv", "as_csv", is_flag=True, help="As CSV, for a spreadsheet.")
@click.pass_obj
def hours(
    site: Site,
    number: int,
    first: datetime | None,
    last: datetime | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Show hours and absences of everybody in a class, by its number in `ardoise class list`."""
    site.open()
    today = clock.day(clock.now())
    begins = first.date() if first else today.replace(day=1)
    ends = last.date() if last else max(today, begins)
    found = hours_of_class(class_of(number, CONSOLE), begins, ends, today=today)
    if as_csv:
        click.echo(csv_of(sheets.of_class(found), language()), nl=False)
        return
    rows = [
        {
            "person": each.person.name,
            "hours": float(sheets.in_hours(each.minutes)) if as_json else _clock(each.minutes),
            **({"minutes": each.minutes} if as_json else {}),
            **{word: each.words[word] for word in WORDS},
        }
        for each in found.people
    ]
    click.echo(json.dumps(rows, ensure_ascii=False) if as_json else table(rows))


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"
