"""The page that somebody has before them: what is told first, a try, the items, a word to write."""

from dataclasses import dataclass

from i18n.languages import LANGUAGES
from server.positioning.course import PARTS, Told, next_item, parts_of
from server.positioning.items import Item
from server.positioning.models import Positioning, PositioningAnswer
from server.positioning.tongues import SENTENCES


@dataclass(frozen=True)
class Page:
    """One page."""

    name: str
    """What its form says was answered: "language", "try", the key of an item."""
    ask: str
    """A key of ``prompts.PROMPTS``."""
    item: Item | None = None
    is_first: bool = True
    """Whether what to do differs from the page before, and is said aloud by itself."""
    part: str = ""
    """Of the item; "" before and after."""
    parts: tuple[str, ...] = PARTS
    """Those that are looked at, in their order."""


def languages_here() -> tuple[str, ...]:
    """Return the languages that somebody can say they read: French, and those with items."""
    return tuple(code for code in LANGUAGES if code == "fr" or code in SENTENCES)


def told_by(found: Positioning) -> Told:
    """Return what the course of items needs to know of somebody."""
    return Told(found.seed, found.language, found.sound != "no")


def results(answers: list[PositioningAnswer]) -> dict[str, bool]:
    """Return whether each item was answered right, by its key, in the order of answers."""
    return {each.item: each.right for each in answers if each.right is not None}


def page_of(found: Positioning) -> Page | None:
    """Return the page that comes next in one that is open; None at its end."""
    for name, value in (("language", found.language), ("sound", found.sound)):
        if not value:
            return Page(name, name)
    if not found.schooled:
        return Page("schooled", "schooled")
    answers = PositioningAnswer.of(found)
    answered = {each.item for each in answers}
    if "try" not in answered:
        return Page("try", "try")
    right, told = results(answers), told_by(found)
    parts = tuple(parts_of(right, told))
    item = next_item(right, told)
    if item is not None:
        is_first = not any(key.startswith(f"{item.part}-") for key in right) or not item.heard
        return Page(item.key, item.ask, item, is_first, item.part, parts)
    return None if "write" in answered else Page("write", "write", parts=parts)
