"""Whether a question can be asked and marked; why not, in a phrase for whoever wrote it."""

import re
from collections.abc import Sequence
from decimal import Decimal

from content.questions.chosen import (
    COHERENCE,
    WEIGHTS,
    Choice,
    Match,
    Order,
    Picks,
    TrueFalse,
    Words,
)
from content.questions.composed import COLUMN, LIST, ROW, Part, Parts
from content.questions.for_teacher import LONGEST_RECORDING, MOST_WORDS, Handed, Spoken, Text
from content.questions.pictured import Labels, Spot
from content.questions.question import Question, Sound
from content.questions.typed import (
    ABSOLUTE,
    ANYTHING,
    GEOMETRIC,
    OF_ANSWER,
    OF_QUESTION,
    OPTIONAL,
    RELATIVE,
    REQUIRED,
    Accepted,
    Dictation,
    Gaps,
    Number,
    Short,
)
from content.questions.validity_pictured import fault_in_labels, fault_in_spot
from content.questions.values import (
    are_pickable,
    are_texts,
    gains_of,
    is_decimal,
    is_file,
    is_share,
    markers_in,
    share_of,
)
from i18n.refusals import Phrase
from i18n.translate import N_

_CODE = re.compile("[a-z]{2,3}")
MOST_PLAYS = 99
MOST_POINTS = 1_000


def fault_in(question: Question) -> str:
    """Say in a phrase why a question cannot be shown and marked; "" if it can.

    Its values are of the types that its dataclass gives them: see ``build``.
    """
    if not all(map(_is_heard, question.sounds)):
        return Phrase(N_("a sound that cannot be played"))
    if question.rule not in question.rules and not _is_bm(question):
        return Phrase(N_("a rule of marking that this type of question does not have"))
    if question.language and not _CODE.fullmatch(question.language):
        return _odd(question)
    return _fault_by_type(question)


def _fault_by_type(question: Question) -> str:
    match question:
        case Choice():
            return _fault_in_choice(question)
        case Short():
            return _fault_in_short(question)
        case Number():
            return _fault_in_number(question)
        case Parts():
            return _fault_in_parts(question)
        case Labels():
            return fault_in_labels(question)
        case Spot():
            return fault_in_spot(question)
        case Dictation():
            return _fault_in_dictation(question)
    return "" if _holds(question) else _odd(question)


def _odd(question: Question) -> str:
    return Phrase(N_("a question of type “{type}”"), type=question.type)


def _is_bm(question: Question) -> bool:
    return isinstance(question, Choice) and gains_of(question.rule) is not None


def _is_heard(sound: Sound) -> bool:
    return is_file(sound.file) and 0 <= sound.plays <= MOST_PLAYS


def _holds(question: Question) -> bool:
    """Say whether a question of one of the simple types can be shown and marked."""
    match question:
        case TrueFalse():
            return len(question.remarks) in (0, 2)
        case Match():
            rights = tuple(right for _, right in question.key)
            return are_texts(rights) and are_texts(question.others or rights)
        case Order():
            return are_texts(question.key) and len(set(question.key)) == len(question.key)
        case Gaps():
            return _has_gaps(question)
        case Picks():
            same = len(question.options) == len(question.key)
            lists = zip(question.options, question.key, strict=False)
            return _has_gaps(question) and same and all(are_pickable(*each) for each in lists)
        case Words():
            whole = all(are_texts(order) and len(order) > 1 for order in question.key)
            return whole and len({tuple(sorted(order)) for order in question.key}) == 1
        case Text():
            most = question.most or MOST_WORDS
            return 0 <= question.least <= most <= MOST_WORDS and 0 <= question.lines <= 100
        case Handed():
            return True
        case Spoken():
            return 1 <= question.longest <= LONGEST_RECORDING
    return False


def _has_gaps(question: Gaps | Picks) -> bool:
    """Say whether there is a text around each gap, and something right for it."""
    around = len(question.pieces) == len(question.key) + 1 > 1
    return around and all(are_texts(words) for words in question.key)


def _fault_in_choice(question: Choice) -> str:
    if fault := _fault_in_places(question, question.key, len(question.options)):
        return fault
    if not question.several and len(question.key) > 1 and not question.weights:
        return Phrase(N_("one answer only can be right here, and several are marked"))
    if question.rule == COHERENCE and not question.several:
        return Phrase(N_("a rule of marking that this type of question does not have"))
    if (question.rule == WEIGHTS) != bool(question.weights):
        return Phrase(N_("each answer needs its weight, and the rule that uses them"))
    if question.weights:
        if fault := _fault_in_weights(question.weights, len(question.options), -1):
            return fault
        earns = tuple(n for n, text in enumerate(question.weights) if share_of(text) > 0)
        if tuple(sorted(question.key)) != earns:
            return _odd(question)
    return _fault_in_remarks(question, question.remarks, len(question.options))


def _fault_in_places(question: Question, key: Sequence[int], count: int) -> str:
    if not key:
        return Phrase(N_("no answer is marked as right"))
    known = all(place in range(count) for place in key) and len(set(key)) == len(key)
    return "" if known else _odd(question)


def _fault_in_weights(weights: Sequence[str], count: int, least: int) -> str:
    if len(weights) != count:
        return Phrase(N_("each answer needs its weight, and the rule that uses them"))
    for text in weights:
        if not is_share(text, least, 1):
            return Phrase(N_("“{text}” is not a weight: write 1, 1/2 or 0.25"), text=text)
    if not any(share_of(text) > 0 for text in weights):
        return Phrase(N_("no answer is marked as right"))
    return ""


def _fault_in_remarks(question: Question, remarks: Sequence[str], count: int) -> str:
    return "" if len(remarks) in (0, count) else _odd(question)


def _fault_in_short(question: Short) -> str:
    if not are_texts(tuple(text for text, _ in question.key)):
        return Phrase(N_("an accepted answer is empty, or there is none"))
    if question.weights and (fault := _fault_in_weights(question.weights, len(question.key), 0)):
        return fault
    return _fault_in_remarks(question, question.remarks, len(question.key))


def _fault_in_number(question: Number) -> str:
    own = Accepted(question.key, question.tolerance, question.mode, question.weight)
    for place, accepted in enumerate((own, *question.more)):
        anything = accepted.value == ANYTHING and place > 0
        for text in (() if anything else (accepted.value,)) + (accepted.tolerance,):
            if not is_decimal(text):
                return Phrase(N_("“{text}” is not a number"), text=text)
        if Decimal(accepted.tolerance) < 0:
            return Phrase(N_("a tolerance is below zero"))
        if accepted.mode not in (ABSOLUTE, RELATIVE, GEOMETRIC):
            return _odd(question)
    weights = [question.weight, *(accepted.weight for accepted in question.more)]
    if fault := _fault_in_weights(weights, len(weights), 0):
        return fault
    if not _has_units(question):
        return Phrase(N_("a unit that cannot be converted, or a penalty that is none"))
    return _fault_in_remarks(question, question.remarks, len(weights))


def _has_units(question: Number) -> bool:
    names = [name.strip() for name, _ in question.units]
    sizes = all(is_decimal(size) and Decimal(size) > 0 for _, size in question.units)
    known = all(names) and len(set(names)) == len(names) and sizes
    rule = question.unit_rule in ("", OPTIONAL, REQUIRED)
    fine = is_share(question.unit_penalty, 0, 1) and question.penalty_of in (OF_ANSWER, OF_QUESTION)
    return known and rule and fine and (bool(names) or not question.unit_listed)


def _fault_in_parts(question: Parts) -> str:
    if sorted(markers_in(question.text)) != list(range(1, len(question.key) + 1)) or not (
        question.key
    ):
        return Phrase(N_("each part needs its place in the text, once: [[1]], [[2]], …"))
    for part in question.key:
        if not _is_part(part):
            return _odd(question)
        if fault := fault_in(part.question):
            return fault
    if not any(share_of(part.weight) > 0 for part in question.key):
        return Phrase(N_("none of its parts counts"))
    return ""


def _is_part(part: Part) -> bool:
    listed = isinstance(part.question, Choice) and not part.question.several
    shown = part.shown in (LIST, COLUMN, ROW)
    return shown and (listed or part.shown != ROW) and is_share(part.weight, 0, MOST_POINTS)


def _fault_in_dictation(question: Dictation) -> str:
    heard = all(_is_heard(segment.sound) for segment in question.segments)
    if not heard:
        return Phrase(N_("a sound that cannot be played"))
    if not are_texts(tuple(segment.text for segment in question.segments)):
        return Phrase(N_("a stretch of the dictation has no text, or there is none"))
    if not is_share(question.total, 0, MOST_POINTS) or not share_of(question.total):
        return Phrase(N_("“{text}” is not a number"), text=question.total)
    if not is_share(question.tariff, 0, MOST_POINTS):
        return Phrase(N_("“{text}” is not a number"), text=question.tariff)
    return ""
