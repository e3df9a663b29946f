"""``ardoise class``: the classes of a site, and lists of people."""

import json
from pathlib import Path

import click

from i18n.translate import gettext as _
from server import clock
from server.accounts import operations as accounts
from server.actors import CONSOLE, Actor
from server.classes import importing, planning, spreadsheet, undoing
from server.classes.models import Enrolment, SchoolClass, Teaching
from server.classes.planning import Asked, Step
from server.console import Site, table


@click.group("class")
def class_() -> None:
    """List classes; import lists of people, or undo it."""


@class_.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for a script.")
@click.pass_obj
def list_(site: Site, as_json: bool) -> None:
    """List the open classes, their teachers, and how many people are in each."""
    site.open()
    rows = [
        {
            "number": each.id,
            "class": each.name,
            "level": each.level,
            "wing": each.wing,
            "teachers": ", ".join(teaching.person.name for teaching in Teaching.now_of(each)),
            "people": len(Enrolment.roll(each)),
        }
        for each in SchoolClass.open_now()
    ]
    click.echo(json.dumps(rows, ensure_ascii=False) if as_json else table(rows))


@class_.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--class", "class_name", default="", help="The class of lines that name none.")
@click.option("--teacher", default="", help="Who teaches the classes that are opened; else nobody.")
@click.option("--same", multiple=True, type=int, help="A line that is somebody known already.")
@click.option("--other", multiple=True, type=int, help="A line that is another of the same name.")
@click.option("--check", is_flag=True, help="Say what it would do, and do nothing.")
@click.pass_obj
def import_(
    site: Site,
    file: Path,
    class_name: str,
    teacher: str,
    same: tuple[int, ...],
    other: tuple[int, ...],
    check: bool,
) -> None:
    """Import people from a CSV: all of them, or nobody; say by line what is wrong."""
    site.open()
    by = CONSOLE
    if teacher:
        person = accounts.named(teacher)
        by = Actor(person.name, None, person.id)
    choices = dict.fromkeys(same, planning.SAME) | dict.fromkeys(other, planning.OTHER)
    text, language = spreadsheet.text_of(file.read_bytes()), site.settings.language
    asked = Asked(text, language, class_name, choices, file.name)
    plan = planning.plan(asked, by)
    for step in plan.steps:
        for each in (*step.problems, *step.notes):
            click.echo(f"{step.line}: {step.name}: {each.in_words()}", err=True)
        for told in _ways_out(step) if step.problems else ():
            click.echo(f"    {told}", err=True)
    if plan.left_wings:
        left = " · ".join(plan.left_wings)
        click.echo(_("Wings that are not taken: %(wings)s.") % {"wings": left}, err=True)
    counts = {what: plan.count(what) for what in (planning.NEW, planning.KNOWN, planning.NOTHING)}
    click.echo(table([{**counts, "problems": plan.problems}]))
    if plan.problems or not check:
        made = importing.do(asked, by, at=clock.now(), shown=plan.fingerprint)
        click.echo(_("Imported under the number {number}.").format(number=made.id))


def _ways_out(step: Step) -> list[str]:
    """Return what to write to say who a line means, a line for each person it may be."""
    told = []
    for option in step.options:
        if option.value == planning.SAME:
            said = _("--same {line}   the person of line {above}")
        elif option.value == planning.OTHER:
            said = _("--other {line}   another person of this name")
        else:
            said = _("{name} in the column of sign-in names   this person")
        told.append(said.format(line=step.line, above=option.line, name=option.sign_in_name))
    return told


@class_.command("imports")
@click.pass_obj
def imports(site: Site) -> None:
    """List the imports that can still be undone, and their numbers."""
    site.open()
    rows = [
        {"number": each.id, "file": each.file_name, "undone": bool(each.undone_at)}
        for each in undoing.lately(CONSOLE, at=clock.now())
    ]
    click.echo(table(rows))


@class_.command("undo-import")
@click.argument("number", type=int)
@click.pass_obj
def undo_import(site: Site, number: int) -> None:
    """Undo an import by its number, but for those who have worked since."""
    site.open()
    for each in undoing.undo(number, CONSOLE, at=clock.now()):
        if each.why_not is not None:
            click.echo(f"{each.row.name}: {each.why_not.in_words()}", err=True)
