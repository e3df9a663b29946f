"""A text in pieces of one language each, and what is said in place of what cannot be read.

A *passage* is a stretch of a text that differs from the rest: in another language, or a formula. A
*run* is a stretch in one language, said by one voice. Where nobody says which language a passage is
in, its letters do: an Arabic sentence on a French page is read by an Arabic voice.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from i18n import languages


@dataclass(frozen=True)
class Passage:
    """A stretch of a text that is not read as the rest is."""

    start: int
    """Characters (code points) before it."""
    end: int
    language: str = ""
    """Its code; "" for that of the text."""
    said: str = ""
    """What is said for it; "" for what is written."""


@dataclass(frozen=True)
class Run:
    """A stretch of a text in one language."""

    start: int
    end: int
    language: str
    said: tuple[Passage, ...] = ()
    """The passages in it that are said otherwise than they are written."""


@dataclass(frozen=True)
class _Script:
    letters: str
    language: str
    """Whose these letters are where nothing else is known."""
    written: frozenset[str]
    """The languages written with them."""


_SCRIPTS = (
    _Script(r"A-Za-z\u00c0-\u024f", "fr", frozenset("fr en de es it nl pl pt ro sq tr".split())),
    _Script(
        r"\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff", "ar", frozenset("ar fa ur".split())
    ),
    _Script(r"\u0400-\u04ff", "ru", frozenset({"ru", "uk"})),
    _Script(r"\u10a0-\u10ff\u1c90-\u1cbf", "ka", frozenset({"ka"})),
    _Script(r"\u3400-\u9fff", "zh", frozenset({"zh"})),
)
_OURS = frozenset(code for script in _SCRIPTS for code in script.written)
"""The languages whose letters are known; a text in one that a bundle brought is left whole."""
_STRETCHES = tuple(
    (
        script,
        re.compile(rf"[{script.letters}]{{2,}}(?:[\s\u00a0,،'’.-]*[{script.letters}]+)*[.!?؟۔。]?"),
    )
    for script in _SCRIPTS
)
"""Two letters or more: one alone is the name of a thing, x in a sum."""


def runs(text: str, language: str, passages: Sequence[Passage] = ()) -> list[Run]:
    """Cut a text into stretches of one language each; together they are the text.

    Args:
        text: as people see it.
        language: of the text, where nothing else is said.
        passages: those that differ, in order; none in another.
    """
    found: list[Run] = []
    for start, end, code, said in _marked(text, language, passages):
        if said:
            _join(found, start, end, code, said)
            continue
        for begin, after, other in _by_letters(text, start, end, code):
            _join(found, begin, after, other, None)
    return found or [Run(0, len(text), language)]


def _marked(
    text: str, language: str, passages: Sequence[Passage]
) -> Iterable[tuple[int, int, str, Passage | None]]:
    done = 0
    for each in sorted(passages, key=lambda passage: passage.start):
        if not done <= each.start < each.end <= len(text):
            continue
        if done < each.start:
            yield done, each.start, language, None
        code = each.language if _has_voice(each.language) else language
        yield each.start, each.end, code, each if each.said else None
        done = each.end
    if done < len(text):
        yield done, len(text), language, None


def _by_letters(text: str, start: int, end: int, language: str) -> Iterable[tuple[int, int, str]]:
    """Cut a stretch where its letters are not those of its language."""
    cuts = [
        (match.start(), match.end(), script.language)
        for script, pattern in _STRETCHES
        if language in _OURS and language not in script.written
        for match in pattern.finditer(text, start, end)
    ]
    done = start
    for begin, after, code in sorted(cuts):
        if begin > done:
            yield done, begin, language
        yield begin, after, code
        done = after
    if done < end:
        yield done, end, language


def _join(found: list[Run], start: int, end: int, language: str, said: Passage | None) -> None:
    """Add a stretch to the runs: to the last one if it is in the same language."""
    more: tuple[Passage, ...] = (said,) if said else ()
    if found and found[-1].language == language:
        last = found.pop()
        start, more = last.start, last.said + more
    found.append(Run(start, end, language, more))


def _has_voice(code: str) -> bool:
    return languages.known(code) and languages.get(code).voice is not None
