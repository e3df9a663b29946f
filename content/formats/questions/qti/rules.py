"""What an item of QTI gives to an answer by its own rules, asked of ``content.questions.qti``."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from xml.etree import ElementTree

from content.formats.questions.percent import exact
from content.formats.questions.xml import Element
from content.questions import qti
from content.questions.qti import CannotBeScored
from content.questions.qti_rules import processed
from i18n.refusals import Phrase
from i18n.translate import N_

Responses = Mapping[str, Sequence[str]]
"""Texts answered to each response, by its identifier."""

SCORE = "SCORE"
LONGEST = 5_000
"""Elements of the rules of one item; what somebody wrote has a hundred."""
_STEPS = 200_000
"""Elements that are gone through for one item, all its tries together."""
_COMPARES = ("equal", "gt", "gte", "lt", "lte", "equalRounded")
_MAKES = ("sum", "product", "subtract", "divide", "min", "max")
_VARIANTS = {"cc2_match": "match_correct", "cc2_match_basic": "match_correct"}
_ENDING = re.compile(r"\.xml$")


@dataclass(frozen=True)
class Rules:
    """The rules of one item."""

    item: qti.Item
    outcome: str
    """The outcome that has the points."""
    literals: tuple[str, ...]
    """What its declarations and rules name as values: words, numbers."""
    tolerances: tuple[tuple[str, Fraction, Fraction], ...]
    """Of each comparison of numbers: its mode, and how far below and above."""
    compared: frozenset[str]
    """The responses that a rule compares with a number."""
    reckoned: frozenset[str]
    """The responses that a rule makes a further number of."""
    tries: int
    """How many answers may be tried."""

    def earned(self, responses: Responses) -> Fraction:
        """Return the points for these responses.

        Raises:
            CannotBeScored: a rule is not known, or leaves no number.
        """
        try:
            value = processed(self.item, responses).get(self.outcome)
        except CannotBeScored:
            raise
        except ValueError as error:
            raise CannotBeScored(str(error)[:40]) from None
        if value is None or len(value) != 1 or not isinstance(value[0], Fraction):
            raise CannotBeScored(self.outcome)
        return value[0]

    def points(self) -> list[Fraction]:
        """Return the numbers between which no rule can change its mind, in order."""
        found = {value for text in self.literals if (value := exact(text)) is not None}
        ends = set(found)
        for mode, below, above in self.tolerances:
            for value in list(found)[:50]:
                ends.update(_ends(value, mode, below, above))
        return sorted(ends)[:200]


def _ends(value: Fraction, mode: str, below: Fraction, above: Fraction) -> Iterator[Fraction]:
    """Go through the ends of a tolerance; a relative one is of whichever number stands first."""
    if mode == "absolute":
        yield from (value - below, value + above, value - above, value + below)
        return
    for part in (below / 100, above / 100):
        yield from (value * (1 - part), value * (1 + part), value / (1 + part))
        if part != 1:
            yield value / (1 - part)


def rules_of(element: Element) -> Rules | None:
    """Return the rules of an item; None where it has none.

    Raises:
        CannotBeScored: they are too long, or a number in them is none.
    """
    processing = element.first("responseProcessing")
    if processing is None or not (processing.attributes or list(processing)):
        return None
    kept = list(element.all("responseDeclaration", "outcomeDeclaration", "responseProcessing"))
    size = sum(1 + sum(map(len, e.attributes.values())) // 20 for k in kept for e in k.walk())
    if size > LONGEST:
        raise CannotBeScored("…")
    tree = ElementTree.Element("assessmentItem")
    tree.extend(map(_tree, kept))
    _name_template(tree)
    outcome = _outcome(element)
    if not any(each.get("identifier") == outcome for each in element.all("outcomeDeclaration")):
        declared = {"identifier": outcome, "cardinality": "single", "baseType": "float"}
        tree.append(ElementTree.Element("outcomeDeclaration", declared))
    within = [each for each in kept if each.name != "outcomeDeclaration"]
    return Rules(
        item=qti.item_of(tree),
        outcome=outcome,
        literals=tuple(dict.fromkeys(_literals(within)))[:100],
        tolerances=tuple(dict.fromkeys(_tolerances(processing))),
        compared=frozenset(_named_in(processing, _COMPARES)),
        reckoned=frozenset(_named_in(processing, _MAKES)),
        tries=20 + min(400, _STEPS // size),
    )


def _outcome(element: Element) -> str:
    """Return the outcome that has the points: SCORE, or the only number that a rule sets."""
    numbers = {
        each.get("identifier")
        for each in element.all("outcomeDeclaration")
        if each.get("baseType") in qti.NUMBERS
    }
    given = {each.get("identifier") for each in element.walk() if each.name == "setOutcomeValue"}
    if SCORE not in numbers | given and len(numbers & given) == 1:
        return (numbers & given).pop()
    return SCORE


def _tree(element: Element) -> ElementTree.Element:
    made = ElementTree.Element(element.name, element.attributes)
    made.text = "".join(each for each in element.inside if isinstance(each, str)).strip()
    made.extend(map(_tree, element))
    return made


def _name_template(tree: ElementTree.Element) -> None:
    """Name the template of an item as the standard does, however its address is written."""
    for processing in tree.iter("responseProcessing"):
        address = processing.get("template") or processing.get("templateLocation") or ""
        name = _ENDING.sub("", address.strip().rstrip("/").rpartition("/")[2])
        if name:
            known = _VARIANTS.get(name.lower(), name.lower().removeprefix("cc2_"))
            processing.set("template", known)


def _literals(within: list[Element]) -> Iterator[str]:
    for each in (each for element in within for each in element.walk()):
        if each.name in ("baseValue", "value"):
            yield " ".join(each.text().split())
        elif each.name == "mapEntry":
            yield " ".join(each.get("mapKey").split())


def _tolerances(processing: Element) -> Iterator[tuple[str, Fraction, Fraction]]:
    for each in processing.walk():
        mode = each.get("toleranceMode", "exact")
        steps = [exact(text) for text in each.get("tolerance").split()[:2]]
        if (
            each.name == "equal"
            and mode in ("absolute", "relative")
            and steps
            and all(step is not None for step in steps)
        ):
            yield mode, steps[0] or Fraction(0), steps[-1] or Fraction(0)


def _named_in(processing: Element, names: Sequence[str]) -> Iterator[str]:
    """Go through the variables that stand in expressions of these names."""
    for each in processing.walk():
        if each.name in names:
            yield from (v.get("identifier") for v in each.walk() if v.name == "variable")


def not_known(error: CannotBeScored) -> Phrase:
    """Return what to say where the rules of an item cannot be followed."""
    what = N_("its rule of marking “{rule}” is not known here; its right answers earn its points.")
    return Phrase(what, rule=str(error)[:40])
