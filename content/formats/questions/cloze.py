"""Texts with questions in them, as Moodle's "embedded answers" write them.

    The {1:SHORTANSWER:=owl#well done~%50%bird} and the {2:MULTICHOICE:dog~=cat} went to sea.

Source: Moodle's documentation, "Embedded Answers (Cloze) question type".
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from html import unescape

from content.formats.questions.brought import LeftOut
from content.formats.questions.marked import ALL, NONE, Answer, Said, choice, number, short
from content.formats.questions.percent import fraction
from content.formats.questions.texts import plain
from content.questions.composed import COLUMN, LIST, ROW, Part, Parts
from content.questions.types import MOST_ANSWERS, Choice, Number, Short
from i18n.refusals import Phrase
from i18n.translate import N_


@dataclass(frozen=True)
class Kind:
    """What a word after the mark means."""

    of: type[Short | Number | Choice]
    several: bool = False
    shown: str = LIST
    shuffle: bool = False
    case: bool = False


_WORDS = {
    "SHORTANSWER SA MW": Kind(Short),
    "SHORTANSWER_C SAC MWC": Kind(Short, case=True),
    "NUMERICAL NM": Kind(Number),
    "MULTICHOICE MC": Kind(Choice),
    "MULTICHOICE_S MCS": Kind(Choice, shuffle=True),
    "MULTICHOICE_V MCV": Kind(Choice, shown=COLUMN),
    "MULTICHOICE_VS MCVS": Kind(Choice, shown=COLUMN, shuffle=True),
    "MULTICHOICE_H MCH": Kind(Choice, shown=ROW),
    "MULTICHOICE_HS MCHS": Kind(Choice, shown=ROW, shuffle=True),
    "MULTIRESPONSE MR": Kind(Choice, several=True),
    "MULTIRESPONSE_S MRS": Kind(Choice, several=True, shuffle=True),
}
KINDS = {word: kind for words, kind in _WORDS.items() for word in words.split()}
NAMES = {kind: words.split()[0] for words, kind in _WORDS.items()}
KINDS |= dict.fromkeys(("MULTIRESPONSE_H", "MRH"), KINDS["MR"])  # no row of boxes here
KINDS |= dict.fromkeys(("MULTIRESPONSE_HS", "MRHS"), KINDS["MRS"])

_ANY = "|".join(sorted(KINDS, key=len, reverse=True))
_HEAD = re.compile(
    rf"\{{\s*([0-9]{{0,6}}(?:[.,][0-9]{{1,4}})?)\s*:\s*({_ANY})\s*(?::|(?=\}}))", re.IGNORECASE
)
_WEIGHT = re.compile(r"=|%(-?[0-9]{1,3}(?:[.,][0-9]*)?)%")
_BETWEEN = re.compile(r"(?<!\\)~")
_REMARK = re.compile(r"(?<!\\)(?<!&)(?<!&amp;)#")
_ESCAPE = re.compile(r"\\([~#}/\"])")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_NUMBER = re.compile(r"\s*([-+]?[0-9.,]+(?:[eE][-+]?[0-9]+)?)\s*(?::\s*([0-9.,eE+-]+))?\s*")

ToHtml = Callable[[str], str]
"""Makes clean HTML of a few words in the text's own form, without the frame of a paragraph."""


def has_gaps(text: str) -> bool:
    """Say whether a text has at least one question in it."""
    return _HEAD.search(text) is not None


def parts(said: Said, text: str, whole: ToHtml, inline: ToHtml) -> Parts:
    """Return a text with its questions.

    Args:
        said: what is said besides; its prompt stands above the text.
        text: as it was written.
        whole: makes HTML of the text around the questions.
        inline: makes HTML of an option or a remark.

    Raises:
        LeftOut: there is no question in it, or one that cannot be marked; says which.
    """
    around: list[str] = []
    key: list[Part] = []
    done = 0
    while head := _HEAD.search(text, done):
        end = _end(text, head.end())
        if end < 0:
            raise _at(len(key), LeftOut(Phrase(N_("its brace {{ is never closed by }}."))))
        around.append(text[done : head.start()])
        try:
            key.append(_part(head[1], KINDS[head[2].upper()], text[head.end() : end], inline))
        except LeftOut as reason:
            raise _at(len(key), reason) from None
        done = end + 1
        if len(key) > MOST_ANSWERS:
            raise LeftOut(Phrase(N_("it has more than {most} answers."), most=MOST_ANSWERS))
    if not key:
        raise LeftOut(Phrase(N_("there is no question in its text.")))
    around.append(text[done:])
    bare = [piece.replace("[[", "[ [") for piece in around]
    marked = bare[0] + "".join(f"[[{n}]]{piece}" for n, piece in enumerate(bare[1:], start=1))
    return Parts(**said.fields, text=whole(marked), key=tuple(key))


def _at(place: int, reason: LeftOut) -> LeftOut:
    what = Phrase(N_("gap {number}: {what}"), number=place + 1, what=reason.what)
    return LeftOut(what, reason.todo)


def _end(text: str, begin: int) -> int:
    """Return where the closing brace stands, -1 if it does not."""
    at = text.find("}", begin)
    while at > 0 and text[at - 1] == "\\":
        at = text.find("}", at + 1)
    return at


def _part(mark: str, kind: Kind, inside: str, inline: ToHtml) -> Part:
    texts = [part for part in _BETWEEN.split(inside) if part.strip()]
    answers = [_answer(text, kind, inline) for text in texts]
    said = Said("")
    question: Short | Number | Choice
    if kind.of is Choice:
        shares = _shares(answers) if kind.several else [answer.fraction for answer in answers]
        weighed = [
            replace(answer, fraction=share) for answer, share in zip(answers, shares, strict=True)
        ]
        if not kind.several and len(weighed) > 1 and ALL not in shares:
            raise LeftOut(Phrase(N_("none of its answers earns all of the points.")))
        question = choice(said, weighed, single=not kind.several, shuffle=kind.shuffle)
    elif kind.of is Number:
        question = number(said, answers)
    else:
        question = short(said, answers, case=kind.case)
    weight = Fraction(mark.replace(",", ".")) if mark.strip(".,") else ALL
    return Part(question, weight=str(weight), shown=kind.shown)


def _answer(text: str, kind: Kind, inline: ToHtml) -> Answer:
    text = text.strip()
    weight = _WEIGHT.match(text)
    share = NONE
    if weight:
        share = fraction(weight[1]) if weight[1] else ALL
        text = text[weight.end() :]
    cut = _REMARK.search(text)
    bare, remark = (text[: cut.start()], text[cut.end() :]) if cut else (text, "")
    bare, remark = _ESCAPE.sub(r"\1", bare), inline(_ESCAPE.sub(r"\1", remark))
    if kind.of is Choice:
        return Answer(inline(bare), share, remark)
    typed = " ".join(unescape(_TAG.sub(" ", bare)).split())
    if kind.of is Short:
        return Answer(typed, share, remark)
    return _number(typed, share, remark)


def _number(typed: str, share: Fraction, remark: str) -> Answer:
    if typed == "*":
        return Answer(typed, share, remark)
    found = _NUMBER.fullmatch(typed)
    if not found:
        raise LeftOut(Phrase(N_("“{text}” is no number."), text=plain(typed)[:40]))
    return Answer(found[1], share, remark, found[2] or "0")


def _shares(answers: list[Answer]) -> list[Fraction]:
    """Return what each of several options earns: the right ones all, together.

    Where no answer costs anything of its own, each wrong one costs as much as a right one earns.
    """
    total = sum((answer.fraction for answer in answers if answer.fraction > 0), NONE)
    if not total:
        return [answer.fraction for answer in answers]
    plainly = all(answer.fraction in (ALL, NONE) for answer in answers)
    wrong = -1 / total if plainly else None
    return [
        answer.fraction / total
        if answer.fraction > 0
        else wrong
        if wrong is not None
        else answer.fraction
        for answer in answers
    ]
