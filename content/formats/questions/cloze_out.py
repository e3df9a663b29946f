"""A text with questions in it, as Moodle's "embedded answers"."""

import math
import re
from collections.abc import Sequence
from fractions import Fraction

from content.formats.questions import cloze
from content.formats.questions.brought import LeftOut
from content.formats.questions.percent import percent
from content.questions.composed import LIST, Part, Parts
from content.questions.types import Choice, Number, Short
from i18n.refusals import Phrase
from i18n.translate import N_

_GAP = re.compile(r"\[\[(\d+)\]\]")
_REFERENCES = {sign: f"&#{ord(sign)};" for sign in "~#{}\\"}


def text(question: Parts) -> str:
    """Return the text with its questions between braces; what they ask of their own is left out.

    Raises:
        LeftOut: one of them has no words in this format.
    """
    around = question.text.replace("{", "&#123;")
    weights = [Fraction(part.weight) for part in question.key]
    whole = math.lcm(*(weight.denominator for weight in weights))
    parts = [
        _part(part, int(weight * whole)) for part, weight in zip(question.key, weights, strict=True)
    ]
    return _GAP.sub(lambda found: parts[int(found[1]) - 1], around)


def _part(part: Part, weight: int) -> str:
    match part.question:
        case Choice():
            return _gap(weight, _kind(part, part.question), _options(part.question))
        case Short():
            shares = part.question.weights or ["1"] * len(part.question.key)
            texts = [_plain(given) for given, _exact in part.question.key]
            rows = _rows(texts, [Fraction(share) for share in shares], part.question.remarks)
            return _gap(weight, cloze.Kind(Short, case=part.question.case), rows)
        case Number():
            return _gap(weight, cloze.Kind(Number), _numbers(part.question))


def _gap(weight: int, kind: cloze.Kind, rows: Sequence[str]) -> str:
    return f"{{{weight}:{cloze.NAMES[kind]}:{'~'.join(rows)}}}"


def _kind(part: Part, question: Choice) -> cloze.Kind:
    shown = LIST if question.several else part.shown
    return cloze.Kind(Choice, question.several, shown, question.shuffle)


def _options(question: Choice) -> list[str]:
    places = range(len(question.options))
    if question.weights:
        shares = [Fraction(weight) for weight in question.weights]
    else:
        right = Fraction(1) if not question.several else Fraction(1, len(question.key))
        wrong = -right if question.several else Fraction(0)
        shares = [right if place in question.key else wrong for place in places]
    return _rows([_safe(option) for option in question.options], shares, question.remarks)


def _numbers(question: Number) -> list[str]:
    if question.units or question.mode != "absolute":
        raise LeftOut(Phrase(N_("a gap has no room for units or tolerances in proportion.")))
    values = [(question.key, question.tolerance, question.weight)]
    values += [(each.value, each.tolerance, each.weight) for each in question.more]
    texts = [value if value == "*" else f"{value}:{tolerance}" for value, tolerance, _ in values]
    return _rows(texts, [Fraction(weight) for *_rest, weight in values], question.remarks)


def _rows(texts: Sequence[str], shares: Sequence[Fraction], remarks: Sequence[str]) -> list[str]:
    rows = []
    for place, (each, share) in enumerate(zip(texts, shares, strict=True)):
        sign = "=" if share == 1 else f"%{percent(share)}%"
        about = f"#{_safe(remarks[place])}" if remarks and remarks[place] else ""
        rows.append(f"{sign}{each}{about}")
    return rows


def _plain(given: str) -> str:
    """Return a text that is typed: every sign that could mean something is a reference."""
    escaped = given.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _safe(escaped)


def _safe(html: str) -> str:
    """Return HTML in which no sign ends an answer; a reference keeps its own."""
    parts = re.split(r"(&#?\w+;)", html)
    return "".join(
        part if place % 2 else "".join(_REFERENCES.get(sign, sign) for sign in part)
        for place, part in enumerate(parts)
    )
