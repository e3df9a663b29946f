"""What a form about an audience has ticked, so that a page shows it again as it was."""

from collections.abc import Callable
from dataclasses import dataclass

from server.audiences.models import ForWhom


@dataclass(frozen=True)
class Ticked:
    """The boxes of ``audiences/choice.html``, whether they go together or not."""

    ways: frozenset[str]
    """ "everybody", "named"."""
    classes: frozenset[int]
    wings: frozenset[str]

    @classmethod
    def by(cls, get_all: Callable[[str], list[str]]) -> "Ticked":
        """Return what a form says; see ``operations.chosen``."""
        numbers = (int(each) for each in get_all("class") if each.isdecimal() and len(each) < 10)
        return cls(frozenset(get_all("for")), frozenset(numbers), frozenset(get_all("wing")))

    @classmethod
    def as_it_is(cls, now: ForWhom) -> "Ticked":
        """Return the boxes that say an audience."""
        return cls(frozenset({"everybody" if now.everybody else "named"}), now.classes, now.wings)
