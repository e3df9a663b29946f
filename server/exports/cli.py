"""``ardoise record``: what people have done, for other programs."""

import json
from typing import BinaryIO

import click

from i18n.translate import in_language
from server import clock
from server.accounts import operations as accounts
from server.accounts.models import Person
from server.actors import CONSOLE
from server.classes import operations as classes
from server.classes.operations import NoSuchClass
from server.console import Site
from server.exports import operations
from server.exports.operations import FORMATS, SHEET
from server.exports.sheet import lines
from server.exports.statements import statements
from server.web.sheets import as_csv


@click.group("record")
def record() -> None:
    """Export what people have done."""


@record.command("export")
@click.option("--class", "class_name", default="", help="Of the people of this class.")
@click.option("--person", "name", default="", help="Of whoever signs in under this name.")
@click.option(
    "--format",
    "file_format",
    type=click.Choice(FORMATS),
    default=SHEET,
    help="A table for a spreadsheet, or statements for a record store.",
)
@click.option("--out", type=click.File("wb"), default="-", help="A file; else it is printed.")
@click.pass_obj
def export(site: Site, class_name: str, name: str, file_format: str, out: BinaryIO) -> None:
    """Export the records of a person, of a class or of everybody: CSV, or xAPI as JSON Lines."""
    site.open()
    people = _asked(class_name, name, file_format)
    language = site.settings.language
    with in_language(language):
        if file_format == SHEET:
            out.write(as_csv(lines(people, language), language))
            return
        for each in statements(people, site.home.secret(), language):
            out.write(json.dumps(each, ensure_ascii=False).encode() + b"\n")


def _asked(class_name: str, name: str, file_format: str) -> list[Person]:
    at = clock.now()
    if name:
        return operations.of_person(accounts.named(name), file_format, CONSOLE, at=at)
    if not class_name:
        return operations.of_everybody(file_format, CONSOLE, at=at)
    found = classes.named(class_name, CONSOLE)
    if found is None:
        raise NoSuchClass()
    return operations.of_class(found.id, file_format, CONSOLE, at=at)
