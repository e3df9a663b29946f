"""What every question has, and what several types are made of."""

from dataclasses import dataclass, field
from typing import Annotated, ClassVar, TypedDict

Html = Annotated[str, "html"]
"""Clean HTML; every other text of a question is plain. See ``build`` for what makes it clean."""

ALL_OR_NOTHING = "all_or_nothing"
"""The rule that a part of the right answer earns nothing."""


class Common(TypedDict):
    """What the author of a question of any type writes, as clean HTML."""

    prompt: str
    hint: str
    right: str
    review: str


@dataclass(frozen=True)
class Sound:
    """Something to listen to: ``file`` is named as in a lesson, ``files/<sha256>.<ending>``."""

    file: str
    name: str = ""
    """What the page calls it, plain; "" where it is the only one."""
    plays: int = 0
    """How often a candidate may start it; 0 for as often as they like. The server counts."""


@dataclass(frozen=True)
class Picture:
    """A picture that places are on, in pixels of it: ``width`` × ``height``."""

    file: str
    """``files/<sha256>.<ending>``, as in a lesson."""
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class Question:
    """What every question has. A field at its default is left out of the JSON."""

    type: ClassVar[str] = ""
    rules: ClassVar[tuple[str, ...]] = ("", ALL_OR_NOTHING)
    """What ``rule`` may be."""

    prompt: Html
    hint: Html
    right: Html
    review: Html
    general: Html = field(default="", kw_only=True)
    """Said to every answer once the mark is told, whatever it was."""
    rule: str = field(default="", kw_only=True)
    """How parts of an answer count; "" is the rule that the type describes."""
    sounds: tuple[Sound, ...] = field(default=(), kw_only=True)
    """What is listened to before answering."""
    language: str = field(default="", kw_only=True)
    """Of all its plain words: a text with gaps, what to choose for them, things to put in order,
    words of a sentence, right sides; "" for that of the page. HTML says its own."""


@dataclass(frozen=True)
class ForTeacher(Question):
    """What only a teacher can mark: it waits until one has."""

    rules: ClassVar[tuple[str, ...]] = ("",)
