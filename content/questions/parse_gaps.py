"""Texts with gaps, as teachers write them: ``[[bois|prends]]``, ``[[(x) bois|bu]]``; and the
language that a question's words are marked with."""

import re
from collections.abc import Sequence

from content.questions.one_language import NOT_ALL, SeveralLanguages, unmarked
from content.questions.question import Common
from content.questions.types import Gaps, Picks, Question
from i18n.translate import N_

GAP = re.compile(r"\[\[((?:(?!\[\[|\]\]).)+)\]\]")
"""No gap begins within another: what is looked for from one beginning ends at the next."""
_LISTED = re.compile(r"\(\s*([xX]?)\s*\)\s*(.*)")


class BadQuestion(ValueError):
    """A question cannot be read. ``line`` counts from 0 in the text handed in."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


def language_of(line: int, texts: Sequence[str]) -> tuple[str, list[str]]:
    """Return the language that all words of a question are marked with, and they: see ``unmarked``.

    Raises:
        BadQuestion: only some are, or with several languages.
    """
    try:
        return unmarked(texts)
    except SeveralLanguages:
        raise BadQuestion(line, NOT_ALL) from None


def gaps_of(first_line: int, lines: list[str], common: Common) -> Question:
    """Return the question that a text with gaps is.

    Args:
        first_line: the line that the text begins on.
        lines: the text.
        common: prompt, hint, and what is said to the answer.

    Raises:
        BadQuestion: a gap cannot be filled.
    """
    line = first_line + next(n for n, text in enumerate(lines) if GAP.search(text))
    language, (body,) = language_of(line, ["\n".join(lines)])
    gaps = [[word.strip() for word in gap.split("|")] for gap in GAP.findall(body)]
    pieces = tuple(GAP.split(body)[::2])
    if not all(word for words in gaps for word in words):
        raise BadQuestion(line, N_("a gap needs a word on each side of “|”: [[word|other]]"))
    if not any(_LISTED.fullmatch(word) for words in gaps for word in words):
        key_of_all = tuple(map(tuple, gaps))
        return Gaps(**common, pieces=pieces, key=key_of_all, language=language)
    options: list[tuple[str, ...]] = []
    key: list[tuple[str, ...]] = []
    for words in gaps:
        found = [_LISTED.fullmatch(word) for word in words]
        texts = [match[2] if match else word for match, word in zip(found, words, strict=True)]
        right = tuple(t for match, t in zip(found, texts, strict=True) if match and match[1])
        if not all(texts) or len(set(texts)) < len(texts) or not 0 < len(right) < len(texts):
            raise BadQuestion(
                line, N_("give each gap a list, its right word marked: [[(x) word|other|third]]")
            )
        options.append(tuple(texts))
        key.append(right)
    return Picks(**common, pieces=pieces, options=tuple(options), key=tuple(key), language=language)
