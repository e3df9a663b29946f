"""The language of the plain words of a question, as teachers mark it: ``[I come tomorrow]{en}``.

In HTML a passage is marked where it stands. A text with gaps, things to put in order, words of a
sentence and right sides of pairs are plain text: each question has one language for all of them.
"""

import re
from collections.abc import Sequence

from i18n import languages
from i18n.translate import N_

_MARKED = re.compile(r"\[(.+)\]\{([a-z]{2,3})\}", re.DOTALL)
_MARK = re.compile(r"\]\{([a-z]{2,3})\}")


NOT_ALL = N_("Mark all words of a question with the same language, or none of them.")


class SeveralLanguages(ValueError):
    """Only some of the words are marked, or not all with the same language: see ``NOT_ALL``."""


def unmarked(texts: Sequence[str]) -> tuple[str, list[str]]:
    """Return the language that all of some texts are marked with, "" for none, and what they say.

    Raises:
        SeveralLanguages
    """
    found = [_of(text.strip()) for text in texts]
    if len({language for language, _ in found}) > 1:
        raise SeveralLanguages
    return found[0][0] if found else "", [said for _, said in found]


def marked(text: str, language: str) -> str:
    """Return a text as a teacher marks it, see ``unmarked``; as it is without a language."""
    return f"[{text}]{{{language}}}" if language else text


def _of(text: str) -> tuple[str, str]:
    whole, language = _MARKED.fullmatch(text), ""
    if whole and languages.known(whole[2]) and _closes_what_it_opens(whole[1]):
        text, language = whole[1].strip(), whole[2]
    if any(languages.known(code) for code in _MARK.findall(text)):
        raise SeveralLanguages
    return language, text


def _closes_what_it_opens(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == "[") - (sign == "]")
        if depth < 0:
            return False
    return depth == 0
