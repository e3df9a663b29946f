"""What is said of a version that is not the page itself: who made it, who read it again, and when.

A translation was made by a person or by a *machine*; it is *checked* once somebody has read all of
it beside the page. A front matter says so in two lines, a catalogue in two texts:

    translated: machine
    checked: Amina K., 2026-11-20
"""

import re
from dataclasses import dataclass
from datetime import date

MACHINE = "machine"
"""How a catalogue names what no person wrote."""
MADE_BY = {MACHINE: MACHINE, "آلة": MACHINE, "person": "", "personne": "", "شخص": ""}
"""Who translated, as a front matter may say it in three languages, and how a catalogue names it."""

_DAY = re.compile(r"(?:,|،|\ble\b|\bon\b)?\s*(\d{4}-\d{2}-\d{2})\s*$")


@dataclass(frozen=True)
class Mark:
    """Who made a version, and who has read it again."""

    by_machine: bool
    who: str
    """Who read it again, "" for nobody yet."""
    day: date | None
    """When; None where nobody said."""
    made_here: bool = False
    """Whether this site made it, and not the publisher of the page."""
    is_older: bool = False
    """Whether the page has changed since."""


def mark(translated: str, checked: str) -> Mark:
    """Return what two texts of a catalogue say of a version; older ones may tell no day."""
    found = _DAY.search(checked)
    day = _day(found[1]) if found else None
    who = checked[: found.start()].strip() if found and day else checked.strip()
    return Mark(translated == MACHINE, who, day)


def checked_by(who: str, day: date) -> str:
    """Return who read a version again and when, as a front matter says it."""
    return f"{who}, {day.isoformat()}"


def is_whole(checked: str) -> bool:
    """Say whether a text tells who read a version again, and on what day."""
    found = mark("", checked)
    return bool(found.who and found.day)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
