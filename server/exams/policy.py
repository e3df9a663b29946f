"""How the marks of a paper are made, and what its candidates may use: plain values."""

from dataclasses import asdict, dataclass
from typing import Any

from content.questions import marks
from i18n.translate import N_

ROUNDINGS = {
    marks.UNROUNDED: N_("The exact mark"),
    marks.HALF_NEAREST: N_("To the nearest half point"),
    marks.HALF_UP: N_("Up to the next half point"),
    marks.WHOLE: N_("To the nearest whole point"),
}
"""What is done with a total. Half up: arrêté of 20 November 2000, articles 1 to 3 (CAP, BEP);
whole: arrêté of 12 January 2001, article 4 (CAP agricole)."""
NEGATIVES = {
    marks.PER_QUESTION: N_("No question earns less than nothing"),
    marks.PER_EXAM: N_("Only the total is never below nothing"),
    marks.NO_CLAMP: N_("The total may be below nothing"),
}
"""What is done with points that a wrong answer takes away."""

AIDS = {
    "calculator": N_("Calculator"),
    "dictionary": N_("Dictionary"),
    "notes": N_("Own notes"),
    "draft_paper": N_("Draft paper"),
    "ruler": N_("Ruler, set square, compasses"),
    "read_aloud": N_("Read aloud by the computer"),
    "spell_check": N_("Spelling check"),
}
"""What candidates may use, by what is kept of it. What the room gives and what the page does stand
in one list: the paper says what is allowed to all."""
BY_THE_PAGE = frozenset({"read_aloud", "spell_check"})
"""The aids that the page of a candidate brings itself."""


@dataclass(frozen=True)
class Policy:
    """How marks are made of what questions earn."""

    rounding: str = marks.UNROUNDED
    """A key of ``ROUNDINGS``."""
    negative: str = marks.PER_QUESTION
    """A key of ``NEGATIVES``."""
    out_of: str = "20"
    """What the total is scaled to, as the text of a fraction; "" for the sum of the points."""

    def as_values(self) -> dict[str, str]:
        """Return what JSON keeps of it."""
        return asdict(self)

    @classmethod
    def of(cls, values: dict[str, Any]) -> "Policy":
        """Return the policy that JSON says; what it does not say, or nobody knows, is as ever."""
        usual = cls()
        rounding, negative = values.get("rounding"), values.get("negative")
        return cls(
            rounding if rounding in ROUNDINGS else usual.rounding,
            negative if negative in NEGATIVES else usual.negative,
            str(values.get("out_of", usual.out_of)),
        )
