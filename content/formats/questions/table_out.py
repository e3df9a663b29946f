"""Questions to a spreadsheet: as French ones open it, with a row of headings."""

import codecs
import csv
import io
import string
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from content.formats.questions import cloze_out, extras, table
from content.formats.questions.brought import Brought, LeftOut, Read
from content.formats.questions.checked import checked
from content.formats.questions.marked import in_digits
from content.formats.questions.percent import exact
from content.formats.questions.table_kinds import question_of
from content.questions import reading
from content.questions.types import (
    Choice,
    Gaps,
    Handed,
    Match,
    Number,
    Order,
    Parts,
    Picks,
    Question,
    Short,
    Spoken,
    Text,
    TrueFalse,
)
from i18n.refusals import Phrase
from i18n.translate import N_

LEAST_ANSWERS = 8
"""Columns for answers, so that a teacher sees where to go on."""
MOST_IN_A_CELL = 32_000
"""Characters that a spreadsheet keeps in a cell: 32,767 in the commonest."""
BEFORE = ("type", "question", "points")
AFTER = (
    *("bonnes", "tolerance", "unite", "categorie", "consigne", "nom", "etiquettes", "indice"),
    *("commentaire", "mots_min", "mots_max"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Line:
    """What stands in a row: its columns by their headings, and its answers."""

    columns: dict[str, str]
    answers: tuple[str, ...] = ()


def _example(kind: str, question: str, *answers: str, **columns: str) -> Line:
    return Line({"type": kind, "question": question, **columns}, answers)


EXAMPLES = (
    _example("choix", "Quelle est la capitale ?", "Lyon", "Paris", bonnes="B", points="1"),
    _example("qcm", "Quels nombres sont pairs ?", "2", "3", "4", bonnes="A,C", points="2"),
    _example("vrai_faux", "La Terre tourne autour du Soleil.", bonnes="vrai"),
    _example("court", "Qui a écrit « Les Misérables » ?", "Victor Hugo", "Hugo"),
    _example("nombre", "Quelle est sa hauteur ?", "2,04", tolerance="0,1", unite="m", points="1,5"),
    _example("association", "Reliez.", "chat -> miaou", "chien -> ouaf", categorie="Mots / Sons"),
    _example("ordre", "Du plus petit au plus grand.", "1/4", "1/2", "3/4"),
    _example("trous", "Le [[chat]] dort.", consigne="Complétez la phrase."),
    _example("trous", "Je [[(x) bois|bu|boire]] du lait.", consigne="Choisissez."),
    _example("redaction", "Racontez votre journée.", mots_min="80", mots_max="150", points="5"),
    _example("fichier", "Remettez le plan de votre exposé."),
    _example("oral", "Présentez-vous en une minute."),
)
"""A row for each type, for whoever begins; in French, as the headings are."""


def template() -> bytes:
    """Return a table with its headings and an example of each type, to fill in."""
    return _file(EXAMPLES)


def written(lines: Sequence[Line]) -> bytes:
    """Return a table of questions, each as ``line_of`` gave it."""
    return _file(lines)


def line_of(brought: Brought) -> Line:
    """Return the row of a question.

    Raises:
        LeftOut: a table has no words for it.
    """
    question = brought.question
    if reading.files_of(question):
        raise LeftOut(Phrase(N_("a table holds no pictures and no sounds.")))
    asked = _asked(question)
    points = in_digits(brought.points.limit_denominator(1_000))
    columns = {
        **asked.columns,
        "points": _comma(points[:8]),
        "categorie": " / ".join(name.replace("/", "-") for name in brought.category),
        "nom": brought.name,
        "etiquettes": ", ".join(brought.tags),
        "indice": _text(question.hint),
        "commentaire": _text(question.general),
    }
    bare = Line(columns, asked.answers)
    (row,) = table.rows(_file([bare]).decode("utf-8-sig").replace("\r\n", "\n"), Read())
    note = extras.beside(question, table.visible(row), lambda: checked(question_of(row)))
    if not note or len(note) > MOST_IN_A_CELL:
        return bare
    return Line({**columns, extras.MARK: note}, asked.answers)


def _asked(question: Question) -> Line:
    said = _text(question.prompt)
    match question:
        case Choice():
            letters = ",".join(string.ascii_uppercase[place] for place in question.key[:26])
            kind = "qcm" if question.several else "choix"
            return _example(kind, said, *map(_text, question.options), bonnes=letters)
        case TrueFalse():
            return _example("vrai_faux", said, bonnes="vrai" if question.key else "faux")
        case Short():
            return _example("court", said, *(text for text, _exact in question.key))
        case Number():
            unit = question.units[0][0] if question.units else ""
            within = "" if question.tolerance == "0" else _comma(question.tolerance)
            return _example("nombre", said, _comma(question.key), tolerance=within, unite=unit)
        case Match():
            pairs = [f"{_text(left)} -> {right}" for left, right in question.key]
            return _example("association", said, *pairs)
        case Order():
            return _example("ordre", said, *question.key)
        case Gaps() | Picks():
            return _example("trous", _gaps(question), consigne=said)
        case Parts():
            return _example("trous", cloze_out.text(question).replace("\n", " "), consigne=said)
        case Text():
            least, most = str(question.least or ""), str(question.most or "")
            return _example("redaction", said, mots_min=least, mots_max=most)
        case Handed():
            return _example("fichier", said)
        case Spoken():
            return _example("oral", said)
    raise LeftOut(Phrase(N_("a table has no such question.")))


def _gaps(question: Gaps | Picks) -> str:
    gaps = []
    for place, right in enumerate(question.key):
        words = list(right)
        if isinstance(question, Picks):
            options = question.options[place]
            words = [f"(x) {word}" if word in right else word for word in options]
        gaps.append(f"[[{'|'.join(words)}]]")
    rest = zip(gaps, question.pieces[1:], strict=True)
    return question.pieces[0] + "".join(f"{gap}{piece}" for gap, piece in rest)


def _text(fragment: str) -> str:
    """Return what a fragment says where that is all it is; else the fragment itself."""
    inside = fragment.removeprefix("<p>").removesuffix("</p>")
    rows = inside.replace("<br>", "\n")
    if "<" in rows:
        return fragment.replace("\n", " ")
    return unescape(rows)


def _comma(number: str) -> str:
    return number.replace(".", ",")


def _file(lines: Sequence[Line]) -> bytes:
    most = max([LEAST_ANSWERS, *(len(each.answers) for each in lines)])
    numbered = [f"reponse_{number}" for number in range(1, most + 1)]
    note = [extras.MARK] if any(extras.MARK in each.columns for each in lines) else []
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([*BEFORE, *numbered, *AFTER, *note])
    for each in lines:
        answers = [*each.answers, *[""] * (most - len(each.answers))]
        before = [each.columns.get(name, "") for name in BEFORE]
        after = [each.columns.get(name, "") for name in (*AFTER, *note)]
        writer.writerow(map(_guarded, [*before, *answers, *after]))
    return codecs.BOM_UTF8 + text.getvalue().encode()


def _guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; a number below zero is none."""
    if cell.startswith(_FORMULA) and exact(cell) is None:
        return f"'{cell}"
    return cell
