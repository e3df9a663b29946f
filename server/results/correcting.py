"""Giving marks by hand: by correctors, on copies without names, and settling where two differ."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from content.wording import several_lines
from i18n.refusals import Conflict, Invalid, NotFound
from i18n.translate import N_
from server.accounts.models import Person
from server.actors import Actor
from server.audit.operations import record
from server.database import writing
from server.exams.points import in_writing, points_in, points_in_words
from server.results.lines import Line, lines_of
from server.results.models import FIRST, SECOND, SETTLED, Corrector, ExamMark, Marking
from server.roles import Role
from server.sittings.models import Candidate, Sitting, Stage
from server.sittings.operations import runs

LONGEST_REMARK = 2_000
CAN_CORRECT = frozenset({Role.TEACHER, Role.EXAMINER, Role.ADMINISTRATOR})
"""Who can be asked to correct copies."""


class NothingToCorrect(NotFound):
    """A sitting has nothing to correct for this person."""

    message = N_("There are no copies here for you to correct. The examiner names who corrects.")


class StillRuns(Conflict):
    """A sitting is not closed yet."""

    message = N_("This sitting is not closed yet. Copies are corrected after it has been.")


class MarksStand(Conflict):
    """The marks are locked."""

    message = N_(
        "The marks of this sitting are locked: nothing was changed. An administrator can unlock "
        "them, with a reason."
    )


class PointsOutside(Invalid):
    """What was typed is no number of points, or more than the question is worth."""

    message = N_("Write points from 0 to {most}; halves too: 1.5.")


class MarkedMeanwhile(Conflict):
    """Somebody, or the same person in another tab, was quicker."""

    message = N_(
        "Copy {number} was marked meanwhile: {points}. Look at it again, then change it if you "
        "still want to."
    )


class FirstAndSecond(Conflict):
    """One person would be both correctors of an answer."""

    message = N_("The second corrector must be somebody else than the first.")


class NothingToSettle(Conflict):
    """Two marks do not differ."""

    message = N_("The two correctors agree on this answer, or have not both marked it yet.")


@dataclass(frozen=True)
class Given:
    """What a form gives for one answer."""

    points: str
    """As it was typed."""
    remark: str
    seen: int
    """The id of the mark that the form showed; 0 for none."""


def name_correctors(
    sitting: Sitting, rounds: dict[int, int], twice: bool, by: Actor, *, at: datetime
) -> None:
    """Say who corrects a sitting, and whether each answer is marked twice.

    Args:
        sitting: which.
        rounds: ``FIRST`` or ``SECOND`` by the number of the person; those not in it correct
            nothing any more, and what they gave stays.
        twice: whether a second corrector is needed.
        by: the examiner.
        at: when.

    Raises:
        MarksStand
        NotFound: somebody is no person who can correct.
    """
    with writing():
        marking = unlocked(sitting.id)
        people = {each.id: each for each in who_can_correct()}
        if not set(rounds) <= set(people):
            raise NothingToCorrect()
        Corrector.delete().where(Corrector.sitting == sitting).execute()
        for person_id, number in sorted(rounds.items()):
            Corrector.create(sitting=sitting, person=person_id, round=number)
        marking.twice = twice
        marking.save()
        record(
            by,
            "marking.arranged",
            sitting.title,
            at=at,
            first=[people[one].name for one, number in rounds.items() if number == FIRST],
            second=[people[one].name for one, number in rounds.items() if number == SECOND],
            twice=twice,
        )


def who_can_correct() -> list[Person]:
    """Return everybody who can be asked to correct, by name."""
    return list(
        Person.select()
        .where(Person.active, Person.role << [each.value for each in CAN_CORRECT])
        .order_by(Person.sign_in_name)
    )


def to_correct_by(person: Person) -> list[tuple[Sitting, int]]:
    """Return the closed sittings that somebody corrects, with their round, the latest first."""
    rows = (
        Corrector.select(Corrector, Sitting)
        .join(Sitting)
        .where(Corrector.person == person.id, Sitting.state == Stage.CLOSED.value)
        .order_by(Sitting.planned_at.desc())
    )
    return [(each.sitting, each.round) for each in rows]


def round_of(sitting_id: int, person: Person) -> int:
    """Return in which round somebody corrects a sitting.

    Raises:
        NothingToCorrect: they do not.
        StillRuns: not yet.
    """
    found = Corrector.get_or_none(Corrector.sitting == sitting_id, Corrector.person == person.id)
    if found is None:
        raise NothingToCorrect()
    if found.sitting.state != Stage.CLOSED:
        raise StillRuns()
    return int(found.round)


def unlocked(sitting_id: int) -> Marking:
    """Return how a sitting is marked, kept from now on; inside a transaction.

    Raises:
        MarksStand: its marks are locked.
    """
    marking = Marking.of(sitting_id)
    if marking.is_locked:
        raise MarksStand()
    if marking.id is None:
        marking.save()
    return marking


def give(
    sitting_id: int, number: str, place: int, given: Given, by: Actor, *, at: datetime
) -> ExamMark:
    """Give points for an answer; the same form sent twice gives them once.

    Args:
        sitting_id: of which sitting.
        number: the candidate's.
        place: of the question in that candidate's copy.
        given: what the form says.
        by: the corrector.
        at: when.

    Raises:
        NothingToCorrect, StillRuns, MarksStand, PointsOutside, MarkedMeanwhile,
        FirstAndSecond: nothing is changed.
    """
    with writing():
        person = Person.get_by_id(by.person_id)
        which = round_of(sitting_id, person)
        line = _line(sitting_id, number, place, unlocked(sitting_id))
        other = line.marks.get(SECOND if which == FIRST else FIRST)
        if other is not None and other.by_id == person.id:
            raise FirstAndSecond()
        return _write(line, which, given, person, by, at)


def settle(
    sitting: Sitting, number: str, place: int, given: Given, by: Actor, *, at: datetime
) -> ExamMark:
    """Decide between two correctors; by an examiner of the sitting.

    Raises:
        NothingToCorrect: the sitting is not theirs.
        NothingToSettle, MarksStand, PointsOutside, MarkedMeanwhile: nothing is changed.
    """
    if not runs(sitting, by):
        raise NothingToCorrect()
    with writing():
        line = _line(sitting.id, number, place, unlocked(sitting.id))
        if not line.differs and SETTLED not in line.marks:
            raise NothingToSettle()
        return _write(line, SETTLED, given, Person.get_by_id(by.person_id), by, at)


def _line(sitting_id: int, number: str, place: int, marking: Marking) -> Line:
    candidate = Candidate.get_or_none(Candidate.sitting == sitting_id, Candidate.number == number)
    lines = lines_of([candidate], marking)[candidate.id] if candidate else []
    if not 0 <= place < len(lines):
        raise NothingToCorrect()
    return lines[place]


def _write(
    line: Line, which: int, given: Given, person: Person, by: Actor, at: datetime
) -> ExamMark:
    points = points_of(given.points, line)
    remark = several_lines(given.remark)[:LONGEST_REMARK]
    last = line.marks.get(which)
    if last is not None and last.id != given.seen:
        if (last.worth, last.remark, last.by_id) == (points, remark, person.id):
            return last
        raise MarkedMeanwhile(number=line.candidate.number, points=points_in_words(last.worth))
    if last is not None and (last.worth, last.remark) == (points, remark):
        return last
    made: ExamMark = ExamMark.create(
        candidate=line.candidate,
        place=line.place,
        round=which,
        points=str(points),
        remark=remark,
        by=person,
        at=at,
    )
    record(
        by,
        "exam.marked",
        f"{line.candidate.sitting.title}, {line.candidate.number}",
        at=at,
        question=line.asked.name,
        round=which,
        points=str(points),
        before=last.points if last else "",
    )
    return made


def points_of(typed: str, line: Line) -> Fraction:
    """Return the points that were typed for an answer.

    Raises:
        PointsOutside: it is no number, or more than the question is worth.
    """
    most = line.asked.points
    try:
        points = Fraction(points_in(typed) or -1)
    except Invalid:
        points = Fraction(-1)
    if not 0 <= points <= most:
        raise PointsOutside(most=in_writing(str(most)))
    return points


def differing(lines: Iterable[Line]) -> list[Line]:
    """Return the answers of which two correctors think differently."""
    return [line for line in lines if line.differs]
