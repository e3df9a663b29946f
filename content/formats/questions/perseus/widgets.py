"""What is answered in an item of Perseus, to the types of our questions."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from content.formats.questions.brought import LeftOut
from content.formats.questions.perseus.text import Text
from content.questions.composed import COLUMN, Part
from content.questions.question import Common
from content.questions.types import MOST_ANSWERS, Choice, Match, Number, Order, Question, Short
from i18n.refusals import Phrase
from i18n.translate import N_
from i18n.translate import gettext as _

_NOTHING = Common(prompt="", hint="", right="", review="")
_EXACT = Fraction(1, 10**9)
_LONGEST_DECIMAL = 9
"""Digits behind the point of a number that is asked for as a decimal one."""

Options = dict[str, Any]


def choice(options: Options, text: Text, common: Common) -> Choice:
    """Return the question of a ``radio``. Raises ``LeftOut``."""
    found = entries(options.get("choices"))
    key = tuple(place for place, each in enumerate(found) if each.get("correct") is True)
    if not key:
        raise LeftOut(Phrase(N_("no answer of it is right: it is a survey.")))
    several = bool(options.get("multipleSelect")) or len(key) > 1
    texts = tuple(_option(each, text) for each in found)
    remarks = tuple(text.html(each.get("rationale") or each.get("clue")) for each in found)
    return Choice(
        **common,
        options=texts,
        key=key,
        several=several,
        shuffle=bool(options.get("randomize")),
        remarks=remarks if any(remarks) else (),
    )


def _option(each: Options, text: Text) -> str:
    said = text.html(each.get("content"), inline=True)
    return said or (_("None of these") if each.get("isNoneOfTheAbove") else "")


def from_list(options: Options, text: Text, common: Common) -> Choice:
    """Return the question of a ``dropdown``. Raises ``LeftOut``."""
    return choice({**options, "multipleSelect": False}, text, common)


def in_order(options: Options, text: Text, common: Common) -> Order:
    """Return the question of a ``sorter`` or an ``orderer``. Raises ``LeftOut``."""
    if entries(options.get("otherOptions")):
        raise LeftOut(Phrase(N_("it has things that belong nowhere in the order.")))
    listed = options.get("correct", options.get("correctOptions"))
    things = [each.get("content") if isinstance(each, dict) else each for each in _list(listed)]
    return Order(**common, key=tuple(text.plain(each) for each in things))


def pairs(options: Options, text: Text, common: Common) -> Match:
    """Return the question of a ``matcher``. Raises ``LeftOut``."""
    lefts = [text.html(each, inline=True) for each in _list(options.get("left"))]
    rights = [text.plain(each) for each in _list(options.get("right"))]
    if len(lefts) != len(rights) or len(lefts) < 2:
        raise LeftOut(Phrase(N_("its pairs are not whole.")))
    return Match(**common, key=tuple(zip(lefts, rights, strict=True)))


def sorted_into(options: Options, text: Text, common: Common) -> Match:
    """Return the question of a ``categorizer``. Raises ``LeftOut``."""
    kinds = [text.plain(each) for each in _list(options.get("categories"))]
    items = [text.html(each, inline=True) for each in _list(options.get("items"))]
    places = _list(options.get("values"))
    known = all(type(place) is int and 0 <= place < len(kinds) for place in places)
    if not known or len(places) != len(items) or len(items) < 2:
        raise LeftOut(Phrase(N_("its pairs are not whole.")))
    key = tuple((item, kinds[place]) for item, place in zip(items, places, strict=True))
    others = tuple(dict.fromkeys(kind for kind in kinds if kind not in dict(key).values()))
    return Match(**common, key=key, others=others)


def number(options: Options, text: Text, common: Common) -> Number | Short:
    """Return the question of a ``numeric-input``. Raises ``LeftOut``."""
    right = [each for each in entries(options.get("answers")) if each.get("status") == "correct"]
    if not right or options.get("coefficient"):
        raise LeftOut(Phrase(N_("its answer is no number.")))
    return _typed([_asked(each) for each in right], common)


def older_number(options: Options, text: Text, common: Common) -> Number | Short:
    """Return the question of an ``input-number``, as it was before. Raises ``LeftOut``."""
    kind = str(options.get("answerType") or "number")
    if kind in ("pi", "percent"):
        raise LeftOut(Phrase(N_("its answer is no number.")))
    error = options.get("maxError") if options.get("inexact") else None
    forms = {"number": [], "rational": ["proper", "improper", "integer"]}.get(kind, [kind])
    return _typed([_asked({**options, "maxError": error, "answerForms": forms})], common)


WHOLE: dict[str, Callable[[Options, Text, Common], Question]] = {
    "radio": choice,
    "sorter": in_order,
    "orderer": in_order,
    "matcher": pairs,
    "categorizer": sorted_into,
}
"""Widgets that are a question of their own."""
IN_TEXT: dict[str, Callable[[Options, Text, Common], Short | Number | Choice]] = {
    "dropdown": from_list,
    "numeric-input": number,
    "input-number": older_number,
    "radio": choice,
}
"""Widgets that can stand in a text."""


def part(kind: str, options: Options, text: Text) -> Part:
    """Return a widget as a part of a text. Raises ``LeftOut``."""
    question = IN_TEXT[kind](options, text, _NOTHING)
    return Part(question, shown=COLUMN) if kind == "radio" else Part(question)


def entries(value: Any) -> list[Options]:
    """Return the objects of a list of JSON, none for what is no list."""
    return [each for each in _list(value) if isinstance(each, dict)]


def _list(value: Any) -> list[Any]:
    found = value if isinstance(value, list) else []
    if len(found) > MOST_ANSWERS:
        raise LeftOut(Phrase(N_("a question of more than {most} answers"), most=MOST_ANSWERS))
    return found


def _asked(answer: Options) -> tuple[Fraction, Fraction, set[str]]:
    """Return the number, how far beside it is right too, and how it may be written."""
    value, error = _exact(answer.get("value")), _exact(answer.get("maxError") or 0)
    if value is None or error is None or error < 0:
        raise LeftOut(Phrase(N_("its answer is no number.")))
    forms = {str(each) for each in _list(answer.get("answerForms"))}
    return value, error, forms


def _exact(value: Any) -> Fraction | None:
    try:
        if isinstance(value, bool) or len(str(value)) > 40:
            return None
        found = Fraction(str(value).replace(",", ".").replace("−", "-").strip())
    except (ValueError, ZeroDivisionError):
        return None
    return found if abs(found) < 10**15 and found.denominator < 10**20 else None


def _typed(asked: list[tuple[Fraction, Fraction, set[str]]], common: Common) -> Number | Short:
    """Return a number where one is asked for as such, else the ways in which it may be written."""
    if len(asked) == 1:
        value, error, forms = asked[0]
        plain = not forms or "decimal" in forms or value.denominator == 1
        if (text := _decimal(value)) and (error or plain):
            return Number(**common, key=text, tolerance=_decimal(error) or "0")
    if any(error for _value, error, _forms in asked):
        raise LeftOut(Phrase(N_("several numbers are right, each by about so much.")))
    texts = [text for value, _error, _forms in asked for text in _ways(value)]
    return Short(**common, key=tuple((text, False) for text in dict.fromkeys(texts)))


def _decimal(value: Fraction) -> str:
    """Return a number as decimal text, "" where it would be too long."""
    shift = value * 10**_LONGEST_DECIMAL
    return (
        f"{Decimal(int(shift)).scaleb(-_LONGEST_DECIMAL).normalize():f}"
        if shift.denominator == 1
        else ""
    )


def _ways(value: Fraction) -> list[str]:
    """Return how people write a number: as a fraction, as a mixed one, with point and comma."""
    near = value.limit_denominator(10_000)
    if abs(near - value) > _EXACT:
        raise LeftOut(Phrase(N_("its answer is no number.")))
    ways = [_decimal(near)] if _decimal(near) else []
    ways += [each.replace(".", ",") for each in ways if "." in each]
    if near.denominator > 1:
        ways.append(f"{near.numerator}/{near.denominator}")
        whole, rest = divmod(abs(near.numerator), near.denominator)
        if whole:
            sign = "-" if near < 0 else ""
            ways.append(f"{sign}{whole} {rest}/{near.denominator}")
    return ways
