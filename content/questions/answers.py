"""What a page shows of a question, and what its form sends back.

What is shuffled is shuffled by a *seed*, so that the page and the marking agree without keeping
anything; no page holds a key.
"""

import hashlib
from collections.abc import Callable, Sequence
from decimal import Decimal

from content.questions import complete
from content.questions.scoring import Answer, folded, number
from content.questions.types import Choice, Gaps, Match, Order, Picks, Question, Text, Words

LONGEST = 2_000
"""Characters kept of one text typed into a form."""
LONGEST_TEXT = 20_000
"""Characters of a text for the teacher: more than ``MOST_WORDS`` words are."""


def shuffled(things: Sequence[str], seed: str) -> list[str]:
    """Return things in an order that depends on them and the seed, and is not the one given."""
    order = sorted(
        range(len(things)),
        key=lambda place: hashlib.sha256(f"{seed}|{place}|{things[place]}".encode()).digest(),
    )
    if order == list(range(len(things))) and len(order) > 1:
        order = order[1:] + order[:1]
    return [things[place] for place in order]


def choices_of(question: Match, seed: str) -> list[str]:
    """Return the right sides to choose from, each once, in another order than the left sides."""
    return shuffled(list(dict.fromkeys(right for _, right in question.key)), seed)


def things_of(question: Order, seed: str) -> list[str]:
    """Return the things to put in order, in another order than the right one."""
    return shuffled(question.key, seed)


def words_of(question: Words, seed: str) -> list[str]:
    """Return the words to make a sentence of, in another order than the first right one."""
    return shuffled(question.key[0], seed)


def lists_of(question: Picks) -> list[list[str]]:
    """Return what to choose from for each gap, numbers by size and words by letter: no order
    that its author chose could tell which is right."""
    return [sorted(words, key=_by_size) for words in question.options]


def _by_size(text: str) -> tuple[bool, Decimal, str, str]:
    value = number(text)
    return value is None, value or Decimal(0), folded(text), text


def count_words(text: str) -> int:
    """Return how many words a text has: what stands between blanks and holds a letter or digit."""
    return sum(any(sign.isalnum() for sign in word) for word in text.split())


def fields_of(question: Question, name: str) -> list[str]:
    """Return the names of the form fields of a question: one, or one for each part of it."""
    match question:
        case Match() | Order():
            return [f"{name}.{place}" for place in range(len(question.key))]
        case Gaps() | Picks():
            return [f"{name}.{place}" for place in range(len(question.key))]
        case Words():
            return [f"{name}.{place}" for place in range(len(question.key[0]))]
    return [name]


def sent_by(question: Question, name: str, getlist: Callable[[str], list[str]]) -> tuple[str, ...]:
    """Return what the fields of a question hold as they were sent, so that a page shows it again.

    Args:
        question: the question.
        name: what its fields begin with.
        getlist: the texts sent under a field name.

    Returns:
        One text for each field, "" for one left open; for several options, those that are ticked.
    """
    longest = LONGEST_TEXT if isinstance(question, Text) else LONGEST
    sent = [[text[:longest] for text in getlist(field)] for field in fields_of(question, name)]
    if isinstance(question, Choice) and question.several:
        return tuple(sorted(set(sent[0])))
    return tuple(texts[0].strip() if texts else "" for texts in sent)


def from_form(
    question: Question, name: str, getlist: Callable[[str], list[str]], seed: str
) -> Answer:
    """Return the answer that a form holds for a question; () if nothing was answered.

    Args:
        question: the question.
        name: what its fields begin with.
        getlist: the texts sent under a field name.
        seed: what it was shuffled by when it was shown.

    Raises:
        NotWhole: it was begun and something is missing, see ``complete.make_sure_of``.
    """
    texts = sent_by(question, name, getlist)
    if not any(texts):
        return ()
    complete.make_sure_of(question, texts)
    if isinstance(question, Text):
        return (texts[0].replace("\r\n", "\n"),)
    if isinstance(question, Order):
        return _in_order(things_of(question, seed), texts)
    return texts


def _in_order(things: list[str], places: tuple[str, ...]) -> Answer:
    """Return things sorted by the place a person gave each."""
    return tuple(thing for _, thing in sorted(zip(map(int, places), things, strict=True)))
