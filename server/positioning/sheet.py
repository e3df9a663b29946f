"""A sheet: levels in words, what they point to, and what is not sure."""

from dataclasses import dataclass

from i18n.formats import comma
from i18n.translate import gettext as _
from server.positioning.course import items_of, tallies_of
from server.positioning.deciding import LADDERS, Level, Need, Proposal, levels, propose
from server.positioning.items import Item
from server.positioning.models import Positioning, PositioningAnswer
from server.positioning.pages import results, told_by
from server.positioning.prompts import LADDER_NAMES, NEEDS, STEP_NAMES


@dataclass(frozen=True)
class Line:
    """One line of the sheet."""

    name: str
    icon: str
    level: int
    """The number of steps that are there, as judged where somebody judged it."""
    seen: bool
    close: bool
    judged: bool

    @property
    def title(self) -> str:
        """Return what it is about, in words."""
        return _(LADDER_NAMES[self.name][1])

    @property
    def steps(self) -> list[tuple[str, bool]]:
        """Return each step in words, and whether it is there."""
        return [(_(words), at < self.level) for at, words in enumerate(STEP_NAMES[self.name])]

    @property
    def there(self) -> str:
        """Return the highest step that is there, in words; "" for none."""
        return _(STEP_NAMES[self.name][self.level - 1]) if self.level else ""

    @property
    def next(self) -> str:
        """Return the step that comes next, in words; "" at the end."""
        names = STEP_NAMES[self.name]
        return _(names[self.level]) if self.level < len(names) else ""


@dataclass(frozen=True)
class Answered:
    """An item, and what was answered to it."""

    item: Item
    given: str
    right: bool


@dataclass(frozen=True)
class Sheet:
    """What is known of where somebody starts."""

    positioning: Positioning
    lines: tuple[Line, ...]
    proposal: Proposal
    need: Need
    """As judged, or as proposed."""
    answers: tuple[Answered, ...]
    written: str
    """What they wrote themselves, if they liked to."""

    def in_words(self) -> str:
        """Return it as it is read aloud to whom it is about."""
        said = [_(NEEDS[self.need]) + "."]
        for line in self.lines:
            if line.seen:
                there = comma().join(words for words, is_there in line.steps if is_there)
                said.append(
                    f"{line.title}." + (f" {_('Already there')}: {there}." if there else "")
                )
                if line.next:
                    said.append(f"{_('Comes next:')} {line.next}.")
        return "\n".join([*said, self.positioning.remark])


def sheet_of(found: Positioning) -> Sheet:
    """Return the sheet of one that was begun."""
    answers, told = PositioningAnswer.of(found), told_by(found)
    reached = levels(tallies_of(results(answers), told))
    proposal = propose(reached, found.language, found.schooled)
    items = items_of(told)
    return Sheet(
        found,
        tuple(
            _line(name, reached[name], getattr(found, name))
            for name in LADDER_NAMES
            if name != "own" or found.language != "fr"
        ),
        proposal,
        Need(found.need) if found.need else proposal.need,
        tuple(
            Answered(items[each.item], each.given, bool(each.right))
            for each in answers
            if each.item in items
        ),
        next((each.given for each in answers if each.item == "write"), ""),
    )


def _line(name: str, found: Level, judged: int | None) -> Line:
    icon = LADDER_NAMES[name][0]
    if judged is not None:
        return Line(name, icon, min(judged, LADDERS[name]), seen=True, close=False, judged=True)
    return Line(name, icon, found.at, seen=found.seen, close=found.close, judged=False)
