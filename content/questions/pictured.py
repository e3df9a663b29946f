"""Questions about places on a picture."""

from dataclasses import dataclass, field
from typing import ClassVar

from content.questions.question import Picture, Question

CIRCLE, RECT, POLY = "circle", "rect", "poly"


@dataclass(frozen=True)
class Labels(Question):
    """A picture with numbered places, and labels to put on them; each place is a part."""

    type: ClassVar[str] = "labels"

    picture: Picture
    labels: tuple[str, ...]
    """What to choose from, plain; there may be more than places."""
    places: tuple[tuple[int, int], ...]
    """The middle of each place, from the left and from the top, in pixels of the picture."""
    key: tuple[int, ...]
    """For each place, its label by its place among ``labels``."""
    named: tuple[str, ...] = field(default=(), kw_only=True)
    """For each place, a few words for who does not see it; or none at all."""
    again: bool = field(default=False, kw_only=True)
    """Whether one label may be put on several places."""


@dataclass(frozen=True)
class Area:
    """A part of a picture, in pixels of it.

    ``coords``: of a "circle" the middle and the radius (x, y, r); of a "rect" its corners (left,
    top, right, bottom); of a "poly" its points (x, y, x, y, ...).
    """

    shape: str
    coords: tuple[int, ...]
    name: str = ""
    """A few words for who does not see it; they must not tell whether it is right."""


@dataclass(frozen=True)
class Spot(Question):
    """Numbered areas of a picture; one (``several`` false) or several are right.

    Counts as a ``Choice`` does.
    """

    type: ClassVar[str] = "spot"

    picture: Picture
    areas: tuple[Area, ...]
    key: tuple[int, ...]
    """The places, among ``areas``, of those that are right."""
    several: bool = False
