"""A question made of an item, and how an answer to it is told in the words of the item."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from content.formats.questions.qti.rules import Responses
from content.formats.questions.xml import Element
from content.questions.scoring import Answer
from content.questions.types import Question

Told = Callable[[Answer], Responses]


@dataclass(frozen=True)
class Made:
    """A question, and what it earns at most where the item counts in points of its own."""

    question: Question
    points: Fraction
    told: Told | None = None
    """Makes an answer to the question one to the item; None where only a teacher can mark it."""


def made(
    element: Element,
    question: Question,
    points: Fraction,
    values: Callable[[Answer], Sequence[str]],
) -> Made:
    """Return a question made of one interaction; ``values`` are those that its response gets."""
    name = element.get("responseIdentifier")
    return Made(question, points, lambda answer: {name: values(answer)})
