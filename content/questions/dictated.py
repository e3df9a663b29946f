"""The faults of a dictation: words that are wrong, missing or too many."""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from content.questions.typed import Dictation
from content.questions.values import share_of

_SIGN = r"(?:\w|[\u0300-\u036f\u064b-\u065f\u0670])"
_TOKEN = re.compile(rf"{_SIGN}+'?|(?<=\w)-(?=\w)|[^\w\s]")


@dataclass(frozen=True)
class Fault:
    """A word that is not what was dictated: "" where one is missing, or was not dictated."""

    segment: int
    wanted: str
    given: str


def faults_in(question: Dictation, answer: tuple[str, ...]) -> list[Fault]:
    """Return the faults of an answer, in order: the fewest that turn the text into what was given.

    An elided word counts by itself (l'ami is two), a hyphen too.

    Args:
        question: the dictation.
        answer: what was written at each segment; one that is missing is empty.
    """
    found: list[Fault] = []
    for place, segment in enumerate(question.segments):
        wanted = _words(question, segment.text)
        given = _words(question, answer[place] if place < len(answer) else "")
        found += [Fault(place, *pair) for pair in _differences(question, wanted, given)]
    return found


def earned(question: Dictation, answer: tuple[str, ...]) -> Fraction:
    """Return what is left of a dictation once each fault has cost its tariff, never below 0."""
    total = share_of(question.total)
    cost = len(faults_in(question, answer)) * share_of(question.tariff)
    return max(Fraction(0), total - cost) / total


def _words(question: Dictation, text: str) -> list[str]:
    text = unicodedata.normalize("NFC", text).replace("’", "'").replace("\u2011", "-")
    words = _TOKEN.findall(text)
    if question.punctuation:
        return words
    return [word for word in words if word == "-" or word[0].isalnum()]


def _as_counted(question: Dictation, word: str) -> str:
    if not question.case:
        word = word.casefold()
    if not question.accents:
        parts = unicodedata.normalize("NFKD", word)
        word = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return word


def _differences(question: Dictation, wanted: list[str], given: list[str]) -> list[tuple[str, str]]:
    """Return the pairs that differ on the cheapest way from one list of words to the other.

    Source: R. Wagner and M. Fischer, "The string-to-string correction problem", 1974, on words.
    """
    left = [_as_counted(question, word) for word in wanted]
    right = [_as_counted(question, word) for word in given]
    costs = [[row + column for column in range(len(right) + 1)] for row in range(len(left) + 1)]
    for row, one in enumerate(left, start=1):
        before, here = costs[row - 1], costs[row]
        for column, other in enumerate(right, start=1):
            here[column] = min(
                before[column] + 1, here[column - 1] + 1, before[column - 1] + (one != other)
            )
    pairs: list[tuple[str, str]] = []
    row, column = len(left), len(right)
    while row or column:
        here_ = costs[row][column]
        aligned = (
            row
            and column
            and here_ == costs[row - 1][column - 1] + (left[row - 1] != right[column - 1])
        )
        if aligned:
            row, column = row - 1, column - 1
            if left[row] != right[column]:
                pairs.append((wanted[row], given[column]))
        elif row and here_ == costs[row - 1][column] + 1:
            row -= 1
            pairs.append((wanted[row], ""))
        else:
            column -= 1
            pairs.append(("", given[column]))
    return pairs[::-1]
