"""Planning a sitting: when, where, how long, who runs it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from content.wording import is_seen, one_line
from i18n.discretion import tells_of_detention
from i18n.refusals import Conflict, Invalid, NotFound
from i18n.translate import N_
from server.accounts.models import Person
from server.actors import Actor
from server.audit.operations import record
from server.database import writing
from server.exams import operations as papers
from server.roles import Role
from server.sittings.models import Examiner, Sitting, Stage

LONGEST = 160
"""Signs of a title or a room: one line of a convocation."""
SHORTEST, LONGEST_SECONDS = 5 * 60, 12 * 3600
"""A paper takes between five minutes and a long day."""
LATEST_DAYS = 730
"""A sitting is planned at most two years ahead: a later year was mistyped."""
RUNNERS = frozenset({Role.EXAMINER, Role.ADMINISTRATOR})
"""Who can run a sitting."""


class TitleNeeded(Invalid):
    """A sitting has no title, or one that is too long."""

    message = N_("Write the title of the exam, in {most} signs at most. It stands on convocations.")


class RoomNeeded(Invalid):
    """A sitting has no room, or one that is too long."""

    message = N_("Write the name of the room, in {most} signs at most. It stands on convocations.")


class TellsOfDetention(Invalid):
    """A word that convocations would print says where they are."""

    message = N_(
        "“{text}” tells where the candidates are, and convocations would print it. Choose other "
        "words: “Room 2”, “Mathematics”."
    )


class TimeNeeded(Invalid):
    """A sitting has no length, or an impossible one."""

    message = N_("Write how many minutes the paper takes, from {least} to {most}.")


class DayNeeded(Invalid):
    """A sitting has no day and hour, or impossible ones."""

    message = N_("Choose the day and the hour, from now on and within two years.")


class ExaminerNeeded(Invalid):
    """Nobody runs a sitting."""

    message = N_("Tick at least one examiner: somebody has to run it.")


class NoSuchSitting(NotFound):
    """There is no such sitting, or not for this examiner."""

    message = N_("This sitting is not among yours. Those who run it can add you to its examiners.")


class NotPlannedAnyMore(Conflict):
    """A sitting has begun, is over or was cancelled."""

    message = N_(
        "This sitting is not only planned any more: its subject is open, it is over, or it was "
        "cancelled. Nothing was changed."
    )


@dataclass(frozen=True)
class Plan:
    """What a form says of a sitting."""

    title: str
    room: str
    planned_at: datetime | None
    """None where day or hour could not be read."""
    seconds: int
    """0 where the minutes could not be read."""
    examiners: tuple[int, ...]
    """Ids of accounts; those that can run no sitting are passed over."""
    paper_id: int | None = None
    opens_at: datetime | None = None


def sitting_of(number: int, by: Actor) -> Sitting:
    """Return a sitting that somebody runs.

    Raises:
        NoSuchSitting: there is none, or they do not run it.
    """
    found = Sitting.numbered(number)
    if found is None or not runs(found, by):
        raise NoSuchSitting()
    return found


def runs(sitting: Sitting, by: Actor) -> bool:
    """Say whether somebody runs a sitting: its examiners, administrators and the console do."""
    if by.person_id is None:
        return True
    person = Person.get_or_none(Person.id == by.person_id, Person.active)
    if person is None or person.role not in RUNNERS:
        return False
    if person.role == Role.ADMINISTRATOR:
        return True
    mine = (Examiner.sitting == sitting.id) & (Examiner.person == person.id)
    return bool(Examiner.select().where(mine).exists())


def planned_of(number: int, by: Actor) -> Sitting:
    """Return a sitting that is still planned; inside the transaction that changes it.

    Raises:
        NoSuchSitting
        NotPlannedAnyMore
    """
    found = sitting_of(number, by)
    if found.state != Stage.PLANNED:
        raise NotPlannedAnyMore()
    return found


def runners() -> list[Person]:
    """Return everybody who can run a sitting, by name."""
    roles = [role.value for role in RUNNERS]
    query = Person.select().where(Person.role << roles, Person.active)
    return list(query.order_by(Person.sign_in_name))


def plan(wanted: Plan, maker: Person, by: Actor, *, at: datetime) -> tuple[Sitting, bool]:
    """Plan a sitting; the same plan sent again finds the one that was made.

    Returns:
        The sitting, and whether it is new.

    Raises:
        TitleNeeded, RoomNeeded, TellsOfDetention, TimeNeeded, DayNeeded, ExaminerNeeded
        papers.NoSuchPaper
    """
    with writing():
        values = _checked(wanted, at)
        same = [getattr(Sitting, name) == value for name, value in values.items() if value]
        known = Sitting.select().where(
            *same, Sitting.state == Stage.PLANNED, Sitting.made_by == maker
        )
        found: Sitting | None = known.first()
        if found is not None:
            return found, False
        made: Sitting = Sitting.create(**values, made_by=maker, made_at=at)
        _let_run(made, wanted.examiners)
        record(by, "sitting.planned", made.title, at=at, sitting=made.id, **_told(made))
    return made, True


def change(number: int, wanted: Plan, by: Actor, *, at: datetime) -> Sitting:
    """Change when, where, how long and by whom; its candidates stay.

    Raises:
        NoSuchSitting, NotPlannedAnyMore
        TitleNeeded, RoomNeeded, TellsOfDetention, TimeNeeded, DayNeeded, ExaminerNeeded
        papers.NoSuchPaper
    """
    with writing():
        found = planned_of(number, by)
        before = _told(found)
        for name, value in _checked(wanted, at).items():
            setattr(found, name, value)
        found.save()
        _let_run(found, wanted.examiners)
        if _told(found) != before:
            record(by, "sitting.changed", found.title, at=at, sitting=found.id, **_told(found))
    return found


def cancel(number: int, by: Actor, *, at: datetime) -> Sitting:
    """Cancel a sitting that has not begun; it stays in the list of what is over.

    Raises:
        NoSuchSitting
        NotPlannedAnyMore: also if it was cancelled before.
    """
    with writing():
        found = planned_of(number, by)
        found.state, found.closed_at = Stage.CANCELLED.value, at
        found.save(only=[Sitting.state, Sitting.closed_at])
        record(by, "sitting.cancelled", found.title, at=at, sitting=found.id)
    return found


def change_examiners(number: int, people: Iterable[int], by: Actor, *, at: datetime) -> Sitting:
    """Say who runs a sitting, also while it runs.

    Raises:
        NoSuchSitting
        ExaminerNeeded: none of these people can.
        NotPlannedAnyMore: it is over.
    """
    with writing():
        found = sitting_of(number, by)
        if found.is_over:
            raise NotPlannedAnyMore()
        before = _told(found)
        _let_run(found, people)
        if _told(found) != before:
            record(by, "sitting.changed", found.title, at=at, sitting=found.id, **_told(found))
    return found


def _checked(wanted: Plan, at: datetime) -> dict[str, object]:
    """Return the columns of a plan, or refuse it."""
    if wanted.paper_id is not None:
        papers.find(wanted.paper_id)
    title = _line(wanted.title, TitleNeeded)
    room = _line(wanted.room, RoomNeeded)
    if not SHORTEST <= wanted.seconds <= LONGEST_SECONDS:
        raise TimeNeeded(least=SHORTEST // 60, most=LONGEST_SECONDS // 60)
    when = wanted.planned_at
    if when is None or not at - timedelta(hours=12) <= when <= at + timedelta(days=LATEST_DAYS):
        raise DayNeeded()
    return {
        "title": title,
        "room": room,
        "planned_at": when,
        "seconds": wanted.seconds,
        "paper_id": wanted.paper_id,
        "opens_at": wanted.opens_at,
    }


def _line(typed: str, missing: type[Invalid]) -> str:
    text = one_line(typed)
    if not is_seen(text) or len(text) > LONGEST:
        raise missing(most=LONGEST)
    if tells_of_detention(text):
        raise TellsOfDetention(text=text)
    return text


def _let_run(sitting: Sitting, people: Iterable[int]) -> None:
    roles = [role.value for role in RUNNERS]
    able = Person.select(Person.id).where(
        Person.id << list(people), Person.role << roles, Person.active
    )
    wanted = {person_id for (person_id,) in able.tuples()}
    if not wanted:
        raise ExaminerNeeded()
    there = {each.id for each in Examiner.of(sitting.id)}
    Examiner.delete().where(
        Examiner.sitting == sitting.id, Examiner.person << list(there - wanted)
    ).execute()
    for person_id in sorted(wanted - there):
        Examiner.create(sitting=sitting, person=person_id)


def _told(sitting: Sitting) -> dict[str, object]:
    """Return what the log tells of a sitting."""
    return {
        "room": sitting.room,
        "planned_at": sitting.planned_at.isoformat(),
        "minutes": sitting.seconds // 60,
        "paper": sitting.paper_id,
        "examiners": [each.name for each in Examiner.of(sitting.id)],
    }
