"""Sections with a time of their own: how much of it is left, and for which answers it is over."""

from server.exam_room.copies import copy_for
from server.exam_room.standing import Standing
from server.exam_room.timing import left_of_sections
from server.sittings.models import Candidate


def left_of(candidate: Candidate, here: Standing) -> list[int | None]:
    """Return the whole seconds left for each section of a copy, in its order.

    None where a section has no time of its own; [] where none has.
    """
    seconds = [section.seconds for section in copy_for(candidate).sections]
    return left_of_sections(here.grant, seconds, here.left) if any(seconds) else []


def late_of(candidate: Candidate, place: int, here: Standing) -> int:
    """Return by how many seconds an answer comes late: after its section, or after the end.

    Before they begin everybody has all the time there is.
    """
    if here.begun_ms is None:
        return here.late
    sections = copy_for(candidate).sections
    if not any(section.seconds for section in sections):
        return here.late
    for left, section in zip(left_of(candidate, here), sections, strict=True):
        if place in section.places and left is not None:
            return max(here.late, -left)
    return here.late
