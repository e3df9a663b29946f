"""The piece of a text that shows why it was found."""

from collections import deque
from collections.abc import Collection

from search.analyzers import Word, words

Snippet = list[tuple[str, bool]]
"""Pieces of plain text in order, and whether each is a word that was looked for."""

WIDTH = 220
"""Characters of a snippet: about three lines on a classroom screen."""

READ = 30_000
"""Characters of a text that are looked through: 10 ms at most, where a book would take 100."""

BEFORE = 50
"""Characters shown before the first word found, so that it does not stand without a context."""


def snippet(text: str, language: str, stems: Collection[str], width: int = WIDTH) -> Snippet:
    """Return the window of ``text`` that shows most of ``stems``, with those words marked.

    Args:
        text: evened text; the pieces, without « … » at the ends, are a part of it.
        language: the reading of the text.
        stems: stems or folded words; where none occurs the beginning of the text is shown.
        width: characters, give or take a word.
    """
    first = _best_place(text, language, stems, width - BEFORE)
    start = _word_start(text, first - BEFORE) if first > BEFORE else 0
    end = _word_end(text, start + width)
    pieces: Snippet = [("… ", False)] if start else []
    at = start
    for word in words(text[start:end], language, only=stems):
        if start + word.start > at:
            pieces.append((text[at : start + word.start], False))
        at = start + word.end
        pieces.append((text[start + word.start : at], True))
    tail = text[at:end].rstrip()
    if tail:
        pieces.append((tail, False))
    if end < len(text.rstrip()):
        pieces.append((" …", False))
    return pieces


def _best_place(text: str, language: str, stems: Collection[str], room: int) -> int:
    """Return where the first stretch of ``room`` characters begins that holds most stems."""
    window: deque[Word] = deque()
    best, place = 0, 0
    for word in words(text[:READ], language, only=stems):
        window.append(word)
        while word.end - window[0].start > room and len(window) > 1:
            window.popleft()
        kinds = len({word.stem for word in window})
        if kinds > best:
            best, place = kinds, window[0].start
        if kinds == len(stems):
            break
    return place


def _word_start(text: str, at: int) -> int:
    """Return where the word after ``at`` begins, or ``at`` in a text without spaces."""
    space = text.find(" ", at, at + BEFORE)
    return at if space < 0 else space + 1


def _word_end(text: str, at: int) -> int:
    """Return where the word before ``at`` ends, or ``at`` in a text without spaces."""
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", max(at - BEFORE, 0), at)
    return at if space < 0 else space
