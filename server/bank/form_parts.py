"""A text with questions in it, to and from the fields of its form.

The text holds ``[[1]]`` where the first part is asked, ``[[2]]``, … A part is a line of answers
typed, of numbers, or a list whose right answer is marked ``(x)``.
"""

import re
from typing import Any

from content.questions.scoring import number
from content.questions.types import Choice, Number, Part, Parts, Short
from content.questions.values import markers_in
from server.bank.fields import Fields
from server.bank.form_refusals import NothingRight, NumberNotRead, PartNotWhole
from server.bank.texts import html_of, line_of, text_of, text_of_line

LISTED = re.compile(r"\(\s*[xX]\s*\)\s*(.+)")
_SAID: dict[str, Any] = {"prompt": "", "hint": "", "right": "", "review": ""}


def can_fill(question: Parts) -> bool:
    """Say whether the form can show all that a question says."""
    fields = Fields()
    fill_parts(question, fields)
    common = {name: getattr(question, name) for name in (*_SAID, "general", "sounds")}
    try:
        return take_parts(fields, common) == question
    except (NothingRight, NumberNotRead, PartNotWhole):
        return False


def fill_parts(question: Parts, fields: Fields) -> None:
    """Write a text with questions into the fields of its form."""
    fields["text"], fields["rule"] = text_of(question.text), question.rule
    for place, part in enumerate(question.key):
        fields[f"kind.{place}"] = part.question.type
        fields[f"worth.{place}"] = "" if part.weight == "1" else part.weight
        fields[f"part.{place}"] = " | ".join(_answers(part))


def _answers(part: Part) -> list[str]:
    match part.question:
        case Choice() as choice:
            right = set(choice.key)
            words = [text_of_line(option) for option in choice.options]
            return [f"(x) {word}" if at in right else word for at, word in enumerate(words)]
        case Number() as asked:
            margin = f" ± {asked.tolerance}" if asked.tolerance.strip("0.") else ""
            return [f"{asked.key}{margin}"]
        case Short() as short:
            return [text for text, _ in short.key]
    return []


def take_parts(fields: Fields, common: dict[str, Any]) -> Parts:
    """Return the text with questions that a form says.

    Raises:
        PartNotWhole: the text does not ask each part once, or a part has no answer.
        NothingRight, NumberNotRead, FormulaNotRead
    """
    text, rows = html_of(fields.get("text", "")), fields.rows("part")
    if not rows or sorted(markers_in(text)) != list(range(1, len(rows) + 1)):
        raise PartNotWhole()
    key = tuple(_part(fields, row) for row in rows)
    return Parts(**common, text=text, key=key, rule=fields.line("rule"))


def _part(fields: Fields, row: int) -> Part:
    words = [word.strip() for word in fields.line(f"part.{row}").split("|") if word.strip()]
    weight = fields.line(f"worth.{row}").replace(",", ".") or "1"
    if not words:
        raise PartNotWhole()
    match fields.line(f"kind.{row}"):
        case "choice":
            marked = [LISTED.fullmatch(word) for word in words]
            right = tuple(at for at, found in enumerate(marked) if found)
            if len(right) != 1 or len(words) < 2:
                raise NothingRight()
            pairs = zip(words, marked, strict=True)
            options = tuple(line_of(found[1] if found else word) for word, found in pairs)
            asked: Short | Number | Choice = Choice(
                **_SAID, options=options, key=right, several=False
            )
        case "number":
            value, _, margin = words[0].partition("±")
            numbers = [number(each) for each in (value, margin or "0")]
            if None in numbers:
                raise NumberNotRead(text=words[0])
            asked = Number(**_SAID, key=f"{numbers[0]:f}", tolerance=f"{numbers[1]:f}")
        case _:
            asked = Short(**_SAID, key=tuple((word, False) for word in words))
    return Part(asked, weight=weight)
