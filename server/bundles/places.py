"""Where courses may come from: what is plugged in, the folders of the settings, what each is."""

from dataclasses import dataclass
from pathlib import Path

from i18n.translate import N_
from sync.volumes import (
    COURSES,
    EMPTY,
    KOLIBRI,
    OTHER,
    SILENT,
    UNREADABLE,
    Volume,
    look_at,
    plugged_in,
)

HOLDS = {
    COURSES: N_("Courses made for Ardoise."),
    KOLIBRI: N_(
        "A drive that Kolibri exported. Its channels are not signed, so they cannot be brought in "
        "as they are: send it to a publisher, who makes a signed stick of it."
    ),
    EMPTY: N_("Nothing is on it. A publisher can write courses to it."),
    OTHER: N_(
        "Files that are no courses for Ardoise; none was opened. If there should be courses, have "
        "the stick made again."
    ),
    UNREADABLE: N_(
        "It cannot be read. Take it out and put it in again; if that does not help, it is broken, "
        "or the administrator must let the server read it."
    ),
    SILENT: N_(
        "It does not answer: the share hangs, or the stick is broken. Check the network or take "
        "the stick out, then look again."
    ),
}
"""What a place holds, and what can be done about it, as pages say it."""


@dataclass(frozen=True)
class Place:
    """A place that courses may come from."""

    volume: Volume
    is_stick: bool
    """Whether it is plugged in; else it is a folder of the settings."""

    @property
    def has_courses(self) -> bool:
        """Say whether it can be checked."""
        return self.volume.holds == COURSES

    @property
    def could_be_written_to(self) -> bool:
        """Say whether it is a stick with courses that something could change by mistake."""
        return self.is_stick and self.has_courses and self.volume.writable


def places(folders: tuple[str, ...]) -> list[Place]:
    """Return the sticks that are plugged in and these folders, each once; courses first."""
    found = {each.place: Place(each, is_stick=True) for each in plugged_in()}
    for folder in map(Path, folders):
        found.setdefault(folder, Place(look_at(folder), is_stick=False))
    return sorted(found.values(), key=lambda each: not each.has_courses)
