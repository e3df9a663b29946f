"""Offering it, answering, finishing, judging, erasing: and who may look."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from content.wording import one_line
from i18n.refusals import Conflict, Invalid, NotFound
from i18n.translate import N_
from server.accounts.models import Person
from server.actors import SYSTEM, Actor
from server.audit.operations import record
from server.classes import with_you
from server.database import writing
from server.positioning.deciding import LADDERS, SCHOOLED, Need
from server.positioning.models import Positioning, PositioningAnswer
from server.positioning.pages import Page, languages_here, page_of

LONGEST_WORD = 40
LONGEST_REMARK = 500
KEPT_FOR = timedelta(days=730)
"""After the last touch: longer than a course lasts, and nobody is who they were two years ago."""


class NoSuchPositioning(NotFound):
    """There is none of this number, or not for whoever asks."""

    message = N_("This sheet is not here. It may have been erased.")


class NothingOffered(NotFound):
    """A learner goes on with nothing."""

    message = N_("Nothing is waiting here for you now. Ask the teacher if you would like it.")


class OfferedAlready(Conflict):
    """One is open."""

    message = N_("It is offered already, and not finished yet. Nothing was changed.")


class BegunAlready(Conflict):
    """What was begun is withdrawn."""

    message = N_("It is begun already: only the learner can erase it. Nothing was changed.")


class RemarkTooLong(Invalid):
    """A remark is longer than is kept."""

    message = N_("This remark has {signs} signs; {most} at most are kept. Shorten it.")


@dataclass(frozen=True)
class Judgement:
    """What a teacher says instead of, or beside, what was found."""

    levels: Mapping[str, int | None]
    """By the names in ``LADDERS``; None to leave one as it was found."""
    need: str = ""
    remark: str = ""
    start: str = ""
    start_title: str = ""


def offer(
    enrolment_id: int, language: str, teacher: Person, by: Actor, *, at: datetime
) -> Positioning:
    """Offer it to somebody of a class: it waits on their first page.

    Args:
        enrolment_id: of a stay in a class of this teacher.
        language: the one they read or speak best; anything unknown lets them say it.
        teacher: who offers.
        by: the teacher as the audit log names them.
        at: now.

    Raises:
        NoSuchEnrolment, NotWithYou: see ``with_you.stay_of``.
        OfferedAlready: one is not finished.
    """
    with writing():
        person: Person = with_you.stay_of(enrolment_id, by).person
        if Positioning.open_of(person.id) is not None:
            raise OfferedAlready()
        made: Positioning = Positioning.create(
            person=person,
            offered_by=teacher,
            offered_at=at,
            touched_at=at,
            seed=secrets.randbelow(1 << 30),
            language=language if language in languages_here() else "",
        )
        record(by, "positioning.offered", person.name, at=at, number=made.id)
    return made


def withdraw(number: int, by: Actor, *, at: datetime) -> int:
    """Take back what was not begun; return whose it was, by their id.

    Raises:
        NoSuchPositioning: there is none, or it is not theirs to see.
        BegunAlready: somebody has answered.
    """
    with writing():
        found = _seen(number, by)
        if found.begun_at is not None:
            raise BegunAlready()
        person: Person = found.person
        found.delete_instance()
        record(by, "positioning.withdrawn", person.name, at=at, number=number)
    return person.id


def look(number: int, by: Actor, *, at: datetime) -> Positioning:
    """Return a sheet to a teacher, and tell the log who looked at it.

    Raises:
        NoSuchPositioning: there is none, or its learner is in none of their classes now.
    """
    found = _seen(number, by)
    record(by, "positioning.read", found.person.name, at=at, number=found.id)
    return found


def _seen(number: int, by: Actor) -> Positioning:
    found: Positioning | None = Positioning.get_or_none(Positioning.id == number)
    if found is None or not with_you.has(by, found.person_id):
        raise NoSuchPositioning()
    return found


def answer(person: Person, name: str, given: str, *, at: datetime) -> Page | None:
    """Keep what was answered to a page; return the next one, None at the end.

    What was answered before stays: a page that is sent again, from another seat or after "back",
    changes nothing.

    Args:
        person: a learner to whom it was offered.
        name: of the page that was answered.
        given: one of its choices; anything else is "I do not know".
        at: now.

    Raises:
        NothingOffered: there is nothing to answer.
    """
    with writing():
        found = _open(person)
        page = page_of(found)
        if page is not None and page.name == name:
            _keep(found, page, given, at)
            page = page_of(found)
            if page is None:
                _finish(found, at)
    return page


def _open(person: Person) -> Positioning:
    found = Positioning.open_of(person.id)
    if found is None:
        raise NothingOffered()
    return found


def _keep(found: Positioning, page: Page, given: str, at: datetime) -> None:
    if page.name == "language":
        found.language = given if given in languages_here() else "other"
    elif page.name == "sound":
        found.sound = "no" if given == "no" else "yes"
    elif page.name == "schooled":
        found.schooled = given if given in SCHOOLED else "unsaid"
    else:
        item, right = page.item, None
        if item is not None:
            given = given if given in item.choices else ""
            right = given == item.right
        kept = one_line(given)[:LONGEST_WORD] if item is None else given
        fields = {"given": kept, "right": right, "given_at": at}
        PositioningAnswer.create(positioning=found, item=page.name, **fields)
    found.begun_at = found.begun_at or at
    found.touched_at = at
    found.save()


def finish(person: Person, *, at: datetime) -> Positioning:
    """End it with what was answered so far.

    Raises:
        NothingOffered: there is nothing to end.
    """
    with writing():
        found = _open(person)
        if found.begun_at is None:
            raise NothingOffered()
        return _finish(found, at)


def _finish(found: Positioning, at: datetime) -> Positioning:
    found.finished_at = found.touched_at = at
    found.save(only=[Positioning.finished_at, Positioning.touched_at])
    return found


def mine(number: int, person_id: int) -> Positioning:
    """Return a sheet to whoever it is about.

    Raises:
        NoSuchPositioning: there is none, it is somebody else's, or it was not begun.
    """
    found: Positioning | None = Positioning.get_or_none(
        Positioning.id == number, Positioning.person == person_id
    )
    if found is None or found.begun_at is None:
        raise NoSuchPositioning()
    return found


def erase(number: int, person: Person, by: Actor, *, at: datetime) -> None:
    """Erase a sheet with all its answers, at the wish of whoever it is about.

    Raises:
        NoSuchPositioning: see ``mine``.
    """
    with writing():
        mine(number, person.id).delete_instance()
        record(by, "positioning.erased", person.name, at=at, number=number)


def judge(
    number: int, judged: Judgement, teacher: Person, by: Actor, *, at: datetime
) -> Positioning:
    """Keep a teacher's own judgement, which stands above what was found.

    Raises:
        NoSuchPositioning: there is none, or its learner is in none of their classes now.
        RemarkTooLong: the remark is too long; nothing was kept.
    """
    remark = judged.remark.strip()
    if len(remark) > LONGEST_REMARK:
        raise RemarkTooLong(signs=len(remark), most=LONGEST_REMARK)
    with writing():
        found = _seen(number, by)
        for name, highest in LADDERS.items():
            level = judged.levels.get(name)
            setattr(found, name, None if level is None else max(0, min(level, highest)))
        found.need = judged.need if judged.need in set(Need) else ""
        found.remark, found.start = remark, judged.start[:80]
        found.start_title = judged.start_title
        found.judged_by, found.judged_at, found.touched_at = teacher, at, at
        found.save()
        record(by, "positioning.judged", found.person.name, at=at, number=found.id)
    return found


def forget_old(*, at: datetime) -> int:
    """Erase what nobody has touched for ``KEPT_FOR``; return how many there were."""
    old = list(Positioning.untouched_since(at - KEPT_FOR))
    if old:
        with writing():
            for each in old:
                record(SYSTEM, "positioning.erased", each.person.name, at=at, number=each.id)
                each.delete_instance()
    return len(old)
