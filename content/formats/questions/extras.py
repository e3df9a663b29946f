"""Settings of ours that a format has no word for: written where other programs look past them.

They are what reading the file again would miss; so what is exported comes back as it was. A
question that somebody changed in between keeps the change: settings that no longer fit are dropped.
"""

import json
from collections.abc import Callable
from dataclasses import fields

from content.formats.questions.brought import LeftOut
from content.questions.build import entry_of, question_of
from content.questions.types import Question

MARK = "ardoise"
_SETTINGS = frozenset(
    "hint right review general rule weights shuffle case accents wildcards mode again punctuation "
    "unit_rule unit_penalty penalty_of unit_first unit_listed template lines notes named".split()
)
"""What may be set so; never what is asked, or what is right."""
LONGEST = 20_000  # characters of the settings of one question


def missed(question: Question, again: Callable[[], Question]) -> str:
    """Return what reading a question again would miss, as JSON on one line; "" for nothing.

    Args:
        question: as it is.
        again: reads what was written of it; may raise ``LeftOut``.
    """
    try:
        back = again()
    except LeftOut:
        return ""
    if type(back) is not type(question):
        return ""
    entry = entry_of(question)
    lost = {
        each.name: entry.get(each.name)
        for each in fields(question)
        if each.name in _SETTINGS and getattr(question, each.name) != getattr(back, each.name)
    }
    text = json.dumps(lost, ensure_ascii=True, sort_keys=True) if lost else ""
    return text if len(text) <= LONGEST else ""


def added(question: Question, settings: str) -> Question:
    """Return a question with settings that were written beside it; as it is if they do not fit."""
    if not settings or len(settings) > LONGEST:
        return question
    try:
        known = {name: value for name, value in json.loads(settings).items() if name in _SETTINGS}
        entry = entry_of(question) | known
        at_default = {name for name, value in known.items() if value is None}
        return question_of({n: v for n, v in entry.items() if n not in at_default}, str)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return question
