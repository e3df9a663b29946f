"""Whether an answer is whole: a part left open is said, and never marked as if it were wrong."""

from collections import Counter
from collections.abc import Sequence

from content.questions.types import (
    Dictation,
    Gaps,
    Labels,
    Match,
    Order,
    Parts,
    Picks,
    Question,
    Words,
)
from i18n.refusals import Invalid
from i18n.translate import N_


class NotWhole(Invalid):
    """An answer has parts that are open, or that do not go together; nothing of it is marked."""


class GapsOpen(NotWhole):
    """Gaps of a text are empty."""

    message = N_(
        "Gaps still empty: {left} of {total}. Fill them all, then press “Answer”. What you have "
        "filled is still here."
    )


class PairsOpen(NotWhole):
    """Left sides have no right side."""

    message = N_(
        "Lines still without an answer: {left} of {total}. Choose one for each, then press "
        "“Answer”. What you have chosen is still here."
    )


class ThingsOpen(NotWhole):
    """Things to put in order have no number."""

    message = N_(
        "Lines still without a number: {left} of {total}. Give each line its number, then press "
        "“Answer”. What you have chosen is still here."
    )


class SameNumber(NotWhole):
    """Two things would stand at one place."""

    message = N_(
        "The number {number} stands more than once. Give each line a number of its own, then "
        "press “Answer”. What you have chosen is still here."
    )


class WordsOpen(NotWhole):
    """Words are not in the sentence."""

    message = N_(
        "Words not yet in your sentence: {left} of {total}. Use them all, then press “Answer”. "
        "Those you have placed are still here."
    )


class WordTooOften(NotWhole):
    """A word was taken more often than it was given."""

    message = N_(
        "The word “{word}” stands too often in your sentence: take each word as often as it is "
        "given, then press “Answer”. What you have placed is still here."
    )


class PlacesOpen(NotWhole):
    """Places of a picture have no label."""

    message = N_(
        "Places still without a label: {left} of {total}. Choose one for each, then press "
        "“Answer”. What you have chosen is still here."
    )


class LabelTooOften(NotWhole):
    """A label was put on two places and belongs on one."""

    message = N_(
        "The label “{label}” stands at more than one place. Each label is used once: choose "
        "again, then press “Answer”. What you have chosen is still here."
    )


class StretchesOpen(NotWhole):
    """Nothing was written of a stretch of a dictation."""

    message = N_(
        "Lines of the dictation still empty: {left} of {total}. Write what you heard in each, "
        "then press “Answer”. What you have written is still here."
    )


class NotOffered(NotWhole):
    """A form holds what its page does not show."""

    message = N_(
        "Something was sent that this question does not offer. Choose from what is shown here, "
        "then press “Answer”. Nothing was counted."
    )


def make_sure_of(question: Question, sent: Sequence[str]) -> None:
    """Refuse an answer that was begun and is not whole.

    Args:
        question: of any type; those of a single part are whole once something is answered.
        sent: what each field of its form holds, "" for one left open; at least one is not.

    Raises:
        NotWhole: the kind and the values say what is missing.
    """
    open_ones = {"left": sum(not text for text in sent), "total": len(sent)}
    match question:
        case Order():
            _make_sure_of_places([text for text in sent if text], len(sent))
        case Words():
            _make_sure_of_words(Counter(filter(None, sent)), Counter(question.key[0]))
        case Labels():
            _make_sure_of_labels(question, [text for text in sent if text])
    if not open_ones["left"]:
        return
    match question:
        case Gaps() | Picks() | Parts():
            raise GapsOpen(**open_ones)
        case Match():
            raise PairsOpen(**open_ones)
        case Order():
            raise ThingsOpen(**open_ones)
        case Words():
            raise WordsOpen(**open_ones)
        case Labels():
            raise PlacesOpen(**open_ones)
        case Dictation():
            raise StretchesOpen(**open_ones)


def _make_sure_of_places(places: list[str], total: int) -> None:
    known = {str(place) for place in range(1, total + 1)}
    for place in places:
        if place not in known:
            raise NotOffered()
        if places.count(place) > 1:
            raise SameNumber(number=int(place))


def _make_sure_of_words(taken: Counter[str], given: Counter[str]) -> None:
    for word, times in taken.items():
        if word not in given:
            raise NotOffered()
        if times > given[word]:
            raise WordTooOften(word=word)


def _make_sure_of_labels(question: Labels, taken: list[str]) -> None:
    for label in taken:
        if label not in question.labels:
            raise NotOffered()
        if taken.count(label) > 1 and not question.again:
            raise LabelTooOften(label=label)
