"""QTI 1.2, as Canvas, Blackboard and Common Cartridge write it: its items told as those of QTI 2.

What is asked becomes an interaction, what earns points a rule, so that all that reads and marks an
item of QTI 2 reads these too.

Source: IMS QTI ASI information model 1.2; the profiles of Common Cartridge 1.1 and of Canvas.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from content.formats.questions.brought import BY_HAND, LeftOut
from content.formats.questions.percent import exact
from content.formats.questions.qti.older_rules import most_of, processing
from content.formats.questions.qti.older_text import material
from content.formats.questions.xml import Element
from i18n.refusals import Phrase
from i18n.translate import N_

ROOT = "questestinterop"
_KINDS = ("question_type", "cc_profile", "bbmd_questiontype", "qmd_itemtype")
_NUMBERS = ("vargte", "vargt", "varlte", "varlt")
_BLANK = re.compile(r"\[([^\[\]\n]{1,80})\]")
_LOST = {"calculated_question": N_("its numbers are drawn anew for each person.")}


def items(root: Element) -> Iterator[tuple[Element, tuple[str, ...]]]:
    """Go through the items of a file, each with the title of the test that it stands in."""
    ahead: list[tuple[Element, tuple[str, ...]]] = [(root, ())]
    while ahead:
        element, path = ahead.pop()
        if element.name == "item":
            yield element, path
            continue
        if element.name in ("assessment", "objectbank") and element.get("title").strip():
            path = (element.get("title").strip(),)
        ahead += [(each, path) for each in reversed(list(element))]


def points_of(item: Element) -> Fraction | None:
    """Return the points that a test gives to an item; None where it does not say."""
    found = exact(_about(item).get("points_possible", ""))
    if found is not None and found > 0:
        return found
    return Fraction(1) if most_of(item) in ("100", "100.0") else None


def told_as_newer(item: Element) -> Element:
    """Return an item as an ``assessmentItem`` of QTI 2.

    Raises:
        LeftOut: it is of a type that cannot be told so.
    """
    kind = _about(item).get("kind", "")
    if kind in _LOST:
        raise LeftOut(Phrase(_LOST[kind]), BY_HAND)
    shown = item.first("presentation")
    if shown is None:
        raise LeftOut(Phrase(N_("it has no text.")))
    told = _Told(item, kind)
    body = Element("itemBody", item.line, inside=told.body(shown))
    title = item.get("title") or item.get("ident")
    return Element(
        "assessmentItem",
        item.line,
        {"identifier": item.get("ident"), "title": title},
        [*told.declared, body, *processing(item, told.bases, told.texts)],
    )


def _about(item: Element) -> dict[str, str]:
    """Return what the metadata of an item say: its "kind", and whatever is labelled."""
    found: dict[str, str] = {}
    for each in item.walk():
        if each.name == "qtimetadatafield":
            label, entry = each.first("fieldlabel"), each.first("fieldentry")
            if label is not None and entry is not None:
                found.setdefault(label.text().strip(), entry.text().strip())
        elif each.name in _KINDS:
            found.setdefault(each.name, each.text().strip())
    kind = next((found[name] for name in _KINDS if found.get(name)), "")
    return {**found, "kind": kind.lower()}


@dataclass
class _Told:
    """The declarations and the body of one item, as they are made."""

    item: Element
    kind: str
    declared: list[Element] = field(default_factory=list)
    bases: dict[str, str] = field(default_factory=dict)
    """What the answer to each response is: an identifier, a string, a number."""
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    """For a blank whose words are written as options: each by its identifier."""

    def body(self, shown: Element) -> list[Element | str]:
        """Return what a presentation shows and asks, in order."""
        asked = [
            each
            for each in shown.walk()
            if each.name.startswith("response_") and each.name != "response_label"
        ]
        several = len([each for each in asked if each.name != "response_na"]) > 1
        blanks: dict[str, Element] = {}
        inside: list[Element | str] = []
        for each in self._flat(shown):
            if not each.name.startswith("response_"):
                inside.append(Element("div", each.line, inside=material(each)))
                continue
            said = list(each.all("material"))
            words = [part for one in said for part in material(one)]
            name = "".join(part if isinstance(part, str) else part.text() for part in words).strip()
            interaction = self._interaction(each, several)
            if several and said and f"[{name}]" in Element("", 0, inside=inside).text():
                blanks[name] = interaction
            else:
                inside.append(Element("div", each.line, inside=[*words, " ", interaction]))
        if not asked:
            inside += self._for_teacher()
        return [_filled(each, blanks) if isinstance(each, Element) else each for each in inside]

    def _flat(self, shown: Element) -> Iterator[Element]:
        """Go through what is shown and what is asked, out of the boxes they stand in."""
        for each in shown:
            if each.name == "material" or each.name.startswith("response_"):
                yield each
            elif each.name not in ("render_choice", "render_fib"):
                yield from self._flat(each)

    def _for_teacher(self) -> list[Element | str]:
        self._declare("RESPONSE", "single", "string")
        given = {"responseIdentifier": "RESPONSE"}
        if "file_upload" in self.kind:
            return [Element("uploadInteraction", 0, given)]
        return [Element("extendedTextInteraction", 0, given)] if "essay" in self.kind else []

    def _interaction(self, response: Element, several: bool) -> Element:
        name = response.get("ident") or "RESPONSE"
        if response.name == "response_str" or "fill_in_multiple" in self.kind:
            return self._typed(response, name)
        if response.name != "response_lid":
            what = N_("questions of the type “{type}” cannot be read.")
            raise LeftOut(Phrase(what, type=self.kind or response.name), BY_HAND)
        many = response.get("rcardinality", "Single").lower() == "multiple"
        ordered = response.get("rcardinality").lower() == "ordered"
        rendered = response.first("render_choice")
        labels = [each for each in response.walk() if each.name == "response_label"]
        listed = several and not many
        option = "inlineChoice" if listed else "simpleChoice"
        inside: list[Element | str] = [
            Element(option, each.line, {"identifier": each.get("ident")}, material(each))
            for each in labels
        ]
        self._declare(name, "ordered" if ordered else "multiple" if many else "single")
        shuffled = rendered is not None and rendered.get("shuffle").lower() == "yes"
        given = {"responseIdentifier": name, "shuffle": "true" if shuffled else "false"}
        kind = "inlineChoice" if listed else "order" if ordered else "choice"
        return Element(f"{kind}Interaction", response.line, given, inside)

    def _typed(self, response: Element, name: str) -> Element:
        """Return a field for a word, a number or, where nothing is right, a text."""
        conditions = [each for each in self.item.walk() if each.get("respident") == name]
        essay = "essay" in self.kind or not conditions
        number = any(each.name in _NUMBERS for each in conditions) or "numeric" in self.kind
        self._declare(name, "single", "float" if number else "string")
        for label in (each for each in response.walk() if each.name == "response_label"):
            words = Element("", 0, inside=material(label)).text()
            if words.strip():
                self.texts[name, label.get("ident")] = words.strip()
        kind = "extendedText" if essay else "textEntry"
        return Element(f"{kind}Interaction", response.line, {"responseIdentifier": name})

    def _declare(self, name: str, cardinality: str, base: str = "identifier") -> None:
        self.bases[name] = base
        given = {"identifier": name, "cardinality": cardinality, "baseType": base}
        self.declared.append(Element("responseDeclaration", 0, given))


def _filled(element: Element, blanks: dict[str, Element]) -> Element:
    """Return a text with a field where it names a blank: "[blank]"."""
    inside: list[Element | str] = []
    for each in element.inside:
        if isinstance(each, Element):
            inside.append(_filled(each, blanks))
            continue
        for place, part in enumerate(_BLANK.split(each)):
            if place % 2 and part in blanks:
                inside.append(blanks.pop(part))
            else:
                inside.append(f"[{part}]" if place % 2 else part)
    return Element(element.name, element.line, element.attributes, inside)
