"""How a question is kept in the bank: as JSON, its key included, cleaned when it is read again."""

import re

from content.html import text_of
from content.questions import reading
from content.questions.scoring import folded
from content.questions.types import Question

_BLOB = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")


def written(question: Question) -> str:
    """Return the JSON of a question; the same question gives the same text."""
    return reading.to_bytes(question).decode()


def read(body: str | bytes) -> Question:
    """Return the question that ``written`` made JSON of; its HTML is cleaned again.

    Raises:
        QuestionRefused: it is not what ``written`` writes, or nobody could answer it.
    """
    return reading.from_bytes(body.encode() if isinstance(body, str) else body)


def checked(question: Question) -> Question:
    """Return a question as it will be read again.

    Raises:
        QuestionRefused: it could not be read again.
    """
    return read(written(question))


def blobs_of(body: str) -> list[str]:
    """Return the SHA-256 of every picture and sound that a question names, each once, in order."""
    return list(dict.fromkeys(_BLOB.findall(body)))


def words_of(question: Question) -> str:
    """Return the words of a question, folded, to search in: prompt, options, key, pieces."""
    found = folded(" ".join(_texts(question)))
    return found[:LONGEST_WORDS]


LONGEST_WORDS = 4_000
"""Letters of a question that a search looks at."""


def _texts(question: Question) -> list[str]:
    texts = [text_of(question.prompt)]
    for name in ("options", "pieces", "key"):
        texts += _within(getattr(question, name, ()))
    return texts


def _within(value: object) -> list[str]:
    if isinstance(value, str):
        return [text_of(value) if "<" in value else value]
    if isinstance(value, tuple):
        return [text for each in value for text in _within(each)]
    return []
