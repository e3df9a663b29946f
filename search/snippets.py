"""The piece of a text that shows why it was found."""

from collections import deque
from collections.abc import Collection

from search.analyzers import Word, words

Snippet = list[tuple[str, bool]]
"""Pieces of plain text in order, and whether each is a word that was looked for."""

WIDTH = 220
"""Characters of a snippet: about three lines on a classroom screen."""

READ = 60_000
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
    found = _best_window(text, language, stems, width)
    first = found[0].start if found else 0
    start = _word_start(text, first - BEFORE) if first > BEFORE else 0
    end = _word_end(text, max(start + width, found[-1].end if found else 0))
    pieces: Snippet = [("… ", False)] if start else []
    at = start
    for word in found:
        if word.start > at:
            pieces.append((text[at : word.start], False))
        pieces.append((text[word.start : word.end], True))
        at = word.end
    tail = text[at:end].rstrip()
    if tail:
        pieces.append((tail, False))
    if end < len(text.rstrip()):
        pieces.append((" …", False))
    return pieces


def _best_window(text: str, language: str, stems: Collection[str], width: int) -> list[Word]:
    """Return the words to mark: those of the first window that holds most different ones."""
    wanted = set(stems)
    room = width - BEFORE
    window: deque[Word] = deque()
    best: list[Word] = []
    worth = (0, 0)
    for word in words(text[:READ], language, only=wanted):
        window.append(word)
        while word.end - window[0].start > room and len(window) > 1:
            window.popleft()
        kinds = len({word.stem for word in window})
        if (kinds, len(window)) > worth:
            worth, best = (kinds, len(window)), list(window)
        if kinds == len(wanted) and word.start - window[0].start > room // 2:
            break
    return best


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
