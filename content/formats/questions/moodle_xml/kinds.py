"""A question of each type of Moodle's, to one of ours."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from content import html
from content.formats.questions import cloze
from content.formats.questions.brought import BY_HAND, LeftOut
from content.formats.questions.marked import (
    ALL,
    NONE,
    Answer,
    Said,
    choice,
    decimal,
    essay,
    match,
    number,
    short,
    true_false,
)
from content.formats.questions.moodle_xml import pictured
from content.formats.questions.moodle_xml.rich import Rich, said
from content.formats.questions.percent import exact, fraction
from content.formats.questions.xml import Element
from content.questions.chosen import NEIGHBOURS, PLACES
from content.questions.composed import Part, Parts
from content.questions.question import ALL_OR_NOTHING
from content.questions.typed import OF_ANSWER, OF_QUESTION, REQUIRED
from content.questions.types import MOST_WORDS, Choice, Handed, Order, Question
from i18n.refusals import Phrase
from i18n.translate import N_

_YES = {"true", "1", "yes"}
_PLACE = re.compile(r"\[\[(\d{1,3})\]\]")


def question_of(rich: Rich) -> Question:
    """Return the question that an element holds.

    Raises:
        LeftOut: its type is not known here, or something in it cannot be asked.
    """
    kind = rich.question.get("type").strip().lower()
    read = _KINDS.get(kind)
    if read is None:
        raise LeftOut(
            Phrase(N_("questions of Moodle's type “{type}” cannot be read."), type=kind[:40]),
            BY_HAND,
        )
    element = rich.question
    return read(
        rich,
        Said(
            prompt=rich.html(element.first("questiontext")),
            hint="\n".join(filter(None, map(rich.html, element.all("hint")))),
            right=rich.html(element.first("correctfeedback")),
            review=rich.html(element.first("incorrectfeedback")),
            general=rich.html(element.first("generalfeedback")),
        ),
    )


def is_set(element: Element, name: str, usual: bool = False) -> bool:
    """Say whether a child says yes; the last of several counts."""
    found = [each.text().strip().lower() for each in element.all(name)]
    return found[-1] in _YES if found and found[-1] else usual


def value(element: Element, name: str, usual: str = "") -> str:
    """Return the text of a child."""
    child = element.first(name)
    return (said(child).strip() if child is not None else "") or usual


def _share(answer: Element) -> str:
    return answer.get("fraction") or value(answer, "fraction", "0")


def _answers(rich: Rich, *, typed: bool) -> Iterator[Answer]:
    for each in rich.question.all("answer"):
        text = " ".join(rich.source(each)[0].split()) if typed else rich.html(each, inline=True)
        tolerance = value(each, "tolerance", "0")
        share = fraction(_share(each))
        remark = rich.remark(each.first("feedback"))
        yield Answer(text, share, remark, tolerance, each.get("mode", "absolute"))


def _choice(rich: Rich, said_: Said) -> Question:
    answers = list(_answers(rich, typed=False))
    single = is_set(rich.question, "single", usual=True)
    return choice(said_, answers, single=single, shuffle=_shuffled(rich.question))


def _choice_set(rich: Rich, said_: Said) -> Question:
    """All or nothing: the type "multichoiceset" that many sites have added."""
    answers = list(_answers(rich, typed=False))
    key = tuple(place for place, answer in enumerate(answers) if answer.fraction > 0)
    return Choice(
        **said_.fields,
        options=tuple(answer.text for answer in answers),
        key=key,
        several=True,
        rule=ALL_OR_NOTHING,
        shuffle=_shuffled(rich.question),
    )


def _shuffled(element: Element) -> bool:
    return is_set(element, "shuffleanswers", usual=True)


def _true_false(rich: Rich, said_: Said) -> Question:
    truth, remarks = None, {True: "", False: ""}
    for place, answer in enumerate(rich.question.all("answer")):
        text = rich.plain(answer).lower()
        stands_for = text == "true" if text in ("true", "false") else place == 0
        if exact(_share(answer)) == 100:
            truth = stands_for
        remarks[stands_for] = rich.remark(answer.first("feedback"))
    if truth is None:
        raise LeftOut(Phrase(N_("none of its answers is marked as right.")))
    return true_false(said_, truth, remarks[True], remarks[False])


def _short(rich: Rich, said_: Said) -> Question:
    return short(said_, list(_answers(rich, typed=True)), case=is_set(rich.question, "usecase"))


def _number(rich: Rich, said_: Said) -> Question:
    element = rich.question
    units = tuple(
        (value(unit, "unit_name"), decimal(value(unit, "multiplier", "1")))
        for holder in element.all("units")
        for unit in holder.all("unit")
        if value(unit, "unit_name")
    )
    graded = value(element, "unitgradingtype", "0")
    penalty = exact(value(element, "unitpenalty", "0.1")) or NONE
    fields: dict[str, Any] = {"units": units}
    if units and graded in ("1", "2"):
        fields |= {
            "unit_rule": REQUIRED,
            "unit_penalty": str(min(max(penalty, NONE), ALL).limit_denominator(100_000)),
            "penalty_of": OF_ANSWER if graded == "1" else OF_QUESTION,
        }
    if units:
        fields |= {
            "unit_first": is_set(element, "unitsleft"),
            "unit_listed": value(element, "showunits") in ("1", "2"),
        }
    return number(said_, list(_answers(rich, typed=True)), **fields)


def _match(rich: Rich, said_: Said) -> Question:
    pairs = [
        (rich.html(each, inline=True), rich.plain(each.first("answer")))
        for each in rich.question.all("subquestion")
    ]
    return match(said_, pairs)


def _cloze(rich: Rich, said_: Said) -> Question:
    source, _form = rich.source(rich.question.first("questiontext"))
    bare = Said("", said_.hint, said_.right, said_.review, said_.general)
    return cloze.parts(bare, source, rich.whole, rich.inside)


def _essay(rich: Rich, said_: Said) -> Question:
    element = rich.question
    notes = html.text_of(rich.html(element.first("graderinfo")))
    if value(element, "responseformat") == "noinline":
        return Handed(**said_.fields, notes=notes)
    least, most, rows = (
        int(number)
        for name in ("minwordlimit", "maxwordlimit", "responsefieldlines")
        for number in [exact(value(element, name, "0")) or NONE]
    )
    most = most if 0 < most <= MOST_WORDS else 0
    least = max(0, min(least, most or MOST_WORDS))
    template = html.text_of(rich.html(element.first("responsetemplate")))
    return essay(said_, least, most, lines=max(0, min(rows, 100)), template=template, notes=notes)


def _listed(rich: Rich, said_: Said) -> Question:
    """Words chosen from lists, or dragged, into a text: ``[[2]]`` is the second word."""
    words = list(rich.question.all("selectoption", "dragbox"))
    groups = [value(word, "group", "1") for word in words]
    texts = [rich.html(word, inline=True) for word in words]
    key: list[Part] = []

    def gap(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        if place not in range(len(words)):
            raise LeftOut(Phrase(N_("its text names a word that it does not have.")))
        same = [n for n, group in enumerate(groups) if group == groups[place]]
        answers = [Answer(texts[n], ALL if n == place else NONE) for n in same]
        key.append(Part(choice(Said(""), answers, single=True)))
        return f"[[{len(key)}]]"

    text = _PLACE.sub(gap, said_.prompt)
    if not key:
        raise LeftOut(Phrase(N_("there is no question in its text.")))
    bare = Said("", said_.hint, said_.right, said_.review, said_.general)
    return Parts(**bare.fields, text=text, key=tuple(key))


def _order(rich: Rich, said_: Said) -> Question:
    things = tuple(rich.plain(answer) for answer in rich.question.all("answer"))
    grading = value(rich.question, "gradingtype", "0").upper()
    if grading in ("-1", "ALL_OR_NOTHING"):
        rule = ""
    else:
        rule = NEIGHBOURS if grading in ("1", "2") or "RELATIVE" in grading else PLACES
    return Order(**said_.fields, key=things, rule=rule)


def _description(rich: Rich, said_: Said) -> Question:
    raise LeftOut(
        Phrase(N_("it is a text without a question.")),
        Phrase(N_("Copy it into the instructions of the paper if it is needed.")),
    )


_KINDS: dict[str, Callable[[Rich, Said], Question]] = {
    "multichoice": _choice,
    "multichoiceset": _choice_set,
    "truefalse": _true_false,
    "shortanswer": _short,
    "numerical": _number,
    "matching": _match,
    "match": _match,
    "ddmatch": _match,
    "cloze": _cloze,
    "multianswer": _cloze,
    "essay": _essay,
    "gapselect": _listed,
    "ddwtos": _listed,
    "ordering": _order,
    "ddimageortext": pictured.labels,
    "ddmarker": pictured.markers,
    "description": _description,
}
"""By the name of Moodle's type."""
