"""Answers to try on a question, so that two ways of marking it can be compared."""

import unicodedata
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, islice, permutations

from content.questions.scoring import Answer
from content.questions.types import (
    Choice,
    Labels,
    Match,
    Number,
    Order,
    Part,
    Parts,
    Question,
    Short,
    Spot,
)
from content.questions.values import share_of

NOTHING = "~"
"""A word that no question accepts."""
_ALL_SETS, _ALL_ORDERS = 8, 5
"""Options and things up to which every answer there is can be tried."""


def best_answer(question: Question) -> Answer:
    """Return an answer that earns all of a question; () where only a teacher can say."""
    match question:
        case Choice() if question.several or not question.weights:
            return tuple(map(str, question.key))
        case Choice():
            earns = [share_of(text) for text in question.weights]
            return (str(earns.index(max(earns))),)
        case Spot():
            return tuple(map(str, question.key))
        case Short():
            place = _best([share_of(text) for text in question.weights])
            return (plain_of(question, place),)
        case Number():
            more = [share_of(each.weight) for each in question.more]
            place = _best([share_of(question.weight), *more])
            return (question.more[place - 1].value if place else question.key,)
        case Match():
            return tuple(right for _left, right in question.key)
        case Order():
            return question.key
        case Labels():
            return tuple(question.labels[place] for place in question.key)
        case Parts():
            return tuple(" ".join(best_answer(part.question)) for part in question.key)
    return ()


def _best(earns: Sequence[Fraction]) -> int:
    return max(range(len(earns)), key=lambda place: earns[place]) if earns else 0


def plain_of(question: Short, place: int) -> str:
    """Return an accepted text as somebody types it."""
    text = question.key[place][0]
    return (
        text.replace("\\*", "\0").replace("*", "").replace("\0", "*")
        if (question.wildcards)
        else text
    )


def answers_to(question: Question, typed: Sequence[str], most: int) -> Iterator[Answer]:
    """Go through answers that tell rules of marking apart: all there are, where they are few.

    Args:
        question: any that is not for a teacher.
        typed: further texts to type.
        most: how many.
    """
    yield from islice(dict.fromkeys(_answers(question, typed)), most)


def _answers(question: Question, typed: Sequence[str]) -> Iterator[Answer]:
    match question:
        case Choice() | Spot():
            count = len(question.options if isinstance(question, Choice) else question.areas)
            several = question.several
            yield from _sets(count, question.key) if several else [(), *_singles(count)]
        case Order():
            yield from ((), question.key, *_orders(question.key))
        case Match():
            rights = dict.fromkeys([right for _left, right in question.key] + [*question.others])
            yield from _fillings(best_answer(question), [[*rights]] * len(question.key))
        case Labels():
            pool = [*question.labels]
            fillings = _fillings(best_answer(question), [pool] * len(question.key))
            yield from (each for each in fillings if question.again or _once(each))
        case Parts():
            pools = [[*_part_answers(part, typed)] for part in question.key]
            yield from _fillings(best_answer(question), pools)
        case _:
            yield ()
            yield from ((text,) for text in _texts(question, typed))


def _singles(count: int) -> list[Answer]:
    return [(str(place),) for place in range(count)]


def _sets(count: int, key: Sequence[int]) -> Iterator[Answer]:
    places = range(count)
    if count <= _ALL_SETS:
        for size in range(count + 1):
            yield from (tuple(map(str, each)) for each in combinations(places, size))
        return
    right = set(key)
    sets = [set(), right, set(places), *({place} for place in places)]
    sets += [right ^ {place} for place in places]
    sets += [right ^ {one, other} for one, other in combinations(places, 2)]
    yield from (tuple(map(str, sorted(each))) for each in sets)


def _orders(key: Answer) -> Iterator[Answer]:
    if len(key) <= _ALL_ORDERS:
        yield from permutations(key)
        return
    yield tuple(reversed(key))
    for place in range(len(key)):
        yield (*key[place:], *key[:place])
        yield (*key[:place], *key[place + 1 :], key[place])
        for other in range(place + 1, len(key)):
            swapped = list(key)
            swapped[place], swapped[other] = swapped[other], swapped[place]
            yield tuple(swapped)


def _fillings(right: Answer, pools: Sequence[Sequence[str]]) -> Iterator[Answer]:
    """Go through answers of several fields: each alone, each missing, each in another way."""
    none = ("",) * len(right)
    yield from (none, right)
    for place, pool in enumerate(pools):
        for around in (right, none):
            for text in ("", right[place], *pool[:40]):
                yield (*around[:place], text, *around[place + 1 :])
    for one, other in combinations(range(len(right)), 2):
        for text in pools[one][:6]:
            changed = list(right)
            changed[one], changed[other] = text, next(iter(pools[other]), "")
            yield tuple(changed)


def _once(answer: Answer) -> bool:
    filled = [text for text in answer if text]
    return len(set(filled)) == len(filled)


def _part_answers(part: Part, typed: Sequence[str]) -> Iterator[str]:
    yield from (" ".join(each) for each in islice(_answers(part.question, typed), 40))


def _texts(question: Question, typed: Sequence[str]) -> Iterator[str]:
    if isinstance(question, Number):
        yield from typed
        yield question.key
        return
    known = (
        [plain_of(question, n) for n in range(len(question.key))]
        if (isinstance(question, Short))
        else []
    )
    for text in dict.fromkeys([*known, *typed]):
        yield from (text, text.swapcase(), text.upper(), text.lower(), _bare(text))
        yield from (_marked(text), f"a{text}", f"{text}b", f"{text} {NOTHING}")
    yield NOTHING


def _bare(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def _marked(text: str) -> str:
    """Return a text with an accent that it did not have."""
    for plain, accented in zip("eaiou", "éàîôù", strict=True):
        if plain in text:
            return text.replace(plain, accented, 1)
    return text
