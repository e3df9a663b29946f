"""What a paper asks: questions and draws, in the order of its sections, with their points."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server.actors import Actor
from server.audit.operations import record
from server.bank import operations as bank
from server.database import writing
from server.exams.models import Item, Section
from server.exams.points import points_in
from server.exams.refusals import CountNotUnderstood, NothingChosen, NotInThisPaper
from server.exams.sections import MOST_ITEMS, changing, reorder, section_of, too_much


@dataclass(frozen=True)
class Draw:
    """What is drawn for each candidate."""

    category: int | None
    below: bool
    tags: tuple[str, ...]
    count: int


def add_questions(
    number: int, section: int, questions: Sequence[int], points: str, by: Actor, *, at: datetime
) -> int:
    """Add the latest versions of questions to a section, behind what stands there.

    A question that stands in the paper already is passed over.

    Args:
        number: of the paper.
        section: its id.
        questions: numbers of questions of the bank.
        points: what each is worth, as somebody writes it: see ``points_in``.
        by: who adds them.
        at: now.

    Returns:
        How many were added.

    Raises:
        NoSuchPaper, IsLocked, NotInThisPaper, NothingChosen, TooMuch, PointsNotUnderstood
        NoSuchQuestion: one is not in the bank.
    """
    worth = points_in(points)
    if not questions:
        raise NothingChosen()
    with writing():
        paper = changing(number, at)
        into = section_of(paper, section)
        items = [each for several in paper.items().values() for each in several]
        there = {each.version.question_id for each in items if not each.is_draw}
        fresh = [each for each in dict.fromkeys(questions) if each not in there]
        if len(items) + len(fresh) > MOST_ITEMS:
            raise too_much()
        for each in fresh:
            version = bank.find(each).latest()
            _append(into, version=version, points=worth)
        if fresh:
            record(by, "paper.questions_added", paper.title, at=at, paper=paper.id, added=fresh)
    return len(fresh)


def add_draw(
    number: int, section: int, draw: Draw, points: str, by: Actor, *, at: datetime
) -> Item:
    """Let so many questions of a category be drawn for each candidate.

    Raises:
        NoSuchPaper, IsLocked, NotInThisPaper, NoSuchCategory, CountNotUnderstood, TooMuch
        PointsNotUnderstood
    """
    worth = points_in(points)
    if not 1 <= draw.count <= MOST_ITEMS:
        raise CountNotUnderstood(most=MOST_ITEMS)
    with writing():
        paper = changing(number, at)
        into = section_of(paper, section)
        if sum(map(len, paper.items().values())) >= MOST_ITEMS:
            raise too_much()
        if draw.category is not None:
            bank.category_of(draw.category)
        made = _append(
            into,
            category=draw.category,
            below=draw.below,
            tags=json.dumps(sorted(draw.tags), ensure_ascii=False),
            count=draw.count,
            points=worth,
        )
        record(by, "paper.draw_added", paper.title, at=at, paper=paper.id, count=draw.count)
    return made


def set_points(number: int, points: dict[int, str], by: Actor, *, at: datetime) -> None:
    """Say what items are worth, by their ids; those of another paper are passed over.

    Raises:
        NoSuchPaper, IsLocked
        PointsNotUnderstood: nothing was changed.
    """
    worth = {item: points_in(written) for item, written in points.items()}
    with writing():
        paper = changing(number, at)
        for items in paper.items().values():
            for each in items:
                if each.id in worth:
                    each.points = worth[each.id]
                    each.save(only=[Item.points])
        record(by, "paper.changed", paper.title, at=at, paper=paper.id)


def remove_item(number: int, item: int, by: Actor, *, at: datetime) -> None:
    """Take a question or a draw out of a paper; taken out twice, it is out.

    Raises:
        NoSuchPaper, IsLocked
    """
    with writing():
        paper = changing(number, at)
        for items in paper.items().values():
            for each in items:
                if each.id == item:
                    each.delete_instance()
                    record(by, "paper.question_removed", paper.title, at=at, paper=paper.id)


def move_item(number: int, item: int, by: int, *, at: datetime) -> None:
    """Move an item by so many places within its section, up where negative.

    At the end of a section it goes over into the next one, at the beginning into the one before.

    Raises:
        NoSuchPaper, IsLocked, NotInThisPaper
    """
    with writing():
        paper = changing(number, at)
        items, sections = paper.items(), paper.sections()
        found = _item(items, item)
        mine = items[found.section_id]
        place = [each.id for each in mine].index(item)
        if 0 <= place + by < len(mine):
            reorder(mine, found, by)
            return
        order = [each.id for each in sections]
        beside = order.index(found.section_id) + (1 if by > 0 else -1)
        if 0 <= beside < len(order):
            others = items[order[beside]]
            ends = [each.place for each in others] or [0]
            found.section = order[beside]
            found.place = ends[0] - 1 if by > 0 else ends[-1] + 1
            found.save(only=[Item.section, Item.place])


def take_latest(number: int, item: int, by: Actor, *, at: datetime) -> None:
    """Let a paper ask a question in its latest version.

    Raises:
        NoSuchPaper, IsLocked, NotInThisPaper
    """
    with writing():
        paper = changing(number, at)
        found = _item(paper.items(), item)
        if not found.is_draw:
            found.version = found.version.question.latest()
            found.save(only=[Item.version])
            record(by, "paper.version_taken", paper.title, at=at, question=found.version.name)


def _item(items: dict[int, list[Item]], number: int) -> Item:
    for several in items.values():
        for each in several:
            if each.id == number:
                return each
    raise NotInThisPaper()


def _append(section: Section, **values: Any) -> Item:
    last = Item.select().where(Item.section == section).order_by(Item.place.desc()).first()
    made: Item = Item.create(section=section, place=last.place + 1 if last else 0, **values)
    return made
