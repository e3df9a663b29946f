"""Exams of a time, in figures: how many people entered one, and how many passed."""

from collections.abc import Collection
from datetime import date
from fractions import Fraction

from i18n.translate import gettext as _
from server import clock
from server.results.models import Marking, Result
from server.sittings.models import Candidate, Sitting, Stage, State


def counts(people: Collection[int] | None, first: date, last: date) -> list[tuple[str, int]]:
    """Return what a yearly report says of exams, as label and figure.

    Args:
        people: who is counted, by the number of their account; None for everybody.
        first: of the time in which an exam was planned.
        last: of that time; exams of that day count.
    """
    rows = (
        Candidate.select(Candidate.id, Candidate.person, Candidate.sitting, Sitting.planned_at)
        .join(Sitting)
        .where(Sitting.state == Stage.CLOSED.value, Candidate.state != State.ABSENT.value)
    )
    entered = {
        each.id
        for each in rows
        if first <= clock.day(each.sitting.planned_at) <= last
        if people is None or each.person_id in people
    }
    published = (
        Result.select(Result, Candidate)
        .join(Candidate)
        .join(Marking, on=(Marking.sitting == Candidate.sitting))
        .where(Marking.published_at.is_null(False))
    )
    passed = sum(
        Fraction(each.mark) * 2 >= Fraction(each.whole)
        for each in published
        if each.candidate_id in entered
    )
    return [(_("Exams entered"), len(entered)), (_("Exams passed"), passed)]
