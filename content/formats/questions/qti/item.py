"""One item of QTI, to a question."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from content.formats.questions.attached import Attached, Find
from content.formats.questions.brought import BY_HAND, Brought, LeftOut, Read
from content.formats.questions.checked import checked
from content.formats.questions.marked import Answer as Given
from content.formats.questions.marked import Said, number
from content.formats.questions.qti import chosen, paired, pictured
from content.formats.questions.qti.body import INLINE, Body, interactions, without
from content.formats.questions.qti.declared import Declared, declared
from content.formats.questions.qti.made import Made, Told, made
from content.formats.questions.qti.marking import marked
from content.formats.questions.qti.rules import Responses
from content.formats.questions.texts import PLAIN, plain, title
from content.formats.questions.xml import Element
from content.questions import reading
from content.questions.composed import COLUMN, LIST, Part, Parts
from content.questions.scoring import Answer, part_answer
from content.questions.types import Choice, Handed, Number, Short, Text
from i18n.refusals import Phrase
from i18n.translate import N_

MOST_POINTS = 1_000
ITEMS = ("assessmentItem",)
_KEBAB = re.compile(r"-([a-z])")


def plain_names(element: Element) -> None:
    """Give the elements of QTI 3 the names that they had in QTI 2; its attributes too."""
    for each in element.walk():
        if each.name.startswith("qti-"):
            each.name = _KEBAB.sub(lambda sign: sign[1].upper(), each.name[4:])
            each.attributes = {
                name if name.startswith("data-") else _KEBAB.sub(lambda s: s[1].upper(), name): text
                for name, text in each.attributes.items()
            }


@dataclass
class Item:
    """An item as it was found."""

    element: Element
    find: Find
    """Finds the files it names."""
    where: Phrase
    category: tuple[str, ...] = ()
    weight: Fraction = Fraction(1)
    points: Fraction | None = None
    """What it counts where that is said outside of its own rules."""


def brought(item: Item, found: Read) -> Brought:
    """Return the question of an item; note what is not as it was.

    Raises:
        LeftOut: it cannot be asked here.
    """
    said = {each.get("identifier"): each for each in item.element.all("modalFeedback")}
    body = Body(Attached(item.find), said=said)
    made, unlike = _question(item.element, body)
    question, best = made.question, made.points
    if body.sounds:
        question = replace(question, sounds=tuple(body.sounds.values()))
    question = checked(question)
    if body.attached.missing:
        missing = ", ".join(dict.fromkeys(body.attached.missing))
        what = Phrase(N_("these files are missing or cannot be shown: {names}."), names=missing)
        found.change(item.where, what)
    for what in [*_changes(item.element), *([unlike] if unlike else [])]:
        found.change(item.where, what)
    name = plain(item.element.get("title") or item.element.get("label"), PLAIN)
    shown = question.prompt + (question.text if isinstance(question, Parts) else "")
    points = item.points or best * item.weight
    used = [each.removeprefix("files/") for each in sorted(reading.files_of(question))]
    return Brought(
        name=name or title(shown) or item.element.get("identifier"),
        question=question,
        where=item.where,
        category=item.category,
        points=points if 0 < points <= MOST_POINTS else Fraction(1),
        ident=plain(item.element.get("identifier"), PLAIN),
        media={each: body.attached.media[each] for each in used},
    )


def _changes(element: Element) -> list[Phrase]:
    kinds = {each.name for each in element.walk()}
    changes = []
    options = {each.get("identifier") for each in element.walk() if each.name == "simpleChoice"}
    if any(each.get("identifier") not in options for each in element.all("modalFeedback")):
        changes.append(Phrase(N_("what it says after an answer was not taken.")))
    if "selectPointInteraction" in kinds:
        changes.append(Phrase(N_("a point to find is one of several numbered areas now.")))
    if element.get("adaptive") in ("true", "1"):
        changes.append(Phrase(N_("it may be answered again after a hint; here it is asked once.")))
    return changes


def _question(element: Element, body: Body) -> tuple[Made, Phrase | None]:
    """Return the question of an item, and what of its marking is not as it was."""
    asked = element.first("itemBody")
    if asked is None:
        raise LeftOut(Phrase(N_("it has no text.")))
    if element.first("templateProcessing") is not None:
        raise LeftOut(Phrase(N_("its numbers are drawn anew for each person.")), BY_HAND)
    known = declared(element)
    found = list(interactions(asked))
    if not found:
        raise LeftOut(
            Phrase(N_("it is a text without a question.")),
            Phrase(N_("Copy it into the instructions of the paper if it is needed.")),
        )
    alone = len(found) == 1 and not _stands_in_text(asked, found[0])

    def make(right: dict[str, Declared]) -> Made:
        if alone:
            return _alone(asked, found[0], right, body)
        return _together(asked, found, right, body)

    return marked(element, found, known, make)


def _stands_in_text(asked: Element, found: Element) -> bool:
    """Say whether text follows what is to be answered, so that it must stay where it is."""
    if found.name not in INLINE:
        return False
    if found.name == "inlineChoiceInteraction":
        return True
    mark = "\ufdd0"
    return bool(without(asked, {id(found): [mark]}).text().partition(mark)[2].strip())


def _alone(asked: Element, found: Element, known: dict[str, Declared], body: Body) -> Made:
    make = _MAKERS.get(found.name)
    if make is None:
        raise _not_read(found)
    prompt = found.first("prompt")
    above: list[Element | str] = []
    if found.name == "hottextInteraction":
        above = [found]
    elif prompt is not None:
        above = [prompt]
    said = Said(body.html(without(asked, {id(found): above})))
    return make(found, known.get(found.get("responseIdentifier"), Declared()), body, said)


def _not_read(found: Element) -> LeftOut:
    what = N_("questions of the type “{type}” cannot be read.")
    return LeftOut(Phrase(what, type=found.name), BY_HAND)


def _together(asked: Element, found: list[Element], known: dict[str, Declared], body: Body) -> Made:
    parts: list[tuple[Element, Part]] = []
    told: list[Told] = []
    total = Fraction(0)
    for each in found:
        make = _PARTS.get(each.name)
        if make is None and each.name not in _MAKERS:
            raise _not_read(each)
        if make is None:
            what = N_("it asks several things at once that cannot stand in one question here.")
            raise LeftOut(Phrase(what), BY_HAND)
        one = make(each, known.get(each.get("responseIdentifier"), Declared()), body, Said(""))
        question = one.question
        assert isinstance(question, Short | Number | Choice)
        column = each.name == "choiceInteraction" and not getattr(question, "several", True)
        parts.append(
            (each, Part(question, weight=str(one.points), shown=COLUMN if column else LIST))
        )
        assert one.told is not None
        told.append(one.told)
        total += one.points

    def all_told(answer: Answer) -> Responses:
        pairs = zip(parts, told, answer, strict=True)
        texts = [(tell, part_answer(part.question, text)) for (_, part), tell, text in pairs]
        return {name: values for tell, own in texts for name, values in tell(own).items()}

    return Made(paired.in_text(asked, parts, body, Said("")), total, all_told)


def _choice(found: Element, known: Declared, body: Body, said: Said) -> Made:
    return chosen.options(found, known, body, said, ("simpleChoice",))


def _hottext(found: Element, known: Declared, body: Body, said: Said) -> Made:
    return chosen.options(found, known, body, said, ("hottext",))


def _listed(found: Element, known: Declared, body: Body, said: Said) -> Made:
    return chosen.options(found, known, body, said, ("inlineChoice",))


def _essay(found: Element, known: Declared, body: Body, said: Said) -> Made:
    lines = found.get("expectedLines", "0")
    rows = min(int(lines[:3]), 100) if lines.isdecimal() else 0
    notes = "\n".join(known.correct)
    return Made(Text(**said.fields, least=0, most=0, lines=rows, notes=notes), Fraction(1))


def _upload(found: Element, known: Declared, body: Body, said: Said) -> Made:
    return Made(Handed(**said.fields), Fraction(1))


def _slider(found: Element, known: Declared, body: Body, said: Said) -> Made:
    if known.stretches:
        return chosen.typed(found, known, body, said)
    if not known.correct:
        raise LeftOut(Phrase(N_("it does not say which answer is right.")))
    answers = [Given(value, Fraction(1)) for value in known.correct[:1]]
    return made(found, number(said, answers), Fraction(1), list)


_PARTS = {
    "inlineChoiceInteraction": _listed,
    "choiceInteraction": _choice,
    "textEntryInteraction": chosen.typed,
}
"""What can stand in a text."""

_MAKERS: dict[str, Callable[[Element, Declared, Body, Said], Made]] = {
    "choiceInteraction": _choice,
    "hottextInteraction": _hottext,
    "textEntryInteraction": chosen.typed,
    "extendedTextInteraction": _essay,
    "orderInteraction": chosen.ordered,
    "matchInteraction": paired.matched,
    "associateInteraction": paired.associated,
    "gapMatchInteraction": paired.filled,
    "hotspotInteraction": pictured.spot,
    "selectPointInteraction": pictured.point,
    "graphicGapMatchInteraction": pictured.labelled,
    "sliderInteraction": _slider,
    "uploadInteraction": _upload,
}
"""By the name of the interaction."""
