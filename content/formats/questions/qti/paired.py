"""Interactions of QTI that put two things together: pairs, words into gaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from content.formats.questions.brought import LeftOut
from content.formats.questions.marked import Answer, Said, choice
from content.formats.questions.qti.body import INLINE, Body, without
from content.formats.questions.qti.declared import MAP, Declared
from content.formats.questions.qti.made import Made, made
from content.formats.questions.xml import Element
from content.questions.composed import COLUMN, LIST, Part, Parts
from content.questions.question import ALL_OR_NOTHING
from content.questions.types import MOST_ANSWERS, Match
from i18n.refusals import Phrase
from i18n.translate import N_

NONE, ALL = Fraction(0), Fraction(1)


@dataclass(frozen=True)
class _Sets:
    """Two sets of things, and what each pair of them earns."""

    lefts: list[Element]
    rights: list[Element]
    pairs: dict[tuple[str, str], Fraction]
    turned: bool = False
    """Whether the item names the right one of a pair first."""

    @property
    def partners(self) -> list[list[int]]:
        """Return for each left side the places of the right sides that go with it."""
        return _partners(self.lefts, self.rights, self.pairs)

    def turn(self) -> "_Sets":
        """Return the same with the sides changed."""
        pairs = {(right, left): value for (left, right), value in self.pairs.items()}
        return _Sets(self.rights, self.lefts, pairs, not self.turned)

    def pair(self, left: Element, right: Element) -> str:
        """Return a pair as an answer to the item names it."""
        names = (left.get("identifier"), right.get("identifier"))
        return " ".join(reversed(names) if self.turned else names)


def matched(element: Element, known: Declared, body: Body, said: Said) -> Made:
    """Return the pairs of two sets. Raises ``LeftOut``."""
    found = list(element.all("simpleMatchSet"))
    if len(found) != 2:
        raise LeftOut(Phrase(N_("it has fewer than two pairs.")))
    lefts, rights = (list(each.all("simpleAssociableChoice")) for each in found)
    sets = _Sets(lefts, rights, _pairs(known))
    if any(len(each) != 1 for each in sets.partners) and all(
        len(each) == 1 for each in sets.turn().partners
    ):
        sets = sets.turn()
    texts = [body.plain(each) for each in sets.rights]
    earned = {value for value in sets.pairs.values() if value > 0}
    alone = all(len(each) == 1 for each in sets.partners) and all(texts)
    if known.listed or not alone or len(earned) != 1:
        return _as_lists(element, known, body, said, sets)
    key = tuple(
        (body.html(left, inline=True), texts[places[0]])
        for left, places in zip(sets.lefts, sets.partners, strict=True)
    )
    others = dict.fromkeys(text for text in texts if text not in {right for _, right in key})
    by_text = dict(zip(texts, sets.rights, strict=True))

    def told(answer: Sequence[str]) -> list[str]:
        chosen = zip(sets.lefts, answer, strict=True)
        return [sets.pair(left, by_text[text]) for left, text in chosen if text]

    rule = "" if known.how == MAP else ALL_OR_NOTHING
    question = Match(**said.fields, key=key, others=tuple(others), rule=rule)
    points = sum(earned, NONE) * len(key) if known.how == MAP else ALL
    return made(element, question, points, told)


def _as_lists(element: Element, known: Declared, body: Body, said: Said, sets: _Sets) -> Made:
    """Return a line for each left side, with the right sides to tick."""
    rows, key, asked, total = [], [], [], NONE
    for left in sets.lefts:
        name = left.get("identifier")
        earned = [sets.pairs.get((name, right.get("identifier")), NONE) for right in sets.rights]
        right = [share for share in earned if share > 0]
        if not right:
            continue
        best = sum(right, NONE)
        several = len(right) > 1
        answers = [
            Answer(body.html(each, inline=True), max(share / best, -ALL))
            for each, share in zip(sets.rights, earned, strict=True)
        ]
        part = choice(Said(""), answers, single=not several, shuffle=False)
        key.append(Part(part, weight=str(best), shown=LIST if several else COLUMN))
        rows.append(f"<p>{body.html(left, inline=True)} [[{len(key)}]]</p>")
        asked.append(left)
        total += best
    if not key:
        raise LeftOut(Phrase(N_("it does not say which answer is right.")))

    def told(answer: Sequence[str]) -> list[str]:
        ticked = [
            (left, place) for left, t in zip(asked, answer, strict=True) for place in t.split()
        ]
        return [sets.pair(left, sets.rights[int(place)]) for left, place in ticked]

    rule = "" if known.how == MAP else ALL_OR_NOTHING
    question = Parts(**said.fields, text="".join(rows), key=tuple(key), rule=rule)
    return made(element, question, total if known.how == MAP else ALL, told)


def associated(element: Element, known: Declared, body: Body, said: Said) -> Made:
    """Return the pairs of one set, each thing in one pair at most. Raises ``LeftOut``."""
    things = {each.get("identifier"): each for each in element.all("simpleAssociableChoice")}
    pairs = [pair for pair, value in _pairs(known).items() if value > 0]
    used = [name for pair in pairs for name in pair]
    if len(set(used)) < len(used) or not set(used) <= set(things) or len(pairs) < 1:
        raise LeftOut(Phrase(N_("one of its things belongs to several pairs.")))
    key = tuple(
        (body.html(things[left], inline=True), body.plain(things[right])) for left, right in pairs
    )
    others = tuple(body.plain(each) for name, each in things.items() if name not in used)
    rule = "" if known.how == MAP else ALL_OR_NOTHING
    question = Match(**said.fields, key=key, others=tuple(filter(None, others)), rule=rule)
    by_text = {body.plain(each): name for name, each in things.items()}

    def told(answer: Sequence[str]) -> list[str]:
        chosen = zip(pairs, answer, strict=True)
        return [f"{left} {by_text[text]}" for (left, _right), text in chosen if text]

    return made(element, question, Fraction(len(key)) if known.how == MAP else ALL, told)


def filled(element: Element, known: Declared, body: Body, said: Said) -> Made:
    """Return a text whose gaps are filled from one list. Raises ``LeftOut``."""
    words = [each for each in element if each.name in ("gapText", "gapImg")]
    gaps = [each for each in element.walk() if each.name == "gap"]
    pairs = _pairs(known)
    if len(words) > MOST_ANSWERS or len(gaps) > MOST_ANSWERS:
        raise LeftOut(Phrase(N_("it has more than {most} answers."), most=MOST_ANSWERS))
    texts = [body.html(each, inline=True) for each in words]
    shown = COLUMN if any("<img" in text for text in texts) else LIST
    key: list[Part] = []
    places: dict[int, list[Element | str]] = {}
    for gap in gaps:
        name = gap.get("identifier")
        earned = [_either(pairs, word.get("identifier"), name) for word in words]
        best = max([*earned, NONE])
        if best <= 0:
            raise LeftOut(Phrase(N_("it does not say what fills each of its gaps.")))
        answers = [
            Answer(text, max(share / best, -ALL)) for text, share in zip(texts, earned, strict=True)
        ]
        part = choice(Said(""), answers, single=True, shuffle=False)
        key.append(Part(part, weight=str(best), shown=shown))
        places[id(gap)] = [f"[[{len(key)}]]"]
    if not key:
        raise LeftOut(Phrase(N_("there is no question in its text.")))
    gone: dict[int, list[Element | str]] = {
        id(each): [] for each in [*words, *element.all("prompt")]
    }
    text = body.html(without(element, {**gone, **places}))
    rule = "" if known.how == MAP else ALL_OR_NOTHING
    total = sum((Fraction(part.weight) for part in key), NONE)
    question = Parts(**said.fields, text=text, key=tuple(key), rule=rule)

    def told(answer: Sequence[str]) -> list[str]:
        chosen = [(words[int(text)], gap) for text, gap in zip(answer, gaps, strict=True) if text]
        return [f"{word.get('identifier')} {gap.get('identifier')}" for word, gap in chosen]

    return made(element, question, total if known.how == MAP else ALL, told)


def in_text(asked: Element, parts: list[tuple[Element, Part]], body: Body, said: Said) -> Parts:
    """Return an item whose text holds several things to answer."""
    places: dict[int, list[Element | str]] = {}
    key: list[Part] = []
    for element, part in parts:
        key.append(part)
        place = f"[[{len(key)}]]"
        if element.name in INLINE:
            places[id(element)] = [place]
            continue
        prompt = element.first("prompt")
        before: list[Element | str] = [prompt] if prompt is not None else []
        places[id(element)] = [*before, Element("p", element.line, inside=[place])]
    return Parts(**said.fields, text=body.html(without(asked, places)), key=tuple(key))


def _pairs(known: Declared) -> dict[tuple[str, str], Fraction]:
    """Return what each pair earns: of the mapping, or one for each that is right."""
    names = list(known.mapped) if known.how == MAP and known.mapped else known.correct
    found = {}
    for name in names:
        left, _, right = name.partition(" ")
        if right:
            found[left, right] = known.earns(name)
    return found


def _either(pairs: dict[tuple[str, str], Fraction], one: str, other: str) -> Fraction:
    return pairs.get((one, other), pairs.get((other, one), NONE))


def _partners(
    lefts: list[Element], rights: list[Element], pairs: dict[tuple[str, str], Fraction]
) -> list[list[int]]:
    """Return for each left side the places of the right sides that go with it."""
    names = [right.get("identifier") for right in rights]
    return [
        [
            place
            for place, name in enumerate(names)
            if pairs.get((left.get("identifier"), name), NONE) > 0
        ]
        for left in lefts
    ]
