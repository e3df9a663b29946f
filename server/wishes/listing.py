"""The list of wishes: how often each was asked for, and from which pages; also as a table."""

from dataclasses import dataclass
from datetime import date, datetime

from content import browse, outside
from content.browse import Item
from i18n.translate import gettext as _
from server import clock
from server.web.sheets import Cell
from server.wishes.models import REASONS, STATES, Voice, Wish

FEW = 3
"""Pages of a wish that a line names."""


@dataclass(frozen=True)
class Line:
    """A wish as the list shows it. No name and no sentence of whoever asked."""

    wish: Wish
    voices: int
    latest: datetime
    pages: tuple[Item, ...]
    """The pages it was asked from that are here, the one most asked from first."""
    more: int
    """How many of them are not named."""

    @property
    def way(self) -> outside.Way:
        """Return where the link leads."""
        return outside.way(self.wish.address)


def lines(states: tuple[str, ...], sort: str, language: str) -> list[Line]:
    """Return the wishes in some states.

    Args:
        states: those of ``models.STATES`` that are shown.
        sort: "often", "page" (by the title of the page most asked from) or "new".
        language: of the titles of pages.
    """
    found = list(Wish.select().where(Wish.state << states))
    counts = Voice.counts()
    asked_from = Voice.pages_of([each.id for each in found])
    named = {page for pages in asked_from.values() for page in pages}
    held = browse.items(named, language, coach=True)
    shown = []
    for each in found:
        pages = [held[page] for page in asked_from[each.id] if page in held]
        shown.append(Line(each, *counts[each.id], tuple(pages[:FEW]), max(0, len(pages) - FEW)))
    shown.sort(key=lambda line: (line.voices, line.latest), reverse=True)
    if sort == "page":
        shown.sort(key=_title)
    if sort == "new":
        shown.sort(key=lambda line: line.latest, reverse=True)
    return shown


def as_rows(found: list[Line]) -> list[list[Cell]]:
    """Return the list as a table for a spreadsheet, the heads of its columns first."""
    heads = (_("Asked for"), _("Address"), _("How often"), _("From the page"), _("Course"))
    rows: list[list[Cell]] = [[*heads, _("State"), _("Reason"), _("Answer"), _("Asked first on")]]
    for line in found:
        wish, page = line.wish, line.pages[0] if line.pages else None
        course = page.channel if page else ""
        reason = _(REASONS[wish.reason]) if wish.reason else ""
        first: date = clock.day(wish.asked_at)
        named = wish.words or line.way.host
        told: list[Cell] = [named, wish.address, line.voices, page.words.title if page else ""]
        rows.append([*told, course, _(STATES[wish.state]), reason, wish.answer, first])
    return rows


def _title(line: Line) -> tuple[bool, str]:
    return not line.pages, line.pages[0].words.title.casefold() if line.pages else ""
