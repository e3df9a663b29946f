"""Slides to one lesson: a section each, with its title, what it shows, and its notes below."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from content import foreign
from content.formats.binding import Binder, Find
from content.formats.desk import Desk
from content.formats.office.documents import check_length, say_lost
from content.formats.said import line
from content.formats.works import NotRead, Page
from i18n.refusals import Phrase
from i18n.translate import N_

MOST_TOGETHER = 60
"""Slides of one lesson."""


@dataclass(frozen=True)
class Slide:
    """A slide, as HTML that is cleaned later."""

    title: str
    body: str
    notes: str = ""


def lesson(
    slides: Sequence[Slide], title: str, desk: Desk, find: Find, lost: frozenset[str]
) -> list[Page]:
    """Return the lesson of a show, several where it is long.

    Raises:
        NotRead: no slide of it says or shows anything, or they say far too much.
    """
    check_length(sum(len(slide.body) + len(slide.notes) for slide in slides))
    binder = Binder(desk, find)
    say_lost(desk, lost)
    bound = []
    for start in range(0, len(slides), MOST_TOGETHER):
        some = slides[start : start + MOST_TOGETHER]
        html = "".join(_section(number, each) for number, each in enumerate(some, start + 1))
        number = start // MOST_TOGETHER
        more = f" ({number + 1})" if number else ""
        page = foreign.read(html.encode(errors="replace"))
        try:
            identity = desk.id_of(f"slides{more}")
            bound.append(binder.bind(identity, title + more, [("", page)], lambda here, to: ""))
        except NotRead as reason:
            desk.leave_out(title + more, reason.args[0])
    if not bound:
        raise NotRead(Phrase(N_("it holds nothing that can be read")))
    return binder.keep(bound)


def _section(number: int, slide: Slide) -> str:
    if not slide.title.strip() and not slide.body.strip() and not slide.notes.strip():
        return ""
    title = line(slide.title) or str(number)
    notes = f"<blockquote>{slide.notes}</blockquote>" if slide.notes.strip() else ""
    return f"<section><h2>{escape(title)}</h2>{slide.body}{notes}</section>"
