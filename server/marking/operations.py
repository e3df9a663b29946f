"""What a teacher does with what waits: marks a work, gives their word for a page."""

import re
from datetime import datetime
from fractions import Fraction

from content import browse
from i18n.refusals import Invalid, NotFound
from i18n.translate import N_
from server.accounts.models import Person
from server.actors import Actor
from server.database import writing
from server.marking.waiting import people_of
from server.records import operations as records
from server.records import works
from server.records.models import WHOLE, Visit, Work
from server.records.works import NoSuchWork

_MARK = re.compile(rf"\s*(\d{{1,2}})(?:[.,٫](\d))?\s*(?:/\s*{WHOLE})?\s*")
"""Digits of any script; ٫ is the decimal sign of Arabic."""


class MarkNotUnderstood(Invalid):
    """A mark is no number of half points."""

    message = N_("Write a mark from 0 to 20, whole or with a half: 14 or 14.5. It is not kept yet.")


class NoSuchPageToSee(NotFound):
    """A page does not wait for a teacher's word, or not for this teacher's."""

    message = N_("This page waits for nobody's word here. Go back to the list.")


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


def work_of(work_id: int, by: Actor) -> Work:
    """Return a work that was handed in by one of somebody's people, marked or not.

    Raises:
        NoSuchWork: there is none, it is a draft, or not of their people: these are not told apart.
    """
    work: Work | None = Work.get_or_none(Work.id == work_id, Work.state != "draft")
    if work is None or work.person_id not in people_of(by):
        raise NoSuchWork()
    return work


def file_of(work_id: int, by: Actor) -> Work:
    """Return a work with a file or recording, of one of somebody's people.

    Raises:
        NoSuchWork: see ``work_of``; or it is a text.
    """
    work = work_of(work_id, by)
    return works.file_of(work.id, work.person_id)


def mark(
    work_id: int, teacher: Person, written: str, remark: str, by: Actor, *, at: datetime
) -> Work:
    """Mark a work as a form says it; the same mark sent twice by one teacher is one mark.

    Raises:
        NoSuchWork: see ``work_of``.
        MarkNotUnderstood: see ``earned``.
        AlreadyMarked: by somebody else, or otherwise; that mark stays.
    """
    points = earned(written)
    remark = remark.replace("\r\n", "\n").strip()[: works.LONGEST_REMARK]
    with writing():
        work = work_of(work_id, by)
        said = (work.state, work.marked_by_id, work.mark, work.remark)
        if said == ("marked", teacher.id, str(points), remark):
            return work
        return works.mark(work.id, teacher, points, remark, by, at=at)


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
