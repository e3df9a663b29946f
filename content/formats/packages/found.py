"""What a package says of itself, whatever kind it is."""

from dataclasses import dataclass, field

from content.formats.packages.opening import Opened
from content.zips.about import Part
from i18n.refusals import Phrase


@dataclass
class Found:
    """A package that was understood; "" for what it does not say."""

    kind: str
    """One of ``content.zips.about.KINDS``."""
    files: Opened
    parts: list[Part]
    title: str = ""
    description: str = ""
    language: str = ""
    author: str = ""
    license: str = ""
    rights: str = ""
    """What it says of its licence in words that are none of ours."""
    notes: list[Phrase] = field(default_factory=list)
    """What is not as it was."""
    left_out: list[tuple[str, Phrase]] = field(default_factory=list)
    """What of it is not shown, and why."""
