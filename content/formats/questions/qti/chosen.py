"""Interactions of QTI that are answered by choosing, ordering or typing."""

from collections.abc import Sequence
from fractions import Fraction

from content.formats.questions.brought import LeftOut
from content.formats.questions.marked import Answer, Said, choice, number
from content.formats.questions.qti.body import Body
from content.formats.questions.qti.declared import MAP, Declared
from content.formats.questions.qti.made import Made, made
from content.formats.questions.xml import Element
from content.questions.question import ALL_OR_NOTHING
from content.questions.types import Choice, Order, Short
from i18n.refusals import Phrase
from i18n.translate import N_

NONE, ALL = Fraction(0), Fraction(1)


def options(
    element: Element, known: Declared, body: Body, said: Said, names: Sequence[str]
) -> Made:
    """Return a choice among some children of an interaction.

    Args:
        element: the interaction.
        known: what is right.
        body: reads its texts.
        said: what the question says.
        names: of the children that are chosen; they may stand in a text.

    Raises:
        LeftOut: there are fewer than two, or none is right.
    """
    found = [each for each in element.walk() if each.name in names]
    earned = [known.earns(each.get("identifier")) for each in found]
    best = known.best(earned)
    texts = [body.html(each, inline=True) for each in found]
    remarks = [_remark(each, body) for each in found]
    shuffle = element.get("shuffle", "false") == "true"

    def told(answer: Sequence[str]) -> list[str]:
        return [found[int(place)].get("identifier") for place in answer]

    if known.how != MAP and known.is_several:
        if len(found) < 2:
            raise LeftOut(Phrase(N_("it has fewer than two answers.")))
        key = tuple(place for place, share in enumerate(earned) if share > 0)
        question = Choice(
            **said.fields,
            options=tuple(texts),
            key=key,
            several=True,
            rule=ALL_OR_NOTHING,
            shuffle=shuffle,
            remarks=tuple(remarks) if any(remarks) else (),
        )
        return made(element, question, ALL, told)
    answers = [
        Answer(text, max(min(share / best, ALL), -ALL), remark)
        for text, share, remark in zip(texts, earned, remarks, strict=True)
    ]
    question = choice(said, answers, single=not known.is_several, shuffle=shuffle)
    return made(element, question, best, told)


def _remark(option: Element, body: Body) -> str:
    found = [each for each in option.walk() if each.name in ("feedbackInline", "feedbackBlock")]
    modal = body.said.get(option.get("identifier"))
    return "".join(map(body.html, [*found, *([modal] if modal is not None else [])]))


def typed(element: Element, known: Declared, body: Body, said: Said) -> Made:
    """Return a word or a number to type. Raises ``LeftOut``."""
    if known.stretches:
        best = max(points for _value, _within, points in known.stretches)
        answers = [Answer(v, points / best, tolerance=t) for v, t, points in known.stretches]
        return made(element, number(said, answers), best, list)
    values = list(known.mapped) if known.how == MAP and known.mapped else known.correct
    if not values:
        raise LeftOut(Phrase(N_("it does not say which answer is right.")))
    earned = [known.earns(value) for value in values]
    best = known.best(earned) if not known.is_several else max(earned)
    shares = [max(share / best, NONE) if best else ALL for share in earned]
    if known.base in ("integer", "float"):
        answers = [
            Answer(value, share, tolerance=known.tolerance, mode=known.mode)
            for value, share in zip(values, shares, strict=True)
        ]
        in_order = sorted(answers, key=lambda each: -each.fraction)
        return made(element, number(said, in_order), best, list)
    exactly = known.how != MAP or not known.mapped
    key = tuple((value.replace("*", r"\*"), exactly or known.mapped[value][1]) for value in values)
    weights = tuple(map(str, shares))
    question = Short(
        **said.fields,
        key=key,
        weights=weights if set(weights) != {"1"} else (),
        wildcards=True,
        case=all(sensitive for _value, sensitive in key),
        accents=True,
    )
    return made(element, question, best, list)


def ordered(element: Element, known: Declared, body: Body, said: Said) -> Made:
    """Return things to put in order. Raises ``LeftOut``."""
    things = {each.get("identifier"): body.plain(each) for each in element.all("simpleChoice")}
    if set(known.correct) != set(things):
        raise LeftOut(Phrase(N_("it does not say in which order all of its things are right.")))
    if not all(things.values()):
        raise LeftOut(Phrase(N_("one of its answers has no text.")))
    names = {text: name for name, text in things.items()}
    question = Order(**said.fields, key=tuple(things[name] for name in known.correct))
    return made(element, question, ALL, lambda answer: [names[text] for text in answer])
