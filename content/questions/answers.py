"""What a page shows of a question, and what its form sends back.

What is shuffled is shuffled by a *seed*, so that the page and the marking agree without keeping
anything; no page holds a key.
"""

import hashlib
from collections.abc import Callable, Sequence
from decimal import Decimal

from content.questions import complete
from content.questions.scoring import Answer, folded, number
from content.questions.types import (
    Choice,
    Dictation,
    Gaps,
    Labels,
    Match,
    Number,
    Order,
    Part,
    Parts,
    Picks,
    Question,
    Sound,
    Spot,
    Text,
    Words,
)

LONGEST = 2_000
"""Characters kept of one text typed into a form."""
LONGEST_TEXT = 100_000
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
    rights = (*(right for _, right in question.key), *question.others)
    return shuffled(list(dict.fromkeys(rights)), seed)


def labels_of(question: Labels, seed: str) -> list[str]:
    """Return the labels to choose from, in another order than they were written."""
    return shuffled(question.labels, seed)


def options_of(part: Part, seed: str) -> list[tuple[int, str]]:
    """Return the options of a choice within a text, each with its place, as they are shown."""
    if not isinstance(part.question, Choice):
        return []
    numbered = list(enumerate(part.question.options))
    if not part.question.shuffle:
        return numbered
    order = shuffled([str(place) for place, _ in numbered], seed)
    return [numbered[int(place)] for place in order]


def sounds_of(question: Question) -> tuple[Sound, ...]:
    """Return all that is listened to: what goes with the question, then the stretches dictated.

    The place of a sound here is the number that plays are counted under.
    """
    stretches = question.segments if isinstance(question, Dictation) else ()
    return (*question.sounds, *(segment.sound for segment in stretches))


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


def fields_of(question: Question, name: str) -> list[str]:
    """Return the names of the form fields of a question: one, or one for each part of it."""
    match question:
        case Match() | Order() | Gaps() | Picks() | Labels() | Parts():
            return [f"{name}.{place}" for place in range(len(question.key))]
        case Words():
            return [f"{name}.{place}" for place in range(len(question.key[0]))]
        case Dictation():
            return [f"{name}.{place}" for place in range(len(question.segments))]
        case Number() if question.unit_listed:
            return [name, f"{name}.unit"]
    return [name]


def sent_by(
    question: Question, name: str, getlist: Callable[[str], list[str]], *, whole: bool = False
) -> tuple[str, ...]:
    """Return what the fields of a question hold as they were sent, so that a page shows it again.

    Args:
        question: the question.
        name: what its fields begin with.
        getlist: the texts sent under a field name.
        whole: never to cut a text, however long: whoever keeps it refuses what is too long.

    Returns:
        One text for each field, "" for one left open; for several options or areas, those that are
        ticked; of a part of a text that has several, these with blanks between.
    """
    longest = None if whole else LONGEST_TEXT if isinstance(question, Text) else LONGEST
    sent = [[text[:longest] for text in getlist(field)] for field in fields_of(question, name)]
    if isinstance(question, Choice | Spot) and question.several:
        return tuple(sorted(set(sent[0])))
    if isinstance(question, Parts):
        pairs = zip(question.key, sent, strict=True)
        return tuple(_part_sent(part.question, texts) for part, texts in pairs)
    return tuple(texts[0].strip() if texts else "" for texts in sent)


def _part_sent(question: Question, texts: list[str]) -> str:
    if isinstance(question, Choice) and question.several:
        return " ".join(sorted({text.strip() for text in texts if text.strip()}))[:LONGEST]
    return texts[0].strip() if texts else ""


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
    if not any(texts) or (isinstance(question, Number) and not texts[0]):
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
