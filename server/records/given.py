"""The modules somebody has, with what they have done of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from content.browse import Item, NoSuchPage
from server.modules.models import ModulePage
from server.modules.openings import Given, given_to
from server.records.shelf import pages_of
from server.seats.models import Session
from server.web.visitor import Visitor


@dataclass(frozen=True)
class ModuleOf:
    """A module as its learner sees it."""

    given: Given
    pages: tuple[Item, ...]
    """In its order; those that this reader does not find are not among them."""
    done: int
    next: Item | None
    """The first page that is not done."""
    is_new: bool = False
    """Whether it was given since the last time."""

    @property
    def is_done(self) -> bool:
        """Say whether every page is."""
        return self.next is None


def modules_of(reader: Visitor, done: set[str], *, at: datetime) -> list[ModuleOf]:
    """Return the modules of a learner in which there is a page for them, those due first on top.

    Args:
        reader: who has signed in.
        done: ids of the pages that they have finished.
        at: now.
    """
    if reader.person_id is None:
        return []
    given = given_to(reader.person_id, at=at)
    if not given:
        return []
    ids = ModulePage.ids_of([each.module for each in given])
    held = pages_of(reader, (node_id for each in given for node_id in ids[each.module]))
    before = last_time(reader)
    found = [
        as_seen(
            each,
            [held[node_id] for node_id in ids[each.module] if node_id in held],
            done,
            is_new=before is not None and each.given_at > before,
        )
        for each in given
    ]
    return [each for each in found if each.pages]


def as_seen(given: Given, pages: Iterable[Item], done: set[str], *, is_new: bool) -> ModuleOf:
    """Return a module with what is done of it."""
    pages = tuple(pages)
    following = next((page for page in pages if page.id not in done), None)
    return ModuleOf(given, pages, sum(page.id in done for page in pages), following, is_new)


def last_time(reader: Visitor) -> datetime | None:
    """Return when somebody was last here before this session, None if they never were."""
    query = Session.select(Session.seen_at).where(Session.person == reader.person_id)
    if reader.session_id is not None:
        query = query.where(Session.id != reader.session_id)
    found = query.order_by(Session.id.desc()).limit(1).tuples().first()
    return found[0] if found else None


def module_of(reader: Visitor, number: int, done: set[str], *, at: datetime) -> ModuleOf:
    """Return one of the modules of a learner.

    Raises:
        NoSuchPage: it is not given to them, or has no page for them.
    """
    for each in modules_of(reader, done, at=at):
        if each.given.module == number:
            return each
    raise NoSuchPage()


@dataclass(frozen=True)
class Along:
    """The module that a page was opened from."""

    number: int
    title: str
    before: Item | None
    after: Item | None


def along(reader: Visitor, number: int | None, node_id: str, *, at: datetime) -> Along | None:
    """Return where a page stands in the module it was opened from; None if it was from none.

    Args:
        reader: who reads.
        number: of the module, as the address says it; one that is not theirs is none.
        node_id: of the page.
        at: now.
    """
    if number is None or reader.person_id is None:
        return None
    try:
        found = module_of(reader, number, set(), at=at)
    except NoSuchPage:
        return None
    ids = [page.id for page in found.pages]
    if node_id not in ids:
        return None
    place = ids.index(node_id)
    before = found.pages[place - 1] if place else None
    after = found.pages[place + 1] if place + 1 < len(ids) else None
    return Along(number, found.given.title, before, after)
