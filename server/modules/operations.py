"""Making modules, filling, ordering, copying and removing them."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from peewee import fn

from content import browse
from content.browse import Item
from content.wording import one_line, several_lines
from server.accounts.models import Person
from server.actors import Actor
from server.audit.operations import record
from server.classes.keepers import keeps_all
from server.database import writing
from server.modules.models import Assignment, Module, ModulePage
from server.modules.refusals import (
    NoSuchModule,
    NoteTooLong,
    NotForAModule,
    NotInThisModule,
    NotYourModule,
    StillAssigned,
    TitleNeeded,
    TooManyPages,
)
from server.roles import KEEPERS

LONGEST_TITLE = 100
LONGEST_NOTE = 2_000
"""Letters: a note that is longer is a lesson."""
MOST_PAGES = 200
"""Pages of a module: at four a session, a year of weekly sessions."""
ONE_PRESS = timedelta(seconds=30)
"""Within which the same form is one that was sent twice."""


def seen(number: int, by: Actor) -> Module:
    """Return a module that somebody may read, copy and assign: see ``Module.seen_by``.

    Raises:
        NoSuchModule: there is none, or it is not for them: the two are not told apart.
    """
    found: Module | None = None
    if by.person_id is None:
        found = Module.get_or_none(Module.id == number, Module.removed_at.is_null())
    else:
        person = Person.get_or_none(Person.id == by.person_id, Person.active)
        if person is not None and person.role in KEEPERS:
            found = Module.seen_by(person).where(Module.id == number).first()
    if found is None:
        raise NoSuchModule()
    return found


def may_change(module: Module, by: Actor) -> bool:
    """Say whether somebody may change a module that they see: its maker, or an administrator."""
    return module.made_by_id == by.person_id or keeps_all(by)


def _own(number: int, by: Actor) -> Module:
    found = seen(number, by)
    if not may_change(found, by):
        raise NotYourModule()
    return found


def make(title: str, note: str, by: Actor, *, at: datetime) -> Module:
    """Make a module without pages; a form that is sent twice makes one.

    Raises:
        TitleNeeded, NoteTooLong
    """
    title, note = _written(title, note)
    with writing():
        latest = Module.select().where(Module.made_by == by.person_id).order_by(Module.id.desc())
        before: Module | None = latest.first() if by.person_id else None
        if (
            before is not None
            and (before.title, before.note, before.removed_at) == (title, note, None)
            and timedelta(0) <= at - before.made_at < ONE_PRESS
        ):
            return before
        made: Module = Module.create(title=title, note=note, made_by=by.person_id, made_at=at)
        record(by, "module.made", made.title, at=at)
    return made


def _written(title: str, note: str) -> tuple[str, str]:
    title, note = one_line(title), several_lines(note)
    if not title or len(title) > LONGEST_TITLE:
        raise TitleNeeded(most=LONGEST_TITLE)
    if len(note) > LONGEST_NOTE:
        raise NoteTooLong(most=LONGEST_NOTE)
    return title, note


def change(number: int, title: str, note: str, by: Actor, *, at: datetime) -> Module:
    """Change the title and the note of a module.

    Raises:
        NoSuchModule, NotYourModule, TitleNeeded, NoteTooLong
    """
    title, note = _written(title, note)
    with writing():
        found = _own(number, by)
        before, found.title, found.note = found.title, title, note
        found.save(only=[Module.title, Module.note])
        record(by, "module.changed", title, at=at, before=before)
    return found


def copy(number: int, title: str, by: Actor, *, at: datetime) -> Module:
    """Make a module with the note and pages of another; it is theirs who copies. Once, if twice.

    Raises:
        NoSuchModule, TitleNeeded
    """
    with writing():
        source = seen(number, by)
        made = make(title, source.note, by, at=at)
        if made == source or made.pages():
            return made
        for page in source.pages():
            ModulePage.create(
                module=made,
                node_id=page.node_id,
                channel_id=page.channel_id,
                title=page.title,
                position=page.position,
            )
    return made


def pages_below(item: Item) -> list[Item]:
    """Return a page itself, or the pages of a topic in their order; not those for teachers."""
    if item.kind != "topic":
        return [item]
    below = browse.children(item.release, item.id, item.language, coach=False)
    return [page for each in below for page in pages_below(each)]


def add(number: int, node_ids: Sequence[str], by: Actor, *, at: datetime) -> int:
    """Put pages at the end of a module; return how many were not in it yet.

    Args:
        number: of the module.
        node_ids: of pages, and of topics for all of their pages, in the order they shall have.
        by: who may change it.
        at: when.

    Raises:
        NoSuchModule, NotYourModule, TooManyPages
        NotForAModule: one is not installed, or for teachers alone; nothing is added.
    """
    with writing():
        found = _own(number, by)
        held = browse.items(node_ids, "", coach=False)
        if any(node_id not in held for node_id in node_ids):
            raise NotForAModule()
        return _put(found, [page for each in node_ids for page in pages_below(held[each])], by, at)


def add_course(number: int, channel_id: str, by: Actor, *, at: datetime) -> int:
    """Put all pages of a course at the end of a module; return how many were not in it yet.

    Raises:
        NoSuchModule, NotYourModule, TooManyPages
        NotForAModule: the course is not installed.
    """
    with writing():
        found = _own(number, by)
        course = next((each for each in browse.channels("") if each.id == channel_id), None)
        if course is None:
            raise NotForAModule()
        ids = browse.pages(course.release, coach=False)
        if len(ids) > MOST_PAGES:
            raise TooManyPages(most=MOST_PAGES)
        held = browse.items(ids, "", coach=False)
        return _put(found, [held[node_id] for node_id in ids], by, at)


def _put(module: Module, pages: Sequence[Item], by: Actor, at: datetime) -> int:
    here = {page.node_id for page in module.pages()}
    new = [page for page in dict.fromkeys(pages) if page.id not in here]
    if len(here) + len(new) > MOST_PAGES:
        raise TooManyPages(most=MOST_PAGES)
    last = ModulePage.select(fn.MAX(ModulePage.position)).where(ModulePage.module == module)
    start = (last.scalar() or 0) + 1
    for position, page in enumerate(new, start=start):
        ModulePage.create(
            module=module,
            node_id=page.id,
            channel_id=page.channel,
            title=page.words.title,
            position=position,
        )
    if new:
        record(by, "module.filled", module.title, at=at, pages=[page.id for page in new])
    return len(new)


def arrange(number: int, places: Mapping[str, int], by: Actor, *, at: datetime) -> None:
    """Put the pages of a module in the order of their numbers.

    Args:
        number: of the module.
        places: a number for pages, by id, from 1; those with another number than before stand there
            afterwards, and the others follow each other as they did.
        by: who may change it.
        at: when.

    Raises:
        NoSuchModule, NotYourModule
        NotInThisModule: a page is not in it; nothing was moved.
    """
    with writing():
        found = _own(number, by)
        pages = found.pages()
        if not places.keys() <= {page.node_id for page in pages}:
            raise NotInThisModule()
        before = {page.node_id: place for place, page in enumerate(pages, start=1)}
        moved = {each: place for each, place in places.items() if place != before[each]}
        ordered = [page for page in pages if page.node_id not in moved]
        for node_id, place in sorted(moved.items(), key=lambda each: each[1]):
            ordered.insert(max(0, place - 1), pages[before[node_id] - 1])
        _keep_order(found, ordered, by, at)


def move(number: int, node_id: str, steps: int, by: Actor, *, at: datetime) -> None:
    """Move a page of a module up (-1) or down (1) among the others; never beyond the ends.

    Raises:
        NoSuchModule, NotYourModule, NotInThisModule
    """
    with writing():
        found = _own(number, by)
        pages = found.pages()
        page = next((each for each in pages if each.node_id == node_id), None)
        if page is None:
            raise NotInThisModule()
        place = pages.index(page)
        pages.remove(page)
        pages.insert(max(0, place + steps), page)
        _keep_order(found, pages, by, at)


def _keep_order(module: Module, pages: Sequence[ModulePage], by: Actor, at: datetime) -> None:
    moved = False
    for position, page in enumerate(pages, start=1):
        moved = moved or page.position != position
        page.position = position
        page.save(only=[ModulePage.position])
    if moved:
        record(by, "module.arranged", module.title, at=at)


def take_out(number: int, node_id: str, by: Actor, *, at: datetime) -> None:
    """Take a page out of a module; what people did there stays done.

    Raises:
        NoSuchModule, NotYourModule, NotInThisModule
    """
    with writing():
        found = _own(number, by)
        gone = ModulePage.delete().where(ModulePage.module == found, ModulePage.node_id == node_id)
        if not gone.execute():
            raise NotInThisModule()
        record(by, "module.page_taken_out", found.title, at=at, page=node_id)


def remove(number: int, by: Actor, *, at: datetime) -> None:
    """Remove a module that nobody has; what people did in it is kept.

    Raises:
        NoSuchModule, NotYourModule, StillAssigned
    """
    with writing():
        found = _own(number, by)
        if Assignment.running().where(Assignment.module == found).exists():
            raise StillAssigned()
        found.removed_at = at
        found.save(only=[Module.removed_at])
        record(by, "module.removed", found.title, at=at)
