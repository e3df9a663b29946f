"""Questions to and from JSON: cleaned and made sure of, whoever wrote them."""

import json
import re
from collections.abc import Iterator
from typing import Any

from content import shape
from content.html import clean
from content.questions.build import entry_of, question_of
from content.questions.types import MOST_ANSWERS, Question
from content.questions.validity import fault_in
from content.refusals import QuestionRefused
from i18n.refusals import Phrase
from i18n.translate import N_

_FILE = re.compile(r'src="(files/[0-9a-f]{64}\.[a-z0-9]+)"')


def to_bytes(question: Question) -> bytes:
    """Return the one JSON text of a question, its key included."""
    return text_of(entry_of(question))


def from_bytes(data: bytes) -> Question:
    """Read a question; its HTML is cleaned again, whoever wrote it.

    Raises:
        QuestionRefused: it is not what ``to_bytes`` writes, or nobody could answer it.
    """
    try:
        (question,) = questions_of([json.loads(data)])
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError):
        raise QuestionRefused(what=N_("unreadable")) from None
    return question


def questions_of(entries: Any, *besides: str) -> tuple[Question, ...]:
    """Return the questions of entries of JSON, cleaned.

    Args:
        entries: a list, of anything.
        besides: further HTML that stands on the same page, and counts for its size.

    Raises:
        QuestionRefused: one cannot be asked.
        ValueError: something is not what ``build.entry_of`` writes.
    """
    if any(len(several) > MOST_ANSWERS for several in _lists(entries)):
        what = Phrase(N_("a question of more than {most} answers"), most=MOST_ANSWERS)
        raise QuestionRefused(what=what)
    raw: list[str] = []
    for entry in entries:
        question_of(entry, lambda html: _noted(html, raw))
    _make_sure_of([*besides, *raw])
    cleaned: list[str] = []
    questions = tuple(
        question_of(entry, lambda html: _noted(clean(html), cleaned)) for entry in entries
    )
    _make_sure_of([*map(clean, besides), *cleaned])
    for question in questions:
        if fault := fault_in(question):
            raise QuestionRefused(what=fault)
    text_of([*besides, *map(entry_of, questions)])  # half a sign cannot be written
    return questions


def files_of(question: Question) -> set[str]:
    """Return the names of the pictures and sounds of a question: ``files/<sha256>.<ending>``."""
    html: list[str] = []
    entry = entry_of(question)
    question_of(entry, lambda fragment: _noted(fragment, html))
    named = {text for text in _texts(entry) if shape.LOCAL_FILE.fullmatch(text)}
    return named.union(*(_FILE.findall(fragment) for fragment in html))


def text_of(body: Any) -> bytes:
    """Return JSON the one way that is kept and hashed."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _noted(html: str, into: list[str]) -> str:
    into.append(html)
    return html


def _make_sure_of(fragments: list[str]) -> None:
    if fault := shape.fault_in(fragments):
        raise QuestionRefused(what=fault)


def _values(entries: Any) -> Iterator[Any]:
    """Go through every value of JSON, those within others too."""
    ahead = [entries]
    while ahead:
        value = ahead.pop()
        yield value
        if isinstance(value, dict):
            ahead += value.values()
        elif isinstance(value, list):
            ahead += value


def _lists(entries: Any) -> Iterator[list[Any]]:
    return (value for entry in entries for value in _values(entry) if isinstance(value, list))


def _texts(entry: Any) -> Iterator[str]:
    return (value for value in _values(entry) if isinstance(value, str))
