"""What a teacher does with what waits: marks a work, gives their word for a page."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from content import browse
from content.wording import several_lines
from i18n.refusals import Invalid, NotFound
from i18n.translate import N_
from server.accounts.models import Person
from server.actors import Actor
from server.database import writing
from server.marking.asked import can_be_opened
from server.marking.models import Habit
from server.marking.speaking import given_with
from server.marking.waiting import people_of, work_of
from server.records import marks, works
from server.records import operations as records
from server.records.in_writing import UNWRITTEN, InWriting
from server.records.marks import LEVELS, LONGEST_REMARK, CannotBeRedone, Verdict
from server.records.models import WHOLE, Visit, Work

_MARK = re.compile(rf"\s*(\d{{1,2}})(?:[.,٫](\d))?\s*(?:/\s*{WHOLE})?\s*")
"""Digits of any script; ٫ is the decimal sign of Arabic."""


class MarkNotUnderstood(Invalid):
    """A mark is no number of half points."""

    message = N_("Write a mark from 0 to 20, whole or with a half: 14 or 14.5. It is not kept yet.")


class LevelNeeded(Invalid):
    """A work is marked by levels, and none was chosen."""

    message = N_("Choose one: acquired, in progress or not acquired. It is not kept yet.")


class NoSuchPageToSee(NotFound):
    """A page does not wait for a teacher's word, or not for this teacher's."""

    message = N_("This page waits for nobody's word here. Go back to the list.")


@dataclass
class Sent:
    """What a teacher enters in the form of a work."""

    mark: str = ""
    """Of twenty, as they write it."""
    level: str = ""
    """A key of ``LEVELS``."""
    remark: str = ""
    by_levels: bool = False
    """Whether the form asks for a level, not for points."""
    seen: int = 0
    """The ``Work.marked_times`` that the page showed."""
    words: InWriting = UNWRITTEN
    """Of what they say, in writing."""
    without_spoken: bool = False
    """What was said with an earlier mark is taken away."""


def earned(written: str) -> Fraction:
    """Return what a written mark of twenty is of the whole: "14,5" is 29/40.

    Raises:
        MarkNotUnderstood: it is no number from 0 to 20 in half points.
    """
    found = _MARK.fullmatch(written)
    if found is None or int(found[2] or 0) not in (0, 5):
        raise MarkNotUnderstood()
    points = Fraction(10 * int(found[1]) + int(found[2] or 0), 10)
    if points > WHOLE:
        raise MarkNotUnderstood()
    return points / WHOLE


def file_of(work_id: int, by: Actor) -> Work:
    """Return a work with a file or recording, of one of somebody's people.

    Raises:
        NoSuchWork: see ``work_of``; or it is a text.
    """
    work = work_of(work_id, by)
    return works.file_of(work.id, work.person_id)


def verdict_of(sent: Sent) -> Verdict:
    """Return what a form gives, without what was said.

    Raises:
        MarkNotUnderstood, LevelNeeded
    """
    remark = several_lines(sent.remark)[:LONGEST_REMARK]
    if not sent.by_levels:
        return Verdict(earned(sent.mark), "", remark)
    if sent.level not in LEVELS:
        raise LevelNeeded()
    return Verdict(LEVELS[sent.level], sent.level, remark)


def mark(work_id: int, teacher: Person, sent: Sent, by: Actor, *, at: datetime) -> Work:
    """Mark a work, or correct its mark, as a form says it, with what the teacher has said.

    The same form sent twice is one mark.

    Raises:
        NoSuchWork: see ``work_of``.
        MarkNotUnderstood, LevelNeeded: see ``verdict_of``.
        AlreadyMarked, HandedInAgain: it is not as they have seen it; nothing is changed.
    """
    verdict = verdict_of(sent)
    with writing():
        work = work_of(work_id, by)
        first = work.state == "waiting"
        spoken = given_with(work, by, without=first or sent.without_spoken)
        verdict = replace(verdict, spoken=spoken)
        return marks.mark(work.id, teacher, verdict, by, seen=sent.seen, at=at)


def send_back(work_id: int, teacher: Person, sent: Sent, by: Actor, *, at: datetime) -> Work:
    """Send a work back to its author, with what the teacher has written or said.

    Raises:
        NoSuchWork: see ``work_of``.
        SayWhatToDo, MarkedIsMarked, HandedInAgain, CannotBeRedone: nothing is changed.
    """
    remark = several_lines(sent.remark)[:LONGEST_REMARK]
    with writing():
        work = work_of(work_id, by)
        if not can_be_opened(work):
            raise CannotBeRedone()
        spoken = given_with(work, by, without=True)
        return marks.send_back(work.id, teacher, remark, spoken, by, seen=sent.seen, at=at)


def like(
    person_id: int,
    *,
    by_levels: bool | None = None,
    hide_names: bool | None = None,
    keys: bool | None = None,
) -> None:
    """Note how somebody likes to mark; what is None stays as it is."""
    said = {"by_levels": by_levels, "hide_names": hide_names, "keys": keys}
    with writing():
        habit = Habit.of(person_id)
        for name, value in said.items():
            if value is not None:
                setattr(habit, name, value)
        habit.save()


def give_word(visit_id: int, by: Actor, *, at: datetime) -> str:
    """Say that somebody has done a page that needs a teacher's word; return whose page it was.

    Said twice, it changes nothing.

    Raises:
        NoSuchPageToSee: no such page was opened by one of their people, or it needs no word.
    """
    with writing():
        visit: Visit | None = Visit.get_or_none(Visit.id == visit_id)
        if visit is None or visit.person_id not in people_of(by):
            raise NoSuchPageToSee()
        page = browse.items([visit.node_id], "", coach=True).get(visit.node_id)
        if page is None or page.completion != "teacher":
            raise NoSuchPageToSee()
        records.finished_by_teacher(visit.person_id, page, by, at=at)
        return str(visit.person.name)
