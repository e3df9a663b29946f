"""The sections of a paper: added, described, moved, taken out; what all changes of one share."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from content.html import clean
from content.wording import one_line
from server.actors import Actor
from server.audit.operations import record
from server.database import writing
from server.exams.models import Paper, Section
from server.exams.operations import LONGEST_TEXT, LONGEST_TIME, LONGEST_TITLE, open_to_change
from server.exams.refusals import (
    NotInThisPaper,
    TextTooLong,
    TimeNotUnderstood,
    TitleNeeded,
    TooMuch,
)

MOST_SECTIONS = 20
MOST_ITEMS = 200
MOST_DOCUMENTS = 20


def add_section(number: int, by: Actor, *, at: datetime) -> Section:
    """Add a section behind the others.

    Raises:
        NoSuchPaper, IsLocked, TooMuch
    """
    with writing():
        paper = changing(number, at)
        there = paper.sections()
        if len(there) >= MOST_SECTIONS:
            raise too_much()
        place = there[-1].place + 1 if there else 0
        made: Section = Section.create(paper=paper, place=place)
        record(by, "paper.section_added", paper.title, at=at, paper=paper.id)
    return made


def change_section(
    number: int,
    section: int,
    title: str,
    instructions: str,
    seconds: int,
    shuffle: bool,
    by: Actor,
    *,
    at: datetime,
) -> Section:
    """Say what a section is called, its instructions, time and order.

    Raises:
        NoSuchPaper, IsLocked, NotInThisPaper, TitleNeeded, TextTooLong, TimeNotUnderstood
    """
    title, instructions = one_line(title), clean(instructions)
    if len(title) > LONGEST_TITLE:
        raise TitleNeeded(most=LONGEST_TITLE)
    if len(instructions) > LONGEST_TEXT:
        raise TextTooLong(most=LONGEST_TEXT)
    if not 0 <= seconds <= LONGEST_TIME:
        raise TimeNotUnderstood(most=LONGEST_TIME // 60)
    with writing():
        paper = changing(number, at)
        found = section_of(paper, section)
        found.title, found.instructions = title, instructions
        found.seconds, found.shuffle = seconds, shuffle
        found.save()
        record(by, "paper.changed", paper.title, at=at, paper=paper.id)
    return found


def remove_section(number: int, section: int, by: Actor, *, at: datetime) -> None:
    """Take a section out of a paper, with its items.

    Raises:
        NoSuchPaper, IsLocked, NotInThisPaper
    """
    with writing():
        paper = changing(number, at)
        section_of(paper, section).delete_instance(recursive=True)
        record(by, "paper.section_removed", paper.title, at=at, paper=paper.id)


def move_section(number: int, section: int, by: int, *, at: datetime) -> None:
    """Move a section by so many places, up where negative; not beyond the ends.

    Raises:
        NoSuchPaper, IsLocked, NotInThisPaper
    """
    with writing():
        paper = changing(number, at)
        reorder(paper.sections(), section_of(paper, section), by)


def changing(number: int, at: datetime) -> Paper:
    """Return a paper that is being changed; ask within ``writing()``.

    Raises:
        NoSuchPaper, IsLocked
    """
    paper = open_to_change(number)
    paper.changed_at = at
    paper.save(only=[Paper.changed_at])
    return paper


def section_of(paper: Paper, number: int) -> Section:
    """Return a section of a paper by its id.

    Raises:
        NotInThisPaper
    """
    found: Section | None = Section.get_or_none(Section.id == number, Section.paper == paper)
    if found is None:
        raise NotInThisPaper()
    return found


def reorder(rows: Sequence[Any], row: Any, by: int) -> None:
    """Put a row by so many places further, and give all of them places anew."""
    order = [each for each in rows if each.id != row.id]
    was = [each.id for each in rows].index(row.id)
    order.insert(max(0, min(len(order), was + by)), row)
    for place, each in enumerate(order):
        if each.place != place:
            each.place = place
            each.save(only=[type(each).place])


def too_much() -> TooMuch:
    """Return the refusal of what would be more than a paper holds."""
    return TooMuch(sections=MOST_SECTIONS, questions=MOST_ITEMS, documents=MOST_DOCUMENTS)
