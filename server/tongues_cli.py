"""``ardoise language``."""

import json
import re
from io import BytesIO
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from content import durable
from i18n import languages
from i18n.refusals import Invalid
from i18n.translate import CATALOGUES, DEFAULT, N_
from i18n.translate import gettext as _
from server.console import Site, table

_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?")


class NoCode(Invalid):
    """What was given is no code of a language."""

    message = N_("“{code}” is no code of a language, such as so for Somali.")


@click.group()
def language() -> None:
    """See the languages of the pages, and add one."""


@language.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for a script.")
@click.pass_obj
def list_(site: Site, as_json: bool) -> None:
    """List the languages that pages can be in, and whether each is read aloud."""
    site.open()
    rows = [
        {
            "language": code,
            "name": languages.get(code).own_name,
            "voice": languages.get(code).voice is not None,
            "from": "program" if code in languages.INTERFACE else "bundle",
        }
        for code in languages.interface()
    ]
    click.echo(json.dumps({"languages": rows}, ensure_ascii=False) if as_json else table(rows))


@language.command()
@click.argument("code")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The file to write.",
)
def sentences(code: str, out: Path) -> None:
    """Write every sentence of the program, to be translated into the language CODE.

    Fill the file with any editor of translations (Poedit): the French stands above each sentence,
    and what the program says already in that language below it. Then make a bundle of it.
    """
    if not _CODE.fullmatch(code):
        raise NoCode(code=code)
    french = _catalogue(DEFAULT)
    known = languages.known(code) and (CATALOGUES / code).exists()
    catalogue = _catalogue(code) if known else Catalog(charset="utf-8", fuzzy=False)
    for message in french:
        if message.id:
            held = catalogue.get(message.id) or catalogue.add(message.id)
            held.user_comments = [*_forms(message)]
    plurals = catalogue.plural_forms if known else "nplurals=2; plural=(n != 1);"
    file = BytesIO()
    write_po(file, catalogue, omit_header=True, width=0, sort_output=True)
    durable.write(out, _header(code, plurals).encode() + file.getvalue())
    click.echo(_("Written: {path}").format(path=out))


def _catalogue(code: str) -> Catalog:
    with (CATALOGUES / code / "LC_MESSAGES" / "ardoise.po").open("rb") as file:
        return read_po(file, locale=code, ignore_obsolete=True)


def _forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def _header(code: str, plurals: str) -> str:
    named = languages.named(code)
    fields = {
        "Language": code,
        "X-Own-Name": named.own_name if languages.known(code) else "",
        "X-English-Name": named.name if languages.known(code) else "",
        "X-Direction": named.direction,
        "Plural-Forms": plurals,
        "Content-Type": "text/plain; charset=utf-8",
    }
    lines = "".join(f'"{name}: {value}\\n"\n' for name, value in fields.items())
    return f'msgid ""\nmsgstr ""\n{lines}\n'
