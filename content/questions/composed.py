"""A text with questions in it."""

from dataclasses import dataclass, field
from typing import ClassVar

from content.questions.chosen import Choice
from content.questions.question import Html, Question
from content.questions.typed import Number, Short

LIST, COLUMN, ROW = "", "column", "row"


@dataclass(frozen=True)
class Part:
    """A question within a text; its own prompt is "" as a rule."""

    question: Short | Number | Choice
    weight: str = field(default="1", kw_only=True)
    """What it counts among the parts: "2", "1/2"; 0 for not at all."""
    shown: str = field(default=LIST, kw_only=True)
    """A choice of one as a list to pull down (""), or its options in a "column" or a "row"."""


@dataclass(frozen=True)
class Parts(Question):
    """A text with parts to answer in it, each marked by its own rule and weight.

    ``text`` holds ``[[1]]`` where the first part is asked, ``[[2]]``, ... each once, in text.
    """

    type: ClassVar[str] = "parts"

    text: Html
    key: tuple[Part, ...]
