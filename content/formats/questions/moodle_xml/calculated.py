"""Moodle's calculated questions: a plain question for each set of numbers that Moodle drew.

Moodle gives each person one of the sets. Here the questions of one stand in a category of their
own, from which a paper draws one for each candidate, by the seed that is recorded.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from content.formats.questions.brought import LeftOut
from content.formats.questions.moodle_xml.formula import BadFormula, rounded, value_of
from content.formats.questions.moodle_xml.rich import said
from content.formats.questions.percent import exact
from content.formats.questions.xml import Element
from i18n.refusals import Phrase
from i18n.translate import N_

KINDS = {
    "calculated": "numerical",
    "calculatedsimple": "numerical",
    "calculatedmulti": "multichoice",
}
MOST_SETS = 30
"""Sets of numbers that are brought of one question: more than a room has seats."""
_FORMULA = re.compile(r"\{=([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}")
_WILD = re.compile(r"\{([^{}=\s][^{}]{0,60})\}")
_MODES = {"1": "relative", "2": "absolute", "3": "geometric"}
_DIGITS = "10"
"""Digits of a number that stands in a text."""


def kind_of(element: Element) -> str:
    """Return what a calculated question becomes: a type of Moodle's; "" for any other."""
    return KINDS.get(element.get("type").strip().lower(), "")


def plain_ones(element: Element) -> Iterator[Element]:
    """Go through the plain questions that a calculated one stands for.

    Raises:
        LeftOut: it has no numbers, or a formula that cannot be read.
    """
    sets = _sets(element)
    if not sets:
        raise LeftOut(Phrase(N_("its file does not say which numbers to draw from.")))
    kind = kind_of(element)
    for number, values in enumerate(sets[:MOST_SETS], start=1):
        made = _replaced(element, values)
        name = made.first("name")
        if name is not None:
            name.inside = [Element("text", name.line, inside=[f"{said(name).strip()} ({number})"])]
        made.attributes = {**made.attributes, "type": kind}
        if kind == "numerical":
            for answer in made.all("answer"):
                _evaluate(answer)
        yield made


def _sets(element: Element) -> list[dict[str, str]]:
    """Return the numbers of each set, by the names of the wildcards."""
    columns: dict[str, list[str]] = {}
    for holder in element.all("dataset_definitions"):
        for definition in holder.all("dataset_definition"):
            name, items = definition.first("name"), definition.first("dataset_items")
            if name is None or items is None:
                continue
            numbered = []
            for item in items.all("dataset_item"):
                number, value = item.first("number"), item.first("value")
                place = exact(said(number)) if number is not None else None
                if value is not None and exact(said(value)) is not None:
                    numbered.append((place or 0, said(value).strip()))
            numbered.sort(key=lambda each: each[0])
            columns[said(name).strip()] = [value for _, value in numbered]
    if not columns:
        return []
    count = min(map(len, columns.values()))
    return [{name: values[n] for name, values in columns.items()} for n in range(count)]


def _replaced(element: Element, values: Mapping[str, str]) -> Element:
    """Return an element with numbers for its wildcards, and values for the formulas in texts."""
    inside: list[Element | str] = []
    for each in element.inside:
        if isinstance(each, Element):
            if each.name == "file":
                inside.append(each)
            elif each.name != "dataset_definitions":
                inside.append(_replaced(each, values))
        else:
            text = _FORMULA.sub(lambda found: _shown(found[1], values), each)
            inside.append(_WILD.sub(lambda found: values.get(found[1], found[0]), text))
    return replace(element, inside=inside)


def _shown(formula: str, values: Mapping[str, str]) -> str:
    bare = _WILD.sub(lambda found: f"({values.get(found[1], found[0])})", formula)
    return _value(bare, lambda value: f"{value:.{_DIGITS}g}")


def _evaluate(answer: Element) -> None:
    """Make the formula of an answer the number that it is, rounded as Moodle rounds it."""
    holder = answer.first("text")
    formula = said(answer).strip()
    if holder is None or formula == "*":
        return
    length, form = (_of(answer, name) for name in ("correctanswerlength", "correctanswerformat"))
    known = exact(length)
    digits = int(known) if known is not None else 2
    holder.inside = [_value(formula, lambda value: rounded(value, digits, form == "2"))]
    answer.attributes = {
        **answer.attributes,
        "mode": _MODES.get(_of(answer, "tolerancetype"), "relative"),
    }


def _of(answer: Element, name: str) -> str:
    child = answer.first(name)
    return said(child).strip() if child is not None else ""


def _value(formula: str, told: Callable[[float], str]) -> str:
    try:
        return told(value_of(formula))
    except BadFormula:
        what = N_("its formula “{formula}” cannot be reckoned here.")
        raise LeftOut(Phrase(what, formula=formula[:60])) from None
