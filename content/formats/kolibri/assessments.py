"""How an exercise of Kolibri is mastered, and by which of its questions.

Source: le-utils 0.2.17, ``constants/mastery_criteria``; Kolibri 0.19.5, where a unit of a course
has a test in two halves, one before its lessons and one after them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from content.formats.questions.brought import Brought
from content.questions.mastery import ALL, EVERYTHING, MOST_IN_A_ROW, OF, ROW, TWICE, Mastery
from content.questions.types import MOST_QUESTIONS
from i18n.refusals import Phrase
from i18n.translate import N_

_IN_A_ROW = "num_correct_in_a_row_"
_TWICE = "pre_post_test"


@dataclass(frozen=True)
class Assessment:
    """What a database says of the questions of a node."""

    model: str
    """"m_of_n", "do_all", "num_correct_in_a_row_5", "pre_post_test"…"""
    right: int = 0
    window: int = 0
    items: tuple[str, ...] = ()
    """The names of its questions, in order; () where it does not say them."""
    before: tuple[str, ...] = ()
    """Of a test in two halves, those of the first, and ``after`` those that ask the same again."""
    after: tuple[str, ...] = ()


def assessment(model: dict[str, Any], items: Any) -> Assessment:
    """Return an assessment from what its row has, whatever that is."""
    halves = model.get(_TWICE)
    halves = halves if isinstance(halves, dict) else {}
    return Assessment(
        str(model.get("type") or "do_all")[:60],
        _number(model.get("m")),
        _number(model.get("n")),
        _names(items),
        _names(halves.get("version_a_item_ids")),
        _names(halves.get("version_b_item_ids")),
    )


def ruled(
    asked: Assessment, found: Sequence[Brought]
) -> tuple[Mastery, list[Brought], Phrase | None]:
    """Return when an exercise of these questions is mastered, and the questions in their order.

    The phrase says what is not as it was.
    """
    if asked.model == _TWICE:
        return _in_halves(asked, found)
    questions = list(found[:MOST_QUESTIONS])
    wanted = _rule(asked)
    if len(questions) < len(found):
        said = Phrase(N_("only its first {count} questions were taken"), count=len(questions))
        return (wanted if wanted.fits(len(questions)) else EVERYTHING), questions, said
    if not wanted.fits(len(questions)):
        said = Phrase(N_("it is done once each question was answered, not by a rule of its own"))
        return EVERYTHING, questions, said
    if wanted.model != ALL and (wanted.right, wanted.window) != _wanted(asked):
        said = Phrase(
            N_("it is mastered with {right} right answers of {window}: more are not counted"),
            right=wanted.right,
            window=wanted.window,
        )
        return wanted, questions, said
    return wanted, questions, None


def _rule(asked: Assessment) -> Mastery:
    right, window = _wanted(asked)
    if not 0 < right <= window:
        return EVERYTHING
    if window > MOST_IN_A_ROW:
        right, window = max(1, right * MOST_IN_A_ROW // window), MOST_IN_A_ROW
    return Mastery(ROW if right == window else OF, right, window)


def _wanted(asked: Assessment) -> tuple[int, int]:
    if asked.model == "skill_check":
        return 1, 1
    row = asked.model.removeprefix(_IN_A_ROW)
    if asked.model.startswith(_IN_A_ROW) and row.isdecimal():
        return int(row[:6]), int(row[:6])
    return (asked.right, asked.window) if asked.model == "m_of_n" else (0, 0)


def _in_halves(
    asked: Assessment, found: Sequence[Brought]
) -> tuple[Mastery, list[Brought], Phrase | None]:
    known = {each.ident: each for each in found}
    pairs = [
        (known[first], known[again])
        for first, again in zip(asked.before, asked.after, strict=False)
        if first in known and again in known
    ][: MOST_QUESTIONS // 2]
    if not pairs:
        said = Phrase(N_("it is done once each question was answered, not by a rule of its own"))
        return EVERYTHING, list(found[:MOST_QUESTIONS]), said
    lost = max(len(asked.before), len(asked.after)) - len(pairs)
    said = Phrase(
        N_("questions of its two halves that were left without the other one: {count}"), count=lost
    )
    return Mastery(TWICE), [each for pair in pairs for each in pair], said if lost else None


def _names(value: Any) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else []
    return tuple(dict.fromkeys(each for each in listed if isinstance(each, str)))


def _number(value: Any) -> int:
    return value if type(value) is int and 0 <= value < 10**6 else 0
