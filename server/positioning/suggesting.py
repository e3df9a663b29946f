"""Which courses of the library fit a starting point: an order to choose from, no more."""

from collections.abc import Iterable

from content.browse import ChannelItem
from server.positioning.deciding import Need

_FIRST = ("beginner", "basic")
FITS = {
    Need.READ: (("french",), _FIRST),
    Need.AGAIN: (("french",), (*_FIRST, "cfg")),
    Need.LANGUAGE: (("french", "languages"), _FIRST),
    Need.COURSES: (
        ("french", "mathematics", "computing", "science"),
        ("basic", "cfg", "brevet", "cap", "bac"),
    ),
}
"""Subjects and levels of ``content.vocabulary`` that fit each need, the best first."""


def fitting(need: Need, courses: Iterable[ChannelItem]) -> tuple[list[ChannelItem], int]:
    """Return courses, those that fit first, and how many fit in subject and level.

    Among those that fit as well as each other, the order is the library's own.
    """
    subjects, levels = FITS[need]

    def place(course: ChannelItem) -> tuple[bool, int, int]:
        subject = subjects.index(course.subject) if course.subject in subjects else len(subjects)
        level = levels.index(course.level) if course.level in levels else len(levels)
        return subject == len(subjects) or level == len(levels), subject, level

    found = sorted(courses, key=place)
    return found, sum(not place(each)[0] for each in found)
