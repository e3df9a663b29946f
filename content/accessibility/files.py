"""Looking at one file of a course: what stands in somebody's way in it."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import chain
from typing import Any

from content import reading_level
from content.accessibility import documents, drawings, markup, scripts
from content.accessibility.markup import Fault

TYPES = ("text/html", "application/json", "image/svg+xml", "application/pdf")
"""The media types that are looked at."""
MOST = 100
"""Faults of a kind that are told of a file: all that is seen of a course is held in memory."""
ENOUGH_WORDS = 60
"""Words from which a text tells how hard it is to read."""
SAMPLE = 1_000
"""Characters of a text by which that is told: Flesch's samples have a hundred words, these some
hundred and sixty."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What was seen in a file."""

    faults: tuple[Fault, ...] = ()
    ease: float | None = None
    """The score of Kandel and Moles; None where it tells nothing, or the text is not French."""
    judged: bool = True
    """Whether it could be read."""


NOTHING = Looked()


def look(data: bytes, media_type: str, language: str) -> Looked:
    """Return what is wrong with a file.

    Args:
        data: all its bytes; harmless and of its type, see ``content.media`` and ``content.texts``.
        media_type: one of ``TYPES``.
        language: that it is said to be in.
    """
    if media_type == "application/pdf":
        found = documents.faults_of(data)
        return Looked(found or (), judged=found is not None)
    if media_type == "image/svg+xml":
        faults = drawings.faults_of(data)
        return Looked(faults) if faults else NOTHING
    try:
        text = data.decode()
        fragments, asked = ([text], ()) if media_type == "text/html" else _of_exercise(text)
    except (ValueError, RecursionError, TypeError, KeyError, AttributeError):
        return Looked(judged=False)
    seen = chain(markup.faults_of(fragments), scripts.faults_in(fragments, language), asked)
    faults = tuple(_first(seen))
    ease = _ease(fragments) if language == "fr" else None
    return Looked(faults, ease) if faults or ease is not None else NOTHING


def _first(faults: Iterable[Fault]) -> Iterator[Fault]:
    """Go through the first faults of each kind."""
    told: Counter[str] = Counter()
    for fault in faults:
        told[fault.kind] += 1
        if told[fault.kind] <= MOST:
            yield fault


def _of_exercise(text: str) -> tuple[list[str], tuple[Fault, ...]]:
    """Return the texts of an exercise, and its questions that are asked by sound alone."""
    body = json.loads(text)
    questions = body["questions"]
    fragments = [str(body.get("intro") or ""), *(said for q in questions for said in _asked(q))]
    by_sound = (
        Fault("asked-by-sound", str(number))
        for number, question in enumerate(questions, start=1)
        if question.get("sounds") and not markup.plain(str(question.get("prompt") or ""))
    )
    return [each for each in fragments if each], tuple(by_sound)


def _asked(question: dict[str, Any]) -> Iterator[str]:
    """Go through the texts of a question; one that is plain has the language that it says."""
    own = question.get("language")
    for said in _said(question):
        plain = own and "<" not in said
        yield f'<span lang="{escape(str(own))}">{said}</span>' if plain else said


def _said(value: Any) -> Iterator[str]:
    """Go through the texts of a question; addresses and names of types are none."""
    if isinstance(value, str):
        if " " in value or "<" in value:
            yield value
    elif isinstance(value, list):
        for each in value:
            yield from _said(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            if key != "alt":
                yield from _said(each)


def _ease(fragments: list[str]) -> float | None:
    text = markup.plain("\n".join(fragments)[: 2 * SAMPLE])[:SAMPLE]
    found = reading_level.counts(text)
    return found.kandel_moles if found.words >= ENOUGH_WORDS else None
