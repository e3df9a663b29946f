"""Questions that are answered by typing, and marked by the server."""

from dataclasses import dataclass, field
from typing import ClassVar

from content.questions.question import Html, Question, Sound

ABSOLUTE, RELATIVE, GEOMETRIC = "absolute", "relative", "geometric"
OPTIONAL, REQUIRED = "optional", "required"
OF_ANSWER, OF_QUESTION = "answer", "question"
ANYTHING = "*"


@dataclass(frozen=True)
class Short(Question):
    """A word or a few, typed. Where ``exact``, capitals and accents count."""

    type: ClassVar[str] = "short"
    rules: ClassVar[tuple[str, ...]] = ("",)

    key: tuple[tuple[str, bool], ...]
    """Accepted texts, plain, each with whether it is exact. The first that fits decides."""
    weights: tuple[str, ...] = field(default=(), kw_only=True)
    """For each accepted text, what it earns: "1", "1/2", "0"; empty where each earns all."""
    wildcards: bool = field(default=False, kw_only=True)
    r"""Whether ``*`` stands for any run of signs and ``\*`` for a star. The whole text is then
    compared, its outer punctuation too, as Moodle does."""
    case: bool = field(default=False, kw_only=True)
    """Whether capitals count for all accepted texts."""
    accents: bool = field(default=False, kw_only=True)
    """Whether accents count for all accepted texts."""
    remarks: tuple[Html, ...] = field(default=(), kw_only=True)
    """For each accepted text, what is said to whoever gave it; or none at all."""


@dataclass(frozen=True)
class Accepted:
    """A further number that earns something."""

    value: str
    """Decimal text; "*" for whatever fitted nothing before it."""
    tolerance: str = "0"
    mode: str = ABSOLUTE
    weight: str = "1"


@dataclass(frozen=True)
class Number(Question):
    """A number, right within ``tolerance`` either way; both as decimal text: "3.14"."""

    type: ClassVar[str] = "number"
    rules: ClassVar[tuple[str, ...]] = ("",)

    key: str
    tolerance: str
    mode: str = field(default=ABSOLUTE, kw_only=True)
    """Of the tolerance: "absolute"; "relative" (0.1 is a tenth of the number either way);
    "geometric" (1 is from half of the number to its double)."""
    weight: str = field(default="1", kw_only=True)
    """What ``key`` earns."""
    more: tuple[Accepted, ...] = field(default=(), kw_only=True)
    """Further numbers that earn something, after ``key``. The first that fits decides."""
    units: tuple[tuple[str, str], ...] = field(default=(), kw_only=True)
    """Names of units, each with how many of it are one of the unit that ``key`` is in, as decimal
    text: ("m", "1"), ("cm", "100")."""
    unit_rule: str = field(default="", kw_only=True)
    """What else than a known unit may stand beside the number, at what price: "" nothing,
    "optional" no unit for nothing or an unknown one at the penalty, "required" neither."""
    unit_penalty: str = field(default="0", kw_only=True)
    """What a wrong unit costs, "1/10"; where it is "required", a missing one too."""
    penalty_of: str = field(default=OF_ANSWER, kw_only=True)
    """Of what it is a share: what the "answer" earns, or the "question"."""
    unit_first: bool = field(default=False, kw_only=True)
    """Whether the unit is written before the number: £12."""
    unit_listed: bool = field(default=False, kw_only=True)
    """Whether the unit is chosen from a list beside the number instead of typed."""
    remarks: tuple[Html, ...] = field(default=(), kw_only=True)
    """For ``key`` and each of ``more``, what is said to whoever gave it; or none at all."""


@dataclass(frozen=True)
class Gaps(Question):
    """A text with gaps to type in: ``pieces[0] gap pieces[1] gap ... pieces[n]``, plain text."""

    type: ClassVar[str] = "gaps"

    pieces: tuple[str, ...]
    key: tuple[tuple[str, ...], ...]
    """For each gap, the words accepted."""


@dataclass(frozen=True)
class Segment:
    """A stretch of a dictation: what is heard, and what is to be written."""

    sound: Sound
    text: str


@dataclass(frozen=True)
class Dictation(Question):
    """Stretches to listen to and write down, one field each; every fault costs ``tariff``.

    The mark is (``total`` - faults × ``tariff``) / ``total``, never below 0. A fault is a word that
    is wrong, missing or too many.
    """

    type: ClassVar[str] = "dictation"
    rules: ClassVar[tuple[str, ...]] = ("",)

    segments: tuple[Segment, ...]
    total: str = "20"
    """Points that the tariff is told of."""
    tariff: str = "1/2"
    case: bool = False
    """Whether a wrong capital is a fault."""
    accents: bool = True
    """Whether a wrong accent is a fault."""
    punctuation: bool = False
    """Whether a wrong sign of punctuation is a fault."""
