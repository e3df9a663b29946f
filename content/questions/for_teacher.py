"""Questions that only a teacher can mark."""

from dataclasses import dataclass, field
from typing import ClassVar

from content.questions.question import ForTeacher

MOST_WORDS = 10_000
"""Words that a text for the teacher may be asked to have: an essay of four hours has 3,000."""
LONGEST_RECORDING = 600  # seconds: a teacher listens to those of twelve people


@dataclass(frozen=True)
class Text(ForTeacher):
    """A text of ``least`` to ``most`` words; 0 where there is no such limit."""

    type: ClassVar[str] = "text"

    least: int
    most: int
    lines: int = field(default=0, kw_only=True)
    """How high its field is on the page; 0 where the page decides."""
    template: str = field(default="", kw_only=True)
    """What stands in the field before anything was typed, plain."""
    notes: str = field(default="", kw_only=True)
    """What to look for, for whoever marks it, plain; no candidate's page shows it."""


@dataclass(frozen=True)
class Handed(ForTeacher):
    """A file to hand in: a photographed page, a drawing, a document."""

    type: ClassVar[str] = "file"

    notes: str = field(default="", kw_only=True)
    """What to look for, for whoever marks it, plain."""


@dataclass(frozen=True)
class Spoken(ForTeacher):
    """An answer to be spoken, of ``longest`` seconds at most."""

    type: ClassVar[str] = "voice"

    longest: int
    notes: str = field(default="", kw_only=True)
    """What to look for, for whoever marks it, plain."""
