"""What was answered, and what would have been right, as plain text for a teacher."""

from collections.abc import Sequence
from decimal import Decimal

from content.html import text_of
from content.questions.scoring import folded, part_answer
from content.questions.typed import GEOMETRIC, RELATIVE
from content.questions.types import (
    Area,
    Choice,
    Dictation,
    Gaps,
    Labels,
    Match,
    Number,
    Order,
    Parts,
    Picks,
    Question,
    Short,
    Spot,
    TrueFalse,
    Words,
)
from i18n.translate import N_, gettext, language

NOTHING = "…"
"""A part that was left open."""
YES, NO = N_("true"), N_("false")


def said(question: Question, answer: Sequence[str]) -> str:
    """Return an answer as its author gave it; "…" for what was left open or is not understood.

    Args:
        question: what was asked, in the very version that was answered.
        answer: as it is kept, see ``scoring.Answer``; empty where paper was only said to be wrong.
    """
    if not any(answer):
        return NOTHING
    match question:
        case Choice():
            return _several([_option(question, place) for place in answer])
        case TrueFalse():
            return gettext(YES if tuple(answer) == ("true",) else NO)
        case Match():
            lefts = (text_of(left) for left, _right in question.key)
            pairs = zip(lefts, answer, strict=False)
            return _several([f"{left} → {right or NOTHING}" for left, right in pairs])
        case Spot():
            return _several([_area(question.areas, place) for place in answer])
        case Labels():
            numbered = enumerate(answer[: len(question.places)], start=1)
            return _several([f"{place} → {label or NOTHING}" for place, label in numbered])
        case Parts():
            told = zip(question.key, answer, strict=False)
            parts = [said(part.question, part_answer(part.question, text)) for part, text in told]
            return _several(parts)
        case Number() if len(answer) > 1:
            return " ".join(filter(None, answer))
        case Words():
            return " ".join(answer)
        case Order():
            return " → ".join(answer)
    return _several([part.strip() or NOTHING for part in answer])


def key(question: Question) -> str:
    """Return what is right; of several texts that are, the first. "" where a teacher decides."""
    match question:
        case Choice():
            return _several([_option(question, str(place)) for place in question.key])
        case TrueFalse():
            return gettext(YES if question.key else NO)
        case Short():
            return question.key[0][0]
        case Number():
            return _number(question)
        case Match():
            return said(question, [right for _left, right in question.key])
        case Gaps() | Picks():
            return _several([words[0] for words in question.key])
        case Words():
            return said(question, question.key[0])
        case Order():
            return said(question, question.key)
        case Spot():
            return _several([_area(question.areas, str(place)) for place in question.key])
        case Labels():
            return said(question, [question.labels[label] for label in question.key])
        case Parts():
            return _several([key(part.question) for part in question.key])
        case Dictation():
            return _several([segment.text for segment in question.segments])
    return ""


def alike(question: Question, answer: Sequence[str]) -> str:
    """Return what is the same for answers that differ by capitals, accents or blanks alone."""
    match question:
        case Short() | Gaps() | Number() | Dictation() | Parts():
            return "\n".join(folded(part) for part in answer)
    return "\n".join(answer)


def _option(question: Choice, place: str) -> str:
    """Return an option by its place, or its place where it has no words or is none."""
    if not place.isdecimal() or int(place) >= len(question.options):
        return NOTHING
    return " ".join(text_of(question.options[int(place)]).split()) or f"({int(place) + 1})"


def _number(question: Number) -> str:
    """Return a number with its unit and what it may differ by, as the reader's language has it."""
    unit = f" {question.units[0][0]}" if question.units else ""
    within = ""
    if question.tolerance.strip("0."):
        sizes = {
            RELATIVE: f" ± {(Decimal(question.tolerance) * 100).normalize():f} %",
            GEOMETRIC: " × ÷ ",
        }
        within = sizes.get(question.mode, f" ± {question.tolerance}")
        if question.mode == GEOMETRIC:
            within += str(1 + Decimal(question.tolerance))
    told = f"{question.key}{unit}{within}"
    return told if language() == "en" else told.replace(".", ",")


def _area(areas: Sequence[Area], place: str) -> str:
    """Return an area by its number on the picture, with what it is called."""
    if not place.isdecimal() or int(place) >= len(areas):
        return NOTHING
    name = areas[int(place)].name
    return f"{int(place) + 1} ({name})" if name else str(int(place) + 1)


def _several(parts: list[str]) -> str:
    return " / ".join(parts) or NOTHING
