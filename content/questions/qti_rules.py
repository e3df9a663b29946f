"""The rules by which an item of QTI makes outcomes of responses: see ``qti`` for its words."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import prod
from xml.etree.ElementTree import Element

from content.questions import qti
from content.questions.qti import (
    FALSE,
    TRUE,
    Atom,
    CannotBeScored,
    Item,
    Value,
    attribute,
    children,
    plain_name,
)

DEEPEST = 60
"""Expressions within each other: more is no item that somebody wrote."""

_TEMPLATES: dict[str, Callable[[qti.Response, Value], Fraction]] = {
    "match_correct": qti.match_correct,
    "map_response": qti.map_response,
    "map_response_point": qti.map_response_point,
}


def processed(item: Item, responses: Mapping[str, Sequence[str]]) -> dict[str, Value]:
    """Return the outcomes of an item, by their names.

    Args:
        item: what its file declares.
        responses: the texts answered to each response; one that is missing is NULL.

    Raises:
        CannotBeScored: it has a rule that is not known here.
    """
    values = {
        name: qti.value_of(responses.get(name, ()), declared.base)
        for name, declared in item.responses.items()
    }
    run = _Run(item, values)
    if item.processing is not None:
        template = attribute(item.processing, "template").rpartition("/")[2].removesuffix(".xml")
        if template:
            run.by_template(template)
        else:
            run.rules(children(item.processing))
    return run.outcomes


class _Run:
    """One processing of one set of responses."""

    def __init__(self, item: Item, responses: Mapping[str, Value]) -> None:
        self.item = item
        self.responses = responses
        self.outcomes = {name: declared.default for name, declared in item.outcomes.items()}
        self._depth = 0
        self._left = False

    def by_template(self, name: str) -> None:
        mark = _TEMPLATES.get(name)
        declared = self.item.responses.get("RESPONSE")
        if mark is None or declared is None:
            raise CannotBeScored(name)
        self.outcomes["SCORE"] = (mark(declared, self.responses.get("RESPONSE")),)

    def rules(self, elements: Sequence[Element]) -> None:
        for element in elements:
            if self._left:
                return
            match plain_name(element):
                case "responseCondition":
                    self._condition(element)
                case "setOutcomeValue":
                    (inner,) = _exactly(element, 1)
                    self.outcomes[attribute(element, "identifier")] = self.value(inner)
                case "lookupOutcomeValue":
                    self._look_up(element)
                case "responseProcessingFragment":
                    self.rules(children(element))
                case "exitResponse":
                    self._left = True
                case other:
                    raise CannotBeScored(other)

    def _condition(self, element: Element) -> None:
        for branch in children(element):
            inner = children(branch)
            if plain_name(branch) == "responseElse":
                return self.rules(inner)
            if inner and self.value(inner[0]) == TRUE:
                return self.rules(inner[1:])
        return None

    def _look_up(self, element: Element) -> None:
        name = attribute(element, "identifier")
        table = self.item.outcomes[name].table if name in self.item.outcomes else None
        if table is None:
            raise CannotBeScored(name)
        (source,) = self._numbers(element) or (None,)
        self.outcomes[name] = _from_table(table, source, self.item.outcomes[name].base)

    def value(self, element: Element) -> Value:
        """Return what an expression is."""
        self._depth += 1
        try:
            if self._depth > DEEPEST:
                raise CannotBeScored("depth")
            return self._expression(element)
        finally:
            self._depth -= 1

    def _expression(self, element: Element) -> Value:
        name = plain_name(element)
        match name:
            case "baseValue":
                return qti.value_of([element.text or ""], attribute(element, "baseType"))
            case "null":
                return None
            case "variable" | "correct" | "mapResponse" | "mapResponsePoint":
                return self._variable(name, attribute(element, "identifier"))
            case "isNull":
                (inner,) = _exactly(element, 1)
                return (self.value(inner) is None,)
            case "and" | "or" | "not":
                return self._logic(name, element)
            case "multiple" | "ordered":
                found = [self.value(each) for each in children(element)]
                return tuple(atom for each in found if each for atom in each) or None
            case "customOperator":
                return self._custom(element)
        if name in _NUMERIC:
            numbers = self._numbers(element)
            return None if numbers is None else _NUMERIC[name](numbers)
        if name == "match":
            one, other = (self.value(each) for each in _exactly(element, 2))
            kind = "ordered" if any(map(self._is_ordered, element)) else "multiple"
            same = qti.is_same(one, other, kind)
            return None if same is None else (same,)
        if name in _PAIRS:
            one, other = (self.value(each) for each in _exactly(element, 2))
            return None if one is None or other is None else _PAIRS[name](element, one, other)
        if name in ("containerSize", "inside"):
            (inner,) = _exactly(element, 1)
            return _alone(name, element, self.value(inner))
        raise CannotBeScored(name)

    def _variable(self, name: str, identifier: str) -> Value:
        if name == "variable" and identifier in self.outcomes:
            return self.outcomes[identifier]
        declared = self.item.responses.get(identifier)
        if declared is None:
            raise CannotBeScored(identifier)
        value = self.responses.get(identifier)
        if name == "correct":
            return declared.correct
        if name == "mapResponse":
            return (qti.map_response(declared, value),)
        if name == "mapResponsePoint":
            return (qti.map_response_point(declared, value),)
        return value

    def _is_ordered(self, element: Element) -> bool:
        declared = self.item.responses.get(attribute(element, "identifier"))
        return plain_name(element) == "ordered" or (
            declared is not None and declared.cardinality == "ordered"
        )

    def _logic(self, name: str, element: Element) -> Value:
        """Return what holds where something may be unknown: false and NULL is false."""
        values = [self.value(each) for each in children(element)]
        if name == "not":
            (value,) = values or [None]
            return None if value is None else (value != TRUE,)
        decides = FALSE if name == "and" else TRUE
        if decides in values:
            return decides
        return None if None in values else (name == "and",)

    def _numbers(self, element: Element) -> list[Fraction] | None:
        """Return the numbers within an expression; None where one is NULL."""
        found: list[Fraction] = []
        for each in children(element):
            value = self.value(each)
            if value is None:
                return None
            numbers = [_as_number(atom) for atom in value]
            if None in numbers:
                return None
            found += [number for number in numbers if number is not None]
        return found

    def _custom(self, element: Element) -> Value:
        """Return what operators of other programs make that say no more than their names do."""
        (inner,) = _exactly(element, 1)
        value = self.value(inner)
        kind = attribute(element, "definition").rpartition(":")[2].lower()
        change = _CUSTOM.get(kind)
        if change is None:
            raise CannotBeScored(kind)
        return None if value is None else tuple(change(str(atom)) for atom in value)


def _exactly(element: Element, count: int) -> list[Element]:
    found = children(element)
    if len(found) != count:
        raise CannotBeScored(plain_name(element))
    return found


def _as_number(atom: Atom) -> Fraction | None:
    if isinstance(atom, str):
        try:
            return qti.number_in(atom)
        except CannotBeScored:
            return None
    return None if isinstance(atom, bool) else atom


def _from_table(table: Element, source: Fraction | None, base: str) -> Value:
    """Return the target of the first entry that a number reaches, or is, by the kind of table."""
    exact = plain_name(table) == "matchTable"
    for entry in children(table):
        least = qti.number_in(attribute(entry, "sourceValue"))
        bound = attribute(entry, "includeBoundary", "true") == "true"
        reached = source is not None and (
            source == least if exact else source > least or (bound and source == least)
        )
        if reached:
            return qti.value_of([attribute(entry, "targetValue")], base)
    default = attribute(table, "defaultValue")
    return qti.value_of([default], base) if default else None


def _divided(numbers: list[Fraction]) -> Value:
    return (numbers[0] / numbers[1],) if len(numbers) == 2 and numbers[1] else None


_NUMERIC: dict[str, Callable[[list[Fraction]], Value]] = {
    "sum": lambda n: (sum(n, start=Fraction(0)),),
    "product": lambda n: (prod(n, start=Fraction(1)),),
    "subtract": lambda n: (n[0] - n[1],) if len(n) == 2 else None,
    "divide": _divided,
    "min": lambda n: (min(n),) if n else None,
    "max": lambda n: (max(n),) if n else None,
    "gt": lambda n: (n[0] > n[1],) if len(n) == 2 else None,
    "gte": lambda n: (n[0] >= n[1],) if len(n) == 2 else None,
    "lt": lambda n: (n[0] < n[1],) if len(n) == 2 else None,
    "lte": lambda n: (n[0] <= n[1],) if len(n) == 2 else None,
}


def _equal(element: Element, one: Value, other: Value) -> Value:
    """Return whether two numbers are equal, exactly or within a tolerance (relative: percent)."""
    left, right = (_as_number(value[0]) if value else None for value in (one, other))
    if left is None or right is None:
        return None
    mode = attribute(element, "toleranceMode", "exact")
    if mode == "exact":
        return (left == right,)
    steps = [qti.number_in(text) for text in attribute(element, "tolerance").split()]
    if mode not in ("absolute", "relative") or not steps:
        raise CannotBeScored(mode)
    below, above = steps[0], steps[-1]
    if mode == "relative":
        below, above = abs(left) * below / 100, abs(left) * above / 100
    return (left - below <= right <= left + above,)


def _string_match(element: Element, one: Value, other: Value) -> Value:
    left, right = ("".join(map(str, value or ())) for value in (one, other))
    if attribute(element, "caseSensitive", "true") != "true":
        left, right = left.casefold(), right.casefold()
    within = attribute(element, "substring", "false") == "true"
    return (right in left if within else left == right,)


def _member(element: Element, one: Value, other: Value) -> Value:
    return (one is not None and one[0] in (other or ()),)


def _contains(element: Element, one: Value, other: Value) -> Value:
    left = list(one or ())
    for atom in other or ():
        if atom not in left:
            return FALSE
        left.remove(atom)
    return TRUE


_PAIRS: dict[str, Callable[[Element, Value, Value], Value]] = {
    "equal": _equal,
    "stringMatch": _string_match,
    "member": _member,
    "contains": _contains,
}


def _alone(name: str, element: Element, value: Value) -> Value:
    if name == "containerSize":
        return (Fraction(len(value or ())),)
    if value is None:
        return None
    coords = [qti.number_in(text) for text in attribute(element, "coords").split(",")]
    return (any(qti.is_inside(attribute(element, "shape"), coords, atom) for atom in value),)


def _ascii(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


_CUSTOM: dict[str, Callable[[str], str]] = {
    "trim": str.strip,
    "toascii": _ascii,
    "parsecommadecimal": lambda text: text.replace(",", "."),
}
