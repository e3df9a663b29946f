"""What an item declares to be right, read off its own rules where these say more.

Each value alone is asked for its points. Of a number, the rules are asked at each number they name
and between them, which tells the stretches that earn something.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, pairwise, permutations

from content.formats.questions.marked import in_digits
from content.formats.questions.qti.declared import MAP, MATCH, Declared
from content.formats.questions.qti.rules import Rules
from content.formats.questions.xml import Element
from content.questions.qti import NUMBERS

NONE = Fraction(0)
MOST_PAIRS = 400
_OPTIONS = ("simpleChoice", "hottext", "inlineChoice", "hotspotChoice")
_SETS, _ORDERS = 8, 6
"""Options and things up to which the best set or order is looked for among all."""


def derived(element: Element, known: Declared, rules: Rules) -> Iterator[Declared]:
    """Go through what is right in an interaction as its rules have it.

    Raises:
        CannotBeScored: the rules cannot be followed.
    """
    name = element.get("responseIdentifier")

    def earned(*values: str) -> Fraction:
        return rules.earned({name: values})

    nothing = earned()
    if element.name in ("textEntryInteraction", "sliderInteraction"):
        if name in rules.compared or known.base in NUMBERS:
            if name not in rules.reckoned:
                yield replace(known, stretches=_stretches(rules, name))
        else:
            yield _words(known, rules, name)
        return
    names = [each.get("identifier") for each in element.walk() if each.name in _OPTIONS]
    if element.name == "orderInteraction" and len(names) <= _ORDERS:
        best = max(permutations(names), key=lambda order: earned(*order), default=())
        if earned(*best) > 0:
            yield replace(known, how=MATCH, correct=list(best))
        return
    values = (names or _pairs(element))[:MOST_PAIRS]
    singles = {value: (earned(value) - nothing, True) for value in values}
    if any(points > 0 for points, _ in singles.values()):
        single = replace(known, how=MAP, mapped=singles, usual=NONE, most=None)
        yield single
        if element.name == "matchInteraction":
            yield replace(single, listed=True)
    if known.is_several and 0 < len(names) <= _SETS:
        sets = [each for n in range(len(names) + 1) for each in combinations(names, n)]
        right = max(sets, key=lambda some: earned(*some))
        if earned(*right) > 0:
            yield replace(known, how=MATCH, correct=list(right))


def _words(known: Declared, rules: Rules, name: str) -> Declared:
    """Return what each word earns that the rules name, and whether its capitals count."""
    mapped: dict[str, tuple[Fraction, bool]] = {}
    for text in rules.literals:
        points = rules.earned({name: (text,)})
        if text and points > 0:
            mapped[text] = (points, rules.earned({name: (text.swapcase(),)}) != points)
    return replace(known, how=MAP, mapped=mapped, usual=NONE, most=None)


def _pairs(element: Element) -> list[str]:
    sets = list(element.all("simpleMatchSet"))
    if len(sets) == 2:
        return [f"{one} {other}" for one in _names(sets[0]) for other in _names(sets[1])]
    words = _names(element, "gapText", "gapImg")
    if words:
        places = _names(element, "gap", "associableHotspot")
        return [f"{word} {place}" for word in words for place in places]
    things = _names(element, "simpleAssociableChoice")
    return [f"{one} {other}" for one, other in combinations(things, 2)]


def _names(element: Element, *kinds: str) -> list[str]:
    wanted = kinds or ("simpleAssociableChoice",)
    return [each.get("identifier") for each in element.walk() if each.name in wanted]


def _stretches(rules: Rules, name: str) -> tuple[tuple[str, str, Fraction], ...]:
    """Return numbers with tolerances and what each earns, those that earn most first.

    The first that a number is within decides, so that of stretches in each other the inner one
    comes first.
    """
    ends = rules.points()
    earned = {end: max(rules.earned({name: (in_digits(end),)}), NONE) for end in ends}
    between = [
        max(rules.earned({name: (in_digits((one + other) / 2),)}), NONE)
        for one, other in pairwise(ends)
    ]
    found: list[tuple[str, str, Fraction]] = []
    for level in sorted({points for points in earned.values() if points > 0}, reverse=True):
        for least, most in _runs(ends, [earned[end] >= level for end in ends], between, level):
            found.append((in_digits((least + most) / 2), in_digits((most - least) / 2), level))
    return tuple(found)


def _runs(
    ends: Sequence[Fraction], good: Sequence[bool], between: Sequence[Fraction], level: Fraction
) -> Iterator[tuple[Fraction, Fraction]]:
    """Go through the stretches, their ends included, on which a level is reached."""
    begun: int | None = None
    for place, is_good in enumerate(good):
        if is_good and begun is None:
            begun = place
        joined = place < len(between) and between[place] >= level
        if begun is not None and is_good and not joined:
            yield ends[begun], ends[place]
            begun = None
        elif not is_good:
            begun = None
