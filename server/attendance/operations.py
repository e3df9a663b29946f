"""Taking and correcting the roll of a meeting."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime

from i18n.refusals import Conflict, Invalid, NotFound
from i18n.translate import N_
from server import clock
from server.actors import Actor
from server.attendance.calendar import Slot, slot_at
from server.attendance.models import Correction, Meeting, Presence
from server.attendance.rolls import Line, lines_of
from server.attendance.saying import AWAY, LATE, WORDS, Said
from server.audit.operations import record
from server.classes.models import SchoolClass
from server.classes.operations import class_of
from server.database import writing


class NoSuchMeeting(NotFound):
    """A class does not meet then."""

    message = N_(
        "This class does not meet then. Choose one of its meetings, or add one for that day."
    )


class NotYet(Invalid):
    """The roll of a coming day is taken."""

    message = N_("The roll of {day} is taken on that day, or later.")


class MeetingCancelled(Conflict):
    """The roll of a cancelled meeting is taken."""

    message = N_(
        "The meeting of {day} is cancelled. If it is held after all, say so first; then take the "
        "roll."
    )


class NobodyOnTheRoll(Conflict):
    """A roll has no name."""

    message = N_("Nobody was in this class on {day}: there is no roll to keep.")


class NotOnTheRoll(NotFound):
    """A form says something of somebody who was not in the class on that day."""

    message = N_(
        "The form speaks of somebody who was not in this class on that day. Nothing was kept: "
        "open the roll again."
    )


class NotASaying(Invalid):
    """A form says what a roll cannot say."""

    message = N_("A roll cannot say that. Choose one of the words of the page.")


class MinutesNotUnderstood(Invalid):
    """Minutes are no whole number, or too many."""

    message = N_("Write minutes as a whole number from {least} to {most}. Nothing is kept yet.")


class SaidMeanwhile(Conflict):
    """Somebody else has kept the roll since it was shown."""

    message = N_(
        "{name} has kept this roll since you opened it. Nothing of yours is lost: your choices "
        "are below, and where they differ from the roll it says so. Keep the roll once more if "
        "yours are right, or open it again to see theirs."
    )


def take(
    number: int,
    day: date,
    begins: str,
    said: Mapping[int, Said],
    by: Actor,
    *,
    at: datetime,
    state: int,
    lasted: int | None = None,
) -> Meeting:
    """Keep the roll of a meeting: take it, or correct what it said.

    Args:
        number: of the class.
        day: of the meeting.
        begins: its time.
        said: what is said of each person, by id; of whoever is not in it nothing changes.
        by: who looks after the class.
        at: when.
        state: of the meeting when its roll was shown, see ``Slot.state``.
        lasted: minutes that it lasted, None for as planned.

    Raises:
        NoSuchClass, NoSuchMeeting, NotYet, MeetingCancelled, NobodyOnTheRoll, NotASaying
        MinutesNotUnderstood: somebody is late for longer than was planned, or it lasted longer.
        NotOnTheRoll: no page makes such a form.
        SaidMeanwhile: somebody else was faster and said otherwise.
    """
    with writing():
        found = class_of(number, by)
        slot = meeting_of(found, day, begins)
        _may_be_taken(slot, at)
        lines = {line.person.id: line for line in lines_of(slot)}
        if not lines:
            raise NobodyOnTheRoll(day=day)
        if said.keys() - lines.keys():
            raise NotOnTheRoll()
        _make_sense(said, lines, slot, lasted)
        changed = [lines[who] for who, what in said.items() if lines[who].kept != what]
        lasted = None if lasted == slot.minutes else lasted
        before = slot.meeting.lasted if slot.meeting else None
        if slot.has_roll and not changed and lasted == before:
            return _row(slot)
        if slot.state != state:
            raise SaidMeanwhile(name=_row(slot).said_by)
        meeting = touched(slot, by)
        meeting.lasted = lasted
        if slot.has_roll:
            _correct(meeting, changed, said, by, at)
            if lasted != before:
                told = {"before": before or slot.minutes, "after": meeting.given}
                record(by, "roll.length_changed", found.name, at=at, **_when(slot), **told)
        else:
            _begin(meeting, said, by, at)
        meeting.save()
    return meeting


def meeting_of(school_class: SchoolClass, day: date, begins: str) -> Slot:
    """Return the meeting of a class that begins then.

    Raises:
        NoSuchMeeting: there is none.
    """
    slot = slot_at(school_class, day, begins)
    if slot is None:
        raise NoSuchMeeting()
    return slot


def touched(slot: Slot, by: Actor) -> Meeting:
    """Return the row of a meeting, made where there was none, as said anew by somebody."""
    if slot.meeting is None:
        meeting = Meeting(
            school_class=slot.class_id,
            day=slot.day.isoformat(),
            begins=slot.begins,
            minutes=slot.minutes,
        )
    else:
        meeting = slot.meeting
    meeting.state += 1
    meeting.said_by = by.name
    meeting.save()
    return meeting


def _row(slot: Slot) -> Meeting:
    assert slot.meeting is not None
    return slot.meeting


def _when(slot: Slot) -> dict[str, str]:
    return {"day": slot.day.isoformat(), "begins": slot.begins}


def _may_be_taken(slot: Slot, at: datetime) -> None:
    if slot.day > clock.day(at):
        raise NotYet(day=slot.day)
    if slot.cancelled:
        raise MeetingCancelled(day=slot.day)


def _make_sense(
    said: Mapping[int, Said], lines: Mapping[int, Line], slot: Slot, lasted: int | None
) -> None:
    for who, what in said.items():
        may_be_away = lines[who].is_suspended or lines[who].kept == Said(AWAY)
        if what.what not in WORDS or (what.what == AWAY and not may_be_away):
            raise NotASaying()
        if not 0 <= what.late <= slot.minutes or (what.late and what.what != LATE):
            raise MinutesNotUnderstood(least=0, most=slot.minutes)
    if lasted is not None and not 1 <= lasted <= slot.minutes:
        raise MinutesNotUnderstood(least=1, most=slot.minutes)


def _begin(meeting: Meeting, said: Mapping[int, Said], by: Actor, at: datetime) -> None:
    meeting.rolled_at = at
    rows = [
        {"meeting": meeting, "person": who, "said": what.what, "late": what.late}
        for who, what in said.items()
    ]
    Presence.insert_many(rows).execute()
    counts = Counter(what.what for what in said.values())
    when = {"day": meeting.day, "begins": meeting.begins}
    record(
        by, "roll.taken", meeting.school_class.name, at=at, **when, minutes=meeting.given, **counts
    )


def _correct(
    meeting: Meeting, changed: list[Line], said: Mapping[int, Said], by: Actor, at: datetime
) -> None:
    """Correct a roll, each change with what it said before, here and in the log."""
    for line in changed:
        before, after = line.kept, said[line.person.id]
        here = {"meeting": meeting, "person": line.person}
        if before is None:
            Presence.create(**here, said=after.what, late=after.late)
        else:
            Presence.update(said=after.what, late=after.late).where(
                Presence.meeting == meeting, Presence.person == line.person
            ).execute()
        Correction.create(
            **here,
            before=before.what if before else "",
            before_late=before.late if before else 0,
            after=after.what,
            after_late=after.late,
            by=by.name,
            at=at,
        )
        told = {"before": _in_log(before), "after": _in_log(after)}
        when = {"day": meeting.day, "begins": meeting.begins}
        name = meeting.school_class.name
        record(by, "roll.corrected", line.person.name, at=at, school_class=name, **when, **told)


def _in_log(said: Said | None) -> str:
    """Return what a roll says as the log keeps it: "late 10"."""
    if said is None:
        return ""
    return f"{said.what} {said.late}" if said.late else said.what
