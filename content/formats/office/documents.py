"""A text with headings to lessons: one, or one a heading where it is long."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from content import foreign
from content.foreign import Page as Foreign
from content.formats import cutting
from content.formats.binding import Binder, Bound, Find
from content.formats.desk import Desk
from content.formats.said import line
from content.formats.works import NotRead, Page
from content.wording import is_seen
from i18n.refusals import Phrase
from i18n.translate import N_

LONG = 15_000
"""Characters from which a text is cut at its highest headings: some ten minutes of reading."""
LEAST = 1_500
"""Characters below which what follows a heading is put together with its neighbour: a lesson of
fewer than some 250 words is more turning of pages than reading."""
MOST = 12_000_000
"""Characters of HTML made of one document: five thousand pages, and 400 MB while it is read."""
LONGEST_TITLE = 80
"""Characters of a title that names several parts; a longer one would be cut off in lists."""
_HEADINGS = ("h1", "h2", "h3", "h4")


@dataclass
class _Section:
    """A piece of a text, or a heading with pieces below it."""

    title: str
    name: str
    page: Foreign | None = None
    below: "list[_Section]" = field(default_factory=list)


@dataclass
class _Group:
    """Parts of a text that become one lesson."""

    title: str
    body: Element
    length: int
    """Of its text, in characters."""

    def take(self, other: "_Group") -> None:
        """Put another after these; what stands before a first heading is not named."""
        begins = self.body[0].tag if len(self.body) else ""
        both = f"{self.title} · {other.title}"
        if begins not in _HEADINGS:
            self.title = other.title
        elif len(both) <= LONGEST_TITLE:
            self.title = both
        self.body.extend(other.body)
        self.length += other.length


def lessons(
    html: str, title: str, desk: Desk, find: Find, lost: frozenset[str] = frozenset()
) -> list[Page]:
    """Return the lessons of a text at its desk.

    Args:
        html: all of it; cleaned here.
        title: of the whole.
        desk: told what was changed or left out.
        find: its pictures.
        lost: what was met that only an office program shows.

    Raises:
        NotRead: nothing of it can be read, or it is far too long.
    """
    check_length(len(html))
    say_lost(desk, lost)
    page = foreign.read(html.encode(errors="replace"))
    if page.tangled:
        raise NotRead(Phrase(N_("HTML that is not written as a lesson's")))
    sections = list(_sections(page, title, "", _HEADINGS))
    names = {
        spot: desk.id_of(section.name)
        for section in _leaves(sections)
        if section.page
        for spot in cutting.ids(section.page)
    }
    binder = Binder(desk, find)
    bound: list[Bound] = []
    pages = _made(sections, binder, bound, names)
    if not binder.keep(bound):
        raise NotRead(Phrase(N_("it holds nothing that can be read")))
    return pages


def check_length(length: int) -> None:
    """Refuse a text of which no lessons can be made in the memory of a small PC.

    Raises:
        NotRead: it has more than ``MOST`` characters.
    """
    if length > MOST:
        message = N_("its text has more than {most} characters: save it as several documents")
        raise NotRead(Phrase(message, most=MOST))


def say_lost(desk: Desk, lost: frozenset[str]) -> None:
    """Note what only an office program shows."""
    if lost:
        what = ", ".join(sorted(lost))
        desk.change("", N_("what is neither text nor picture was taken out: {what}"), what=what)


def _made(
    sections: list[_Section], binder: Binder, bound: list[Bound], names: dict[str, str]
) -> list[Page]:
    pages: list[Page] = []
    for section in sections:
        identity = binder.desk.id_of(section.name)
        if section.page is None:
            if below := _made(section.below, binder, bound, names):
                pages.append(Page(identity, section.title, "topic", below=below))
            continue
        try:
            link = _links_from(identity, names)
            made = binder.bind(identity, section.title, [("", section.page)], link)
        except NotRead as reason:
            if section.page.text:
                binder.desk.leave_out(section.title, reason.args[0])
            continue
        bound.append(made)
        pages.append(made.page)
    return pages


def _links_from(identity: str, names: dict[str, str]) -> Callable[[str, str], str]:
    def link(here: str, address: str) -> str:
        spot = address.removeprefix("#")
        if not address.startswith("#") or spot not in names:
            return ""
        way = f"#{foreign.place(0, spot)}"
        return way if names[spot] == identity else f"../{names[spot]}/{way}"

    return link


def _sections(
    page: Foreign, title: str, above: str, headings: tuple[str, ...]
) -> Iterator[_Section]:
    """Go through the sections of a text, cut at its highest headings if it is long."""
    name = f"{above}/{title}" if above else "text"
    level = next((tag for tag in headings if _often(page.body, tag)), "")
    if len(page.text) <= LONG or not level:
        for number, piece in enumerate(cutting.pieces(page)):
            more = f" ({number + 1})" if number else ""
            yield _Section(title + more, name + more, piece)
        return
    seen: dict[str, int] = {}
    below = headings[headings.index(level) + 1 :]
    for own, body in _grouped(_cut(page.body, level, title)):
        piece = Foreign(
            own,
            body,
            page.acts,
            page.controls,
            lost=page.lost if not seen else page.lost.__class__(),
        )
        seen[own] = seen.get(own, 0) + 1
        key = own if seen[own] == 1 else f"{own} {seen[own]}"
        parts = list(_sections(piece, own, f"{name}/{key}", below))
        if len(parts) == 1:
            yield parts[0]
        else:
            yield _Section(own, f"{name}/{key}", None, parts)


def _often(body: Element, tag: str) -> bool:
    return sum(1 for each in body if each.tag == tag) > 1


def _cut(body: Element, level: str, title: str) -> Iterator[tuple[str, Element]]:
    """Go through the parts of a text that headings of a level begin, and what is before them."""
    own, part = title, ElementTree.Element("div")
    part.text = body.text
    for child in list(body):
        if child.tag == level:
            if len(part) or (part.text or "").strip():
                yield own, part
            said = line("".join(child.itertext()))
            own, part = said if is_seen(said) else own, ElementTree.Element("div")
        part.append(child)
    yield own, part


def _grouped(parts: Iterable[tuple[str, Element]]) -> list[tuple[str, Element]]:
    """Put parts that are too short for a lesson together with the next, else the one before."""
    groups: list[_Group] = []
    for own, body in parts:
        new = _Group(own, body, len("".join(body.itertext())))
        if groups and groups[-1].length < LEAST and groups[-1].length + new.length <= LONG:
            groups[-1].take(new)
        else:
            groups.append(new)
    kept: list[_Group] = []
    for group in groups:
        if kept and group.length < LEAST and kept[-1].length + group.length <= LONG:
            kept[-1].take(group)
        else:
            kept.append(group)
    return [(group.title, group.body) for group in kept]


def _leaves(sections: list[_Section]) -> Iterator[_Section]:
    for section in sections:
        if section.page is not None:
            yield section
        yield from _leaves(section.below)
