"""Which part of one version of a text says what a part of another says. Pure functions.

Nobody wrote down which paragraph became which, so it is found out by what survives: ids, the order
of things, headings, how long a paragraph is beside the others, figures, pictures; and words, where
both versions are in one language, as an easy one is. Where nothing fits, that is said: a part may
have *no counterpart*.

    ids that both have ──> headings ──> what lies between them, by length and by signs

Source of the rule for lengths: W. Gale and K. Church, "A Program for Aligning Sentences in
Bilingual Corpora", Computational Linguistics 19 (1993), pages 75 to 102.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise

MOST_COMPARED = 20_000
"""Pairs of parts that are weighed between two anchors: 0.3 s. Of more, only those near the same
share of both texts."""
NEAR, NEAREST = 40, 2
"""How many parts away that is, at most and at least."""
MOST_NEAR = 50_000
"""Pairs that are so near, a side: a text of 20,000 parts takes as long as one of a thousand."""
ALONE = 1.0
"""What it costs to leave a part without a counterpart."""
TOGETHER = 0.3
"""What it costs to take one more part for the same."""
STEM = 5
"""Letters by which a word is known again in another form: "demandez", "demander"."""

_NUMBER = re.compile(r"\d+")
_ACRONYM = re.compile(r"\b[A-Z]{2,}\b")
_WORD = re.compile(r"[^\W\d_]{4,}")
_HEADING = re.compile(r"h([2-6])")
_TEXTS = frozenset(("p", "li", "s", "dd", "dt", "blockquote", "span", "div", "dl"))

Pair = tuple[tuple[int, ...], tuple[int, ...]]
"""Parts of the one and of the other version that say the same; one side may be empty."""
_Cost = Callable[[range, range], float | None]


@dataclass(frozen=True)
class Part:
    """A paragraph, a heading, a sentence: what a text is made of."""

    kind: str
    """The name of its element, or "s" for a sentence."""
    text: str
    id: str = ""
    """What names it in every version, "" for nothing."""
    shows: frozenset[str] = field(default=frozenset())
    """What it shows whatever the language: hashes of pictures."""

    @cached_property
    def signs(self) -> frozenset[str]:
        """Return what a translation leaves as it is: figures, acronyms, pictures."""
        numbers = (str(int(each)) for each in _NUMBER.findall(self.text) if len(each) < 12)
        return self.shows | {*numbers, *_ACRONYM.findall(self.text)}

    @cached_property
    def stems(self) -> frozenset[str]:
        """Return how its longer words begin."""
        return frozenset(word[:STEM].casefold() for word in _WORD.findall(self.text))

    @cached_property
    def length(self) -> int:
        """Return how many letters it has, without spaces."""
        return sum(not sign.isspace() for sign in self.text)

    @property
    def level(self) -> int:
        """Return the level of a heading, 0 of anything else."""
        found = _HEADING.fullmatch(self.kind)
        return int(found[1]) if found else 0


def aligned(
    one: Sequence[Part], other: Sequence[Part], *, same_language: bool = False
) -> list[Pair]:
    """Pair the parts of two versions; each part is in exactly one pair, in its order.

    Args:
        one: the parts of a version.
        other: those of another version of the same text.
        same_language: whether both are in one language, so that words are compared too.
    """
    return _Aligning(one, other, same_language).pairs()


def counterpart(pairs: Sequence[Pair], at: int, *, of_one: bool = True) -> tuple[int, ...]:
    """Return which parts of the other version say what part ``at`` says; empty if none does.

    Args:
        pairs: as ``aligned`` returns them.
        at: which part.
        of_one: whether it is of the first version; else of the other.
    """
    near, far = (0, 1) if of_one else (1, 0)
    return next((pair[far] for pair in pairs if at in pair[near]), ())


class _Aligning:
    """Two versions while they are compared."""

    def __init__(self, one: Sequence[Part], other: Sequence[Part], same_language: bool) -> None:
        self.one, self.other, self.words = one, other, same_language
        lengths = [sum(part.length for part in side) for side in (one, other)]
        self.scale = lengths[1] / lengths[0] if all(lengths) else 1.0
        """How many letters of the other version stand for one of this."""
        self.signs = [[self._signs(part) for part in side] for side in (one, other)]
        self.shares = [_shares(side, range(len(side))) for side in (one, other)]
        told = Counter(sign for side in self.signs for signs in side for sign in signs)
        count = len(one) + len(other) + 1
        self.weight = {sign: math.log(count / times) + 0.1 for sign, times in told.items()}
        """Of each sign: what stands everywhere says little."""

    def _signs(self, part: Part) -> frozenset[str]:
        return part.signs | part.stems if self.words else part.signs

    def pairs(self) -> list[Pair]:
        if self._is_same_build():
            return [((at,), (at,)) for at in range(len(self.one))]
        found: list[Pair] = []
        for left, right in _between(self._whole(), self._named()):
            for a, b in _between((left, right), self._headed(left, right)):
                found += _cheapest(a, b, self._cost)
        return found

    def _whole(self) -> tuple[range, range]:
        return range(len(self.one)), range(len(self.other))

    def _is_same_build(self) -> bool:
        """Say whether the versions were written paragraph by paragraph: as many, of the same
        kinds, none far longer or shorter than its counterpart, none with other figures."""
        if [part.kind for part in self.one] != [part.kind for part in self.other]:
            return False
        if any(a.id != b.id for a, b in zip(self.one, self.other, strict=True) if a.id and b.id):
            return False
        each = [(range(at, at + 1), range(at, at + 1)) for at in range(len(self.one))]
        least = 0.25 if self.words else 0.01
        likeness = [self._likeness(a, b) for a, b in each]
        return all(self._stretch(a, b) < 0.5 for a, b in each) and all(
            found is None or found >= least for found in likeness
        )

    def _named(self) -> list[tuple[int, int]]:
        """Return the parts of the same id, as far as they come in the same order."""
        places = {part.id: at for at, part in enumerate(self.other) if part.id}
        both = [(at, places[p.id]) for at, p in enumerate(self.one) if p.id in places]
        runs: list[list[tuple[int, int]]] = []
        for pair in both:
            before = max((run for run in runs if run[-1][1] < pair[1]), key=len, default=[])
            runs.append([*before, pair])
        return max(runs, key=len, default=[])

    def _headed(self, left: range, right: range) -> list[tuple[int, int]]:
        """Return the headings that open the same section."""
        sections = _sections(self.one, left), _sections(self.other, right)
        shares = _shares(self.one, left), _shares(self.other, right)

        def cost(a: range, b: range) -> float | None:
            if len(a) > 1 or len(b) > 1:
                return None
            if not (a and b):
                return 0.6
            one, other = sections[0][a.start], sections[1][b.start]
            apart = abs(shares[0][one.start - left.start] - shares[1][other.start - right.start])
            levels = self.one[one.start].level != self.other[other.start].level
            return 1.5 * apart + 0.6 * levels + self._foreign(one, other)

        pairs = _cheapest(range(len(sections[0])), range(len(sections[1])), cost)
        return [(sections[0][a[0]].start, sections[1][b[0]].start) for a, b in pairs if a and b]

    def _cost(self, a: range, b: range) -> float | None:
        """Return what it costs to take some parts for the same, None if that may not be."""
        left, right = self.one[a.start : a.stop], self.other[b.start : b.stop]
        if not (a and b):
            return ALONE
        if len(a) + len(b) > 2 and not all(part.kind in _TEXTS for part in (*left, *right)):
            return None
        if bool(left[0].level) != bool(right[0].level):
            return None
        stretch = (0.8 if self.words else 2.5) * self._stretch(a, b)
        stretch += 0.5 * abs(self.shares[0][a.start] - self.shares[1][b.start])
        together = TOGETHER * (len(a) + len(b) - 2)
        return stretch + together + self._foreign(a, b) + _unlike(left[0], right[0])

    def _stretch(self, a: range, b: range) -> float:
        """Return how far two lengths are from what they should be: 0 as it should, 1 all of it.

        What is short varies much: ten letters more or less say nothing.
        """
        wanted = sum(self.one[at].length for at in a) * self.scale
        there = sum(self.other[at].length for at in b)
        return max(0.0, abs(wanted - there) - 10) / (wanted + there + 1)

    def _likeness(self, a: range, b: range) -> float | None:
        """Return how much of their signs two runs of parts share, 0 to 1; None without signs."""
        one, other = (
            frozenset[str]().union(*(self.signs[side][at] for at in run))
            for side, run in enumerate((a, b))
        )
        if not (one and other):
            return None
        weigh = self.weight
        whole = [sum(weigh[sign] for sign in side) for side in (one, other)]
        # an easy version says less, and in more words: what it has of the other counts
        of = min(whole) if self.words else sum(whole) / 2
        return sum(weigh[sign] for sign in one & other) / of

    def _foreign(self, a: range, b: range) -> float:
        """Return how much the signs of two runs speak against their saying the same."""
        likeness = self._likeness(a, b)
        if self.words:
            return 1.0 if likeness is None else 2.4 * (1 - min(1.0, likeness / 0.5))
        return 0.0 if likeness is None else 1.2 - 1.8 * likeness


def _between(
    whole: tuple[range, range], anchors: Sequence[tuple[int, int]]
) -> Iterator[tuple[range, range]]:
    """Go through what lies before the first pair of anchors, then from each to the next."""
    left, right = whole
    before = (left.start, right.start)
    for here in (*anchors, (left.stop, right.stop)):
        if here != before:
            yield range(before[0], here[0]), range(before[1], here[1])
        before = here


def _sections(parts: Sequence[Part], within: range) -> list[range]:
    """Return the headings of a run, each with what follows it."""
    starts = [at for at in within if parts[at].level]
    return [range(a, b) for a, b in pairwise([*starts, within.stop])]


def _shares(parts: Sequence[Part], within: range) -> list[float]:
    """Return which share of a run stands before each of its parts, 0 to 1."""
    counted = list(accumulate((parts[at].length + 1 for at in within), initial=0))
    return [count / counted[-1] for count in counted[:-1]]


def _unlike(a: Part, b: Part) -> float:
    if a.kind == b.kind:
        return 0.0
    return 0.25 if {a.kind, b.kind} <= _TEXTS else 0.8


_MOVES = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (3, 1), (1, 3), (1, 4))


def _cheapest(one: range, other: range, cost: _Cost) -> list[Pair]:
    """Return the pairs of two runs of parts, in order, that cost least together."""
    n, m = len(one), len(other)
    reach = n + m
    if n * m > MOST_COMPARED:
        reach = max(NEAREST, min(NEAR, MOST_NEAR // n)) + m // n  # the middle moves on by that much
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(n + 1):
        middle = i * m // n if n else 0
        for j in range(max(0, middle - reach), min(m, middle + reach) + 1):
            for di, dj in _MOVES:
                before = best.get((i - di, j - dj))
                if before is None:
                    continue
                price = cost(one[i - di : i], other[j - dj : j])
                total = before[0] + price if price is not None else math.inf
                if total < best.get((i, j), (math.inf,))[0] - 1e-9:
                    best[i, j] = (total, (di, dj))
    found: list[Pair] = []
    i, j = n, m
    while i or j:
        di, dj = best[i, j][1]
        found.append((tuple(one[i - di : i]), tuple(other[j - dj : j])))
        i, j = i - di, j - dj
    return found[::-1]
