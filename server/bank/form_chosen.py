"""Questions with something to choose, to and from the fields of their forms."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from content.questions.one_language import NOT_ALL, SeveralLanguages, marked, unmarked
from content.questions.parse_gaps import GAP, BadQuestion, gaps_of
from content.questions.types import Choice, Gaps, Match, Order, Picks, TrueFalse, Words
from server.bank.fields import Fields
from server.bank.form_refusals import (
    GapNotRead,
    NoGap,
    NotAllMarked,
    NothingRight,
    OneRight,
    PairNotWhole,
    TooFew,
    WeightNotRead,
    WordsNotRead,
)
from server.bank.texts import line_of, text_of_line

USUAL, ONE_RIGHT, BM = "", "one", "bm"


def fill_choice(question: Choice, fields: Fields) -> None:
    """Write a choice into the fields of its form."""
    fields.put_rows("option", map(text_of_line, question.options))
    for place in question.key:
        fields[f"right.{place}"] = "yes"
    fields.put_rows("weight", (percent(text) for text in question.weights))
    fields["several"] = "yes" if question.several else ""
    fields["shuffle"] = "yes" if question.shuffle else ""
    fields["rule"] = BM if question.rule.startswith("bm:") else question.rule
    if fields["rule"] == BM:
        fields["b"], fields["m"] = question.rule.removeprefix("bm:").split("/")


def take_choice(fields: Fields, common: dict[str, Any]) -> Choice:
    """Return the choice that a form says.

    Raises:
        TooFew, NothingRight, OneRight, WeightNotRead, FormulaNotRead
    """
    rows = fields.rows("option")
    if len(rows) < 2:
        raise TooFew()
    rule, weights = fields.line("rule"), []
    if rule == "weights":
        weights = [share_in(fields.line(f"weight.{row}")) for row in rows]
        key = tuple(place for place, text in enumerate(weights) if Fraction(text) > 0)
    else:
        key = tuple(n for n, row in enumerate(rows) if fields.ticked(f"right.{row}"))
    if not key:
        raise NothingRight()
    several = fields.ticked("several")
    if len(key) > 1 and not several and rule != "weights":
        raise OneRight()
    if rule == BM:
        rule = f"bm:{fields.decimal('b', '1')}/{fields.decimal('m', '0')}"
    return Choice(
        **common,
        options=tuple(line_of(fields[f"option.{row}"]) for row in rows),
        key=key,
        several=several,
        weights=tuple(weights),
        rule=rule,
        shuffle=fields.ticked("shuffle"),
    )


def fill_truefalse(question: TrueFalse, fields: Fields) -> None:
    """Write a statement into the fields of its form."""
    fields["key"] = "true" if question.key else "false"


def take_truefalse(fields: Fields, common: dict[str, Any]) -> TrueFalse:
    """Return the statement that a form says.

    Raises:
        NothingRight
    """
    if fields.line("key") not in ("true", "false"):
        raise NothingRight()
    return TrueFalse(**common, key=fields.line("key") == "true")


def fill_match(question: Match, fields: Fields) -> None:
    """Write pairs into the fields of their form."""
    fields.put_rows("left", (text_of_line(left) for left, _ in question.key))
    fields.put_rows("right", (marked(right, question.language) for _, right in question.key))
    fields["others"] = "\n".join(marked(other, question.language) for other in question.others)
    fields["rule"] = question.rule


def take_match(fields: Fields, common: dict[str, Any]) -> Match:
    """Return the pairs that a form says.

    Raises:
        TooFew, PairNotWhole, NotAllMarked, FormulaNotRead
    """
    rows = fields.rows("left", "right")
    if len(rows) < 2:
        raise TooFew()
    for row in rows:
        if not (fields.line(f"left.{row}") and fields.line(f"right.{row}")):
            raise PairNotWhole(number=row + 1)
    others = [line for line in map(str.strip, fields.lines("others").split("\n")) if line]
    language, said = _unmarked([*(fields.line(f"right.{row}") for row in rows), *others])
    lefts = [line_of(fields[f"left.{row}"]) for row in rows]
    key = tuple(zip(lefts, said, strict=False))
    rule = fields.line("rule")
    return Match(**common, key=key, others=tuple(said[len(rows) :]), rule=rule, language=language)


def _unmarked(texts: Iterable[str]) -> tuple[str, list[str]]:
    """Return the language that a form marks all words of a question with, and they.

    Raises:
        NotAllMarked
    """
    try:
        return unmarked(list(texts))
    except SeveralLanguages:
        raise NotAllMarked() from None


def fill_order(question: Order, fields: Fields) -> None:
    """Write things to put in order into the fields of their form."""
    fields.put_rows("thing", (marked(thing, question.language) for thing in question.key))
    fields["rule"] = question.rule


def take_order(fields: Fields, common: dict[str, Any]) -> Order:
    """Return the things to put in order that a form says.

    Raises:
        TooFew: there are not two different ones.
        NotAllMarked
    """
    language, said = _unmarked([fields.line(f"thing.{row}") for row in fields.rows("thing")])
    things = tuple(said)
    if len(things) < 2 or len(set(things)) < len(things):
        raise TooFew()
    return Order(**common, key=things, rule=fields.line("rule"), language=language)


def fill_gaps(question: Gaps | Picks, fields: Fields) -> None:
    """Write a text with gaps into the field of its form, in the way of ``docs/ecrire-un-cours``."""
    gaps = []
    for place, right in enumerate(question.key):
        if isinstance(question, Picks):
            options = question.options[place]
            gaps.append("|".join(f"(x) {word}" if word in right else word for word in options))
        else:
            gaps.append("|".join(right))
    text = question.pieces[0]
    for gap, piece in zip(gaps, question.pieces[1:], strict=True):
        text += f"[[{gap}]]{piece}"
    fields["text"], fields["rule"] = marked(text, question.language), question.rule


def take_gaps(fields: Fields, common: dict[str, Any]) -> Gaps | Picks:
    """Return the text with gaps that a form says.

    Raises:
        NoGap, GapNotRead, NotAllMarked
    """
    text = fields.lines("text")
    if not GAP.search(text):
        raise NoGap()
    said = {name: common[name] for name in ("prompt", "hint", "right", "review")}
    try:
        read = gaps_of(0, text.split("\n"), said)  # type: ignore[arg-type]  # a TypedDict
    except BadQuestion as bad:
        if bad.message == NOT_ALL:
            raise NotAllMarked() from bad
        raise GapNotRead() from bad
    if not isinstance(read, Gaps | Picks):
        raise GapNotRead()
    rule = fields.line("rule")
    return replace(read, general=common["general"], sounds=common["sounds"], rule=rule)


def fill_words(question: Words, fields: Fields) -> None:
    """Write the orders of a sentence into the field of their form, a line each."""
    lines = (marked(" / ".join(order), question.language) for order in question.key)
    fields["orders"] = "\n".join(lines)


def take_words(fields: Fields, common: dict[str, Any]) -> Words:
    """Return the sentence that a form says.

    Raises:
        WordsNotRead, NotAllMarked
    """
    language, lines = _unmarked(filter(str.strip, fields.lines("orders").split("\n")))
    orders = tuple(tuple(word.strip() for word in line.split("/")) for line in lines)
    same = len({tuple(sorted(order)) for order in orders}) == 1
    if not same or not all(len(order) > 1 and all(order) for order in orders):
        raise WordsNotRead()
    return Words(**common, key=orders, language=language)


def share_in(text: str) -> str:
    """Return a weight as the text of a fraction: "50", "50 %" and "0,5" are "1/2", "33,33" a third.

    Raises:
        WeightNotRead
    """
    from content.formats.questions.brought import LeftOut
    from content.formats.questions.percent import exact, fraction

    plain = text.replace("%", "").strip()
    over, slash, under = plain.partition("/")
    try:
        if slash:
            value = Fraction(int(over), int(under))
        elif not plain:
            return "0"
        else:
            number = exact(plain)
            if number is None:
                raise WeightNotRead(text=text)
            value = number if abs(number) <= 1 and "%" not in text else fraction(plain)
    except (ValueError, ZeroDivisionError, LeftOut):
        raise WeightNotRead(text=text) from None
    if abs(value) > 1:
        raise WeightNotRead(text=text)
    return str(value)


def percent(share: str) -> str:
    """Return a weight as a form shows it: "50", "33.33333"."""
    from content.formats.questions import percent as written

    return written.percent(Fraction(share))
