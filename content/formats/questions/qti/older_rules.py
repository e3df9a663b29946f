"""What answers earn by QTI 1.2, told as the rules of QTI 2."""

from collections.abc import Iterator, Mapping

from content.formats.questions.percent import exact
from content.formats.questions.xml import Element

SCORE = "SCORE"
_CHANGES = {"add": "sum", "subtract": "subtract", "multiply": "product", "divide": "divide"}
_COMPARES = {"vargte": "gte", "vargt": "gt", "varlte": "lte", "varlt": "lt"}


def processing(
    item: Element, bases: Mapping[str, str], texts: Mapping[tuple[str, str], str]
) -> Iterator[Element]:
    """Return the rules of an item, or nothing where it has none.

    Args:
        item: the item of QTI 1.2.
        bases: what the answer to each response is.
        texts: the words of an option where these are typed, by response and option.
    """
    rules = _Rules(bases, texts, most_of(item))
    found = [
        rule
        for each in item.walk()
        if each.name == "respcondition" and (rule := rules.condition(each)) is not None
    ]
    if found:
        yield Element("responseProcessing", item.line, inside=[*found])


def most_of(item: Element) -> str:
    """Return how many points an item counts by its own rules, as it is written; "" if not said."""
    for each in item.walk():
        if each.name == "decvar" and each.get("varname", SCORE).upper() == SCORE:
            return each.get("maxvalue")
    return ""


class _Rules:
    """Tells the conditions of one item."""

    def __init__(
        self, bases: Mapping[str, str], texts: Mapping[tuple[str, str], str], most: str
    ) -> None:
        self._bases, self._texts, self._most = bases, texts, most

    def condition(self, element: Element) -> Element | None:
        """Return a condition that changes the points; None for one that only says something."""
        done: list[Element | str] = [*self._points(element)]
        if not done:
            return None
        held = element.first("conditionvar")
        holds = [self._expression(each) for each in held] if held is not None else []
        if element.get("continue", "No").lower() != "yes":
            done.append(Element("exitResponse", element.line))
        if not holds:
            holds = [_base("true", "boolean")]
        joined = "or" if held is not None and self._are_spellings(held) else "and"
        all_of = holds[0] if len(holds) == 1 else Element(joined, element.line, inside=[*holds])
        branch = Element("responseIf", element.line, inside=[all_of, *done])
        return Element("responseCondition", element.line, inside=[branch])

    def _are_spellings(self, held: Element) -> bool:
        """Say whether conditions are texts of which a typed answer can only be one, as Canvas does.

        Taken together, which is what QTI says of them, nobody could ever be right.
        """
        asked = {(each.name, each.get("respident")) for each in held}
        ((name, response), *others) = asked or {("", "")}
        return name == "varequal" and not others and self._bases.get(response) == "string"

    def _points(self, element: Element) -> Iterator[Element]:
        for each in element.all("setvar"):
            name = (each.get("varname") or each.get("variablename") or SCORE).strip()
            if name.upper() != SCORE:
                continue
            said = each.text().strip()
            number = self._most or "100" if said.upper() == "SCORE.MAX" else said
            if said.upper() == "SCORE.MIN" or exact(number) is None:
                number = "0"
            value = _base(number, "float")
            action = each.get("action", "Set").lower()
            if action in _CHANGES:
                before = Element("variable", each.line, {"identifier": SCORE})
                value = Element(_CHANGES[action], each.line, inside=[before, value])
            yield Element("setOutcomeValue", each.line, {"identifier": SCORE}, [value])

    def _expression(self, element: Element) -> Element:
        name, line = element.name, element.line
        if name in ("and", "or", "not"):
            inside: list[Element | str] = [self._expression(each) for each in element]
            if name == "not" and len(inside) > 1:
                inside = [Element("and", line, inside=inside)]
            return Element(name, line, inside=inside)
        if name == "other":
            return _base("true", "boolean")
        response = element.get("respident")
        base = self._bases.get(response, "identifier")
        said = " ".join(element.text().split())
        given = Element("variable", line, {"identifier": response})
        if name == "unanswered":
            return Element("isNull", line, inside=[given])
        if name in _COMPARES:
            return Element(_COMPARES[name], line, inside=[given, _base(said, "float")])
        if name == "varequal" and base == "float":
            return Element("equal", line, {"toleranceMode": "exact"}, [given, _base(said, base)])
        if name in ("varequal", "varsubstring", "varsubset") and base == "string":
            said = self._texts.get((response, said), said)
            how = {"caseSensitive": str(element.get("case").lower() == "yes").lower()}
            if name == "varsubstring":
                how["substring"] = "true"
            return Element("stringMatch", line, how, [given, _base(said, "string")])
        if name == "varequal":
            return Element("member", line, inside=[_base(said, "identifier"), given])
        return Element(name, line)


def _base(text: str, base: str) -> Element:
    return Element("baseValue", 0, {"baseType": base}, [text])
