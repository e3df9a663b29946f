"""What a paper is composed of: sections, questions, draws and documents, in order."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from content.html import clean
from content.store import BlobStore
from content.wording import one_line
from i18n.formats import Size
from server.actors import Actor
from server.audit.operations import record
from server.bank import operations as bank
from server.bank.files import keep
from server.database import writing
from server.exams.models import Item, Paper, PaperDocument, Section
from server.exams.operations import LONGEST_TEXT, LONGEST_TIME, LONGEST_TITLE, open_to_change
from server.exams.points import points_in
from server.exams.refusals import (
    CountNotUnderstood,
    NotADocument,
    NothingChosen,
    NotInThisPaper,
    TextTooLong,
    TimeNotUnderstood,
    TitleNeeded,
    TooMuch,
)

MOST_SECTIONS = 20
MOST_ITEMS = 200
MOST_DOCUMENTS = 20
LARGEST_DOCUMENT = 20 << 20
"""Bytes: all seats of a room open it in the same minute."""
DOCUMENTS = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "txt": "text/plain",
}
"""What every computer of a room opens, by the ending of its name."""


@dataclass(frozen=True)
class Draw:
    """What is drawn for each candidate."""

    category: int | None
    below: bool
    tags: tuple[str, ...]
    count: int


def add_section(number: int, by: Actor, *, at: datetime) -> Section:
    """Add a section behind the others.

    Raises:
        NoSuchPaper, IsLocked, TooMuch
    """
    with writing():
        paper = _changing(number, at)
        there = paper.sections()
        if len(there) >= MOST_SECTIONS:
            raise _too_much()
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
        paper = _changing(number, at)
        found = _section(paper, section)
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
        paper = _changing(number, at)
        _section(paper, section).delete_instance(recursive=True)
        record(by, "paper.section_removed", paper.title, at=at, paper=paper.id)


def move_section(number: int, section: int, by: int, *, at: datetime) -> None:
    """Move a section by so many places, up where negative; not beyond the ends.

    Raises:
        NoSuchPaper, IsLocked, NotInThisPaper
    """
    with writing():
        paper = _changing(number, at)
        _move(paper.sections(), _section(paper, section), by)


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
        paper = _changing(number, at)
        into = _section(paper, section)
        items = [each for several in paper.items().values() for each in several]
        there = {each.version.question_id for each in items if not each.is_draw}
        fresh = [each for each in dict.fromkeys(questions) if each not in there]
        if len(items) + len(fresh) > MOST_ITEMS:
            raise _too_much()
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
        paper = _changing(number, at)
        into = _section(paper, section)
        if sum(map(len, paper.items().values())) >= MOST_ITEMS:
            raise _too_much()
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
        paper = _changing(number, at)
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
        paper = _changing(number, at)
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
        paper = _changing(number, at)
        items, sections = paper.items(), paper.sections()
        found = _item(items, item)
        mine = items[found.section_id]
        place = [each.id for each in mine].index(item)
        if 0 <= place + by < len(mine):
            _move(mine, found, by)
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
        paper = _changing(number, at)
        found = _item(paper.items(), item)
        if not found.is_draw:
            found.version = found.version.question.latest()
            found.save(only=[Item.version])
            record(by, "paper.version_taken", paper.title, at=at, question=found.version.name)


def add_document(
    number: int, name: str, data: bytes, store: BlobStore, by: Actor, *, at: datetime
) -> PaperDocument:
    """Add a file that all candidates may open; the same file twice is there once.

    Raises:
        NoSuchPaper, IsLocked, NotADocument, TooMuch
        OSError: the disk is full; nothing was added.
    """
    name = one_line(name)[:LONGEST_TITLE]
    media_type = DOCUMENTS.get(name.rpartition(".")[2].lower().replace("jpeg", "jpg"))
    if media_type is None or not 0 < len(data) <= LARGEST_DOCUMENT:
        raise NotADocument(most=Size(LARGEST_DOCUMENT))
    open_to_change(number)
    sha256 = keep(store, data)
    with writing():
        paper = _changing(number, at)
        for each in paper.documents():
            if each.document == sha256:
                return each
        if len(paper.documents()) >= MOST_DOCUMENTS:
            raise _too_much()
        made: PaperDocument = PaperDocument.create(
            paper=paper, name=name, document=sha256, media_type=media_type, size=len(data)
        )
        record(by, "paper.document_added", paper.title, at=at, paper=paper.id, document=name)
    return made


def remove_document(number: int, document: int, by: Actor, *, at: datetime) -> None:
    """Take a document out of a paper; taken out twice, it is out.

    Raises:
        NoSuchPaper, IsLocked
    """
    with writing():
        paper = _changing(number, at)
        for each in paper.documents():
            if each.id == document:
                each.delete_instance()
                name = each.name
                record(by, "paper.document_removed", paper.title, at=at, document=name)


def _changing(number: int, at: datetime) -> Paper:
    paper = open_to_change(number)
    paper.changed_at = at
    paper.save(only=[Paper.changed_at])
    return paper


def _section(paper: Paper, number: int) -> Section:
    found: Section | None = Section.get_or_none(Section.id == number, Section.paper == paper)
    if found is None:
        raise NotInThisPaper()
    return found


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


def _move(rows: Sequence[Any], row: Any, by: int) -> None:
    """Put a row by so many places further, and give all of them places anew."""
    order = [each for each in rows if each.id != row.id]
    was = [each.id for each in rows].index(row.id)
    order.insert(max(0, min(len(order), was + by)), row)
    for place, each in enumerate(order):
        if each.place != place:
            each.place = place
            each.save(only=[type(each).place])


def _too_much() -> TooMuch:
    return TooMuch(sections=MOST_SECTIONS, questions=MOST_ITEMS, documents=MOST_DOCUMENTS)
