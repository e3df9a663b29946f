"""Questions in Aiken: a line to ask, a line for each choice, and ``ANSWER:`` with a letter.

Source: Moodle's documentation ("Aiken format").
"""

import re
import string
from dataclasses import dataclass, field
from html import escape

from content import html
from content.formats.questions.brought import Brought, LeftOut, Read, line
from content.formats.questions.checked import checked
from content.formats.questions.marked import ALL, NONE, Answer, Said, choice
from content.formats.questions.texts import PLAIN, fragment, plain, title
from content.questions.types import Choice, Question, TrueFalse
from i18n.refusals import Phrase
from i18n.translate import N_, gettext

_CHOICE = re.compile(r"(?:([A-Z])[).][ \t]?|([a-z])[).](?:[ \t]|$))(.*)")
_ANSWER = re.compile(r"(?:ANSWER|R[EÉ]PONSE)\s*:\s*(.*)", re.IGNORECASE)
MOST = len(string.ascii_uppercase)
"""Choices, for each has a letter."""
YES, NO = N_("True"), N_("False")


@dataclass
class _Open:
    """A question whose ``ANSWER:`` has not come yet."""

    line: int
    text: str
    choices: list[str] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)
    goes_on: bool = True
    """Whether the next line may belong to its text still."""


def is_aiken(text: str) -> bool:
    """Say whether a text looks like Aiken: it has choices, and lines that name the right one."""
    rows = [row.strip() for row in text.split("\n")]
    return any(map(_ANSWER.match, rows)) and any(map(_CHOICE.match, rows)) and "::" not in text


def read(text: str) -> Read:
    """Read all questions of a text; what is wrong with one is noted with its line."""
    found = Read()
    begun: _Open | None = None
    for number, row in enumerate(map(str.strip, text.split("\n")), start=1):
        if not row:
            if begun:
                begun.goes_on = False
            continue
        try:
            begun = _step(begun, number, row, found)
        except LeftOut as reason:
            if begun is None or _is_new(row):
                begun = _Open(number, row) if _is_new(row) else None
            else:
                begun = None
            found.leave_out(line(number), reason)
    if begun:
        found.leave_out(line(begun.line), _unfinished(begun))
    return found


def _is_new(row: str) -> bool:
    return not _CHOICE.match(row) and not _ANSWER.match(row)


def _step(begun: _Open | None, number: int, row: str, found: Read) -> _Open | None:
    """Go one line on; return the question that is open after it."""
    if option := _CHOICE.match(row):
        if begun is None:
            raise LeftOut(Phrase(N_("there is an answer here before any question.")))
        begun.choices.append(option[3].strip())
        begun.letters.append((option[1] or option[2]).upper())
        return begun
    if answer := _ANSWER.match(row):
        if begun is None:
            raise LeftOut(Phrase(N_("there is a line ANSWER here before any question.")))
        found.add(_question(begun, answer[1].strip()))
        return None
    if begun is None:
        return _Open(number, row)
    if begun.goes_on and not begun.choices:
        begun.text += f"\n{row}"
        return begun
    raise _unfinished(begun)


def _unfinished(begun: _Open) -> LeftOut:
    return LeftOut(
        Phrase(
            N_("the question of line {line}, “{text}”, has no line ANSWER."),
            line=begun.line,
            text=begun.text[:60],
        )
    )


def _question(begun: _Open, answer: str) -> Brought:
    if len(begun.choices) < 2:
        raise LeftOut(Phrase(N_("it has fewer than two answers.")))
    if len(begun.choices) > MOST:
        raise LeftOut(Phrase(N_("it has more than {most} answers."), most=MOST))
    letter = re.match(r"([A-Za-z])(?![A-Za-z])\W*$", answer)
    if not letter or letter[1].upper() not in begun.letters:
        raise LeftOut(
            Phrase(
                N_("ANSWER must be the letter of one of its answers, not “{text}”."), text=answer
            )
        )
    right = begun.letters.index(letter[1].upper())
    answers = [
        Answer(fragment(text, PLAIN, inline=True), ALL if place == right else NONE)
        for place, text in enumerate(begun.choices)
    ]
    said = Said(fragment(begun.text, PLAIN))
    question = checked(choice(said, answers, single=True))
    return Brought(title(said.prompt), question, line(begun.line))


def can_say(question: Question) -> bool:
    """Say whether Aiken has words for a question."""
    match question:
        case Choice():
            known = 2 <= len(question.options) <= MOST and len(question.key) == 1
            return known and not question.several and not question.weights
        case TrueFalse():
            return True
    return False


def written(question: Question) -> str:
    """Return a question that Aiken has words for: its text and its answers, and no more."""
    match question:
        case Choice():
            options, right = [_row(option) for option in question.options], question.key[0]
        case TrueFalse():
            options, right = [gettext(YES), gettext(NO)], 0 if question.key else 1
        case _:
            raise LeftOut(Phrase(N_("Aiken has no such question.")))
    letters = string.ascii_uppercase
    rows = [f"{letters[place]}) {option}" for place, option in enumerate(options)]
    return "\n".join([_row(question.prompt), *rows, f"ANSWER: {letters[right]}"])


def _row(said: str) -> str:
    """Return what a fragment says on one line that is nothing else in Aiken."""
    text = " ".join(html.text_of(said).split()) or plain(escape(said))
    return text if _is_new(text) else f"– {text}"
