"""Questions as GIFT, as Moodle writes it."""

from collections.abc import Sequence
from fractions import Fraction

from content.formats.questions import categories, cloze_out, extras
from content.formats.questions.brought import Brought, LeftOut
from content.formats.questions.gift_text import back, held
from content.formats.questions.percent import percent
from content.questions.types import Choice, Match, Number, Parts, Question, Short, Text, TrueFalse
from i18n.refusals import Phrase
from i18n.translate import N_

_SPECIAL = "\\~=#{}:"


def written(brought: Brought, note: str = "") -> str:
    """Return a question with its comment and its name, ready to be read by Moodle.

    Args:
        brought: the question.
        note: what Moodle has no words for, see ``extras.beside``.

    Raises:
        LeftOut: GIFT has no words for it.
    """
    rows = [f"// question: {_row(brought.ident) or 0}  name: {_row(brought.name)}"]
    marks = [f"[id:{_marked(brought.ident)}]"] if brought.ident else []
    marks += [f"[tag:{_marked(tag)}]" for tag in brought.tags]
    if marks:
        rows.append(f"// {' '.join(marks)}")
    if note:
        rows.append(f"// {extras.MARK}: {note}")
    rows.append(f"::{_escaped(brought.name)}::{_body(brought.question)}")
    return "\n".join(rows) + "\n"


def visible(question: Question) -> str:
    """Return what a question says in GIFT, without its escapes. Raises as ``written`` does."""
    return back(held(_body(question)))


def category(path: Sequence[str]) -> str:
    """Return the line that says to which category the next questions belong."""
    way = " ".join(categories.written(path).split())
    return f"// question: 0  name: Switch category to {way}\n$CATEGORY: {way}\n"


def _body(question: Question) -> str:
    if isinstance(question, Parts):
        if question.prompt:
            raise LeftOut(Phrase(N_("GIFT has no words for a text above a text with gaps.")))
        return f"[html]{_text_with_gaps(cloze_out.text(question))}"
    return f"[html]{_escaped(question.prompt)}{{{_answers(question)}{_general(question)}}}"


def _text_with_gaps(text: str) -> str:
    return text.replace("\\", "&#92;").replace("\n", " ")


def _answers(question: Question) -> str:
    match question:
        case TrueFalse():
            return _truth(question)
        case Choice():
            return _choice(question)
        case Short():
            texts = [text for text, _exact in question.key]
            return _typed(texts, question.weights, question.remarks)
        case Number():
            return _number(question)
        case Match():
            pairs = [f"\t={_escaped(left)} -> {_right(right)}\n" for left, right in question.key]
            others = [f"\t= -> {_right(other)}\n" for other in question.others]
            return "\n" + "".join(pairs + others)
        case Text():
            return ""
    raise LeftOut(Phrase(N_("GIFT has no such question.")))


def _truth(question: TrueFalse) -> str:
    text = "TRUE" if question.key else "FALSE"
    if not question.remarks:
        return text
    if_true, if_false = question.remarks
    right, wrong = (if_true, if_false) if question.key else (if_false, if_true)
    return f"{text}#{_escaped(wrong)}#{_escaped(right)}"


def _choice(question: Choice) -> str:
    rows = []
    for place, (option, share) in enumerate(zip(question.options, earned(question), strict=True)):
        sign = "~" if share == 0 else f"~%{percent(share)}%"
        if share == 1 and not question.several:
            sign = "="
        rows.append(f"\t{sign}{_escaped(option)}{_remark(question.remarks, place)}\n")
    if not question.several and 1 not in earned(question):
        raise LeftOut(Phrase(N_("GIFT has no words for a choice in which nothing earns all.")))
    return "\n" + "".join(rows)


def earned(question: Choice) -> list[Fraction]:
    """Return what each option of a choice earns, as Moodle counts."""
    if question.weights:
        return [Fraction(weight) for weight in question.weights]
    share = Fraction(1, len(question.key))
    other = -share if question.several else Fraction(0)
    places = range(len(question.options))
    return [share if place in question.key else other for place in places]


def _typed(texts: Sequence[str], weights: Sequence[str], remarks: Sequence[str]) -> str:
    rows = []
    for place, text in enumerate(texts):
        share = Fraction(weights[place]) if weights else Fraction(1)
        rows.append(f"\t=%{percent(share)}%{_escaped(text)}{_remark(remarks, place)}\n")
    return "\n" + "".join(rows)


def _number(question: Number) -> str:
    if question.units:
        raise LeftOut(Phrase(N_("GIFT has no words for units.")))
    rows = [(question.key, question.tolerance, question.weight, question.mode)]
    rows += [(each.value, each.tolerance, each.weight, each.mode) for each in question.more]
    if any(mode != "absolute" for *_rest, mode in rows):
        raise LeftOut(Phrase(N_("GIFT has no words for a tolerance in proportion.")))
    last = len(rows) - 1
    texts = []
    for place, (value, tolerance, weight, _mode) in enumerate(rows):
        share, said = percent(Fraction(weight)), _remark(question.remarks, place)
        if value == "*" and place == last and weight == "0":
            texts.append(f"\t~{said or '#'}\n")
        else:
            within = "" if value == "*" else f":{tolerance}"
            texts.append(f"\t=%{share}%{value}{within}{said}\n")
    return "#\n" + "".join(texts)


def _remark(remarks: Sequence[str], place: int) -> str:
    said = remarks[place] if remarks else ""
    return f"#{_escaped(said)}" if said else ""


def _general(question: Question) -> str:
    return f"\t####{_escaped(question.general)}\n" if question.general else ""


def _right(text: str) -> str:
    """Return a right side: plain, and read as HTML where it looks like it."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _escaped(safe)


def _escaped(text: str) -> str:
    kept = "".join(f"\\{sign}" if sign in _SPECIAL else sign for sign in text)
    return kept.replace("\r", "").replace("\n", "\\n")


def _row(text: str) -> str:
    return " ".join(text.split())


def _marked(text: str) -> str:
    return _row(text).replace("]", "\\]")
