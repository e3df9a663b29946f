"""Questions in a spreadsheet: a row each, under headings in French or English.

    type;question;points;reponse_1;reponse_2;bonnes;tolerance;unite;categorie;consigne

As spreadsheets write it: commas, semicolons or tabs, UTF-8 or Windows-1252.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction

from content.formats.questions import extras, texts
from content.formats.questions.brought import Brought, LeftOut, Read, line
from content.formats.questions.checked import checked
from content.formats.questions.percent import exact
from content.formats.questions.table_kinds import question_of
from content.formats.questions.table_row import Row
from content.questions import reading
from content.questions.types import Gaps, Parts, Picks
from i18n.refusals import Phrase
from i18n.translate import N_

HEADINGS = {
    "type": "type question_type type_de_question genre",
    "question": "question enonce intitule texte",
    "points": "points bareme point",
    "right": "bonnes bonne bonne_reponse bonnes_reponses correct correct_answer reponse_correcte",
    "tolerance": "tolerance",
    "unit": "unite unites unit",
    "category": "categorie category rubrique chapitre",
    "above": "consigne consignes instruction instructions",
    "name": "nom name titre title",
    "tags": "etiquettes etiquette tags mots_cles",
    "general": "commentaire feedback correction explication",
    "hint": "indice hint hint_1 aide",
    "least": "mots_min mots_minimum",
    "most": "mots_max mots_maximum",
    "note": extras.MARK,
}
_KNOWN = {alias: name for name, aliases in HEADINGS.items() for alias in aliases.split()}
_ANSWER = re.compile(r"(?:reponse|option|answer|choix|proposition)_?([0-9]{1,3}|[a-z])")
_FURTHER = re.compile(r"(?:bonne_reponse|correct_answer)_([2-9])")
_LIST = re.compile(r"options_f|reponses")
_BETWEEN = "\N{SUSHI}"
"""What stands between the options of one cell in files for Kolibri."""
MOST_RESTARTS = 100
_GUARDED = re.compile(r"'(?=[=+\-@\t\r])")
"""What a spreadsheet writes before a text that would else be a formula."""


def decoded(data: bytes) -> str:
    """Return the text of a table as a spreadsheet wrote it: UTF-8, UTF-16 or Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def is_table(text: str) -> bool:
    """Say whether a text begins with headings of ours."""
    columns = [_column(cell) for cell in _cells(_first(text)[1])]
    kinds = {name for name in columns if name}
    return "question" in kinds and bool(kinds & {"type", "right", "answer"})


def read(text: str) -> Read:
    """Read all rows of a table; what is wrong with one is noted with its line."""
    found = Read()
    for row in rows(text, found):
        try:
            found.add(_brought(row))
        except LeftOut as reason:
            found.leave_out(line(row.line), reason)
    return found


def rows(text: str, found: Read) -> Iterator[Row]:
    """Go through the rows below the headings that hold something.

    Args:
        text: of the whole table.
        found: where a row that cannot be cut into cells is noted.
    """
    begin, head = _first(text)
    columns = [_column(cell) for cell in _cells(head)]
    for start, cells in _cut(text, begin, _delimiter(head), found):
        if any(cell.strip() for cell in cells):
            yield _sorted(start, columns, cells)


def _first(text: str) -> tuple[int, str]:
    """Return the line of the headings, counted from 1, and that line."""
    for number, row in enumerate(text.split("\n", 20)[:20], start=1):
        if row.strip(" ;,\t") and not row.lower().startswith("sep="):
            return number, row
    return 1, ""


def _delimiter(head: str) -> str:
    return max(";,\t", key=head.count)


def _cells(head: str) -> list[str]:
    try:
        return next(csv.reader([head], delimiter=_delimiter(head)), [])
    except csv.Error:
        return []


def _column(heading: str) -> str:
    """Return what a column is for; "" where it is for nothing that is known."""
    bare = unicodedata.normalize("NFKD", heading.casefold())
    bare = "".join(sign for sign in bare if not unicodedata.combining(sign))
    bare = re.sub(r"[^a-z0-9]+", "_", bare).strip("_")
    if bare in _KNOWN:
        return _KNOWN[bare]
    if _FURTHER.fullmatch(bare):
        return "right"
    if _LIST.fullmatch(bare):
        return "answers"
    return "answer" if _ANSWER.fullmatch(bare) else ""


def _cut(text: str, begin: int, delimiter: str, found: Read) -> Iterator[tuple[int, list[str]]]:
    """Go through the cells of the rows with their lines; an open quote costs its own row only."""
    lines = text.split("\n")
    done, restarts = begin, 0
    while done < len(lines) and restarts <= MOST_RESTARTS:
        reader = csv.reader((f"{row}\n" for row in lines[done:]), delimiter=delimiter, strict=True)
        start = before = done
        try:
            for cells in reader:
                start, before = before + 1, done + reader.line_num
                yield start, cells
            return
        except csv.Error:
            bad = before + 1
            what = Phrase(N_("a quotation mark in it is not closed, or stands alone."))
            todo = Phrase(N_("Double it where it is part of the text, then bring the file again."))
            found.leave_out(line(bad), LeftOut(what, todo))
            done, restarts = bad, restarts + 1


def _sorted(start: int, columns: list[str], cells: list[str]) -> Row:
    row = Row(start)
    for name, cell in zip(columns, cells, strict=False):
        bare = _GUARDED.sub("", cell.strip(), count=1) if name != "note" else cell
        if name == "answer":
            row.answers.append(bare)
        elif name == "answers":
            row.answers += [part.strip() for part in bare.split(_BETWEEN)]
        elif name == "right":
            row.rights += [bare] if bare else []
        elif name and not row.said.get(name):
            row.said[name] = bare
    while row.answers and not row.answers[-1]:
        row.answers.pop()
    return row


def _brought(row: Row) -> Brought:
    question = extras.restored(row.get("note"), visible(row)) if row.get("note") else None
    if question is None or reading.files_of(question):
        question = checked(question_of(row))
    shown = question.prompt
    match question:
        case Parts():
            shown += question.text
        case Gaps() | Picks():
            shown += " … ".join(question.pieces)
    points = exact(row.get("points").replace("\u202f", "").replace("\xa0", "") or "1")
    if points is None or not 0 <= points <= 1_000:
        what = Phrase(N_("“{text}” is no number of points."), text=row.get("points")[:40])
        raise LeftOut(what)
    tags = [" ".join(tag.split()) for tag in re.split(r"[,;|]", row.get("tags"))]
    category = [" ".join(part.split()) for part in re.split(r"\s*[/>]\s*", row.get("category"))]
    return Brought(
        name=texts.plain(row.get("name"), texts.PLAIN) or texts.title(shown),
        question=question,
        where=line(row.line),
        category=tuple(filter(None, category)),
        tags=tuple(dict.fromkeys(filter(None, tags))),
        points=Fraction(points),
    )


def visible(row: Row) -> str:
    """Return all that a row says of its question, for ``extras.mark_of``."""
    besides = [f"{name}={row.get(name)}" for name in HEADINGS if name not in _BESIDE]
    return "|".join([*besides, *row.answers, *row.rights])


_BESIDE = frozenset(("note", "points", "category", "name", "tags"))
"""Columns that do not belong to what is asked."""
