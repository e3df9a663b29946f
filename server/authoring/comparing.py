"""How a version of a lesson differs from the one before it: its lines, and what stands beside."""

import difflib
from dataclasses import dataclass

from i18n.translate import N_, gettext
from server.authoring.models import LessonVersion

MOST_COMPARED = 5_000
"""Lines of two versions that are compared: more would take seconds."""

RULES = {
    "": N_("each question once"),
    "3 in a row": N_("3 right answers in a row"),
    "5 in a row": N_("5 right answers in a row"),
    "4 of 5": N_("4 right of the last 5"),
    "8 of 10": N_("8 right of the last 10"),
    "before and after": N_("a test before the lessons, and one after"),
}
"""When an exercise is mastered, as the page offers it."""

_KINDS = {"lesson": N_("Lesson"), "exercise": N_("Exercise")}
_BESIDE = {
    "title": N_("Title"),
    "kind": N_("What it is"),
    "checked": N_("Translation checked by, and when"),
    "spoken": N_("Recording of this lesson"),
    "mastery": N_("Mastered with"),
    "tries": N_("Tries for each question"),
    "draw": N_("Questions drawn at random each time (empty: all of them)"),
}
"""What a version says beside its text, by the name of its column."""


@dataclass(frozen=True)
class Changed:
    """Something beside the text that a version changed, in words; "" for nothing there."""

    label: str
    before: str
    after: str


def lines(before: LessonVersion | None, after: LessonVersion) -> list[tuple[str, str]]:
    """Return the lines of a version: " " those it had before, "+" new ones, "-" those that went."""
    old = before.text.split("\n") if before else []
    new = after.text.split("\n")
    if len(old) + len(new) > MOST_COMPARED:
        return [(" ", line) for line in new]
    told = difflib.ndiff(old, new)
    return [(line[0], line[2:]) for line in told if line[0] != "?"]


def beside(before: LessonVersion, after: LessonVersion) -> list[Changed]:
    """Return what else a version changed, in the order of its page."""
    return [
        Changed(gettext(label), _in_words(name, before), _in_words(name, after))
        for name, label in _BESIDE.items()
        if getattr(before, name) != getattr(after, name)
    ]


def _in_words(name: str, version: LessonVersion) -> str:
    value = getattr(version, name)
    if name == "kind":
        return gettext(_KINDS[value])
    if name == "mastery":
        return gettext(RULES[value]) if value in RULES else str(value)
    return "" if name == "spoken" else str(value or "")  # a file's name says nothing
