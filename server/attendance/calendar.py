"""When a class meets: what its weekly times offer, with what was said of single meetings."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from server.attendance.models import Meeting, WeeklyTime, over_at
from server.classes.models import SchoolClass

YEARS = range(2000, 3000)
"""In which days are asked for: far from where the clocks of some systems end, 1970 and 3001."""


@dataclass(frozen=True)
class Slot:
    """A meeting of a class, whether something was said of it yet or not."""

    class_id: int
    day: date
    begins: str
    minutes: int
    """As planned."""
    meeting: Meeting | None
    """None as long as only a weekly time offers it."""

    @property
    def cancelled(self) -> str:
        """Return why it is cancelled, a key of ``saying.REASONS``; "" if it is not."""
        return self.meeting.cancelled if self.meeting else ""

    @property
    def has_roll(self) -> bool:
        """Say whether its roll was taken."""
        return self.meeting is not None and self.meeting.rolled_at is not None

    @property
    def given(self) -> int:
        """Return the minutes that it lasted, or is to last."""
        return self.meeting.given if self.meeting else self.minutes

    @property
    def state(self) -> int:
        """Return what a form must hand back, to be taken for an answer to what was shown."""
        return self.meeting.state if self.meeting else 0

    @property
    def ends(self) -> time:
        """Return when it is over, by the clock on the wall."""
        return over_at(self.begins, self.given)

    @property
    def waits(self) -> bool:
        """Say whether nobody has said anything of it that settles it."""
        return not (self.has_roll or self.cancelled)


def slots_of(class_ids: list[int], first: date, last: date) -> list[Slot]:
    """Return the meetings of classes from a day to another, by day, time and class."""
    found: dict[tuple[int, date, str], Slot] = {}
    for weekly in WeeklyTime.of(class_ids):
        for later in range((last - first).days + 1):
            day = first + timedelta(days=later)
            if weekly.meets_on(day):
                number = weekly.school_class_id
                slot = Slot(number, day, weekly.begins, weekly.minutes, None)
                found[number, day, weekly.begins] = slot
    for said in Meeting.between(class_ids, first, last):
        day, number = date.fromisoformat(said.day), said.school_class_id
        found[number, day, said.begins] = Slot(number, day, said.begins, said.minutes, said)
    return sorted(found.values(), key=lambda each: (each.day, each.begins, each.class_id))


def slots(school_class: SchoolClass, first: date, last: date) -> list[Slot]:
    """Return the meetings of one class from a day to another, by day and time."""
    return slots_of([school_class.id], first, last)


def slot_at(school_class: SchoolClass, day: date, begins: str) -> Slot | None:
    """Return the meeting of a class that begins then, None if there is none."""
    there = slots(school_class, day, day)
    return next((each for each in there if each.begins == begins), None)


def due(school_class: SchoolClass, day: date) -> Slot | None:
    """Return the meeting of a day whose roll is to be taken: the first that waits, or the last."""
    there = slots(school_class, day, day)
    return next((each for each in there if each.waits), there[-1] if there else None)
