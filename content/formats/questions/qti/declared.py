"""What an item of QTI says is right, and what it earns."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from content.formats.questions.brought import LeftOut
from content.formats.questions.percent import exact
from content.formats.questions.xml import Element
from i18n.refusals import Phrase
from i18n.translate import N_

MATCH, MAP, POINT, OWN = "match_correct", "map_response", "map_response_point", "own"
NONE = Fraction(0)


@dataclass(frozen=True)
class Area:
    """A part of a picture that earns something."""

    shape: str
    coords: str
    value: Fraction


@dataclass
class Declared:
    """One response: what it is, what is right, what each value of it earns."""

    cardinality: str = "single"
    base: str = "identifier"
    correct: list[str] = field(default_factory=list)
    mapped: dict[str, tuple[Fraction, bool]] = field(default_factory=dict)
    """What a value earns, and whether its capitals count."""
    usual: Fraction = NONE
    """What a value earns that is not mapped."""
    most: Fraction | None = None
    areas: list[Area] = field(default_factory=list)
    how: str = MATCH
    """The rule that the item marks it by."""
    tolerance: str = "0"
    mode: str = "absolute"
    listed: bool = False
    """Whether each thing of two sets is asked with a list of its own, so that each pair counts."""
    stretches: tuple[tuple[str, str, Fraction], ...] = ()
    """Of a number, where its rules were asked: values, tolerances and what they earn."""

    @property
    def is_several(self) -> bool:
        """Say whether an answer has several values."""
        return self.cardinality in ("multiple", "ordered")

    def earns(self, value: str) -> Fraction:
        """Return what a value earns by the mapping; by what is right where there is none."""
        if self.how == MAP and self.mapped:
            return self.mapped.get(value, (self.usual, False))[0]
        return Fraction(int(value in self.correct))

    def best(self, values: list[Fraction]) -> Fraction:
        """Return the most that some of these values can earn together.

        Raises:
            LeftOut: none of them earns anything.
        """
        right = [value for value in values if value > 0]
        if not right:
            raise LeftOut(Phrase(N_("it does not say which answer is right.")))
        total = sum(right, NONE) if self.is_several else max(right)
        return min(total, self.most) if self.most and self.most > 0 else total


def declared(item: Element) -> dict[str, Declared]:
    """Return the responses of an item by their identifiers."""
    found = {each.get("identifier"): _one(each) for each in item.all("responseDeclaration")}
    for name, how in _rules(item, list(found)):
        found[name].how = how
    for equal in _named(item, "equal"):
        variable = next(_named(equal, "variable"), None)
        known = found.get(variable.get("identifier")) if variable is not None else None
        within = exact((equal.get("tolerance").split() or ["0"])[0])
        mode = equal.get("toleranceMode", "exact")
        if known is not None and within is not None and mode in ("absolute", "relative"):
            share = within if mode == "absolute" else within / 100
            known.tolerance, known.mode = f"{float(share):.10f}".rstrip("0").rstrip("."), mode
    return found


def _one(element: Element) -> Declared:
    correct, mapping = element.first("correctResponse"), element.first("mapping")
    areas = element.first("areaMapping")
    known = Declared(element.get("cardinality", "single"), element.get("baseType", "identifier"))
    if correct is not None:
        known.correct = [" ".join(value.text().split()) for value in correct.all("value")]
    if mapping is not None:
        for entry in mapping.all("mapEntry"):
            sensitive = entry.get("caseSensitive").strip().lower() in ("true", "1")
            value = exact(entry.get("mappedValue")) or NONE
            known.mapped[" ".join(entry.get("mapKey").split())] = (value, sensitive)
        known.usual = exact(mapping.get("defaultValue", "0")) or NONE
        known.most = exact(mapping.get("upperBound", ""))
    if areas is not None:
        known.areas = [
            Area(each.get("shape"), each.get("coords"), exact(each.get("mappedValue")) or NONE)
            for each in areas.all("areaMapEntry")
        ]
    return known


def _rules(item: Element, names: list[str]) -> Iterator[tuple[str, str]]:
    """Go through the responses with the rule each is marked by."""
    processing = item.first("responseProcessing")
    template = processing.get("template") if processing is not None else ""
    template = template.rpartition("/")[2].removesuffix(".xml").removesuffix("/").lower()
    for name in names:
        if template.endswith(POINT):
            yield name, POINT
        elif template.endswith(MAP):
            yield name, MAP
        elif template.endswith(MATCH) or processing is None or not any(True for _ in processing):
            yield name, MATCH
        else:
            yield name, _own_rule(processing, name)


def _own_rule(processing: Element, name: str) -> str:
    def has(kind: str, inside: Callable[[Element], bool]) -> bool:
        return any(inside(each) for each in _named(processing, kind))

    if has("mapResponse", lambda each: each.get("identifier") == name):
        return MAP
    if has("mapResponsePoint", lambda each: each.get("identifier") == name):
        return POINT
    correct = has("correct", lambda each: each.get("identifier") == name)
    equal = any(True for _ in _named(processing, "equal"))
    return MATCH if correct or equal else OWN


def _named(element: Element, name: str) -> Iterator[Element]:
    return (each for each in element.walk() if each.name == name)
