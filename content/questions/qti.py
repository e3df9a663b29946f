"""What an item of QTI earns: its declarations, and the rules by which an answer is processed.

An item is given as the elements of its file, read elsewhere; names are those of QTI 2.1, which
``plain_name`` makes of those of QTI 3 too. A **value** is a tuple of atoms, or None for NULL:
a text, an exact number, or true and false. Pairs that have no direction are kept in one order.

    item element ──item_of──> Item ──processed(responses)──> outcomes, by their names

Source: IMS QTI 2.1 information model, sections 8 (variables), 9 (response processing), 15
(expressions); what it calls NULL is None here, and no comparison with None holds.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from xml.etree.ElementTree import Element

Atom = str | Fraction | bool
Value = tuple[Atom, ...] | None

NUMBERS = ("float", "integer")
TRUE: Value = (True,)
FALSE: Value = (False,)
_HYPHEN = re.compile("-([a-z])")


class CannotBeScored(ValueError):
    """An item has a rule that is not known here: only a teacher can mark it."""


@dataclass(frozen=True)
class MapEntry:
    """What one value earns."""

    key: Atom
    earns: Fraction
    case: bool = False


@dataclass(frozen=True)
class Mapped:
    """What the values of a response earn, and between what limits."""

    entries: tuple[MapEntry, ...]
    default: Fraction = Fraction(0)
    least: Fraction | None = None
    most: Fraction | None = None

    def within(self, points: Fraction) -> Fraction:
        """Return points within the limits."""
        if self.least is not None:
            points = max(points, self.least)
        return points if self.most is None else min(points, self.most)


@dataclass(frozen=True)
class AreaEntry:
    """What a point in an area earns."""

    shape: str
    coords: tuple[Fraction, ...]
    earns: Fraction


@dataclass(frozen=True)
class Response:
    """A response variable as it is declared."""

    cardinality: str
    base: str
    correct: Value = None
    mapping: Mapped | None = None
    areas: tuple[AreaEntry, ...] = ()
    area_limits: Mapped = field(default_factory=lambda: Mapped(()))


@dataclass(frozen=True)
class Outcome:
    """An outcome variable as it is declared; a number without a default is 0."""

    base: str
    default: Value
    table: Element | None = None


@dataclass(frozen=True)
class Item:
    """What of an item its marking needs."""

    responses: Mapping[str, Response]
    outcomes: Mapping[str, Outcome]
    processing: Element | None


def plain_name(element: Element) -> str:
    """Return the name of an element as QTI 2.1 has it: no namespace, no "qti-", no hyphens."""
    return plain_attribute(element.tag.rpartition("}")[2].removeprefix("qti-"))


def plain_attribute(name: str) -> str:
    """Return the name of an attribute as QTI 2.1 has it: "base-type" is "baseType"."""
    return _HYPHEN.sub(lambda found: found[1].upper(), name)


def attribute(element: Element, name: str, default: str = "") -> str:
    """Return what an attribute holds, in whichever way it is written."""
    values = {plain_attribute(key): value for key, value in element.attrib.items()}
    return values.get(name, default)


def children(element: Element, *names: str) -> list[Element]:
    """Return the elements directly within another, of these names; all, where none is given."""
    return [each for each in element if not names or plain_name(each) in names]


def item_of(element: Element) -> Item:
    """Return what marking needs of the element ``assessmentItem``.

    Raises:
        CannotBeScored: a number in a declaration is none.
    """
    found = {attribute(each, "identifier"): each for each in children(element)}
    responses = {n: _response(e) for n, e in found.items() if plain_name(e) == _RESPONSE}
    outcomes = {n: _outcome(e) for n, e in found.items() if plain_name(e) == _OUTCOME}
    processing = children(element, "responseProcessing")
    return Item(responses, outcomes, processing[0] if processing else None)


_RESPONSE, _OUTCOME = "responseDeclaration", "outcomeDeclaration"


def _response(element: Element) -> Response:
    base = attribute(element, "baseType", "identifier")
    mapping, areas = children(element, "mapping"), children(element, "areaMapping")
    return Response(
        cardinality=attribute(element, "cardinality", "single"),
        base=base,
        correct=_values(element, "correctResponse", base),
        mapping=_mapping(mapping[0], base) if mapping else None,
        areas=tuple(map(_area, children(areas[0], "areaMapEntry"))) if areas else (),
        area_limits=_limits(areas[0], ()) if areas else Mapped(()),
    )


def _outcome(element: Element) -> Outcome:
    base = attribute(element, "baseType", "identifier")
    default = _values(element, "defaultValue", base)
    if default is None and base in NUMBERS:
        default = (Fraction(0),)
    tables = children(element, "interpolationTable", "matchTable")
    return Outcome(base, default, tables[0] if tables else None)


def _values(element: Element, name: str, base: str) -> Value:
    texts = [value.text or "" for each in children(element, name) for value in children(each)]
    return value_of(texts, base)


def _mapping(element: Element, base: str) -> Mapped:
    entries = tuple(
        MapEntry(
            key=_atom(attribute(each, "mapKey"), base) or "",
            earns=number_in(attribute(each, "mappedValue")),
            case=attribute(each, "caseSensitive", "false") == "true",
        )
        for each in children(element, "mapEntry")
    )
    return _limits(element, entries)


def _limits(element: Element, entries: tuple[MapEntry, ...]) -> Mapped:
    least, most = attribute(element, "lowerBound"), attribute(element, "upperBound")
    return Mapped(
        entries=entries,
        default=number_in(attribute(element, "defaultValue", "0")),
        least=number_in(least) if least else None,
        most=number_in(most) if most else None,
    )


def _area(element: Element) -> AreaEntry:
    numbers = [number_in(text) for text in attribute(element, "coords").split(",") if text.strip()]
    earns = number_in(attribute(element, "mappedValue"))
    return AreaEntry(attribute(element, "shape"), tuple(numbers), earns)


def number_in(text: str) -> Fraction:
    """Return a number as a file writes it.

    Raises:
        CannotBeScored: it is none.
    """
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        raise CannotBeScored(text) from None
    if not value.is_finite() or abs(value.adjusted()) > 100:
        raise CannotBeScored(text)
    return Fraction(value)


def value_of(texts: Sequence[str], base: str) -> Value:
    """Return the value that texts are, of a base type; None where there is none that counts."""
    atoms = tuple(atom for text in texts if (atom := _atom(text, base)) is not None)
    return atoms or None


def _atom(text: str, base: str) -> Atom | None:
    if base in NUMBERS:
        try:
            return number_in(text)
        except CannotBeScored:
            return None
    if base == "boolean":
        return text.strip() == "true"
    if base == "string":
        return text or None
    parts = text.split()
    return " ".join(sorted(parts) if base == "pair" else parts) or None


def match_correct(response: Response, value: Value) -> Fraction:
    """Return 1 where a value is the correct one: the same set, sequence or single value; else 0."""
    return Fraction(is_same(value, response.correct, response.cardinality) is True)


def is_same(one: Value, other: Value, cardinality: str) -> bool | None:
    """Say whether two values are the same; None where one of them is NULL."""
    if one is None or other is None:
        return None
    if cardinality == "ordered":
        return one == other
    return sorted(one, key=repr) == sorted(other, key=repr)


def map_response(response: Response, value: Value) -> Fraction:
    """Return what the values of a response earn by its mapping, each value once; 0 for NULL.

    Raises:
        CannotBeScored: there is no mapping.
    """
    if response.mapping is None:
        raise CannotBeScored("mapping")
    if value is None:
        return Fraction(0)
    points = sum((_mapped(response.mapping, atom) for atom in dict.fromkeys(value)), Fraction(0))
    return response.mapping.within(points)


def _mapped(mapping: Mapped, atom: Atom) -> Fraction:
    for entry in mapping.entries:
        if entry.key == atom:
            return entry.earns
    for entry in mapping.entries:
        texts = isinstance(entry.key, str) and isinstance(atom, str) and not entry.case
        if texts and str(entry.key).casefold() == str(atom).casefold():
            return entry.earns
    return mapping.default


def map_response_point(response: Response, value: Value) -> Fraction:
    """Return what points earn by the areas they are in, each area once; 0 for NULL."""
    if value is None:
        return Fraction(0)
    left, points = list(response.areas), Fraction(0)
    for atom in value:
        hit = next((area for area in left if is_inside(area.shape, area.coords, atom)), None)
        if hit is not None:
            left.remove(hit)
            points += hit.earns
        elif not any(is_inside(area.shape, area.coords, atom) for area in response.areas):
            points += response.area_limits.default
    return response.area_limits.within(points)


def is_inside(shape: str, coords: Sequence[Fraction], point: Atom) -> bool:
    """Say whether a point "x y" is in an area, its edge included."""
    try:
        x, y = (number_in(text) for text in str(point).split())
    except ValueError:
        return False
    if shape == "default":
        return True
    if shape == "circle" and len(coords) == 3:
        return (x - coords[0]) ** 2 + (y - coords[1]) ** 2 <= coords[2] ** 2
    if shape == "rect" and len(coords) == 4:
        return coords[0] <= x <= coords[2] and coords[1] <= y <= coords[3]
    if shape == "poly" and len(coords) >= 6:
        return _is_in_polygon(list(zip(coords[::2], coords[1::2], strict=False)), x, y)
    return False


def _is_in_polygon(corners: list[tuple[Fraction, Fraction]], x: Fraction, y: Fraction) -> bool:
    """Say whether a ray to the right of a point crosses the edges an odd number of times."""
    inside = False
    for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True):
        turn = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
        if turn == 0 and min(ax, bx) <= x <= max(ax, bx) and min(ay, by) <= y <= max(ay, by):
            return True
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            inside = not inside
    return inside
