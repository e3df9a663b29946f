"""Questions that are answered by choosing among what the page shows."""

from dataclasses import dataclass, field
from typing import ClassVar

from content.questions.question import ALL_OR_NOTHING, Html, Question

WEIGHTS, COHERENCE = "weights", "coherence"
PLACES, NEIGHBOURS = "places", "neighbours"


@dataclass(frozen=True)
class Choice(Question):
    """One (``several`` false) or several right options, by their place.

    Rules: "" (one: right or not; several: right less wrong ones, of those that are right),
    "all_or_nothing", "weights" (see there), "coherence" (one option badly treated leaves 1/2, two
    1/5, more nothing), "bm:2/-0.5" (each option well treated earns 2, each other costs a half, of
    what all would earn; of one: 2 if right).
    """

    type: ClassVar[str] = "choice"
    rules: ClassVar[tuple[str, ...]] = ("", ALL_OR_NOTHING, WEIGHTS, COHERENCE, "bm:")

    options: tuple[Html, ...]
    key: tuple[int, ...]
    """The places of what is right; with weights, of what earns something."""
    several: bool
    weights: tuple[str, ...] = field(default=(), kw_only=True)
    """For each option, what it earns if it is taken: "1", "1/3", "-1/2". Only, and always, where
    ``rule`` is "weights"."""
    shuffle: bool = field(default=True, kw_only=True)
    """Whether an exam may give the options another order; exercises never do."""
    remarks: tuple[Html, ...] = field(default=(), kw_only=True)
    """For each option, what is said to whoever took it; or none at all."""


@dataclass(frozen=True)
class TrueFalse(Question):
    """A statement that holds or does not."""

    type: ClassVar[str] = "truefalse"
    rules: ClassVar[tuple[str, ...]] = ("",)

    key: bool
    remarks: tuple[Html, ...] = field(default=(), kw_only=True)
    """What is said to who took "true" and to who took "false"; or none at all."""


@dataclass(frozen=True)
class Match(Question):
    """Pairs to find again; each is a part. Right sides are shown in a list to choose from."""

    type: ClassVar[str] = "match"

    key: tuple[tuple[Html, str], ...]
    others: tuple[str, ...] = field(default=(), kw_only=True)
    """Further right sides, that go with nothing."""


@dataclass(frozen=True)
class Order(Question):
    """Things to put in order; ``key`` is the right one.

    Rules: "" (all or nothing), "places" (each thing at its place is a part), "neighbours" (each
    thing that is followed by the right one is a part).
    """

    type: ClassVar[str] = "order"
    rules: ClassVar[tuple[str, ...]] = ("", PLACES, NEIGHBOURS)

    key: tuple[str, ...]


@dataclass(frozen=True)
class Words(Question):
    """Words to make a sentence of; each order in ``key`` is right, the first has them all."""

    type: ClassVar[str] = "words"
    rules: ClassVar[tuple[str, ...]] = ("",)

    key: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Picks(Question):
    """A text with gaps, as in ``Gaps``, each filled from a list of its own."""

    type: ClassVar[str] = "picks"

    pieces: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    """For each gap, the words to choose from, plain text."""
    key: tuple[tuple[str, ...], ...]
    """For each gap, those that are right."""
