"""Who sits: adding candidates, taking them off, and where each wants to sit."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from i18n.refusals import Conflict, Invalid, NotFound
from i18n.translate import N_
from server.accounts.models import Person, folded, words_of
from server.actors import Actor
from server.audit.operations import record
from server.classes.models import Enrolment, SchoolClass
from server.database import writing
from server.roles import Role
from server.sittings import numbers
from server.sittings.models import Candidate, Sitting, Stage, State
from server.sittings.operations import runs, sitting_of

MOST = 400
"""Candidates of one sitting: more than any room of one server."""
HIGHEST_SEAT = 999
"""The highest number on a table."""


class NoSuchCandidate(NotFound):
    """There is no such candidate, or not for this examiner."""

    message = N_("This candidate is not in a sitting of yours. Go back to the list of sittings.")


class SittingIsOver(Conflict):
    """A sitting is closed or cancelled."""

    message = N_("This sitting is over. Nothing of it changes any more.")


class TooManyCandidates(Conflict):
    """A sitting would have more candidates than one server is made for."""

    message = N_("A sitting has {most} candidates at most. Nobody was added: plan a second one.")


class HasBegun(Conflict):
    """A candidate has come, or could have: they stay in the sitting."""

    message = N_(
        "{name} has come, or the subject of this sitting is open: they stay in it, for what was "
        "noted must not disappear. Note an absence or an exclusion in the room instead."
    )


class SeatTaken(Conflict):
    """Two candidates want one table."""

    message = N_("Table {seat} is for {name}. Choose another number, or change theirs first.")


class NoSuchSeat(Invalid):
    """A table has an impossible number."""

    message = N_("A table has a number from 1 to {most}. Nothing was changed.")


@dataclass(frozen=True)
class Added:
    """What became of a list of people."""

    people: tuple[str, ...]
    """Names of those who were added."""
    known: int
    """How many were candidates before."""
    unknown: tuple[str, ...]
    """Lines of the list that name no learner with an account."""


def candidate_of(number: int, by: Actor) -> Candidate:
    """Return a candidate of a sitting that somebody runs.

    Raises:
        NoSuchCandidate
    """
    found: Candidate | None = (
        Candidate.select(Candidate, *Sitting.light(), Person)
        .join(Sitting)
        .switch(Candidate)
        .join(Person)
        .where(Candidate.id == number)
        .first()
    )
    if found is None or not runs(found.sitting, by):
        raise NoSuchCandidate()
    return found


def add_class(sitting_id: int, class_id: int, by: Actor, *, at: datetime) -> Added:
    """Add everybody who is in a class now.

    Raises:
        NoSuchSitting, SittingIsOver, TooManyCandidates
    """
    with writing():
        school_class = SchoolClass.get_or_none(SchoolClass.id == class_id)
        roll = Enrolment.roll(school_class) if school_class and school_class.is_open else []
        return _add(sitting_id, [each.person for each in roll if each.person.active], (), by, at)


def add_named(sitting_id: int, lines: str, by: Actor, *, at: datetime) -> Added:
    """Add people by name, one a line: by what they sign in with, or by the whole name.

    A line that names nobody, or a whole name that several have, is told and adds nobody.

    Raises:
        NoSuchSitting, SittingIsOver, TooManyCandidates
    """
    typed = [line.strip() for line in lines.splitlines() if line.strip()]
    with writing():
        wanted = {folded(line) for line in typed} - {""}
        learners = Person.select().where(Person.role == Role.LEARNER.value, Person.active)
        known = learners.where(Person.sign_in_name << sorted(wanted))
        found = {each.sign_in_name: each for each in known}
        for line in typed:
            others = [] if folded(line) in found else _called(line, learners)
            if len(others) == 1:
                found[folded(line)] = others[0]
        unknown = tuple(line for line in typed if folded(line) not in found)
        people = {each.id: each for each in found.values()}
        return _add(sitting_id, list(people.values()), unknown, by, at)


def _called(line: str, learners: Iterable[Person]) -> list[Person]:
    """Return the learners whose whole name a line is, its words in any order."""
    asked = sorted(words_of(line))
    return [each for each in learners if asked and sorted(words_of(each.name)) == asked]


def remove(candidate_id: int, by: Actor, *, at: datetime) -> Candidate:
    """Take somebody off a sitting they have not come to; what they were granted goes too.

    Raises:
        NoSuchCandidate, SittingIsOver
        HasBegun: they have come, or the subject is open: the journal names them.
    """
    with writing():
        found = candidate_of(candidate_id, by)
        _still_on(found.sitting)
        if found.state != State.EXPECTED or found.sitting.state != Stage.PLANNED:
            raise HasBegun(name=found.person.called)
        record(by, "candidate.removed", found.person.name, at=at, **_told(found))
        found.delete_instance()
    return found


def seat(candidate_id: int, wanted: int | None, by: Actor, *, at: datetime) -> Candidate:
    """Say at which table a candidate is to sit; None for any.

    Raises:
        NoSuchCandidate, SittingIsOver, NoSuchSeat, SeatTaken
    """
    with writing():
        found = candidate_of(candidate_id, by)
        _still_on(found.sitting)
        if wanted is not None and not 1 <= wanted <= HIGHEST_SEAT:
            raise NoSuchSeat(most=HIGHEST_SEAT)
        for other in Candidate.of(found.sitting_id):
            if wanted is not None and other.seat_wanted == wanted and other.id != found.id:
                raise SeatTaken(seat=wanted, name=other.person.called)
        if found.seat_wanted != wanted:
            found.seat_wanted = wanted
            found.save(only=[Candidate.seat_wanted])
            record(by, "candidate.seated", found.person.name, at=at, table=wanted, **_told(found))
    return found


def seat_all(sitting_id: int, by: Actor, *, at: datetime) -> int:
    """Give each candidate without a table the lowest one that is free, by name.

    Returns:
        How many got one.

    Raises:
        NoSuchSitting, SittingIsOver
    """
    with writing():
        sitting = _still_on(sitting_of(sitting_id, by))
        everybody = Candidate.of(sitting.id)
        taken = {each.seat_wanted for each in everybody}
        free = (number for number in range(1, HIGHEST_SEAT + 1) if number not in taken)
        without = [each for each in everybody if each.seat_wanted is None]
        for each in without:
            each.seat_wanted = next(free)
            each.save(only=[Candidate.seat_wanted])
        if without:
            record(by, "sitting.seated", sitting.title, at=at, sitting=sitting.id, n=len(without))
    return len(without)


def _add(
    sitting_id: int, people: Iterable[Person], unknown: tuple[str, ...], by: Actor, at: datetime
) -> Added:
    """Add people, inside the transaction that read who they are."""
    sitting = _still_on(sitting_of(sitting_id, by))
    there = Candidate.of(sitting.id)
    known, taken = {each.person_id for each in there}, {each.number for each in there}
    wanted = list(people)
    new = [each for each in wanted if each.id not in known]
    if len(there) + len(new) > MOST:
        raise TooManyCandidates(most=MOST)
    for person in new:
        number = numbers.draw(taken)
        taken.add(number)
        made = Candidate.create(
            sitting=sitting,
            person=person,
            number=number,
            seed=secrets.token_hex(16),
            added_at=at,
        )
        record(by, "candidate.added", person.name, at=at, **_told(made))
    names = tuple(each.called for each in new)
    return Added(names, len(wanted) - len(new), unknown)


def _still_on(sitting: Sitting) -> Sitting:
    if sitting.is_over:
        raise SittingIsOver()
    return sitting


def _told(candidate: Candidate) -> dict[str, object]:
    return {"sitting": candidate.sitting_id, "candidate": candidate.id}
