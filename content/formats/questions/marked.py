"""Answers with a fraction and a remark, as Moodle's formats have them, to our questions."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from content.formats.questions.brought import LeftOut
from content.formats.questions.percent import exact
from content.questions.types import (
    MOST_ANSWERS,
    Accepted,
    Choice,
    Match,
    Number,
    Short,
    Text,
    TrueFalse,
)
from i18n.refusals import Phrase
from i18n.translate import N_

ALL, NONE = Fraction(1), Fraction(0)


@dataclass(frozen=True)
class Said:
    """What every question says, clean HTML."""

    prompt: str
    hint: str = ""
    right: str = ""
    review: str = ""
    general: str = ""

    @property
    def fields(self) -> dict[str, Any]:
        """Return it as the fields of a question."""
        return asdict(self)


@dataclass(frozen=True)
class Answer:
    """One answer: what it earns, and what is said to whoever gave it (clean HTML)."""

    text: str
    """Clean HTML where it is chosen, plain where it is typed."""
    fraction: Fraction
    remark: str = ""
    tolerance: str = "0"
    mode: str = "absolute"


def choice(said: Said, answers: Sequence[Answer], *, single: bool, shuffle: bool = True) -> Choice:
    """Return a question with options.

    Raises:
        LeftOut: there are fewer than two options, too many, or none that earns anything.
    """
    _make_sure_of_count(answers, 2)
    earns = [answer.fraction for answer in answers]
    key = tuple(place for place, share in enumerate(earns) if share > 0)
    if not key:
        raise LeftOut(Phrase(N_("none of its answers is marked as right.")))
    if any(not answer.text for answer in answers):
        raise LeftOut(Phrase(N_("one of its answers has no text.")))
    fields = said.fields
    if not _is_usual(earns, len(key), single):
        fields |= {"rule": "weights", "weights": tuple(map(str, earns))}
    return Choice(
        **fields,
        options=tuple(answer.text for answer in answers),
        key=key,
        several=not single,
        shuffle=shuffle,
        remarks=remarks(answers),
    )


def _is_usual(earns: Sequence[Fraction], right: int, single: bool) -> bool:
    """Say whether the weights are those of a choice that has none."""
    if single:
        return right == 1 and set(earns) == {ALL, NONE}
    return {abs(share) for share in earns} == {Fraction(1, right)}


def true_false(said: Said, right: bool, if_true: str = "", if_false: str = "") -> TrueFalse:
    """Return a statement; the remarks are for who took "true" and who took "false"."""
    said_to = (if_true, if_false) if if_true or if_false else ()
    return TrueFalse(**said.fields, key=right, remarks=said_to)


def short(said: Said, answers: Sequence[Answer], *, case: bool = False) -> Short:
    """Return a question with a typed answer, compared as Moodle does: ``*`` is any run.

    Raises:
        LeftOut: there is no answer, too many, or none that earns all.
    """
    _make_sure_of_count(answers, 1)
    if any(not answer.text for answer in answers):
        raise LeftOut(Phrase(N_("one of its answers has no text.")))
    _make_sure_that_one_is_right(answers)
    weights = tuple(str(max(answer.fraction, NONE)) for answer in answers)
    return Short(
        **said.fields,
        key=tuple((answer.text, False) for answer in answers),
        weights=weights if set(weights) != {"1"} else (),
        wildcards=True,
        case=case,
        accents=True,
        remarks=remarks(answers),
    )


def number(said: Said, answers: Sequence[Answer], **units: Any) -> Number:
    """Return a question whose answer is a number; ``*`` is whatever fitted nothing before.

    Args:
        said: its texts.
        answers: texts and tolerances as decimal text.
        units: the fields of ``Number`` about units.

    Raises:
        LeftOut: an answer is no number, or none earns all.
    """
    _make_sure_of_count(answers, 1)
    _make_sure_that_one_is_right(answers)
    read = [
        Accepted(
            "*" if answer.text.strip() == "*" else decimal(answer.text),
            decimal(answer.tolerance or "0"),
            answer.mode,
            str(max(answer.fraction, NONE)),
        )
        for answer in answers
    ]
    first = read[0]
    if first.value == "*":
        raise LeftOut(Phrase(N_("its first answer, “*”, accepts every number.")))
    if any(Decimal(each.tolerance) < 0 for each in read):
        raise LeftOut(Phrase(N_("one of its tolerances is below zero.")))
    return Number(
        **said.fields,
        key=first.value,
        tolerance=first.tolerance,
        mode=first.mode,
        weight=first.weight,
        more=tuple(read[1:]),
        remarks=remarks(answers),
        **units,
    )


def decimal(text: str) -> str:
    """Return a number as plain decimal text: "0.5" for "5e-1" or ",5".

    Raises:
        LeftOut: it is none.
    """
    value = exact("".join(text.split()))
    if value is None:
        raise LeftOut(Phrase(N_("“{text}” is no number."), text=text.strip()[:40]))
    return in_digits(value)


def in_digits(value: Fraction) -> str:
    """Return a decimal fraction in digits, without an exponent."""
    text = f"{Decimal(value.numerator) / Decimal(value.denominator):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def match(said: Said, pairs: Sequence[tuple[str, str]]) -> Match:
    """Return pairs; one without a left side is a right side that goes with nothing.

    Raises:
        LeftOut: there are fewer than two pairs, too many, or one without a right side.
    """
    key = tuple((left, right) for left, right in pairs if left)
    if any(not right for _left, right in pairs):
        raise LeftOut(Phrase(N_("one of its pairs has no right side.")))
    if len(pairs) < 2 or not key:
        raise LeftOut(Phrase(N_("it has fewer than two pairs.")))
    if len(pairs) > MOST_ANSWERS:
        raise LeftOut(Phrase(N_("it has more than {most} answers."), most=MOST_ANSWERS))
    known = {right for _left, right in key}
    others = dict.fromkeys(right for left, right in pairs if not left and right not in known)
    return Match(**said.fields, key=key, others=tuple(others))


def essay(said: Said, least: int = 0, most: int = 0, **more: Any) -> Text:
    """Return a text for the teacher of ``least`` to ``most`` words, 0 for no limit."""
    return Text(**said.fields, least=least, most=most, **more)


def remarks(answers: Sequence[Answer]) -> tuple[str, ...]:
    """Return what is said to each answer, or nothing where nothing is said to any."""
    said = tuple(answer.remark for answer in answers)
    return said if any(said) else ()


def _make_sure_of_count(answers: Sequence[Answer], least: int) -> None:
    if len(answers) < least:
        raise LeftOut(
            Phrase(N_("it has fewer than two answers."))
            if least > 1
            else Phrase(N_("it has no answer."))
        )
    if len(answers) > MOST_ANSWERS:
        raise LeftOut(Phrase(N_("it has more than {most} answers."), most=MOST_ANSWERS))


def _make_sure_that_one_is_right(answers: Sequence[Answer]) -> None:
    if not any(answer.fraction == ALL for answer in answers):
        raise LeftOut(Phrase(N_("none of its answers earns all of the points.")))
