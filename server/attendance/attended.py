"""What is kept about one person in the rolls of all their classes."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from server.attendance.models import Correction, Meeting, Presence
from server.attendance.saying import Said
from server.classes.models import SchoolClass


@dataclass(frozen=True)
class Entry:
    """A line of a roll about one person."""

    class_name: str
    day: date
    begins: str
    cancelled: bool
    said: Said
    minutes: int
    """Of presence; 0 where the meeting was cancelled after its roll."""


def entries_about(person_id: int) -> list[Entry]:
    """Return all that rolls say of a person, the latest first."""
    rows = (
        Presence.select(Presence, Meeting, SchoolClass)
        .join(Meeting)
        .join(SchoolClass)
        .where(Presence.person == person_id)
        .order_by(Meeting.day.desc(), Meeting.begins.desc(), Presence.id)
    )
    return [_entry(each) for each in rows]


def _entry(presence: Presence) -> Entry:
    meeting, said = presence.meeting, Said(presence.said, presence.late)
    return Entry(
        meeting.school_class.name,
        date.fromisoformat(meeting.day),
        meeting.begins,
        bool(meeting.cancelled),
        said,
        0 if meeting.cancelled else said.minutes(meeting.given),
    )


def corrections_about(person_id: int) -> list[Any]:
    """Return what was corrected in the rolls about a person, the latest first."""
    query = Correction.select(Correction, Meeting).join(Meeting)
    return list(query.where(Correction.person == person_id).order_by(Correction.id.desc()))


def minutes_of(person_id: int) -> int:
    """Return the minutes of presence of a person, in all classes and from the beginning."""
    return sum(each.minutes for each in entries_about(person_id))
